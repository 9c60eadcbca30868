"""What can happen to an invitation: write, change, approve, feed, pause, go on, stop."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from bot import access, facts, outbox, placeholders
from bot.access import Actor
from bot.db import ReadSession, WriteSession, hold
from bot.errors import (
    BadInput,
    Conflict,
    GoneForTeam,
    NotAllowed,
    NotYours,
    SetUpFirst,
)
from bot.redaction import Private
from bot.vault import Vault
from cogs.invitations import queries, rules
from models import (
    Campaign,
    CampaignMessage,
    CampaignMessageState,
    Community,
    Installation,
    OutboxEntry,
    Purpose,
    Team,
    Youth,
)
from models.hours import after_quiet

State = CampaignMessageState
CARD = queries.CARD
"""What a youth gets."""


class NoWords(BadInput):
    """An invitation without words in French."""

    key = "invitations-no-words"


class UnknownPlaceholder(BadInput):
    """Something between braces that stands for nothing."""

    key = "invitations-unknown-placeholder"


class TooLong(BadInput):
    """With the longest names in it, it could not leave."""

    key = "invitations-too-long"


class BadMoment(BadInput):
    """A moment that cannot be read, is over, or too far away."""

    key = "invitations-bad-moment"


class NobodyOpen(BadInput):
    """None of its communities takes requests: who answers would find a closed door."""

    key = "invitations-nobody-open"


class AnotherApproves(NotAllowed):
    """Who wrote it cannot approve it alone."""

    key = "invitations-another-approves"


class WordsChanged(Conflict):
    """Its words changed after they were shown."""

    key = "invitations-changed"


class Lapsed(Conflict):
    """Nobody approved it in time."""

    key = "invitations-lapsed"


class MomentOver(Conflict):
    """The moment at which it was to leave is over."""

    key = "invitations-moment-over"


@dataclass(frozen=True)
class Draft:
    """What a coordinator typed into the form."""

    french: Private
    english: Private


async def write(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    draft: Draft,
    *,
    community_id: int | None,
    campaign_id: int | None,
    starts_at: datetime | None,
    now: datetime,
) -> CampaignMessage:
    """Keep an invitation until a second person approves it, and show it to the coordinators.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
        NotYours: for a community or an outing that is not the team's.
        SetUpFirst: when there is no channel to show it in.
        NoWords, UnknownPlaceholder, TooLong: when it could not leave.
    """
    team = await access.team_as_coordinator(session, actor)
    await require_theirs(session, team, community_id, campaign_id)
    if team.coordinators_channel is None:
        raise SetUpFirst
    message = CampaignMessage(
        team_id=team.id,
        community_id=community_id,
        is_everywhere=community_id is None,
        campaign_id=campaign_id,
        starts_at=starts_at,
    )
    _write(vault, message, actor, draft, now=now)
    session.add(message)
    await session.flush()
    await session.refresh(message, ["team", "community", "campaign"])
    await _owe_card(session, message, now=now)
    return message


async def require_theirs(
    session: ReadSession, team: Team, community_id: int | None, campaign_id: int | None
) -> None:
    """See to it that a community and an outing are the team's own.

    Raises:
        NotYours: when one is not, or is no longer served.
    """
    if community_id is not None:
        place = await session.get(Community, community_id)
        if place is None or place.team_id != team.id or place.ended_at is not None:
            raise NotYours
    if campaign_id is not None:
        outing = await session.get(Campaign, campaign_id)
        if outing is None or outing.team_id != team.id:
            raise NotYours


async def to_change(session: ReadSession, actor: Actor, message_id: int) -> CampaignMessage:
    """Return an invitation whose words nobody got yet.

    Raises:
        NotYours: when it is missing, or another team's.
        GoneForTeam: when it has begun or is over.
    """
    message = await access.invitation_for(session, actor, message_id)
    if not message.state.may_change:
        raise GoneForTeam
    return message


async def change(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    message_id: int,
    draft: Draft,
    *,
    edition: int,
    now: datetime,
) -> CampaignMessage:
    """Change the words before anybody got them; whoever approved the old ones approved those.

    Raises:
        NotYours: when it is missing, or another team's.
        GoneForTeam: when it has begun or is over.
        WordsChanged: when somebody else changed it since it was opened.
        NoWords, UnknownPlaceholder, TooLong: when it could not leave.
    """
    message = await to_change(session, actor, message_id)
    if message.edition != edition:
        raise WordsChanged
    _write(vault, message, actor, draft, now=now)
    message.edition += 1
    message.state, message.approved_by, message.approved_at = State.DRAFT, None, None
    if message.starts_at is not None and message.starts_at <= now:
        message.starts_at = None
    await _owe_card(session, message, now=now)
    return message


async def approve(
    session: WriteSession, actor: Actor, message_id: int, *, edition: int, now: datetime
) -> CampaignMessage:
    """Let it leave, as a second person, in the words that were shown.

    Raises:
        NotYours: when it is missing, or another team's.
        GoneForTeam: when it was approved already, or is over.
        WordsChanged: when its words changed since.
        AnotherApproves: for who wrote it.
        Lapsed: when it was written too long ago.
        MomentOver: when the moment at which it was to leave is over; the draft stays.
        NobodyOpen: when none of its communities takes requests.
    """
    message = await access.invitation_for(session, actor, message_id)
    if message.state is State.LAPSED or _has_lapsed(message, now=now):
        raise Lapsed
    if message.state is not State.DRAFT:
        raise GoneForTeam
    if message.edition != edition:
        raise WordsChanged
    if message.written_by == actor.discord_id:
        raise AnotherApproves
    if message.starts_at is not None and message.starts_at <= now:
        raise MomentOver
    if not await queries.open_places(session, message):
        raise NobodyOpen
    message.state, message.approved_by, message.approved_at = State.APPROVED, actor.discord_id, now
    await _owe_card(session, message, now=now)
    return message


async def pause(
    session: WriteSession, actor: Actor, message_id: int, *, now: datetime
) -> CampaignMessage:
    """Let nothing more leave for now; what is not in anybody's hands is taken back.

    Raises:
        NotYours: when it is missing, or another team's.
        GoneForTeam: when it is not on its way.
    """
    message = await access.invitation_for(session, actor, message_id)
    if message.state is not State.SENDING:
        raise GoneForTeam
    message.state = State.PAUSED
    await _take_back(session, message)
    await _owe_card(session, message, now=now)
    return message


async def go_on(
    session: WriteSession, actor: Actor, message_id: int, *, now: datetime
) -> CampaignMessage:
    """Go on where it was.

    Raises:
        NotYours: when it is missing, or another team's.
        GoneForTeam: when it is not paused.
    """
    message = await access.invitation_for(session, actor, message_id)
    if message.state is not State.PAUSED:
        raise GoneForTeam
    message.state = State.SENDING
    await outbox.due_now(session, await queries.lanes_owed(session, message.id), now=now)
    await _owe_card(session, message, now=now)
    return message


async def stop(
    session: WriteSession, actor: Actor, message_id: int, *, now: datetime
) -> CampaignMessage:
    """End it for good; what is not in anybody's hands is taken back.

    Raises:
        NotYours: when it is missing, or another team's.
        GoneForTeam: when it is over already.
    """
    message = await access.invitation_for(session, actor, message_id)
    if message.state.is_over:
        raise GoneForTeam
    message.state = State.STOPPED
    await _take_back(session, message)
    await _owe_card(session, message, now=now)
    return message


async def of_team(session: ReadSession, actor: Actor) -> Sequence[CampaignMessage]:
    """Return the last invitations of the coordinator's team, newest first.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
    """
    team = await access.team_as_coordinator(session, actor)
    return await queries.latest(session, team.id)


async def outings(session: ReadSession, team: Team, *, now: datetime) -> Sequence[Campaign]:
    """Return a team's outings that are not over."""
    today = now.astimezone(ZoneInfo(team.timezone)).date()
    return await queries.outings(session, team.id, today=today)


