"""What can happen to a permanence: planned, announced, changed, called off; and who is reminded."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, or_, select

from bot import access, consents, outbox
from bot.access import Actor
from bot.closed_days import closed_days
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput, Conflict, Gone
from bot.redaction import is_blank
from bot.vault import Vault
from cogs.permanences import queries, rules
from cogs.privacy import service as privacy
from models import (
    Community,
    DateState,
    OutboxEntry,
    Permanence,
    PermanenceDate,
    Purpose,
    Room,
)
from models.hours import Hours, UnreadableHours

AHEAD = {DateState.PLANNED, DateState.ANNOUNCED}


class WhichCommunity(BadInput):
    """The team serves several communities, or none."""

    key = "permanences-which-community"


class UnreadableWeek(BadInput):
    """Hours that cannot be read."""

    key = "permanences-bad-hours"


class BadDay(BadInput):
    """A day that cannot be read, or the last one before the first."""

    key = "permanences-bad-day"


class NoTitle(BadInput):
    """A permanence without a title."""

    key = "permanences-no-title"


class NoDate(BadInput):
    """No date of the plan is on that day."""

    key = "permanences-no-date"


class TooManyPlans(Conflict):
    """The community has as many plans as there can be."""

    key = "permanences-too-many"


@dataclass(frozen=True)
class Draft:
    """What a coordinator typed; what is None was left out."""

    room: Room | None = None
    channel_id: int | None = None
    title: str | None = None
    about: str | None = None
    hours: str | None = None
    first: str | None = None
    last: str | None = None
    card_channel_id: int | None = None


@dataclass(frozen=True)
class Outlook:
    """A plan, with its dates ahead, and whether some lie outside of the team's opening hours."""

    plan: Permanence
    spans: Sequence[rules.Span]
    is_outside: bool


async def community_of(session: ReadSession, actor: Actor, community_id: int | None) -> Community:
    """Return a community of the coordinator's team; without a number, the only one there is.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody but the team's coordinators.
        WhichCommunity: when it cannot be told which one is meant, or it is not theirs.
    """
    team = await access.team_as_coordinator(session, actor)
    found = await access.communities_of(session, team.id)
    picked = [one for one in found if community_id in {None, one.id}]
    if len(picked) != 1:
        raise WhichCommunity
    return picked[0]


async def draft(
    session: WriteSession, actor: Actor, community_id: int, typed: Draft, *, now: datetime
) -> Outlook:
    """Keep a plan that nobody sees yet.

    Raises:
        NotHere, NotAMentor, NotACoordinator, WhichCommunity: for what is not theirs.
        UnreadableWeek, BadDay, NoTitle, TooManyPlans: nothing is kept.
    """
    community = await community_of(session, actor, community_id)
    if len(await queries.live_in(session, community.id)) >= rules.MOST_PLANS:
        raise TooManyPlans(most=rules.MOST_PLANS)
    plan = Permanence(community=community, created_at=now, title="")
    _write(plan, typed)
    session.add(plan)
    await session.flush()
    return outlook(plan, now=now)


async def publish(
    session: WriteSession, actor: Actor, permanence_id: int, *, now: datetime
) -> Permanence:
    """Announce a draft: its dates and its card are owed.

    Raises:
        NotHere, NotAMentor, NotACoordinator, NotYours: for what is not theirs.
        Gone: when it was announced, or ended, already.
    """
    plan = await access.permanence_for(session, actor, permanence_id)
    if plan.published_at is not None or plan.ended_at is not None or plan.community.ended_at:
        raise Gone
    plan.published_at = now
    await refresh(session, plan, now=now)
    await _owe_card(session, plan, now=now)
    return plan


async def drop(session: WriteSession, actor: Actor, permanence_id: int) -> None:
    """Let a draft go.

    Raises:
        NotHere, NotAMentor, NotACoordinator, NotYours: for what is not theirs.
        Gone: when it was announced.
    """
    plan = await access.permanence_for(session, actor, permanence_id)
    if plan.published_at is not None:
        raise Gone
    await session.delete(plan)


async def change(
    session: WriteSession, actor: Actor, permanence_id: int, typed: Draft, *, now: datetime
) -> Outlook:
    """Change a plan; its events and its card follow.

    Raises:
        NotHere, NotAMentor, NotACoordinator, NotYours: for what is not theirs.
        Gone: when it ended.
        UnreadableWeek, BadDay, NoTitle: nothing is changed.
    """
    plan = await access.permanence_for(session, actor, permanence_id)
    if not plan.is_live:
        raise Gone
    _write(plan, typed)
    await refresh(session, plan, now=now)
    for one in await queries.ahead(session, plan.id, now=now):
        await _owe_event(session, one, now=now)
    await _owe_card(session, plan, now=now)
    return outlook(plan, now=now)


