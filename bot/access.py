"""Actor; the only doors to records that belong to someone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from bot.clock import moment_of
from bot.db import ReadSession, WriteSession, hold, insert_once
from bot.errors import (
    Blocked,
    CampaignGone,
    Gone,
    InTeamServer,
    NotACoordinator,
    NotALead,
    NotAMentor,
    NotAModerator,
    NotHere,
    NotSetUp,
    NotYours,
    SetUpFirst,
    SnippetGone,
    TakenInElsewhere,
    WhichServer,
    WordsGone,
)
from bot.vault import Vault
from models import (
    Alias,
    Block,
    Campaign,
    CampaignMessage,
    CheckIn,
    Community,
    Mentor,
    Message,
    Permanence,
    Referral,
    SkipPeriod,
    Snippet,
    TakenPress,
    Team,
    Ticket,
    Wording,
    Youth,
)

TAKEN = "taken"
COUNTED_AFTER = timedelta(days=30)
"""How long after an outing what begins at its panel is still counted for it."""
HERE = select(Community).where(
    Community.guild_id == bindparam("guild_id"), Community.ended_at.is_(None)
)
BLOCK = select(Block.id).where(
    Block.team_id == bindparam("team_id"),
    Block.lookup == bindparam("mark"),
    Block.until > bindparam("now"),
)
PERSON = select(Youth).where(Youth.lookup == bindparam("mark"))
AT_THE_DOOR = select(
    BLOCK.exists(),
    select(Youth.id).where(Youth.lookup == bindparam("person")).scalar_subquery(),
)
HELD_PERSON = PERSON.with_for_update(key_share=True)
"""What is looked up before nearly every answer is built once: building a question costs as much as
asking it."""


@dataclass(frozen=True)
class Actor:
    """Who acts, where, and with which roles, as Discord told us this very moment. Never shown,
    never logged."""

    discord_id: int = field(repr=False)
    guild_id: int | None
    role_ids: frozenset[int] = frozenset()
    manages_guild: bool = False
    interaction_id: int | None = None
    """Discord's id of this very press or command: what came with it is taken in once."""


async def take_in_once(session: ReadSession, actor: Actor) -> None:
    """Act on a press once, whichever of two processes hears it first.

    Raises:
        TakenInElsewhere: when another process acts, or acted, on it.
    """
    press = actor.interaction_id
    if not isinstance(session, WriteSession) or press is None or TAKEN in session.info:
        return
    if not await insert_once(session, TakenPress, "id", id=press, taken_at=moment_of(press)):
        raise TakenInElsewhere
    session.info[TAKEN] = True


async def use_up(session: WriteSession, message_id: int | None) -> None:
    """Let what a message offers be done once, however often and fast its button is pressed.

    Raises:
        Gone: when it was done already.
    """
    if message_id is None:
        return
    at = moment_of(message_id)
    if not await insert_once(session, TakenPress, "id", id=message_id, taken_at=at):
        raise Gone


async def _ticket(session: ReadSession, ticket_id: int) -> Ticket | None:
    """Return a ticket; who decides holds its row until the decision is kept.

    The lock is a statement of its own: what a locking statement joins may be older than the row it
    waited for. It lets others refer to the row meanwhile.
    """
    if isinstance(session, WriteSession):
        await hold(session, select(Ticket.id).where(Ticket.id == ticket_id))
        return await session.get(Ticket, ticket_id, populate_existing=True)
    return await session.get(Ticket, ticket_id)


async def community_at(session: ReadSession, guild_id: int) -> Community | None:
    """Return the community that a server is now: links that ended are not looked up by server."""
    return await session.scalar(HERE, {"guild_id": guild_id})


async def team_at(session: ReadSession, guild_id: int) -> Team | None:
    """Return the team whose own server this is."""
    return await session.scalar(select(Team).where(Team.guild_id == guild_id))


async def communities_of(session: ReadSession, team_id: int) -> Sequence[Community]:
    """Return the communities that a team serves now, by name."""
    live = select(Community).where(Community.team_id == team_id, Community.ended_at.is_(None))
    return (await session.scalars(live.order_by(Community.name, Community.id))).all()


