"""What can happen to a suggestion, a poll and a "you said, we did"."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, update

from bot import access, consents, facts, outbox
from bot.access import Actor
from bot.db import ReadSession, WriteSession, insert_once
from bot.errors import BadInput, Gone, GoneForTeam, NotSetUp, NotYours
from bot.redaction import Private
from bot.vault import Vault
from cogs.privacy import service as privacy
from cogs.tickets import service as tickets
from cogs.voice import queries, rules
from models import (
    Community,
    Poll,
    PollVote,
    Purpose,
    Suggestion,
    SuggestionState,
    Team,
    VoiceAnswer,
    Youth,
)

LEAST = rules.LEAST
LONGEST_WORDS = rules.LONGEST_WORDS


class TooLong(BadInput):
    """More than there is room for."""

    key = "voice-too-long"


class NoChoices(BadInput):
    """A poll with too few choices, or with the same one twice."""

    key = "voice-no-choices"


class PollOver(Gone):
    """A poll whose time is over."""

    key = "voice-poll-over"


class NoPanel(BadInput):
    """None of the communities has a place where its panel stands."""

    key = "voice-no-panel"


@dataclass(frozen=True)
class Box:
    """What somebody finds who asks: where they are, whether they like to be asked, and what became
    of suggestions."""

    community: Community
    agreed: bool
    answers: Sequence[VoiceAnswer]


@dataclass(frozen=True)
class Draft:
    """What a coordinator typed for a poll; ``community`` as it was picked, or nothing for all."""

    question: str
    choices: Sequence[str]
    days: int
    community: str | None


async def look(session: ReadSession, vault: Vault, actor: Actor) -> Box:
    """Return what stands on the card of the suggestion box.

    Raises:
        NotSetUp: when no team serves that community.
        WhichServer: in a DM, when it cannot be told which community is meant.
    """
    community = await _place(session, vault, actor)
    youth = await access.youth_of(session, vault, actor)
    agreed = youth is not None and await consents.standing(
        session, youth.id, Purpose.VOICE, community.id
    )
    answers = await queries.answers_in(session, community, rules.ANSWERS_SHOWN)
    return Box(community, agreed, answers)


async def welcome_here(
    session: ReadSession, vault: Vault, actor: Actor, *, now: datetime
) -> Community:
    """Return the community for which somebody may say something.

    Raises:
        NotSetUp, WhichServer: as for :func:`look`.
        Blocked: for somebody the team no longer answers.
    """
    community = await _place(session, vault, actor)
    await access.require_welcome(session, vault, actor, community.team_id, now=now)
    return community


async def suggest(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    words: Private,
    *,
    now: datetime,
    admit: Callable[[Community], None],
) -> None:
    """Put something into the box; nothing of who did is kept.

    Args:
        admit: asked once nothing else speaks against it; it may refuse.

    Raises:
        NotSetUp, WhichServer, Blocked: as for :func:`welcome_here`.
        BlankWords, TooLong: when it cannot be kept.
        TooFast: when ``admit`` says so.
    """
    community = await welcome_here(session, vault, actor, now=now)
    require_short(words)
    admit(community)
    await access.take_in_once(session, actor)
    keep(session, vault, community, words, mark=None, now=now)
    facts.count(session, "suggested", community, at=now)


def require_short(words: Private) -> None:
    """Let words pass that can be kept.

    Raises:
        BlankWords, TooLong: for others.
    """
    if words.is_blank:
        raise tickets.BlankWords
    if len(words) > rules.LONGEST_WORDS:
        raise TooLong(most=rules.LONGEST_WORDS)


def keep(
    session: WriteSession,
    vault: Vault,
    community: Community,
    words: Private,
    *,
    mark: int | None,
    now: datetime,
) -> None:
    """Keep words for the coordinators, who read them at a moment drawn by lot."""
    lot = timedelta(seconds=secrets.randbelow(int(rules.SHOWN_BY_LOT.total_seconds())))
    session.add(
        Suggestion(
            team_id=community.team_id,
            community_id=community.id,
            mark=mark,
            words=vault.seal_words(words),
            day=now.astimezone(ZoneInfo(community.team.timezone)).date(),
            show_at=now + rules.SHOWN_AFTER + lot,
        )
    )


def box_of(team: Team, mark: int | None) -> int | None:
    """Return the channel where coordinators read: words beside a mark never stand where mentors
    read too."""
    apart = {team.coordinator_channel_id, team.lead_channel_id} - {None, team.staff_channel_id}
    place = team.coordinators_channel
    return place if mark is None or place in apart else None


def reads_apart(team: Team) -> bool:
    """Tell whether coordinators have a place of their own to read words beside a mark."""
    return box_of(team, 1) is not None


async def show_due(session: WriteSession, *, now: datetime) -> int:
    """Owe the coordinators the suggestions whose moment has come; one that does not arrive is owed
    again the next day. Return how many."""
    due = await queries.to_show(session, now=now)
    for one in due:
        one.show_at, stamp = now + rules.TRIED_AGAIN, int(now.timestamp())
        if one.words is None:
            one.show_at = None
        elif box_of(one.team, one.mark) is not None:
            once, about = f"suggestion:{one.id}:{stamp}", {"suggestion": one.id}
            team_id, card = one.team_id, "voice.suggestion"
            outbox.tell_coordinators(session, card, once=once, now=now, team_id=team_id, args=about)
    return len(due)


async def handle(
    session: WriteSession, actor: Actor, suggestion_id: int, *, hide: bool
) -> Suggestion:
    """Say that a suggestion was read, or that nobody should have to read it: its words go.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
        NotYours: when it is missing or another team's.
        Gone: when its words are gone.
    """
    team = await access.team_as_coordinator(session, actor)
    one = await session.get(Suggestion, suggestion_id, with_for_update={"of": Suggestion})
    if one is None or one.team_id != team.id:
        raise NotYours
    if one.words is None:
        raise GoneForTeam
    one.state = SuggestionState.HIDDEN if hide else SuggestionState.NOTED
    if hide:
        one.words = None
    return one


async def tidy(session: WriteSession, *, now: datetime) -> int:
    """Let the words of old suggestions go, and their messages; and drafts that nobody sent. Return
    how many suggestions went."""
    old = await queries.past_their_time(session, today=now.date())
    for one in old:
        one.words, one.show_at = None, None
        if one.message_id is not None:
            once = f"suggestion-gone:{one.id}"
            about = {"channel": one.channel_id, "message": one.message_id}
            team_id, card = one.team_id, "voice.gone"
            outbox.tell_coordinators(session, card, once=once, now=now, team_id=team_id, args=about)
            one.message_id = None
    before = now - rules.DRAFTS_KEPT_FOR
    unsent = Poll.opened_at.is_(None), Poll.created_at < before
    await session.execute(delete(Poll).where(*unsent))
    unsaid = VoiceAnswer.published_at.is_(None), VoiceAnswer.created_at < before
    await session.execute(delete(VoiceAnswer).where(*unsaid))
    return len(old)


async def be_asked(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    *,
    locale: str,
    version: int,
    now: datetime,
) -> bool:
    """Say yes to being asked now and then, to the wording that was shown; return whether it is the
    present one.

    Raises:
        NotSetUp, WhichServer: as for :func:`look`.
        Blocked, TooYoungToAgree: when there can be no yes.
    """
    community, purpose = await _place(session, vault, actor), Purpose.VOICE
    youth = await privacy.opt_in(
        session, vault, actor, community, purpose, locale=locale, version=version, now=now
    )
    await session.flush()
    return await consents.standing(session, youth.id, purpose, community.id)


async def draft_poll(session: WriteSession, actor: Actor, draft: Draft, *, now: datetime) -> Poll:
    """Keep a poll for its coordinator to look at; nothing is sent yet.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
        NotYours: for a community that is not the team's.
        BlankWords, TooLong, NoChoices: when it could not be asked.
    """
    team = await access.team_as_coordinator(session, actor)
    community_id = await _picked(session, team, draft.community)
    question = draft.question.strip()
    choices = [choice.strip() for choice in draft.choices if choice.strip()]
    if not question:
        raise tickets.BlankWords
    if len(question) > rules.LONGEST_QUESTION:
        raise TooLong(most=rules.LONGEST_QUESTION)
    if any(len(choice) > rules.LONGEST_CHOICE for choice in choices):
        raise TooLong(most=rules.LONGEST_CHOICE)
    distinct = {choice.casefold() for choice in choices}
    if len(choices) < rules.FEWEST_CHOICES or len(distinct) < len(choices):
        raise NoChoices
    poll = Poll(team=team, team_id=team.id, community_id=community_id, question=question)
    poll.choices, poll.created_at = choices[: rules.MOST_CHOICES], now
    poll.days = min(max(draft.days, 1), rules.LONGEST_POLL)
    session.add(poll)
    await session.flush()
    await session.refresh(poll, ["community"])
    return poll


async def send_poll(session: WriteSession, actor: Actor, poll_id: int, *, now: datetime) -> Poll:
    """Begin to ask those who like to be asked.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
        NotYours: when it is missing or another team's.
        Gone: when it was sent already, or its community is no longer the team's.
    """
    team = await access.team_as_coordinator(session, actor)
    poll = await session.get(Poll, poll_id, with_for_update={"of": Poll})
    if poll is None or poll.team_id != team.id:
        raise NotYours
    has_ended = poll.community is not None and poll.community.ended_at is not None
    if poll.opened_at is not None or has_ended:
        raise GoneForTeam
    poll.opened_at, poll.cursor = now, 0
    poll.closes_at = now + timedelta(days=poll.days)
    about, once = {"poll": poll.id}, f"poll-running:{poll.id}"
    outbox.tell_coordinators(
        session, "voice.running", once=once, now=now, team_id=team.id, args=about
    )
    return poll


async def open_poll(session: ReadSession, actor: Actor, poll_id: int, *, now: datetime) -> Poll:
    """Return a poll that is under way, for who may end it.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
        NotYours: when it is missing or another team's.
        Gone: when it was never sent, or is over.
    """
    team = await access.team_as_coordinator(session, actor)
    poll = await session.get(Poll, poll_id)
    if poll is None or poll.team_id != team.id:
        raise NotYours
    if poll.closed_at is not None or poll.closes_at is None or poll.closes_at <= now:
        raise GoneForTeam
    return poll


async def end_poll(session: WriteSession, actor: Actor, poll_id: int, *, now: datetime) -> None:
    """End a poll now, as if its time had come.

    Raises:
        NotHere, NotAMentor, NotACoordinator, NotYours, Gone: as for :func:`open_poll`.
    """
    poll = await open_poll(session, actor, poll_id, now=now)
    poll.closes_at = now
    await session.flush()
    await close_polls(session, now=now)


async def ask_some(session: WriteSession, vault: Vault, *, now: datetime) -> bool:
    """Owe a poll to the next few who like to be asked; return whether there was one to send.

    Who said stop, whom the team no longer answers, and who was asked something within a week is
    passed over for now: while a poll is open, :func:`look_again` comes back to them.
    """
    poll = await queries.being_sent(session)
    if poll is None:
        return False
    live = [one.id for one in await access.communities_of(session, poll.team_id)]
    places = [one for one in live if poll.community_id in {None, one}]
    version, after = consents.TEXT_VERSIONS[Purpose.VOICE], poll.cursor or 0
    found = await queries.who_likes_to_be_asked(session, poll, places, version=version, after=after)
    for yes in found:
        youth = await session.get_one(Youth, yes.youth_id)
        if await _may_be_asked(session, vault, youth, poll, now=now):
            outbox.promise(
                session,
                "voice.poll",
                once=queries.once_of(poll.id, youth.id),
                now=now,
                youth_id=youth.id,
                community_id=yes.community_id,
                purpose=Purpose.VOICE,
                args={"poll": poll.id},
            )
            await session.flush()
    is_done = len(found) < queries.AT_ONCE or poll.closed_at is not None
    poll.cursor = None if is_done else found[-1].id
    return True


async def look_again(session: WriteSession, *, now: datetime) -> None:
    """Begin anew with those who were passed over, for each poll that is open: the week since they
    were last asked may be over."""
    for poll in await queries.open_polls(session, now=now):
        poll.cursor = 0


async def comes_after_another(session: ReadSession, poll: Poll, *, now: datetime) -> bool:
    """Tell whether some may get a poll only once a week has passed since another one."""
    return await queries.another_runs(session, poll, since=now - rules.ASKED_EVERY)


async def vote(
    session: WriteSession, vault: Vault, actor: Actor, poll_id: int, choice: str, *, now: datetime
) -> str:
    """Take a vote down, or change it; return the words of the choice.

    Raises:
        NotYours: when this person was never asked, or the choice was never there.
        Blocked: for somebody the team no longer answers.
        PollOver: when it is too late.
    """
    await access.take_in_once(session, actor)
    youth = await access.youth_of(session, vault, actor)
    poll = await session.get(Poll, poll_id)
    if poll is None or youth is None or poll.opened_at is None:
        raise NotYours
    if not await queries.was_asked(session, poll, youth.id):
        raise NotYours
    await access.require_welcome(session, vault, actor, poll.team_id, now=now)
    held = await session.get_one(
        Poll, poll_id, with_for_update={"of": Poll, "key_share": True}, populate_existing=True
    )
    if held.closed_at is not None or held.closes_at is None or held.closes_at <= now:
        raise PollOver
    number = int(choice) if choice.isascii() and choice.isdigit() else len(held.choices)
    if number >= len(held.choices):
        raise NotYours
    mark = vault.mark(f"poll:{poll.id}", actor.discord_id)
    about = {"poll_id": poll.id, "lookup": mark, "choice": number}
    if not await insert_once(session, PollVote, "lookup", **about):
        changed = update(PollVote).where(PollVote.lookup == mark).values(choice=number)
        await session.execute(changed)
    return held.choices[number]


async def close_polls(session: WriteSession, *, now: datetime) -> None:
    """Count the votes of polls whose time is over, and forget them; owe the coordinators the
    results, again the next day when they did not arrive."""
    for poll in await queries.over(session, now=now):
        poll.counts = await queries.votes_for(session, poll)
        poll.closed_at = poll.tell_at = now
        poll.cursor = None
        await session.execute(delete(PollVote).where(PollVote.poll_id == poll.id))
    await session.flush()
    for poll in await queries.to_tell(session, now=now):
        poll.tell_at = now + rules.TRIED_AGAIN
        once, about = f"poll-results:{poll.id}:{int(now.timestamp())}", {"poll": poll.id}
        outbox.tell_coordinators(
            session, "voice.results", once=once, now=now, team_id=poll.team_id, args=about
        )


async def draft_answer(
    session: WriteSession,
    actor: Actor,
    said: str,
    did: str,
    *,
    community: str | None,
    now: datetime,
) -> VoiceAnswer:
    """Keep a "you said, we did" for its coordinator to look at; nobody else sees it yet.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
        NotYours: for a community that is not the team's.
        BlankWords, TooLong: when it could not be shown.
    """
    team = await access.team_as_coordinator(session, actor)
    community_id, said, did = await _picked(session, team, community), said.strip(), did.strip()
    for words, most in ((said, rules.LONGEST_SAID), (did, rules.LONGEST_DID)):
        if Private(words).is_blank:
            raise tickets.BlankWords
        if len(words) > most:
            raise TooLong(most=most)
    answer = VoiceAnswer(team=team, team_id=team.id, community_id=community_id, said=said, did=did)
    answer.created_at = now
    session.add(answer)
    await session.flush()
    await session.refresh(answer, ["community"])
    return answer


async def publish(
    session: WriteSession, actor: Actor, answer_id: int, *, now: datetime
) -> Sequence[Community]:
    """Owe a "you said, we did" to the panel's channel of each of its communities; return those
    that have none.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
        NotYours: when it is missing or another team's.
        Gone: when it is out already, or its community is no longer the team's.
        NoPanel: when none of them has one; nothing is published.
    """
    team = await access.team_as_coordinator(session, actor)
    answer = await session.get(VoiceAnswer, answer_id, with_for_update={"of": VoiceAnswer})
    if answer is None or answer.team_id != team.id:
        raise NotYours
    live = await access.communities_of(session, team.id)
    places = [one for one in live if answer.community_id in {None, one.id}]
    if answer.published_at is not None or not places:
        raise GoneForTeam
    without = [place for place in places if place.panel_channel_id is None]
    if len(without) == len(places):
        raise NoPanel
    answer.published_at = now
    for place in places:
        if place.panel_channel_id is not None:
            outbox.promise(
                session,
                "voice.answer",
                once=f"voice-answer:{answer.id}:{place.id}",
                now=now,
                community_id=place.id,
                args={"answer": answer.id, "channel": place.panel_channel_id},
            )
    return without


async def stands_nowhere(
    session: WriteSession, answer_id: int, community_id: int, *, now: datetime
) -> None:
    """A "you said, we did" could not be shown in one community: the coordinators are told."""
    answer = await session.get(VoiceAnswer, answer_id)
    if answer is not None:
        once, team_id = f"voice-nowhere:{answer_id}:{community_id}", answer.team_id
        about, card = {"answer": answer_id, "community": community_id}, "voice.nowhere"
        outbox.tell_coordinators(session, card, once=once, now=now, team_id=team_id, args=about)


async def _place(session: ReadSession, vault: Vault, actor: Actor) -> Community:
    community = await access.community_known(session, vault, actor)
    if community.ended_at is not None:
        raise NotSetUp(community.country)
    return community


async def _picked(session: ReadSession, team: Team, typed: str | None) -> int | None:
    """Return the community that was picked, or whose whole name was typed; None for all."""
    if typed is None:
        return None
    live = await access.communities_of(session, team.id)
    for one in live:
        if typed in {str(one.id), one.name}:
            return one.id
    raise NotYours


async def _may_be_asked(
    session: ReadSession, vault: Vault, youth: Youth, poll: Poll, *, now: datetime
) -> bool:
    if youth.stopped_at is not None:
        return False
    if await queries.asked_since(session, youth.id, now - rules.ASKED_EVERY):
        return False
    return not await access.is_blocked(session, vault, youth, poll.team_id, now=now)