async def plans(
    session: ReadSession, actor: Actor, *, now: datetime
) -> list[tuple[Permanence, Sequence[PermanenceDate]]]:
    """Return the plans of the coordinator's team with their dates ahead.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody else.
    """
    team = await access.team_as_coordinator(session, actor)
    return [
        (plan, await queries.ahead(session, plan.id, now=now))
        for plan in await queries.live_of(session, team.id)
    ]


async def cancel(
    session: WriteSession, actor: Actor, permanence_id: int, day: str | None, *, now: datetime
) -> Permanence:
    """Call off what a plan has on one day; without a day, end the plan.

    Raises:
        NotHere, NotAMentor, NotACoordinator, NotYours: for what is not theirs.
        Gone: when it ended already.
        BadDay, NoDate: nothing is called off.
    """
    plan = await access.permanence_for(session, actor, permanence_id)
    if not plan.is_live:
        raise Gone
    if day is None:
        await end(session, plan, now=now)
        return plan
    wanted, zone = _day(day), _zone(plan)
    theirs = [
        one
        for one in await queries.ahead(session, plan.id, now=now)
        if one.starts_at.astimezone(zone).date() == wanted
    ]
    if not theirs:
        raise NoDate(given=day)
    for one in theirs:
        await _call_off(session, one, by_hand=True, now=now)
    await _owe_card(session, plan, now=now)
    return plan


async def end(session: WriteSession, plan: Permanence, *, now: datetime) -> None:
    """End a plan: what lies ahead is called off, its card goes."""
    plan.ended_at = now
    for one in await queries.ahead(session, plan.id, now=now):
        await _call_off(session, one, by_hand=True, now=now)
    await _owe_card(session, plan, now=now)


async def end_in(session: WriteSession, community_id: int, *, now: datetime) -> None:
    """End every plan of a community whose link ended."""
    for plan in await queries.live_in(session, community_id):
        await end(session, plan, now=now)


async def look(session: WriteSession, *, now: datetime) -> None:
    """Bring every plan up to date: what is over is over, what no longer fits is called off, what
    comes nearer is announced; what ended long ago goes."""
    plans = await queries.live_held(session)
    moved_on: set[int] = set()
    for one in await queries.just_over(session, now=now):
        one.state = DateState.OVER
        moved_on.add(one.permanence_id)
    for plan in plans:
        await refresh(session, plan, now=now)
        if plan.id in moved_on:
            await _owe_card(session, plan, now=now)
        if plan.ends_on is not None and plan.ends_on < now.astimezone(_zone(plan)).date():
            await end(session, plan, now=now)
    await _tidy(session, now=now)


async def refresh(session: WriteSession, plan: Permanence, *, now: datetime) -> None:
    """Bring a plan's dates of the next two weeks up to date, with their events.

    While Maraude is away from the community's server, all stays as it is. While nobody new may
    write to the team, nobody is promised that it is there.
    """
    if plan.community.away_since is not None:
        return
    wanted: Sequence[rules.Span] = ()
    if plan.community.is_open:
        wanted = outlook(plan, now=now).spans
    known = {one.id: one for one in await queries.to_come(session, plan.id, now=now)}
    standing = [rules.Standing(one.id, one.starts_at, one.ends_at) for one in known.values()]
    to_do = rules.change(standing, wanted, _zone(plan))
    before = [(one.starts_at, one.state) for one in known.values()]
    for number, one in known.items():
        if number in to_do.moved:
            (one.starts_at, one.ends_at), one.reminded_up_to = to_do.moved[number], 0
            await _owe_event(session, one, now=now)
        await _fit(session, one, is_wanted=number not in to_do.gone, now=now)
    new = [PermanenceDate(permanence_id=plan.id, starts_at=a, ends_at=b) for a, b in to_do.new]
    session.add_all(new)
    await session.flush()
    for one in [one for one in (*known.values(), *new) if one.state is DateState.PLANNED]:
        await _owe_event(session, one, now=now)
    if new or before != [(one.starts_at, one.state) for one in known.values()]:
        await _owe_card(session, plan, now=now)


async def _fit(
    session: WriteSession, one: PermanenceDate, *, is_wanted: bool, now: datetime
) -> None:
    """Call a date off that no longer fits; one that fits again comes back, unless somebody called
    it off."""
    if is_wanted and one.state is DateState.CANCELLED and not one.by_hand:
        one.state = DateState.PLANNED
    elif not is_wanted and one.state in AHEAD:
        await _call_off(session, one, by_hand=False, now=now)


