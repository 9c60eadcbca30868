"""After goodbye: what is asked when, what a youth makes of it, what their mentor changes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update

from bot import access, consents, facts, outbox
from bot.access import Actor
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput, Gone, GoneForTeam, NotAllowed, NotYours
from bot.vault import Vault
from cogs.followups import queries, rules
from models import (
    ActorKind,
    Alias,
    Answer,
    CheckIn,
    CheckInState,
    FollowUpPlan,
    Mentor,
    OutboxEntry,
    Purpose,
    SkipPeriod,
    Team,
    Ticket,
    TicketEvent,
    Topic,
)

AT_ONCE = queries.AT_ONCE


class BadDays(BadInput):
    """Check-in days that cannot be used."""

    key = "setup-bad-days"


class BadTopic(BadInput):
    """A topic that there is not."""

    key = "followups-bad-topic"


class BadPeriod(BadInput):
    """Days to skip that cannot be read, or lie too far away."""

    key = "followups-bad-period"


class TooManyPeriods(BadInput):
    """Enough days to skip are planned."""

    key = "followups-too-many-periods"


class BadMoment(BadInput):
    """A day and hour that cannot be read, is over, or too far away."""

    key = "followups-bad-moment"


class RestsThen(BadInput):
    """A moment at which nobody is asked anything."""

    key = "followups-rests-then"


class TooManyPlanned(BadInput):
    """Enough questions are planned for one youth."""

    key = "followups-too-many"


class SameDay(BadInput):
    """A question is planned for that day already."""

    key = "followups-same-day"


class StillTalking(BadInput):
    """The request is open: its goodbye plans the questions."""

    key = "followups-still-talking"


class NotAgreed(NotAllowed):
    """The youth did not agree to be asked, or took it back."""

    key = "followups-not-agreed"


class WasSilent(NotAllowed):
    """The youth left two questions unanswered: that is an answer."""

    key = "followups-was-silent"


class NotTheirMentor(NotAllowed):
    """The calendar of an alias is its mentor's."""

    key = "followups-not-their-mentor"


async def plan(session: WriteSession, ticket: Ticket, *, now: datetime) -> bool:
    """Plan the team's check-ins after a goodbye, if the youth agreed; return whether they had."""
    if ticket.closed_at is None or not await consents.standing(
        session, ticket.alias.youth_id, Purpose.CHECK_INS, ticket.community_id
    ):
        return False
    team = ticket.community.team
    known = set(
        (await session.scalars(select(CheckIn.days).where(CheckIn.ticket_id == ticket.id))).all()
    )
    own = await queries.plan_for(session, team.id, ticket.topic)
    after = team.check_in_days if own is None else own.days
    for days, due_at in rules.moments(ticket.closed_at, after, await _rhythm(session, team)):
        if due_at > now and days not in known:
            session.add(CheckIn(ticket_id=ticket.id, days=days, due_at=due_at))
    return True


async def accept(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    ticket_id: int,
    *,
    version: int,
    now: datetime,
) -> bool:
    """Say yes to check-ins after a goodbye, to the wording that was shown; return whether it is the
    present one.

    Raises:
        NotYours: when the ticket is missing or somebody else's.
        Gone: when the team no longer serves that community.
        TooYoungToAgree: for who said that they are younger than one may agree.
    """
    ticket = await access.own_ticket(session, vault, actor, ticket_id)
    if ticket.community.ended_at is not None:
        raise Gone
    await consents.require_age(session, ticket.alias.youth_id)
    youth, community, purpose = ticket.alias.youth, ticket.community, Purpose.CHECK_INS
    await consents.give(session, youth, community, purpose, version=version, now=now)
    await session.flush()
    await plan(session, ticket, now=now)
    return await consents.standing(session, youth.id, purpose, community.id)