async def team_of(session: ReadSession, actor: Actor) -> Team:
    """Return the team whose server this is.

    Raises:
        NotHere: outside a server.
        InTeamServer: in a community's server: the team works in its own.
        NotAMentor: in a server without a team.
    """
    if actor.guild_id is None:
        raise NotHere
    team = await team_at(session, actor.guild_id)
    if team is not None:
        return team
    if await community_at(session, actor.guild_id) is not None:
        raise InTeamServer
    raise NotAMentor


async def team_as_manager(session: ReadSession, actor: Actor) -> Team:
    """Return the team, for its lead, and for who manages its server.

    Raises:
        NotHere, InTeamServer: anywhere else.
        SetUpFirst: in a server where nobody set Maraude up.
        NotAModerator: for anybody else.
    """
    try:
        team = await team_of(session, actor)
    except NotAMentor:
        raise SetUpFirst if actor.manages_guild else NotAModerator from None
    is_lead = team.lead_role_id is not None and team.lead_role_id in actor.role_ids
    if not is_lead and not actor.manages_guild:
        raise NotAModerator
    await take_in_once(session, actor)
    return team


async def link_to_end(session: ReadSession, actor: Actor, community_id: int) -> Community:
    """Return a link, for who manages the community's server there, and for who manages the team in
    the team's; who decides holds it.

    Raises:
        NotYours: when it is missing, or not theirs: nobody can tell which.
        Gone: when it ended before.
    """
    await take_in_once(session, actor)
    await hold(session, select(Community.id).where(Community.id == community_id))
    community = await session.get(Community, community_id, populate_existing=True)
    if community is None or not _may_end(actor, community):
        raise NotYours
    if community.ended_at is not None:
        raise Gone
    return community


def _may_end(actor: Actor, community: Community) -> bool:
    if actor.guild_id is None:
        return False
    is_lead = community.team.lead_role_id in actor.role_ids
    if community.guild_id == actor.guild_id and actor.manages_guild:
        return True
    return community.team.guild_id == actor.guild_id and (is_lead or actor.manages_guild)


async def team_as_mentor(session: ReadSession, actor: Actor) -> Team:
    """Return the team, for one of its mentors or its leads.

    Raises:
        NotHere: outside a server.
        NotAMentor: for anybody else.
    """
    team = await team_of(session, actor)
    staff = {team.mentor_role_id, team.lead_role_id} - {None}
    if not staff & actor.role_ids:
        raise NotAMentor
    return team


async def team_as_lead(session: ReadSession, actor: Actor) -> Team:
    """Return the team, for its safeguarding lead alone: managing the server does not count.

    Raises:
        NotHere: outside a server.
        NotAMentor: in a server without a team.
        NotALead: for anybody else.
    """
    team = await team_of(session, actor)
    if team.lead_role_id is None or team.lead_role_id not in actor.role_ids:
        raise NotALead
    await take_in_once(session, actor)
    return team


async def team_as_coordinator(session: ReadSession, actor: Actor) -> Team:
    """Return the team, for one of its leads or for who manages its server.

    Raises:
        NotHere: outside a server.
        NotAMentor: in a server without a team.
        NotACoordinator: for anybody else.
    """
    team = await team_of(session, actor)
    is_lead = team.lead_role_id is not None and team.lead_role_id in actor.role_ids
    if not is_lead and not actor.manages_guild:
        raise NotACoordinator
    await take_in_once(session, actor)
    return team


async def skip_period_for(session: ReadSession, actor: Actor, period_id: int) -> SkipPeriod:
    """Return days that the actor's own team skips, for who coordinates it.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody else.
        NotYours: when they are missing, or another team's.
    """
    team = await team_as_coordinator(session, actor)
    period = await session.get(SkipPeriod, period_id)
    if period is None:
        raise NotYours
    if period.team_id != team.id:
        raise NotYours
    return period


async def campaign_for(session: ReadSession, actor: Actor, campaign_id: int) -> Campaign:
    """Return an outing of the coordinator's own team; who decides holds it.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
        CampaignGone: when it is missing, or another team's: nobody can tell which.
    """
    team = await team_as_coordinator(session, actor)
    if isinstance(session, WriteSession):
        await hold(session, select(Campaign.id).where(Campaign.id == campaign_id))
    campaign = await session.get(Campaign, campaign_id, populate_existing=True)
    if campaign is None:
        raise CampaignGone
    if campaign.team_id != team.id:
        raise CampaignGone
    return campaign


