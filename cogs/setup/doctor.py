"""Looking at a server: what Maraude may do there, and who else can see the staff channel."""

from collections.abc import Sequence

import discord

from bot.app import Maraude
from bot.db import ReadSession
from bot.permissions import ALARMS, PANEL, STAFF_FORUM, STAFF_TEXT, missing_for_events
from bot.texts import Voice
from cogs.permanences import service as permanences
from cogs.setup import service
from cogs.setup.rules import (
    Finding,
    Panel,
    Place,
    Survey,
    is_ready,
    judge,
    judge_community,
    judge_hangouts,
    needs_somebody,
)
from cogs.tickets import service as tickets
from cogs.watch import service as watch
from models import Community, Team, TicketState, Topic


def survey(
    guild: discord.Guild,
    team: Team,
    own: Community | None,
    say: Voice,
    *,
    minors_wait: bool = False,
) -> Survey:
    """Return what is seen in the team's server now, where it may serve youths too; ``say`` speaks
    the team's language, in which forum tags are named; ``minors_wait`` when no lead answers for
    anybody yet."""
    staff = guild.get_channel(team.staff_channel_id or 0)
    alarms = guild.get_channel(team.lead_channel_id or 0)
    mentor_role = guild.get_role(team.mentor_role_id or 0)
    lead_role = guild.get_role(team.lead_role_id or 0)
    ours = {role.id for role in (mentor_role, lead_role) if role is not None}
    panel = look_at_panel(guild, own) if own is not None else Panel(None)
    return Survey(
        staff=_place(
            guild,
            staff,
            team.staff_channel_id,
            STAFF_FORUM if isinstance(staff, discord.ForumChannel) else STAFF_TEXT,
        ),
        panel=panel.place,
        mentor_role=_exists(mentor_role, team.mentor_role_id),
        lead_role=_exists(lead_role, team.lead_role_id),
        staff_is_public=_is_public(guild, staff),
        mentors_see_staff=_can_work(staff, mentor_role),
        mentors_see_commands=staff is None
        or mentor_role is None
        or staff.permissions_for(mentor_role).manage_threads,
        lead_sees_staff=_can_work(staff, lead_role),
        roles_of_everybody=tuple(
            role.name for role in (mentor_role, lead_role) if role and not _given_by_hand(role)
        ),
        roles_not_called=tuple(
            role.name for role in (mentor_role, lead_role) if role and not _rings(staff, role)
        ),
        minors_wait=minors_wait,
        others_see_staff=_others(guild, staff, ours),
        missing_tags=_missing_tags(staff, say),
        panel_is_hidden=panel.is_hidden,
        panel_is_gone=panel.is_gone,
        alarms=_place(guild, alarms, team.lead_channel_id, ALARMS),
        alarms_are_public=_is_public(guild, alarms),
        opens_sometimes=bool(team.hours),
        serves_youths=own is not None,
    )


def look_at_panel(guild: discord.Guild, community: Community) -> Panel:
    """Return what is seen of a community's panel in its server now."""
    channel = guild.get_channel(community.panel_channel_id or 0)
    return Panel(
        _place(guild, channel, community.panel_channel_id, PANEL),
        is_hidden=channel is not None and not _is_public(guild, channel),
        is_gone=community.panel_posted_in is not None and community.panel_message_id is None,
    )


def examine_team(
    bot: Maraude, team: Team, own: Community | None, *, minors_wait: bool = False
) -> list[Finding] | None:
    """Return what is found in the team's server now, where a paused panel does not count; None when
    Maraude is not in it."""
    guild = bot.get_guild(team.guild_id)
    if guild is None:
        return None
    open_one = own if own is not None and not own.paused else None
    say = bot.texts.voice(team.locale)
    return judge(survey(guild, team, open_one, say, minors_wait=minors_wait))


def examine_community(bot: Maraude, guild: discord.Guild, community: Community) -> list[Finding]:
    """Return what is found in a community's server now; of the team only whether it is ready."""
    of_team = examine_team(bot, community.team, None)
    ready = community.team.intake_open and of_team is not None and is_ready(of_team)
    return judge_community(look_at_panel(guild, community), team_is_ready=ready)


async def examine_hangouts(
    session: ReadSession, guild: discord.Guild | None, community: Community | None
) -> list[Finding]:
    """Return what is missing where hours are announced; nothing where none are."""
    if guild is None or community is None:
        return []
    rooms: list[Place] = []
    for plan in await permanences.rooms_in(session, community.id):
        channel = guild.get_channel(plan.channel_id)
        if channel is not None:
            missing = missing_for_events(guild, plan.room, channel)
            rooms.append(Place(channel.mention, exists=True, missing=missing))
        card = guild.get_channel(plan.card_channel_id or 0)
        if card is not None and (place := _place(guild, card, card.id, PANEL)) is not None:
            rooms.append(place)
    return list({repr(found): found for found in judge_hangouts(rooms)}.values())