async def ask_due(session: WriteSession, *, now: datetime) -> int:
    """Promise what is due and still wanted; return how many were looked at.

    What became due while nobody was there is judged again: no consent, an open conversation or a
    later question that is due as well lets it be skipped; in quiet hours it waits for the morning.
    """
    ids = await queries.due(session, now=now)
    check_ins = await queries.still_due(session, ids, now=now)
    tickets = {check_in.ticket_id: check_in.ticket for check_in in check_ins}
    overtaken = await queries.overtaken(session, ids, now=now)
    agreeing = await _agreeing(session, tickets.values())
    talking = await queries.talking(session, {one.alias.youth_id for one in tickets.values()})
    asked = await queries.asked_after(session, tickets)
    teams = {ticket.team_id: ticket.community.team for ticket in tickets.values()}
    rhythms = {number: await _rhythm(session, team) for number, team in teams.items()}
    by_alias: defaultdict[int, list[CheckIn]] = defaultdict(list)
    for check_in in check_ins:
        by_alias[check_in.ticket.alias_id].append(check_in)
    for late in by_alias.values():
        chosen = rules.worth_asking([(check_in.due_at, check_in.id) for check_in in late])
        for check_in in late:
            ticket = check_in.ticket
            morning = rhythms[ticket.team_id].first_moment(now)
            is_late = check_in.id != chosen or check_in.id in overtaken
            is_wanted = ticket.id in agreeing and ticket.alias.youth_id not in talking
            if is_late or not is_wanted:
                check_in.state = CheckInState.SKIPPED
            elif morning > now:
                check_in.due_at = morning
            elif rules.is_silent(asked[ticket.id]):
                await _leave_the_door_open(session, ticket, now=now)
            else:
                _ask(session, check_in, now=now)
    return len(ids)


async def leave_doors_open(session: WriteSession, *, after: int, now: datetime) -> int | None:
    """End some plans whose second question in a row stayed without an answer for a week; return
    the last request that was looked at, or None when there is none after it.

    What became due while nobody was there is judged again, as in :func:`ask_due`.
    """
    silent = await queries.long_silent(
        session,
        asked_from=now - rules.DOOR_AFTER - rules.LONGEST_PERIOD - rules.DOOR_WITHIN,
        asked_until=now - rules.DOOR_AFTER,
        after=after,
    )
    asked_at = dict(silent)
    tickets = (await session.scalars(select(Ticket).where(Ticket.id.in_(asked_at)))).all()
    agreeing = await _agreeing(session, tickets)
    talking = await queries.talking(session, {one.alias.youth_id for one in tickets})
    asked = await queries.asked_after(session, asked_at)
    for ticket in tickets:
        rhythm = await _rhythm(session, ticket.community.team)
        is_wanted = ticket.id in agreeing and ticket.alias.youth_id not in talking
        is_time = rules.is_time_for_the_door(asked_at[ticket.id], rhythm, now=now)
        if is_wanted and is_time and rules.is_silent(asked[ticket.id]):
            await _leave_the_door_open(session, ticket, now=now)
    return silent[-1][0] if len(silent) == AT_ONCE else None


async def to_mend(session: ReadSession, now: datetime) -> list[str]:
    """Tell an operator what should have been asked and was not."""
    many, since = await queries.late(session, now)
    if since is None:
        return []
    return [f"check-ins that are late: {many}, the oldest since {since:%Y-%m-%d %H:%M} UTC"]


async def answer(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    check_in_id: int,
    said: str,
    *,
    now: datetime,
    asked: int | None = None,
) -> CheckIn:
    """Take down an answer, or put the question off, and tell the mentor's thread.

    Args:
        asked: how often the question had been put off when it was asked; None for whichever time.

    Raises:
        NotYours: when the question was never asked of this person, or has no such answer.
        Gone: when it was answered already, or is asked anew later, or was put off often enough.
    """
    check_in = await access.own_check_in(session, vault, actor, check_in_id)
    if said not in list(Answer):
        raise NotYours
    if check_in.state is not CheckInState.SENT:
        raise Gone
    if asked is not None and asked != check_in.postponed:
        raise Gone
    choice, asked_at = Answer(said), check_in.due_at
    if choice in rules.POSTPONED_BY:
        await _postpone(session, check_in, choice, now=now)
    else:
        check_in.state, check_in.answer, check_in.answered_at = CheckInState.ANSWERED, choice, now
        _count(session, "check-in-answered", check_in, choice, now=now)
    if choice is Answer.STOP:
        await _stop_asking(session, check_in.ticket.alias, now=now)
    _tell_team(session, check_in, choice, asked_at, now=now)
    return check_in