async def first_place(session: ReadSession, message: CampaignMessage) -> Community:
    """Return a community whose name shows how an invitation reads.

    Raises:
        NobodyOpen: when the team serves none.
    """
    places = await access.communities_of(session, message.team_id)
    if not places:
        raise NobodyOpen
    return places[0]


async def reach(session: ReadSession, message: CampaignMessage, *, now: datetime) -> int:
    """Return how many youths an invitation would reach if it left now."""
    places = await queries.open_places(session, message)
    return await queries.how_many_fit(session, message, [place.id for place in places], now=now)


async def figures(session: ReadSession, message: CampaignMessage) -> rules.Figures:
    """Return how far an invitation is."""
    owed = (await queries.owed_by_message(session)).get(message.id, 0)
    arrived = message.sent + message.in_mailbox
    dropped = max(0, message.promised - arrived - owed)
    not_written = message.passed_over + dropped
    return rules.Figures(
        message.sent, message.in_mailbox, not_written, arrived + not_written, message.audience
    )


async def may_get(
    session: ReadSession,
    vault: Vault,
    entry: OutboxEntry,
    message: CampaignMessage,
    youth: Youth,
    *,
    now: datetime,
) -> bool:
    """Tell whether a youth may still get what is owed to them: they stopped nothing, nobody
    worries about them, they talk to nobody of a team, the team answers them, and it is not one too
    many this week."""
    is_worrying = youth.paused_until is not None and youth.paused_until > now
    if youth.stopped_at is not None or is_worrying:
        return False
    if await queries.is_talking(session, youth.id):
        return False
    if await queries.is_one_too_many(session, entry, message.team, youth.id, now=now):
        return False
    mark = vault.mark(f"block:{message.team_id}", vault.open_id(youth.discord_id))
    return not await queries.is_blocked(session, message.team_id, mark, now=now)