async def outing_of(
    session: ReadSession, community: Community, number: int | None, *, now: datetime
) -> int | None:
    """Return the outing for which something in a community counts; None for a number that is
    missing, another team's, of another community, not posted, or of what was over long ago: nobody
    is ever told which."""
    campaign = await session.get(Campaign, number) if number is not None else None
    if campaign is None or campaign.posted_at is None or not campaign.is_in(community):
        return None
    last_day = campaign.ends_on if campaign.ended_at is None else campaign.today(campaign.ended_at)
    return campaign.id if campaign.today(now) <= last_day + COUNTED_AFTER else None


async def require_welcome(
    session: ReadSession, vault: Vault, actor: Actor, team_id: int, *, now: datetime
) -> None:
    """Let everybody in whom the team did not block.

    Raises:
        Blocked: for who was.
    """
    if await _blocks(session, vault, actor.discord_id, team_id, now=now):
        raise Blocked


async def welcomed(
    session: ReadSession, vault: Vault, actor: Actor, team_id: int, *, now: datetime
) -> int | None:
    """Let everybody in whom the team did not block, and return our number of them, or None when
    nobody knows them yet: in one question, because a form that is opened waits for it.

    Raises:
        Blocked: for who was.
    """
    mark, person = (
        _block_mark(vault, actor.discord_id, team_id),
        vault.mark("youth", actor.discord_id),
    )
    asked = {"team_id": team_id, "mark": mark, "now": now, "person": person}
    is_blocked_here, youth_id = (await session.execute(AT_THE_DOOR, asked)).one()
    if is_blocked_here:
        raise Blocked
    return youth_id


async def is_blocked(
    session: ReadSession, vault: Vault, youth: Youth, team_id: int, *, now: datetime
) -> bool:
    """Tell whether a team no longer answers a youth."""
    return await _blocks(session, vault, vault.open_id(youth.discord_id), team_id, now=now)


async def _blocks(
    session: ReadSession, vault: Vault, person: int, team_id: int, *, now: datetime
) -> bool:
    asked = {"team_id": team_id, "mark": _block_mark(vault, person, team_id), "now": now}
    return await session.scalar(BLOCK, asked) is not None


def _block_mark(vault: Vault, person: int, team_id: int) -> bytes:
    return vault.mark(f"block:{team_id}", person)


def require_moderator(actor: Actor) -> int:
    """Return the server's id, for who manages it.

    Raises:
        NotHere: outside a server.
        NotAModerator: for anybody else.
    """
    if actor.guild_id is None:
        raise NotHere
    if not actor.manages_guild:
        raise NotAModerator
    return actor.guild_id


async def mentor_of(session: ReadSession, actor: Actor) -> Mentor | None:
    """Return the mentor's own introduction, or None when it was not written yet.

    Raises:
        NotHere: outside a server.
        NotAMentor: for anybody but the team's mentors.
    """
    team = await team_as_mentor(session, actor)
    mine = select(Mentor).where(Mentor.team_id == team.id, Mentor.discord_id == actor.discord_id)
    return await session.scalar(mine)


async def ticket_for(session: ReadSession, actor: Actor, ticket_id: int) -> Ticket:
    """Return a ticket of the mentor's own team.

    Raises:
        NotAMentor: for anybody but mentors.
        NotYours: when it is missing, or another team's: nobody can tell which.
    """
    team = await team_as_mentor(session, actor)
    await take_in_once(session, actor)
    ticket = await _ticket(session, ticket_id)
    if ticket is None:
        raise NotYours
    if ticket.team_id != team.id:
        raise NotYours
    return ticket


async def ticket_in(session: ReadSession, actor: Actor, thread_id: int | None) -> Ticket:
    """Return the ticket whose thread this is.

    Raises:
        NotAMentor: for anybody but mentors.
        NotHere: in any other channel.
    """
    team = await team_as_mentor(session, actor)
    here = select(Ticket.id).where(Ticket.thread_id == thread_id, Ticket.team_id == team.id)
    ticket_id = await session.scalar(here)
    if ticket_id is None or thread_id is None:
        raise NotHere
    return await ticket_for(session, actor, ticket_id)