def outlook(plan: Permanence, *, now: datetime) -> Outlook:
    """Return the dates that a plan has in the next two weeks, holidays of the team left out."""
    team = plan.community.team
    found = rules.spans(
        plan.week,
        _zone(plan),
        closed_days(team, now),
        now=now,
        first=plan.starts_on,
        last=plan.ends_on,
    )
    return Outlook(plan, found, not team.week.holds(plan.week))


async def ahead(
    session: ReadSession, permanence_id: int, *, now: datetime
) -> Sequence[PermanenceDate]:
    """Return the dates of a plan that are not over, the next one first."""
    return await queries.ahead(session, permanence_id, now=now)


async def rooms_in(session: ReadSession, community_id: int) -> Sequence[Permanence]:
    """Return the plans that go on in a community."""
    return await queries.live_in(session, community_id)


async def goes_on_in(session: ReadSession, community_id: int) -> bool:
    """Tell whether mentors are around in a community now and then."""
    return bool(await queries.live_in(session, community_id))


# -- what Discord tells --------------------------------------------------------------------------


async def places(session: ReadSession) -> list[tuple[int, int, int]]:
    """Return (plan, server, channel) of everything that goes on where Maraude is."""
    return [
        (plan.id, plan.community.guild_id, plan.channel_id)
        for plan in await queries.live(session)
        if plan.community.away_since is None
    ]


async def place_gone(session: WriteSession, permanence_id: int, *, now: datetime) -> None:
    """The channel is gone: the plan ends, and the coordinator is told."""
    plan = await session.get(Permanence, permanence_id)
    if plan is not None and plan.is_live:
        await end(session, plan, now=now)
        _tell(session, plan, "permanences-place-gone", stamp="place", now=now)


async def announced(session: ReadSession, *, now: datetime) -> dict[int, dict[int, int]]:
    """Return by server which events should stand, and for which date each."""
    found: dict[int, dict[int, int]] = {}
    for one in await queries.announced(session, now=now):
        community = one.permanence.community
        if one.event_id is not None and community.away_since is None:
            found.setdefault(community.guild_id, {})[one.event_id] = one.id
    return found


async def deleted(session: WriteSession, date_id: int, event_id: int, *, now: datetime) -> None:
    """Somebody deleted an event in Discord: it is not made again, and the coordinator is told."""
    one = await session.get(PermanenceDate, date_id)
    if one is None or one.event_id != event_id or one.state not in AHEAD:
        return
    one.event_id = None
    await _call_off(session, one, by_hand=True, now=now)
    await _owe_card(session, one.permanence, now=now)
    _tell(session, one.permanence, "permanences-deleted", stamp=str(one.id), one=one, now=now)


async def twins(
    session: WriteSession, guild_id: int, found: Mapping[int, int], *, now: datetime
) -> None:
    """Owe the end of events that were made twice: a request to Discord may be repeated on the way.

    Args:
        found: which events carry the mark of which date.
    """
    for event_id, date_id in found.items():
        one = await session.get(PermanenceDate, date_id)
        if one is None or one.event_id in {None, event_id}:
            continue
        once = f"twin:{event_id}"
        if not await outbox.was_promised(session, once):
            about = {"guild": guild_id, "event": event_id, "permanence": one.permanence_id}
            outbox.promise(
                session,
                "permanences.twin",
                once=once,
                now=now,
                community_id=one.permanence.community_id,
                args=about,
            )


async def refused(session: WriteSession, date_id: int, *, now: datetime) -> None:
    """Discord will never take this event, as it is or as it has become. One that stands must not
    keep an old hour: it goes, and its date is announced anew. One that cannot even be made is not
    tried again, and the coordinator is told. What changed again meanwhile is tried first."""
    one = await queries.date_held(session, date_id)
    if one is None or await outbox.is_owed(session, _lane_of(one), "permanences.event"):
        return
    if one.state is DateState.ANNOUNCED and one.event_id is not None:
        _take_down(session, one, one.event_id, now=now)
        one.state, one.event_id = DateState.PLANNED, None
        await _owe_event(session, one, now=now)
    elif one.state is DateState.PLANNED:
        one.state, one.by_hand = DateState.CANCELLED, True
        _tell(session, one.permanence, "permanences-refused", stamp=str(one.id), one=one, now=now)
        await _owe_card(session, one.permanence, now=now)
    elif one.state is DateState.CANCELLED and one.event_id is not None:
        guild_id = one.permanence.community.guild_id
        await still_stands(session, one.permanence_id, guild_id, one.event_id, now=now)