async def has_work(session: ReadSession, *, now: datetime) -> bool:
    """Tell whether an invitation has to move."""
    return bool(await queries.to_look_at(session, now=now))


async def pause_all(session: WriteSession, *, back_at: datetime, now: datetime) -> None:
    """Let the coordinators decide about what was on its way before a long silence."""
    moving = await queries.to_look_at(session, now=now)
    for message in await queries.held(session, moving):
        if message.state is State.SENDING and message.changed_at < back_at:
            message.state = State.PAUSED
            await _take_back(session, message)
            await _owe_card(session, message, now=now)


async def feed(session: WriteSession, *, per_minute: int, now: datetime) -> None:
    """Owe a few more of each invitation that is on its way, begin what is due, let lapse what is
    too late.

    One process at a time does so: what leaves in a minute is counted over all teams.
    """
    one_by_one = select(Installation.id).where(Installation.id == 1)
    await hold(session, one_by_one)
    messages = await queries.held(session, await queries.to_look_at(session, now=now))
    for message in messages:
        await _move(session, message, now=now)
    owed = await queries.owed_by_message(session)
    lately = await queries.left_since(session, now - rules.MINUTE)
    room = rules.room(per_minute, lately=lately, owed=sum(owed.values()))
    if await queries.is_slowed_down(session, outbox.SLOWED_DOWN):
        room = 0
    sending = [message for message in messages if _may_send(message, now=now)]
    for place, message in enumerate(sending):
        most = -(-room // (len(sending) - place))
        if most:
            room -= await _feed_one(
                session, message, most=most, owed=owed.get(message.id, 0), now=now
            )
    for message in messages:
        if message.drawn_at is not None and message.drawn_at < message.changed_at:
            due_at = max(now, message.drawn_at + rules.DRAWN_EVERY)
            await _draw(session, message, due_at=due_at, now=now)


async def arrived(session: WriteSession, entry: OutboxEntry, *, now: datetime) -> None:
    """Count one that stands in a DM."""
    await _count(session, entry, "dm", now=now, sent=CampaignMessage.sent + 1)


async def kept_in_mailbox(session: WriteSession, entry: OutboxEntry, now: datetime) -> None:
    """Count one that waits in the mailbox of who takes no DMs."""
    more = CampaignMessage.in_mailbox + 1
    await _count(session, entry, "mailbox", now=now, in_mailbox=more)


async def card_stands(
    session: WriteSession, message_id: int, channel_id: int, card_id: int, *, now: datetime
) -> None:
    """Write down where the card stands. What changed while it was being drawn is drawn again."""
    message = await session.get(CampaignMessage, message_id)
    if message is not None:
        message.card_channel_id, message.card_message_id = channel_id, card_id
        message.drawn_at = now - rules.DRAWING


async def card_lost(session: WriteSession, entry: OutboxEntry, _now: datetime) -> None:
    """Somebody deleted the card: the next try makes a new one."""
    message = await session.get(CampaignMessage, entry.args["invitation"])
    if message is not None:
        message.card_channel_id = message.card_message_id = None


def words_of(vault: Vault, message: CampaignMessage, locale: str) -> Private:
    """Return the words in a reader's language; in French when there are no others."""
    is_english = locale == "en" and message.words_en is not None
    return vault.open_words((is_english and message.words_en) or message.words_fr)


def english_of(vault: Vault, message: CampaignMessage) -> Private | None:
    """Return the words in English, if there are any."""
    return vault.open_words(message.words_en) if message.words_en is not None else None


def read_moment(words: str, zone: str, *, now: datetime) -> datetime | None:
    """Return the moment that somebody typed, in the team's time; None for at once.

    Raises:
        BadMoment: when it cannot be read, is over or too far away.
    """
    if not words.strip():
        return None
    at = rules.read_moment(words, ZoneInfo(zone), now=now)
    if at is None:
        raise BadMoment(given=words)
    return at


def _write(
    vault: Vault, message: CampaignMessage, actor: Actor, draft: Draft, *, now: datetime
) -> None:
    if draft.french.is_blank:
        raise NoWords
    for words in (draft.french.reveal(), draft.english.reveal()):
        if (unknown := placeholders.unknown_in(words)) is not None:
            raise UnknownPlaceholder(unknown=unknown)
        if placeholders.longest(words, rules.LONGEST) > rules.LONGEST_FILLED:
            raise TooLong(most=rules.LONGEST_FILLED)
    message.words_fr = vault.seal_words(draft.french)
    message.words_en = None if draft.english.is_blank else vault.seal_words(draft.english)
    message.written_by, message.written_at, message.changed_at = actor.discord_id, now, now


def _has_lapsed(message: CampaignMessage, *, now: datetime) -> bool:
    is_draft = message.state is State.DRAFT
    return is_draft and message.written_at <= now - rules.APPROVED_WITHIN


def _is_stale(message: CampaignMessage, *, now: datetime) -> bool:
    """Tell whether an approved invitation could not begin for so long that what it is about may be
    over."""
    ready = max(filter(None, (message.starts_at, message.approved_at)), default=now)
    return message.state is State.APPROVED and ready <= now - rules.STALE_AFTER


def _is_due(message: CampaignMessage, *, now: datetime) -> bool:
    return message.starts_at is None or message.starts_at <= now


def _may_send(message: CampaignMessage, *, now: datetime) -> bool:
    team = message.team
    if message.state is not State.SENDING:
        return False
    return after_quiet(now, team.quiet_from, team.quiet_until, ZoneInfo(team.timezone)) <= now


async def _move(session: WriteSession, message: CampaignMessage, *, now: datetime) -> None:
    """Begin what is due, let lapse what is too late, take back what came back in a pause."""
    if _has_lapsed(message, now=now) or _is_stale(message, now=now):
        message.state = State.LAPSED
        await _owe_card(session, message, now=now)
    elif message.state is State.APPROVED and _is_due(message, now=now):
        places = [place.id for place in await queries.open_places(session, message)]
        message.state = State.SENDING
        message.audience = await queries.how_many_agreed(session, places)
        await _owe_card(session, message, now=now)
    elif message.state in {State.PAUSED, State.STOPPED}:
        await _take_back(session, message)


async def _feed_one(
    session: WriteSession, message: CampaignMessage, *, most: int, owed: int, now: datetime
) -> int:
    """Owe an invitation to the next youths, and note how far it got, in one breath; return how many
    they are. One that reached everybody is done."""
    places = [place.id for place in await queries.open_places(session, message)]
    if not places:
        return 0
    found = await queries.next_youths(session, message, places, most=most, now=now)
    for youth_id, community_id in found:
        outbox.promise_in(
            session,
            f"invitation:{message.id}:{youth_id}",
            CARD,
            once=queries.once_of(message.id, youth_id),
            now=now,
            youth_id=youth_id,
            community_id=community_id,
            purpose=Purpose.KEEP_IN_TOUCH,
            args={"invitation": message.id},
        )
    await session.flush()
    last = found[-1][0] if found else message.reached_id
    passed, highest = await queries.not_promised(
        session,
        message,
        places,
        after=message.reached_id,
        until=last if len(found) == most else None,
    )
    if found or passed:
        message.changed_at = now
    message.reached_id = max(last, highest)
    message.promised += len(found)
    message.passed_over += passed
    if not found and not owed:
        message.state = State.DONE
        await _owe_card(session, message, now=now)
    return len(found)


async def _take_back(session: WriteSession, message: CampaignMessage) -> None:
    """Owe no more what surely did not leave; an invitation that goes on later begins with those."""
    waiting = await queries.surely_owed(session, message.id)
    numbers = [entry.youth_id for entry in waiting if entry.youth_id is not None]
    if not numbers:
        return
    again = min(numbers) - 1
    places: Collection[int] = [place.id for place in await queries.open_places(session, message)]
    passed, _ = await queries.not_promised(
        session, message, places, after=again, until=message.reached_id
    )
    for entry in waiting:
        await session.delete(entry)
    await session.flush()
    message.promised -= len(waiting)
    message.passed_over = max(0, message.passed_over - passed)
    message.reached_id = min(again, message.reached_id)


async def _count(
    session: WriteSession, entry: OutboxEntry, how: str, *, now: datetime, **more: object
) -> None:
    counting = (
        update(CampaignMessage)
        .where(CampaignMessage.id == entry.args["invitation"])
        .values(**more, changed_at=now)
        .returning(CampaignMessage.campaign_id)
    )
    counted = (await session.execute(counting)).one_or_none()
    community = await session.get(Community, entry.community_id)
    if counted is not None and community is not None:
        facts.count(
            session, "invited", community, at=now, campaign_id=counted.campaign_id, choice=how
        )


async def _owe_card(session: WriteSession, message: CampaignMessage, *, now: datetime) -> None:
    """Owe the coordinators' card its new look at once: what can be done changed."""
    message.changed_at = now
    await _draw(session, message, due_at=now, now=now)
    await outbox.due_now(session, [_lane_of_card(message)], now=now)


async def _draw(
    session: WriteSession, message: CampaignMessage, *, due_at: datetime, now: datetime
) -> None:
    """Owe a look of the card, unless one is owed already."""
    await session.flush()
    if await queries.is_drawn_soon(session, _lane_of_card(message)):
        return
    outbox.promise_in(
        session,
        _lane_of_card(message),
        "invitations.card",
        once=f"invitation-card:{message.id}:{secrets.token_hex(6)}",
        now=now,
        args={"invitation": message.id},
        due_at=due_at,
    )


def _lane_of_card(message: CampaignMessage) -> str:
    return f"invitation-card:{message.id}"
