"""Looking at a server: what Maraude may do there, and who else can see the staff channel."""

import discord
from sqlalchemy import select

from bot.app import Maraude
from bot.permissions import ALARMS, PANEL, STAFF_FORUM, STAFF_TEXT
from bot.texts import Voice
from cogs.setup.rules import Place, Survey, judge, needs_somebody
from cogs.tickets import service as tickets
from cogs.watch import service as watch
from models import Community, TicketState, Topic


def survey(
    guild: discord.Guild, community: Community, say: Voice, *, minors_wait: bool = False
) -> Survey:
    """Return what is seen in the server now; ``say`` speaks the team's language, in which forum
    tags are named; ``minors_wait`` when no lead answers for anybody yet."""
    team = community.team
    staff = guild.get_channel(team.staff_channel_id or 0)
    panel = guild.get_channel(community.panel_channel_id or 0)
    alarms = guild.get_channel(team.lead_channel_id or 0)
    mentor_role = guild.get_role(team.mentor_role_id or 0)
    lead_role = guild.get_role(team.lead_role_id or 0)
    ours = {role.id for role in (mentor_role, lead_role) if role is not None}
    return Survey(
        staff=_place(
            guild,
            staff,
            team.staff_channel_id,
            STAFF_FORUM if isinstance(staff, discord.ForumChannel) else STAFF_TEXT,
        ),
        panel=_place(guild, panel, community.panel_channel_id, PANEL),
        mentor_role=_exists(mentor_role, team.mentor_role_id),
        lead_role=_exists(lead_role, team.lead_role_id),
        staff_is_public=staff is not None
        and staff.permissions_for(guild.default_role).view_channel,
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
        panel_is_hidden=panel is not None
        and not panel.permissions_for(guild.default_role).view_channel,
        panel_is_gone=community.panel_posted_in is not None and community.panel_message_id is None,
        alarms=_place(guild, alarms, team.lead_channel_id, ALARMS),
        alarms_are_public=alarms is not None
        and alarms.permissions_for(guild.default_role).view_channel,
        opens_sometimes=bool(team.hours),
    )


async def look_at(bot: Maraude, guild: discord.Guild) -> None:
    """Say what somebody must mend in one server where youths are served, once a day for each
    finding."""
    async with bot.db.reading() as session:
        known = select(Community).where(Community.guild_id == guild.id)
        community = await session.scalar(known)
        if guild.unavailable or community is None:
            return
        if not community.team.intake_open and not await tickets.some_are_open(
            session, community.team_id
        ):
            return
    say = bot.texts.voice(community.team.locale)
    urgent = [f for f in judge(survey(guild, community, say)) if needs_somebody(f)]
    if not urgent:
        return
    async with bot.db.transaction() as session:
        for finding in urgent:
            args = {name: str(value) for name, value in finding.args.items()}
            await watch.alarm(session, community.team_id, finding.key, args, now=bot.now())


def wanted_tags(say: Voice) -> list[str]:
    """Return the forum tags that show state and topic."""
    return [say(f"state-{state}") for state in TicketState] + [
        say(f"tag-{topic}") for topic in Topic
    ]


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