async def still_stands(
    session: WriteSession, permanence_id: int, guild_id: int, event_id: int, *, now: datetime
) -> None:
    """Discord does not let an event go that must: the coordinator is told which."""
    plan = await session.get(Permanence, permanence_id)
    if plan is not None:
        link = f"https://discord.com/events/{guild_id}/{event_id}"
        key, stamp = "permanences-still-stands", str(event_id)
        _tell(session, plan, key, stamp=stamp, now=now, link=link)


async def card_gone(session: WriteSession, permanence_id: int, *, now: datetime) -> None:
    """Somebody took the card away: it stays away, and the coordinator is told."""
    plan = await session.get(Permanence, permanence_id)
    if plan is None:
        return
    was_wanted = plan.is_live and plan.card_channel_id is not None
    plan.card_channel_id = plan.card_posted_in = plan.card_message_id = None
    if was_wanted:
        stamp = f"card:{secrets.token_hex(4)}"
        _tell(session, plan, "permanences-card-gone", stamp=stamp, now=now)


async def card_stands(
    session: WriteSession, permanence_id: int, channel_id: int, message_id: int, *, now: datetime
) -> None:
    """Write down where the card stands; one that is no longer wanted there goes again."""
    plan = await session.get(Permanence, permanence_id)
    if plan is None:
        return
    plan.card_posted_in, plan.card_message_id = channel_id, message_id
    if plan.ended_at is not None or channel_id != plan.card_channel_id:
        await _owe_card(session, plan, now=now)


# -- who is reminded -----------------------------------------------------------------------------


async def opt_in(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    community: Community,
    *,
    locale: str,
    version: int,
    now: datetime,
) -> bool:
    """Write down a yes to being reminded; return whether it is to the present wording.

    Raises:
        Blocked: for somebody the team no longer answers.
        TooYoungToAgree: for who said that they are younger than one may agree.
    """
    purpose = Purpose.PERMANENCES
    youth = await privacy.opt_in(
        session, vault, actor, community, purpose, locale=locale, version=version, now=now
    )
    await session.flush()
    return await consents.standing(session, youth.id, purpose, community.id)


async def no_more(session: WriteSession, vault: Vault, actor: Actor, *, now: datetime) -> None:
    """Take that yes back, everywhere; what else was agreed to stands.

    Raises:
        NothingKept: when nothing is known of who acts.
    """
    await privacy.withdraw(session, vault, actor, Purpose.PERMANENCES, now=now)


async def remind(session: WriteSession, vault: Vault, *, now: datetime) -> int:
    """Promise a word, once for each date, to those who asked for it; some at a time. Return how
    many were looked at."""
    looked_at = 0
    for one in await queries.soon(session, now=now, before=now + rules.REMINDED_BEFORE):
        if not one.permanence.is_live or not one.permanence.community.is_open:
            continue
        looked_at += await _remind_of(session, vault, one, now=now)
    return looked_at


async def _remind_of(
    session: WriteSession, vault: Vault, one: PermanenceDate, *, now: datetime
) -> int:
    community = one.permanence.community
    agreed = await queries.who_agreed(session, community.id, after=one.reminded_up_to)
    if not agreed:
        return 0
    blocked = await queries.blocked_by(session, community.team_id, now=now)
    begins = int(one.starts_at.timestamp())
    once = {youth.id: f"hangout:{one.id}:{begins}:{youth.id}" for _, youth in agreed}
    made = select(OutboxEntry.once).where(OutboxEntry.once.in_(once.values()))
    known = set(await session.scalars(made))
    for _, youth in agreed:
        mark = vault.mark(f"block:{community.team_id}", vault.open_id(youth.discord_id))
        if youth.stopped_at is not None or mark in blocked or once[youth.id] in known:
            continue
        outbox.promise(
            session,
            "permanences.reminder",
            once=once[youth.id],
            now=now,
            youth_id=youth.id,
            community_id=community.id,
            purpose=Purpose.PERMANENCES,
            args={"date": one.id, "begins": begins},
        )
    one.reminded_up_to = agreed[-1][0].id
    return len(agreed)


# -- small steps ---------------------------------------------------------------------------------