async def youth_of(session: ReadSession, vault: Vault, actor: Actor) -> Youth | None:
    """Return our row about the person who acts, or None when there is none.

    Who decides holds it: what one person does is taken in one after the other.
    """
    known, mark = PERSON, vault.mark("youth", actor.discord_id)
    if isinstance(session, WriteSession):
        known = HELD_PERSON.execution_options(populate_existing=True)
    return await session.scalar(known, {"mark": mark})


async def youth_or_new(
    session: WriteSession, vault: Vault, actor: Actor, locale: str, *, now: datetime
) -> Youth:
    """Return our row about the person who acts, made now if need be; remembers their language. What
    they write in the DM from this press on counts, by Discord's own clock.

    The row is held until the decision is kept: two presses of one person follow each other.
    """
    await take_in_once(session, actor)
    mark = vault.mark("youth", actor.discord_id)
    youth = await session.scalar(HELD_PERSON, {"mark": mark})
    if youth is None:
        sealed = vault.seal(str(actor.discord_id))
        first = {"lookup": mark, "discord_id": sealed, "locale": locale}
        heard = {"heard_up_to": actor.interaction_id}
        await insert_once(
            session, Youth, "lookup", **first, **heard, created_at=now, last_seen_at=now
        )
        youth = (await session.scalars(HELD_PERSON, {"mark": mark})).one()
    youth.last_seen_at = now
    if not youth.chose_locale:
        youth.locale = locale
    return youth


async def own_ticket(session: ReadSession, vault: Vault, actor: Actor, ticket_id: int) -> Ticket:
    """Return a youth's own ticket.

    Raises:
        NotYours: when it is missing, or somebody else's.
    """
    await take_in_once(session, actor)
    own = (
        select(Ticket.id)
        .join(Alias, Alias.id == Ticket.alias_id)
        .join(Youth, Youth.id == Alias.youth_id)
        .where(Ticket.id == ticket_id, Youth.lookup == vault.mark("youth", actor.discord_id))
    )
    ticket = await _ticket(session, ticket_id) if await session.scalar(own) is not None else None
    if ticket is None:
        raise NotYours
    return ticket


async def own_check_in(
    session: ReadSession, vault: Vault, actor: Actor, check_in_id: int
) -> CheckIn:
    """Return a check-in that was asked of this youth.

    Raises:
        NotYours: when it is missing, or somebody else's.
    """
    check_in = await session.get(CheckIn, check_in_id)
    if check_in is None:
        raise NotYours
    await own_ticket(session, vault, actor, check_in.ticket_id)
    await session.refresh(check_in, ["state", "postponed"])
    return check_in


async def check_in_for(session: ReadSession, actor: Actor, check_in_id: int) -> CheckIn:
    """Return a check-in after a request of the mentor's own team; who decides holds its request.

    Raises:
        NotAMentor: for anybody but mentors.
        NotYours: when it is missing, or another team's.
    """
    check_in = await session.get(CheckIn, check_in_id)
    if check_in is None:
        await team_as_mentor(session, actor)
        raise NotYours
    await ticket_for(session, actor, check_in.ticket_id)
    await session.refresh(check_in, ["state", "due_at"])
    return check_in


async def own_referral(
    session: ReadSession, vault: Vault, actor: Actor, referral_id: int
) -> Referral:
    """Return a referral that was proposed to this youth; who decides holds its request.

    Raises:
        NotYours: when it is missing, or somebody else's.
    """
    referral = await session.get(Referral, referral_id)
    if referral is None:
        raise NotYours
    await own_ticket(session, vault, actor, referral.ticket_id)
    await session.refresh(referral)
    return referral


async def referral_for(session: ReadSession, actor: Actor, referral_id: int) -> Referral:
    """Return a referral of the mentor's own team.

    Raises:
        NotAMentor: for anybody but mentors.
        NotYours: when it is missing, or another team's.
    """
    referral = await session.get(Referral, referral_id)
    if referral is None:
        await team_as_mentor(session, actor)
        raise NotYours
    await ticket_for(session, actor, referral.ticket_id)
    return referral


async def reply_for(session: ReadSession, actor: Actor, message_id: int) -> Message:
    """Return a reply that this mentor wrote.

    Raises:
        NotAMentor: for anybody but mentors.
        NotYours: when it is missing, or a colleague's.
    """
    message = await session.get(Message, message_id)
    if message is None:
        raise NotYours
    await ticket_for(session, actor, message.ticket_id)
    await session.refresh(message, ["words", "deleted_at"])
    if message.mentor is None or message.mentor.discord_id != actor.discord_id:
        raise NotYours
    return message