async def was_asked(session: WriteSession, entry: OutboxEntry, now: datetime) -> None:
    """Count a question that arrived, or waits in the mailbox; once, also when it was put off."""
    check_in = await session.get(CheckIn, entry.args["check_in"])
    if check_in is not None and round_of(entry) == 0:
        _count(session, "asked-after", check_in, str(check_in.days), now=now)


def round_of(entry: OutboxEntry) -> int:
    """Return how often a question had been put off when it was promised."""
    return int(entry.args.get("round", 0))


async def never_asked(session: WriteSession, entry: OutboxEntry, _now: datetime) -> None:
    """Skip a question that could not be asked; one that may have arrived can still be answered."""
    asked = await session.get(CheckIn, entry.args["check_in"])
    if asked is not None and asked.state is CheckInState.SENT and not entry.uncertain:
        asked.state = CheckInState.SKIPPED


async def was_overtaken(session: ReadSession, check_in: CheckIn, *, now: datetime) -> bool:
    """Tell whether a later question to the same alias is due as well: then this one is not
    asked."""
    return check_in.id in await queries.overtaken(session, [check_in.id], now=now)


async def is_talking(session: ReadSession, youth_id: int) -> bool:
    """Tell whether a youth has an open request, wherever it was made."""
    return youth_id in await queries.talking(session, [youth_id])


async def drop_if_unwanted(session: WriteSession, check_in_id: int, *, now: datetime) -> None:
    """Skip a question that has not left yet when the youth asks for help again meanwhile, or a
    later one is due as well."""
    check_in = await session.get(CheckIn, check_in_id)
    if check_in is None or check_in.state is not CheckInState.SENT:
        return
    if await is_talking(session, check_in.ticket.alias.youth_id) or await was_overtaken(
        session, check_in, now=now
    ):
        check_in.state = CheckInState.SKIPPED


async def rests_until(session: ReadSession, ticket: Ticket, *, now: datetime) -> datetime:
    """Return from when its youth may be asked: now, or after the quiet hours and skipped days."""
    return (await _rhythm(session, ticket.community.team)).first_moment(now)


async def is_last(session: ReadSession, check_in: CheckIn) -> bool:
    """Tell whether no other question is planned after this goodbye."""
    return not await queries.has_more(session, check_in)


async def was_silent(session: ReadSession, ticket_id: int) -> bool:
    """Tell whether the last two questions after a goodbye stayed without an answer."""
    return rules.is_silent((await queries.asked_after(session, [ticket_id]))[ticket_id])


async def never_again(session: WriteSession, youth_id: int, team_id: int) -> None:
    """Ask nothing more of somebody whom a team no longer answers."""
    theirs = select(Ticket.id).join(Alias, Alias.id == Ticket.alias_id)
    theirs = theirs.where(Alias.youth_id == youth_id, Ticket.team_id == team_id)
    planned = CheckIn.ticket_id.in_(theirs), CheckIn.state == CheckInState.PLANNED
    await session.execute(update(CheckIn).where(*planned).values(state=CheckInState.SKIPPED))


def read_days(words: str) -> list[int]:
    """Return the days of check-ins.

    Raises:
        BadDays: when they cannot be used.
    """
    days = rules.parse_days(words)
    if days is None:
        raise BadDays(given=words)
    return days


async def plans(session: ReadSession, actor: Actor, *, now: datetime) -> rules.Plans:
    """Return what the team asks when, for who coordinates it.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody else.
    """
    team = await access.team_as_coordinator(session, actor)
    return await plans_of(session, team, now=now)