def _write(plan: Permanence, typed: Draft) -> None:
    """Take over what was typed, if all of it can be used."""
    hours = None if typed.hours is None else _hours(typed.hours)
    first = plan.starts_on if typed.first is None else _day(typed.first)
    last = plan.ends_on if typed.last is None else _day(typed.last)
    if first is not None and last is not None and last < first:
        raise BadDay(given=typed.last or typed.first or "")
    title = plan.title if typed.title is None else typed.title.strip()
    if is_blank(title):
        raise NoTitle
    plan.title, plan.starts_on, plan.ends_on = title, first, last
    plan.slots = plan.slots if hours is None else hours.dump()
    plan.about = plan.about if typed.about is None else " ".join(typed.about.split())
    if typed.room is not None and typed.channel_id is not None:
        plan.room, plan.channel_id = typed.room, typed.channel_id
    if typed.card_channel_id is not None:
        plan.card_channel_id = typed.card_channel_id


def _hours(words: str) -> Hours:
    try:
        hours = Hours.parse(words)
    except UnreadableHours as problem:
        raise UnreadableWeek(given=str(problem.args[0])) from problem
    if not hours.slots:
        raise UnreadableWeek(given=words)
    return hours


def _day(words: str) -> date:
    found = rules.day_from(words)
    if found is None:
        raise BadDay(given=words)
    return found


def _zone(plan: Permanence) -> ZoneInfo:
    return ZoneInfo(plan.community.team.timezone)


async def _call_off(
    session: WriteSession, one: PermanenceDate, *, by_hand: bool, now: datetime
) -> None:
    one.state, one.by_hand = DateState.CANCELLED, by_hand
    await _owe_event(session, one, now=now)


def _take_down(session: WriteSession, one: PermanenceDate, event_id: int, *, now: datetime) -> None:
    """Owe the end of an event, before anything else that is owed for its date from now on."""
    plan = one.permanence
    about = {"guild": plan.community.guild_id, "event": event_id, "permanence": plan.id}
    outbox.promise_in(
        session,
        _lane_of(one),
        "permanences.twin",
        once=f"stale:{event_id}",
        now=now,
        community_id=plan.community_id,
        args=about,
    )


async def _owe_event(session: WriteSession, one: PermanenceDate, *, now: datetime) -> None:
    plan, lane = await session.get_one(Permanence, one.permanence_id), _lane_of(one)
    if not await outbox.is_owed(session, lane, "permanences.event"):
        outbox.promise_in(
            session,
            lane,
            "permanences.event",
            once=f"{lane}:{secrets.token_hex(6)}",
            now=now,
            community_id=plan.community_id,
            args={"date": one.id},
        )


async def _owe_card(session: WriteSession, plan: Permanence, *, now: datetime) -> None:
    """Owe the card its present look; one that stands elsewhere than it should goes first."""
    wanted = plan.card_channel_id if plan.ended_at is None else None
    if plan.card_message_id is not None and plan.card_posted_in != wanted:
        told = {"channel": plan.card_posted_in, "message": plan.card_message_id}
        _owe_in_lane(session, plan, "permanences.card_gone", told, now=now)
        plan.card_message_id = plan.card_posted_in = None
    lane = _lane(plan)
    if wanted is not None and not await outbox.is_owed(session, lane, "permanences.card"):
        _owe_in_lane(session, plan, "permanences.card", {"permanence": plan.id}, now=now)


def _owe_in_lane(
    session: WriteSession, plan: Permanence, card: str, args: dict[str, Any], *, now: datetime
) -> None:
    outbox.promise_in(
        session,
        _lane(plan),
        card,
        once=f"{_lane(plan)}:{secrets.token_hex(6)}",
        now=now,
        community_id=plan.community_id,
        args=args,
    )


def _lane_of(one: PermanenceDate) -> str:
    return f"event:{one.id}"


def _lane(plan: Permanence) -> str:
    return f"hangout:{plan.id}"


def _tell(
    session: WriteSession,
    plan: Permanence,
    key: str,
    *,
    stamp: str,
    now: datetime,
    one: PermanenceDate | None = None,
    link: str = "",
) -> None:
    team_id = plan.community.team_id
    about = {"team": team_id, "permanence": plan.id, "key": key, "link": link}
    outbox.promise(
        session,
        "permanences.news",
        once=f"hangout-news:{plan.id}:{key.removeprefix('permanences-')}:{stamp}",
        now=now,
        team_id=team_id,
        args={**about, "at": one.starts_at.isoformat() if one is not None else ""},
    )


async def _tidy(session: WriteSession, *, now: datetime) -> None:
    long_ago: datetime = now - rules.KEPT_AFTER_END
    forgotten = Permanence.created_at < now - rules.DRAFT_KEPT
    ended = or_(Permanence.ended_at < long_ago, forgotten & Permanence.published_at.is_(None))
    await session.execute(delete(PermanenceDate).where(PermanenceDate.ends_at < long_ago))
    await session.execute(delete(Permanence).where(ended))