async def snippet_for(session: ReadSession, actor: Actor, snippet_id: int) -> Snippet:
    """Return a reusable answer of the mentor's own team.

    Raises:
        NotAMentor: for anybody but mentors.
        SnippetGone: when it is missing, or another team's.
    """
    team = await team_as_mentor(session, actor)
    await take_in_once(session, actor)
    snippet = await session.get(Snippet, snippet_id)
    if snippet is None:
        raise SnippetGone
    if snippet.team_id != team.id:
        raise SnippetGone
    return snippet


async def wording_for(session: ReadSession, actor: Actor, wording_id: int) -> Wording:
    """Return a community's own words, for who manages its server there.

    Raises:
        WordsGone: when they are missing, or not theirs: nobody can tell which.
    """
    await take_in_once(session, actor)
    one = select(Wording).where(Wording.id == wording_id)
    if isinstance(session, WriteSession):
        one = one.with_for_update(key_share=True, of=Wording)
    wording = await session.scalar(one)
    if wording is None:
        raise WordsGone
    if wording.community.ended_at is not None:
        raise WordsGone
    if wording.community.guild_id != actor.guild_id or not actor.manages_guild:
        raise WordsGone
    return wording


async def permanence_for(session: ReadSession, actor: Actor, permanence_id: int) -> Permanence:
    """Return a permanence of the coordinator's own team; who decides holds it.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
        NotYours: when it is missing, or another team's.
    """
    team = await team_as_coordinator(session, actor)
    if isinstance(session, WriteSession):
        await hold(session, select(Permanence.id).where(Permanence.id == permanence_id))
    permanence = await session.get(Permanence, permanence_id, populate_existing=True)
    if permanence is None:
        raise NotYours
    if permanence.community.team_id != team.id:
        raise NotYours
    return permanence


async def invitation_for(session: ReadSession, actor: Actor, invitation_id: int) -> CampaignMessage:
    """Return an invitation of the coordinator's own team; who decides holds it.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
        NotYours: when it is missing, or another team's.
    """
    team = await team_as_coordinator(session, actor)
    wanted = select(CampaignMessage).where(CampaignMessage.id == invitation_id)
    if isinstance(session, WriteSession):
        held = select(CampaignMessage.id).where(CampaignMessage.id == invitation_id)
        await session.execute(held.with_for_update())
        wanted = wanted.execution_options(populate_existing=True)
    invitation = await session.scalar(wanted)
    if invitation is None:
        raise NotYours
    if invitation.team_id != team.id:
        raise NotYours
    return invitation


async def community_known(session: ReadSession, vault: Vault, actor: Actor) -> Community:
    """Return the community a person speaks from; in a DM, the last one that knows them, rather one
    whose link stands, or the only one there is.

    Raises:
        NotSetUp: when nobody set Maraude up there.
        WhichServer: in a DM, when it cannot be told which community is meant.
    """
    if actor.guild_id is not None:
        community = await community_at(session, actor.guild_id)
        if community is None:
            raise NotSetUp
        return community
    theirs = (
        select(Community)
        .join(Alias, Alias.community_id == Community.id)
        .join(Youth, Youth.id == Alias.youth_id)
        .where(Youth.lookup == vault.mark("youth", actor.discord_id))
        .order_by(Community.ended_at.is_not(None), Alias.id.desc())
    )
    known = await session.scalar(theirs.limit(1))
    live = select(Community).where(Community.ended_at.is_(None)).limit(2)
    everywhere = [known] if known else (await session.scalars(live)).all()
    if len(everywhere) != 1:
        raise WhichServer
    return everywhere[0]


async def community_for(session: ReadSession, vault: Vault, actor: Actor) -> Community:
    """Return the community a youth speaks from, whose intake is open.

    Raises:
        NotSetUp: when nobody set Maraude up there, or nobody new may write.
        WhichServer: in a DM, when it cannot be told which community is meant.
    """
    community = await community_known(session, vault, actor)
    if not community.is_open:
        raise NotSetUp(community.country)
    return community