async def plans_of(session: ReadSession, team: Team, *, now: datetime) -> rules.Plans:
    """Return what a team asks when; days to skip that are over are left out."""
    own = {plan.topic: plan.days for plan in await queries.plans_of(session, team.id)}
    periods = await queries.periods_of(session, team.id, ending_from=_today(team, now))
    return rules.Plans(team, own, periods)


async def take_over(
    session: WriteSession,
    team: Team,
    topics: Mapping[str, str] | None,
    periods: Sequence[tuple[str, str, str]] | None,
    *,
    now: datetime,
) -> None:
    """Put the days of topics and the days to skip in the place of a team's own, as a file carries
    them; None leaves its own. Days to skip that are over by now are left out.

    Raises:
        BadTopic, BadDays, BadPeriod, TooManyPeriods: nothing is changed.
    """
    if topics is not None:
        chosen = {_topic_named(topic): read_days(words) for topic, words in topics.items()}
        await session.execute(delete(FollowUpPlan).where(FollowUpPlan.team_id == team.id))
        for topic, days in chosen.items():
            session.add(FollowUpPlan(team_id=team.id, topic=topic, days=days))
    if periods is not None:
        today = _today(team, now)
        theirs = SkipPeriod.team_id == team.id, SkipPeriod.last_day >= today
        await session.execute(delete(SkipPeriod).where(*theirs))
        for typed in periods:
            if (rules.parse_date(typed[1]) or today) >= today:
                await _skip(session, team, typed, today)


async def choose_days(
    session: WriteSession, actor: Actor, topic: str, words: str | None, *, now: datetime
) -> rules.Plans:
    """Choose after how many days those are asked who wrote about a topic; without days, it follows
    the team's own. What is planned already stays.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody else.
        BadTopic, BadDays: nothing is changed.
    """
    team = await access.team_as_coordinator(session, actor)
    about = _topic_named(topic)
    days = None if words is None else read_days(words)
    known = await queries.plan_for(session, team.id, about)
    if known is not None and days is None:
        await session.delete(known)
    elif known is not None and days is not None:
        known.days = days
    elif days is not None:
        session.add(FollowUpPlan(team_id=team.id, topic=about, days=days))
    await session.flush()
    return await plans(session, actor, now=now)


async def skip(
    session: WriteSession, actor: Actor, first: str, last: str, name: str, *, now: datetime
) -> rules.Plans:
    """Ask nobody anything on these days; what is due then comes on the first morning after.

    Raises:
        NotHere, NotAMentor, NotACoordinator: for anybody else.
        BadPeriod, TooManyPeriods: nothing is changed.
    """
    team = await access.team_as_coordinator(session, actor)
    await _skip(session, team, (first, last, name), _today(team, now))
    return await plans_of(session, team, now=now)


async def _skip(
    session: WriteSession, team: Team, typed: tuple[str, str, str], today: date
) -> None:
    first, last, name = typed
    begins, ends = rules.parse_date(first), rules.parse_date(last)
    if begins is None or ends is None or not _is_usable(begins, ends, today):
        raise BadPeriod(given=f"{first} → {last}", longest=rules.LONGEST_PERIOD.days)
    if len(await queries.periods_of(session, team.id, ending_from=today)) >= rules.MOST_PERIODS:
        raise TooManyPeriods(most=rules.MOST_PERIODS)
    named = name.strip()[: rules.LONGEST_NAME] or "—"
    session.add(SkipPeriod(team_id=team.id, first_day=begins, last_day=ends, name=named))
    await session.flush()


def _topic_named(name: str) -> Topic:
    if name not in list(Topic):
        raise BadTopic(known=", ".join(Topic))
    return Topic(name)


def _today(team: Team, now: datetime) -> date:
    return now.astimezone(ZoneInfo(team.timezone)).date()


def _is_usable(first: date, last: date, today: date) -> bool:
    return (
        first <= last
        and last >= today
        and last - first <= rules.LONGEST_PERIOD
        and last - today <= rules.FURTHEST_PERIOD
    )