async def look_at(bot: Maraude, guild: discord.Guild) -> None:
    """Say what somebody must mend in one server where youths are served, once a day for each
    finding: to the lead in the team's server, to who manages it in a community's."""
    if guild.unavailable:
        return
    async with bot.db.reading() as session:
        here = await service.what_is_here(session, guild.id)
        serves = here.team is not None and await _serves(session, here.team)
    if here.team is not None and serves:
        found = examine_team(bot, here.team, here.own) or []
        await _tell_lead(bot, here.team, [f for f in found if needs_somebody(f)])
    if here.guest is not None and here.guest.is_open:
        seen = judge_community(look_at_panel(guild, here.guest), team_is_ready=True)
        await _tell_moderators(bot, here.guest, [f for f in seen if needs_somebody(f)])


async def _serves(session: ReadSession, team: Team) -> bool:
    return team.intake_open or await tickets.some_are_open(session, team.id)


async def _tell_lead(bot: Maraude, team: Team, urgent: Sequence[Finding]) -> None:
    if not urgent:
        return
    async with bot.db.transaction() as session:
        for finding in urgent:
            await watch.alarm(session, team.id, finding.key, _words(finding), now=bot.now())


async def _tell_moderators(bot: Maraude, guest: Community, urgent: Sequence[Finding]) -> None:
    if not urgent:
        return
    async with bot.db.transaction() as session:
        for finding in urgent:
            await service.alarm_server(session, guest, finding.key, _words(finding), now=bot.now())


def _words(finding: Finding) -> dict[str, str]:
    return {name: str(value) for name, value in finding.args.items()}


def wanted_tags(say: Voice) -> list[str]:
    """Return the forum tags that show state, topic and what is urgent."""
    return [say(f"state-{state}") for state in TicketState] + [
        say(f"tag-{topic}") for topic in (*Topic, "urgent")
    ]


def _is_public(guild: discord.Guild, channel: discord.abc.GuildChannel | None) -> bool:
    return channel is not None and channel.permissions_for(guild.default_role).view_channel


def _exists(role: discord.Role | None, chosen: int | None) -> bool | None:
    return None if chosen is None else role is not None


def _place(
    guild: discord.Guild,
    channel: discord.abc.GuildChannel | None,
    chosen: int | None,
    needed: tuple[str, ...],
) -> Place | None:
    if chosen is None:
        return None
    if channel is None:
        return Place(mention=f"<#{chosen}>", exists=False)
    allowed = channel.permissions_for(guild.me)
    return Place(
        channel.mention,
        exists=True,
        missing=tuple(name for name in needed if not getattr(allowed, name)),
    )


def _can_work(staff: discord.abc.GuildChannel | None, role: discord.Role | None) -> bool:
    if staff is None or role is None:
        return True
    allowed = staff.permissions_for(role)
    return allowed.view_channel and allowed.send_messages_in_threads


def _rings(staff: discord.abc.GuildChannel | None, role: discord.Role) -> bool:
    """Tell whether those who carry a role hear it when Maraude calls them."""
    may_call_all = staff is not None and staff.permissions_for(role.guild.me).mention_everyone
    return role.mentionable or may_call_all


def _others(
    guild: discord.Guild, staff: discord.abc.GuildChannel | None, ours: set[int]
) -> tuple[str, ...]:
    """Return who else sees the staff channel: roles by name, single people by mention."""
    if staff is None:
        return ()
    others = (role for role in guild.roles if role.id not in ours and not _of_a_program(role))
    roles = [
        role.name
        for role in others
        if not role.permissions.administrator and staff.permissions_for(role).view_channel
    ]
    people = [
        f"<@{target.id}>"
        for target, overwrite in staff.overwrites.items()
        if not isinstance(target, discord.Role)
        and guild.get_role(target.id) is None
        and target.id != guild.me.id
        and overwrite.view_channel
    ]
    return (*roles, *people)


def _given_by_hand(role: discord.Role) -> bool:
    """Tell whether people carry this role because somebody gave it to them."""
    return not role.is_default() and not role.managed


def _of_a_program(role: discord.Role) -> bool:
    """Tell whether nobody but a bot carries this role; @everyone is judged by itself."""
    return role.is_default() or (role.managed and not role.is_premium_subscriber())


def _missing_tags(staff: discord.abc.GuildChannel | None, say: Voice) -> tuple[str, ...]:
    if not isinstance(staff, discord.ForumChannel):
        return ()
    there = {tag.name for tag in staff.available_tags}
    return tuple(name for name in wanted_tags(say) if name not in there)