async def skip_no_more(
    session: WriteSession, actor: Actor, period_id: int, *, now: datetime
) -> rules.Plans:
    """Ask on these days again; what was put off because of them stays where it is.

    Raises:
        NotHere, NotAMentor, NotACoordinator, NotYours: nothing is changed.
    """
    await session.delete(await access.skip_period_for(session, actor, period_id))
    await session.flush()
    return await plans(session, actor, now=now)


async def calendar(session: ReadSession, actor: Actor, ticket_id: int) -> rules.Calendar:
    """Return every question to the alias of a request, for the team.

    Raises:
        NotAMentor, NotYours: for anybody else.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    latest = await queries.last_request(session, ticket.alias_id) or ticket
    rhythm = await _rhythm(session, ticket.community.team)
    asked = await queries.calendar_of(session, ticket.alias_id)
    return rules.Calendar(
        ticket.alias,
        latest,
        [(check_in, _when(check_in, rhythm)) for check_in in asked],
        agrees=await _agrees(session, latest),
        is_silent=await was_silent(session, latest.id),
        may_change=_is_their_mentor(actor, ticket) or _is_their_mentor(actor, latest),
    )


async def add(
    session: WriteSession, actor: Actor, ticket_id: int, day: str, clock: str, *, now: datetime
) -> None:
    """Plan one more question after the last goodbye of an alias.

    Raises:
        NotAMentor, NotYours, NotTheirMentor: for anybody but its mentor and the lead.
        StillTalking, NotAgreed, WasSilent, TooManyPlanned, SameDay: when nothing may be added.
        BadMoment, RestsThen: for a moment that cannot be.
    """
    here = await access.ticket_for(session, actor, ticket_id)
    latest = await queries.last_request(session, here.alias_id) or here
    _require_their_mentor(actor, here, latest)
    if latest.is_open or latest.closed_at is None:
        raise StillTalking
    await _require_agreed(session, latest)
    if await was_silent(session, latest.id):
        raise WasSilent(alias=latest.alias.name)
    if await queries.count_planned(session, here.alias_id) >= rules.MOST_CHECK_INS:
        raise TooManyPlanned(most=rules.MOST_CHECK_INS)
    due_at = await _moment(session, latest, day, clock, now=now)
    days = (due_at - latest.closed_at).days
    taken = select(CheckIn.id).where(CheckIn.ticket_id == latest.id, CheckIn.days == days)
    if await session.scalar(taken) is not None:
        raise SameDay
    session.add(CheckIn(ticket_id=latest.id, days=days, due_at=due_at))
    mentor = await access.mentor_of(session, actor)
    _note(session, latest, "check-in-added", mentor, now=now)


async def move(
    session: WriteSession, actor: Actor, check_in_id: int, day: str, clock: str, *, now: datetime
) -> CheckIn:
    """Ask a planned question at another moment.

    Raises:
        NotAMentor, NotYours, NotTheirMentor: for anybody but its mentor and the lead.
        GoneForTeam: when it is planned no more.
        NotAgreed: when its youth did not agree to be asked.
        BadMoment, RestsThen: for a moment that cannot be.
    """
    check_in = await _planned_for(session, actor, check_in_id)
    await _require_agreed(session, check_in.ticket)
    check_in.due_at = await _moment(session, check_in.ticket, day, clock, now=now)
    mentor = await access.mentor_of(session, actor)
    _note(session, check_in.ticket, "check-in-moved", mentor, now=now)
    return check_in


async def cancel(
    session: WriteSession, actor: Actor, check_in_id: int, *, now: datetime
) -> CheckIn:
    """Ask a planned question no more.

    Raises:
        NotAMentor, NotYours, NotTheirMentor: for anybody but its mentor and the lead.
        GoneForTeam: when it is planned no more.
    """
    check_in = await _planned_for(session, actor, check_in_id)
    check_in.state = CheckInState.SKIPPED
    mentor = await access.mentor_of(session, actor)
    _note(session, check_in.ticket, "check-in-cancelled", mentor, now=now)
    return check_in


async def changeable(session: ReadSession, actor: Actor, check_in_id: int) -> CheckIn:
    """Return a planned question that who acts may change.

    Raises:
        NotAMentor, NotYours, NotTheirMentor, GoneForTeam: for any other.
    """
    return await _planned_for(session, actor, check_in_id)


async def room_for_more(session: ReadSession, actor: Actor, ticket_id: int) -> Ticket:
    """Return the request after whose goodbye who acts may plan one more question.

    Raises:
        NotAMentor, NotYours, NotTheirMentor: for anybody but its mentor and the lead.
        StillTalking, NotAgreed: when nothing may be added.
    """
    here = await access.ticket_for(session, actor, ticket_id)
    latest = await queries.last_request(session, here.alias_id) or here
    _require_their_mentor(actor, here, latest)
    if latest.is_open:
        raise StillTalking
    await _require_agreed(session, latest)
    return latest


async def _planned_for(session: ReadSession, actor: Actor, check_in_id: int) -> CheckIn:
    check_in = await access.check_in_for(session, actor, check_in_id)
    latest = await queries.last_request(session, check_in.ticket.alias_id)
    _require_their_mentor(actor, check_in.ticket, latest or check_in.ticket)
    if check_in.state is not CheckInState.PLANNED:
        raise GoneForTeam
    return check_in


def _is_their_mentor(actor: Actor, ticket: Ticket) -> bool:
    if ticket.community.team.lead_role_id in actor.role_ids:
        return True
    return ticket.mentor is not None and ticket.mentor.discord_id == actor.discord_id


def _require_their_mentor(actor: Actor, ticket: Ticket, latest: Ticket) -> None:
    if not _is_their_mentor(actor, ticket) and not _is_their_mentor(actor, latest):
        mentor = latest.mentor or ticket.mentor
        raise NotTheirMentor(mentor=mentor.first_name if mentor else "—")


async def _agrees(session: ReadSession, ticket: Ticket) -> bool:
    return ticket.id in await _agreeing(session, [ticket])


async def _agreeing(session: ReadSession, tickets: Collection[Ticket]) -> set[int]:
    """Return after which of these goodbyes a youth still agrees to be asked."""
    youths = {ticket.alias.youth_id for ticket in tickets}
    agreed = await consents.standing_among(session, youths, Purpose.CHECK_INS)
    return {
        ticket.id
        for ticket in tickets
        if (ticket.alias.youth_id, ticket.community_id) in agreed
        and ticket.alias.youth.stopped_at is None
        and ticket.community.ended_at is None
    }


async def _require_agreed(session: ReadSession, ticket: Ticket) -> None:
    if not await _agrees(session, ticket):
        raise NotAgreed(alias=ticket.alias.name)


async def _moment(
    session: ReadSession, ticket: Ticket, day: str, clock: str, *, now: datetime
) -> datetime:
    rhythm = await _rhythm(session, ticket.community.team)
    date_of, time_of = rules.parse_date(day), rules.parse_clock(clock)
    if date_of is None or time_of is None:
        raise BadMoment(given=f"{day} {clock}", most=rules.FURTHEST.days)
    at = datetime.combine(date_of, time_of, rhythm.zone)
    if not now < at <= now + rules.FURTHEST:
        raise BadMoment(given=f"{day} {clock}", most=rules.FURTHEST.days)
    free = rhythm.first_moment(at)
    if free != at:
        raise RestsThen(first=f"{free.astimezone(rhythm.zone):%d/%m/%Y %H:%M}")
    return at


def _when(check_in: CheckIn, rhythm: rules.Rhythm) -> datetime:
    """Return when a question is or was asked, days to skip that were added later counted in."""
    if check_in.state is not CheckInState.PLANNED:
        return check_in.due_at
    return rhythm.first_moment(check_in.due_at)


def _note(
    session: WriteSession, ticket: Ticket, what: str, mentor: Mentor | None, *, now: datetime
) -> None:
    step = TicketEvent(ticket_id=ticket.id, actor=ActorKind.MENTOR, what=what, at=now)
    step.mentor_id = mentor.id if mentor else None
    session.add(step)


async def _stop_asking(session: WriteSession, alias: Alias, *, now: datetime) -> None:
    await consents.withdraw(session, alias.youth_id, now=now, purpose=Purpose.CHECK_INS)
    theirs = select(Ticket.id).join(Alias, Alias.id == Ticket.alias_id)
    theirs = theirs.where(Alias.youth_id == alias.youth_id)
    planned = CheckIn.ticket_id.in_(theirs), queries.IS_PLANNED
    await session.execute(update(CheckIn).where(*planned).values(state=CheckInState.SKIPPED))


def _ask(session: WriteSession, check_in: CheckIn, *, now: datetime) -> None:
    ticket = check_in.ticket
    check_in.state, check_in.due_at = CheckInState.SENT, now
    again = f":{check_in.postponed}" if check_in.postponed else ""
    outbox.promise(
        session,
        "followups.check_in",
        once=f"check-in:{check_in.id}{again}",
        now=now,
        youth_id=ticket.alias.youth_id,
        community_id=ticket.community_id,
        purpose=Purpose.CHECK_INS,
        args={"check_in": check_in.id, "round": check_in.postponed},
    )


async def _leave_the_door_open(session: WriteSession, ticket: Ticket, *, now: datetime) -> None:
    """End the plan after one goodbye: its youth hears so once, then nothing."""
    await _skip_planned(session, ticket.id)
    once = queries.door_of(ticket.id)
    if await outbox.was_promised(session, once):
        return
    outbox.promise(
        session,
        "followups.door",
        once=once,
        now=now,
        youth_id=ticket.alias.youth_id,
        community_id=ticket.community_id,
        purpose=Purpose.CHECK_INS,
        args={"ticket": ticket.id},
    )
    outbox.promise(
        session, "followups.silent", once=f"silent:{ticket.id}", now=now, ticket_id=ticket.id
    )


async def _postpone(
    session: WriteSession, check_in: CheckIn, choice: Answer, *, now: datetime
) -> None:
    """Ask the same question later; what was planned until then is not asked besides."""
    if check_in.postponed >= rules.MOST_POSTPONED:
        raise Gone
    later = await rests_until(session, check_in.ticket, now=now + rules.POSTPONED_BY[choice])
    check_in.state, check_in.due_at = CheckInState.PLANNED, later
    check_in.postponed += 1
    before = (
        CheckIn.ticket_id == check_in.ticket_id,
        queries.IS_PLANNED,
        CheckIn.due_at <= later,
        CheckIn.id != check_in.id,
    )
    await session.execute(update(CheckIn).where(*before).values(state=CheckInState.SKIPPED))


async def _skip_planned(session: WriteSession, ticket_id: int) -> None:
    planned = CheckIn.ticket_id == ticket_id, queries.IS_PLANNED
    await session.execute(update(CheckIn).where(*planned).values(state=CheckInState.SKIPPED))


def _tell_team(
    session: WriteSession, check_in: CheckIn, choice: Answer, asked_at: datetime, *, now: datetime
) -> None:
    closed_at = check_in.ticket.closed_at or asked_at
    how_often = check_in.postponed - (choice in rules.POSTPONED_BY)
    again = f":{how_often}" if how_often else ""
    outbox.promise(
        session,
        "followups.answered",
        once=f"check-in-answered:{check_in.id}{again}",
        now=now,
        ticket_id=check_in.ticket_id,
        args={"check_in": check_in.id, "said": choice, "days": (asked_at - closed_at).days},
    )


def _count(
    session: WriteSession, what: str, check_in: CheckIn, choice: str, *, now: datetime
) -> None:
    ticket = check_in.ticket
    facts.count(
        session,
        what,
        ticket.community,
        at=now,
        campaign_id=ticket.campaign_id,
        topic=ticket.topic,
        choice=choice,
    )


async def _rhythm(session: ReadSession, team: Team) -> rules.Rhythm:
    return rules.Rhythm(
        team.quiet_from,
        team.quiet_until,
        ZoneInfo(team.timezone),
        await queries.skipped_by(session, team.id),
    )
