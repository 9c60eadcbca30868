"""What a team may do when somebody may be in danger, or does harm; every step leaves a line."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from bot import access, outbox
from bot.access import Actor
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput, Conflict, Gone, GoneForTeam, NotAllowed, NotYours
from bot.redaction import Private
from bot.vault import Vault
from cogs.followups import service as followups
from cogs.protection import queries, rules
from cogs.safeguarding import service as safeguarding
from cogs.tickets import service as tickets
from models import (
    Block,
    Concern,
    JournalLine,
    Lifting,
    Mentor,
    MentorReport,
    Team,
    Ticket,
)


class AnotherDecides(NotAllowed):
    """Who asked to lift anonymity cannot approve it."""

    key = "protection-another-decides"


class TooLate(Conflict):
    """The time to decide, or to look, is over."""

    key = "protection-too-late"


class NobodyAnswers(BadInput):
    """No mentor answered this request yet: there is nobody to report."""

    key = "protection-nobody-answers"


class ReportedEnough(BadInput):
    """Several reports of this youth wait already: they are kept, and enough to act on."""

    key = "protection-reported-enough"
    with_helplines = True


class AskedAlready(Gone):
    """The lead knows already that this youth would like a word."""

    key = "protection-asked-already"


class LeadDecides(NotAllowed):
    """Something about this youth waits for the lead, who decides whether they are blocked."""

    key = "protection-lead-decides"


class NoSuchMentor(BadInput):
    """This person never introduced themselves as a mentor."""

    key = "protection-no-such-mentor"


async def open_concern(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    ticket_id: int,
    why: Private,
    *,
    now: datetime,
) -> Concern:
    """Say that a request worries the team; the lead is told.

    Raises:
        NotAMentor, NotYours: for anybody but the team's mentors and leads.
        BlankWords: without a reason.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    if not why.reveal():
        raise tickets.BlankWords
    concern = Concern(
        team_id=ticket.team_id,
        ticket=ticket.id,
        opened_by=actor.discord_id,
        why=vault.seal_words(why),
        opened_at=now,
    )
    session.add(concern)
    await session.flush()
    await _note(session, vault, ticket.team_id, "concern-opened", actor, ticket.id, now=now)
    _owe_lead(
        session, "protection.concern", ticket, f"concern:{concern.id}", now=now, concern=concern.id
    )
    return concern


async def close_concern(
    session: WriteSession, vault: Vault, actor: Actor, concern_id: int, *, now: datetime
) -> None:
    """Say that a concern was dealt with.

    Raises:
        NotALead: for anybody else.
        NotYours: when it is missing or another team's.
        Gone: when it is closed already.
    """
    team = await access.team_as_lead(session, actor)
    concern = await session.get(Concern, concern_id, with_for_update=True)
    if concern is None or concern.team_id != team.id:
        raise NotYours
    if concern.closed_at is not None:
        raise GoneForTeam
    concern.closed_at = now
    await _note(session, vault, team.id, "concern-closed", actor, concern.ticket, now=now)


async def concerns(
    session: ReadSession, vault: Vault, actor: Actor
) -> list[tuple[Concern, Ticket | None, str]]:
    """Return what worries the team, oldest first, with the request and the reason, for a lead.

    Raises:
        NotALead: for anybody else.
    """
    team = await access.team_as_lead(session, actor)
    return [
        (
            concern,
            await session.get(Ticket, concern.ticket),
            vault.open(concern.why) if concern.why is not None else "",
        )
        for concern in await queries.open_concerns(session, team.id)
    ]


async def ask_to_lift(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    ticket_id: int,
    *,
    why: Private,
    reason: str,
    tell_youth: bool,
    now: datetime,
) -> Lifting:
    """Ask a second person to agree that the one behind an alias must be known.

    Raises:
        NotAMentor, NotYours: for anybody but the team's mentors and leads.
        BlankWords: without a written reason.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    if not why.reveal():
        raise tickets.BlankWords
    if reason not in rules.REASONS:
        raise NotYours
    lifting = Lifting(
        ticket=ticket,
        asked_by=actor.discord_id,
        why=vault.seal_words(why),
        tell_youth=tell_youth,
        asked_at=now,
    )
    session.add(lifting)
    await session.flush()
    await _note(
        session, vault, ticket.team_id, "lift-asked", actor, ticket.id, now=now, reason=reason
    )
    _owe_lead(session, "protection.lift", ticket, f"lift:{lifting.id}", now=now, lifting=lifting.id)
    return lifting


async def lifting_for(
    session: ReadSession, vault: Vault, actor: Actor, lifting_id: int
) -> tuple[Lifting, str]:
    """Return a request to lift anonymity and its reason, for a lead who decides.

    Raises:
        NotALead: for anybody else.
        NotYours: when it is missing or another team's.
    """
    team = await access.team_as_lead(session, actor)
    lifting = await queries.lifting(session, lifting_id, team.id)
    if lifting is None:
        raise NotYours
    return lifting, vault.open(lifting.why)


async def decide(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    lifting_id: int,
    *,
    is_granted: bool,
    now: datetime,
) -> Lifting:
    """Agree, or not. An agreement is final, visible to the team, and told to the youth unless that
    adds danger.

    Raises:
        NotALead, NotYours: for anybody but the team's leads.
        AnotherDecides: for who asked.
        Gone: when it was decided already.
        TooLate: when it was asked too long ago.
    """
    lifting, _ = await lifting_for(session, vault, actor, lifting_id)
    if lifting.decided_at is not None:
        raise GoneForTeam
    if lifting.asked_by == actor.discord_id:
        raise AnotherDecides
    if now > lifting.asked_at + rules.DECIDED_WITHIN:
        raise TooLate
    lifting.decided_by, lifting.decided_at = actor.discord_id, now
    lifting.was_granted = is_granted
    ticket = lifting.ticket
    what = "lift-granted" if is_granted else "lift-refused"
    await _note(session, vault, ticket.team_id, what, actor, ticket.id, now=now)
    outbox.promise(
        session,
        "protection.lift_decided",
        once=f"lift-decided:{lifting.id}",
        now=now,
        ticket_id=ticket.id,
        args={"lifting": lifting.id},
    )
    if is_granted and lifting.tell_youth:
        outbox.promise(
            session,
            "protection.lifted",
            once=f"lifted:{lifting.id}",
            now=now,
            youth_id=ticket.alias.youth_id,
            community_id=ticket.community_id,
            args={"ticket": ticket.id},
        )
    return lifting


async def tell_lapsed(session: WriteSession, *, now: datetime) -> None:
    """Owe who asked to lift anonymity the word that nobody decided in time: silence is no
    answer when a life is at risk."""
    until = now - rules.DECIDED_WITHIN
    for lifting in await queries.lapsed(session, since=until - rules.TOLD_WITHIN, until=until):
        once = f"lift-lapsed:{lifting.id}"
        if not await outbox.was_promised(session, once):
            args, about = {"lifting": lifting.id}, lifting.ticket_id
            outbox.promise(
                session, "protection.lift_lapsed", once=once, now=now, ticket_id=about, args=args
            )


async def reveal(
    session: WriteSession, vault: Vault, actor: Actor, lifting_id: int, *, now: datetime
) -> tuple[int, str]:
    """Return the Discord id behind an alias, and the alias: once, to who asked, when a
    second person agreed.

    Raises:
        NotAMentor: for anybody but the team's mentors and leads.
        NotYours: for anybody but who asked, or without agreement.
        Gone: when it was shown already.
        TooLate: when the agreement is too long ago.
    """
    team = await access.team_as_mentor(session, actor)
    await access.take_in_once(session, actor)
    lifting = await queries.lifting(session, lifting_id, team.id)
    if lifting is None or lifting.asked_by != actor.discord_id:
        raise NotYours
    if not lifting.was_granted or lifting.decided_at is None:
        raise NotYours
    if lifting.shown_at is not None:
        raise GoneForTeam
    if now > lifting.decided_at + rules.SHOWN_WITHIN:
        raise TooLate
    lifting.shown_at = now
    ticket = lifting.ticket
    await _note(session, vault, team.id, "identity-shown", actor, ticket.id, now=now)
    return vault.open_id(ticket.alias.youth.discord_id), ticket.alias.name


async def was_not_shown(session: WriteSession, actor: Actor, lifting_id: int) -> None:
    """The line failed while an identity was shown: who asked may look once more in time."""
    team = await access.team_as_mentor(session, actor)
    lifting = await queries.lifting(session, lifting_id, team.id)
    if lifting is not None and lifting.asked_by == actor.discord_id:
        lifting.shown_at = None


async def report(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    ticket_id: int,
    words: Private,
    *,
    now: datetime,
) -> None:
    """Tell the lead, and nobody else, about the mentor who wrote last. Neither the journal nor the
    word to the lead says about whom or where: the one it is about may be a lead.

    When it sounds like danger, the lead is called by it; the request is not marked, nor the
    mentors called: who was reported would guess why.

    Raises:
        NotYours: when the request is somebody else's.
        NobodyAnswers: when no mentor ever had it.
        BlankWords: when nothing was written.
        ReportedEnough: when several of this youth's wait already.
    """
    ticket = await access.own_ticket(session, vault, actor, ticket_id)
    if await queries.last_to_write(session, ticket) is None:
        raise NobodyAnswers
    if not words.reveal():
        raise tickets.BlankWords
    written = await _file(session, ticket, now=now)
    written.words = vault.seal_words(words)
    await _note(session, vault, ticket.team_id, "mentor-reported", None, None, now=now)
    if safeguarding.sounds_dangerous(words):
        safeguarding.pause(ticket.alias.youth, now=now)
        written.alert_at = safeguarding.next_call(now, now)
    _call_about_report(session, written, now=now)


async def ask_for_lead(
    session: WriteSession, vault: Vault, actor: Actor, ticket_id: int, *, now: datetime
) -> None:
    """Ask that the lead write, past the mentor: it goes the way of a report, without words.

    Raises:
        NotYours: when the request is somebody else's.
        Blocked: for somebody the team no longer answers.
        Gone: when the team no longer serves that community.
        AskedAlready: when it waits for the lead already.
        ReportedEnough: when several of this youth's wait already.
    """
    ticket = await access.own_ticket(session, vault, actor, ticket_id)
    await access.require_welcome(session, vault, actor, ticket.team_id, now=now)
    if ticket.community.ended_at is not None:
        raise Gone
    if await queries.waits_to_be_called(session, ticket.id):
        raise AskedAlready
    written = await _file(session, ticket, now=now)
    written.call_back = True
    await _note(session, vault, ticket.team_id, "call-back-asked", None, None, now=now)
    _call_about_report(session, written, now=now)


async def _file(session: WriteSession, ticket: Ticket, *, now: datetime) -> MentorReport:
    """Put down something for the lead about who wrote last, without words yet."""
    since = now - timedelta(days=1)
    waiting = await queries.reports_of(session, ticket.alias.youth_id, since=since)
    if len(waiting) >= rules.REPORTS_A_DAY:
        raise ReportedEnough
    written = MentorReport(team_id=ticket.team_id, ticket=ticket.id, written_at=now)
    written.mentor_id = await queries.last_to_write(session, ticket)
    session.add(written)
    await session.flush()
    return written


async def call_again_about_reports(session: WriteSession, *, now: datetime) -> int:
    """Call the leads again about reports that sound like danger and that nobody dealt with; return
    how many."""
    due = await queries.urgent_reports(session, now=now)
    for written in due:
        written.alert_at = safeguarding.next_call(written.written_at, now)
        _call_about_report(session, written, now=now)
    return len(due)


async def to_mend(session: ReadSession, _now: datetime) -> list[str]:
    """Tell an operator whose leads have not dealt with a report that sounds like danger."""
    return [
        f"urgent reports for the lead of {team}: {many}, since {since:%Y-%m-%d %H:%M} UTC"
        for team, many, since in await queries.urgent_unseen_by_team(session)
    ]


def _call_about_report(session: WriteSession, written: MentorReport, *, now: datetime) -> None:
    is_urgent = written.alert_at is not None
    outbox.promise(
        session,
        "protection.reported",
        once=f"report:{written.id}:{int(now.timestamp())}",
        now=now,
        team_id=written.team_id,
        args={"team": written.team_id, "report": written.id, "urgent": is_urgent},
    )


async def forget_what_is_over(session: WriteSession, *, now: datetime) -> None:
    """Forget concerns and reports a year after a lead dealt with them; the journal stays."""
    for forget in queries.over_for_long(before=now - rules.KEPT_WHEN_OVER):
        await session.execute(forget)


async def reports(
    session: ReadSession, vault: Vault, actor: Actor
) -> tuple[list[tuple[MentorReport, Ticket | None, str]], int]:
    """Return what youths reported and nobody dealt with, newest first, and how much there is; for a
    lead, who never sees what is said about themselves.

    Raises:
        NotALead: for anybody else.
    """
    team = await access.team_as_lead(session, actor)
    page, how_many = await queries.unread_reports(session, team.id, actor.discord_id)
    shown = [
        (
            written,
            await session.get(Ticket, written.ticket),
            vault.open(written.words) if written.words is not None else "",
        )
        for written in page
    ]
    return shown, how_many


async def deal_with_report(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    report_id: int,
    *,
    takes_over: bool,
    now: datetime,
) -> None:
    """Say that a report was dealt with; perhaps take the conversation over, or write to the youth
    who asked for it.

    Raises:
        NotALead: for anybody else.
        NotYours: when it is missing, another team's, or about who acts.
        NotIntroduced: for a lead who takes over and never said who they are.
        AnotherWished: for a lead to whom the youth would rather not talk.
        Gone: when it was dealt with, or the conversation is over.
    """
    team = await access.team_as_lead(session, actor)
    written = await session.get(MentorReport, report_id, with_for_update={"of": MentorReport})
    if written is None or written.team_id != team.id:
        raise NotYours
    if written.mentor is not None and written.mentor.discord_id == actor.discord_id:
        raise NotYours
    if written.seen_at is not None:
        raise GoneForTeam
    if takes_over and written.call_back:
        about, mentor = written.ticket, written.mentor
        await tickets.write_to(session, actor, about, rather_not_with=mentor, now=now)
    elif takes_over:
        await tickets.take_over(session, actor, written.ticket, now=now)
    written.seen_at = now
    if await session.get(Ticket, written.ticket) is None:
        written.words = None
    what = "report-taken-over" if takes_over else "report-seen"
    await _note(session, vault, team.id, what, actor, None, now=now)


async def block(
    session: WriteSession, vault: Vault, actor: Actor, ticket_id: int, *, now: datetime
) -> Ticket:
    """No longer answer the one behind an alias, who need not be known for it; the lead is told.

    Raises:
        NotAMentor, NotYours: for anybody but the team's mentors and leads.
        LeadDecides: while something about this youth waits for the lead, unless a lead acts; always
        for the one whom the youth reported.
        Gone: when they are blocked already.
    """
    ticket = await access.ticket_for(session, actor, ticket_id)
    await _require_nothing_waits(session, actor, ticket)
    person = vault.open_id(ticket.alias.youth.discord_id)
    mark = vault.mark(f"block:{ticket.team_id}", person)
    standing = select(Block).where(Block.team_id == ticket.team_id, Block.lookup == mark)
    found = await session.scalar(standing.with_for_update())
    if found is not None and found.until > now:
        raise GoneForTeam
    if found is None:
        session.add(
            Block(
                team_id=ticket.team_id,
                lookup=mark,
                ticket=ticket.id,
                since=now,
                until=now + rules.BLOCKED_FOR,
            )
        )
    else:
        found.since, found.until, found.ticket = now, now + rules.BLOCKED_FOR, ticket.id
    for open_one in await tickets.requests_of(session, ticket.alias.youth_id):
        if open_one.team_id == ticket.team_id:
            await tickets.end_quietly(session, open_one, now=now)
    await followups.never_again(session, ticket.alias.youth_id, ticket.team_id)
    line = await _note(session, vault, ticket.team_id, "blocked", actor, ticket.id, now=now)
    once = f"blocked:{ticket.team_id}:{line}"
    _owe_lead(session, "protection.blocked", ticket, once, now=now, by=actor.discord_id)
    return ticket


async def unblock(
    session: WriteSession, vault: Vault, actor: Actor, ticket_id: int, *, now: datetime
) -> None:
    """Answer the one behind an alias again.

    Raises:
        NotALead: for anybody but the team's leads.
        NotYours: when the request is missing or another team's.
        Gone: when nobody is blocked.
    """
    team = await access.team_as_lead(session, actor)
    ticket = await access.ticket_for(session, actor, ticket_id)
    mark = vault.mark(f"block:{team.id}", vault.open_id(ticket.alias.youth.discord_id))
    ended = delete(Block).where(Block.team_id == team.id, Block.lookup == mark)
    if await session.scalar(ended.returning(Block.id)) is None:
        raise GoneForTeam
    await _note(session, vault, team.id, "unblocked", actor, ticket.id, now=now)


async def blocks(
    session: ReadSession, actor: Actor, *, now: datetime
) -> list[tuple[Block, Ticket | None]]:
    """Return whom the team no longer answers, newest first, with the request it began with as long
    as that is kept, for a lead.

    Raises:
        NotALead: for anybody else.
    """
    team = await access.team_as_lead(session, actor)
    standing = await queries.blocks(session, team.id, now=now)
    return [(found, await session.get(Ticket, found.ticket or 0)) for found in standing]


async def lift_block(
    session: WriteSession, vault: Vault, actor: Actor, block_id: int, *, now: datetime
) -> None:
    """Answer somebody again, also when nothing but the block is known of them any more.

    Raises:
        NotALead: for anybody but the team's leads.
        NotYours: when it is missing or another team's.
    """
    team = await access.team_as_lead(session, actor)
    found = await session.get(Block, block_id, with_for_update=True)
    if found is None or found.team_id != team.id:
        raise NotYours
    await session.delete(found)
    await _note(session, vault, team.id, "unblocked", actor, found.ticket, now=now)


async def vet(
    session: WriteSession, vault: Vault, actor: Actor, mentor_discord_id: int, *, now: datetime
) -> Mentor:
    """Answer for a mentor towards minors, for a year.

    Raises:
        NotALead: for anybody else.
        NoSuchMentor: for somebody without a profile.
    """
    team = await access.team_as_lead(session, actor)
    known = select(Mentor).where(Mentor.team_id == team.id, Mentor.discord_id == mentor_discord_id)
    mentor = await session.scalar(known)
    if mentor is None:
        raise NoSuchMentor
    mentor.vetted_until = now + rules.VETTED_FOR
    await _note(session, vault, team.id, "mentor-vetted", actor, None, now=now)
    return mentor


async def set_alerts(
    session: WriteSession, vault: Vault, actor: Actor, *, are_on: bool, now: datetime
) -> None:
    """Choose whether danger words call the team, or only show the helplines and mark the request.

    Raises:
        NotALead: for anybody else.
    """
    team = await access.team_as_lead(session, actor)
    team.danger_alert = are_on
    await _note(
        session, vault, team.id, f"alerts-{'on' if are_on else 'off'}", actor, None, now=now
    )


async def set_delay(
    session: WriteSession, vault: Vault, actor: Actor, seconds: int, *, now: datetime
) -> None:
    """Let new cards wait for a random while, at most so many seconds; urgent ones never wait.

    Raises:
        NotALead: for anybody else.
    """
    team = await access.team_as_lead(session, actor)
    team.card_delay = min(max(seconds, 0), rules.LONGEST_DELAY)
    await _note(session, vault, team.id, "delay-set", actor, None, now=now)


async def place_changes(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    team: Team,
    which: str,
    *,
    before: int | None,
    after: int | None,
    now: datetime,
) -> None:
    """Somebody is about to change a role or a channel of the team: it is journalled, and told where
    the lead reads until now."""
    line = await _note(session, vault, team.id, f"{which}-chosen", actor, None, now=now)
    if team.lead_role_id is None:
        return
    outbox.promise(
        session,
        "protection.place_changed",
        once=f"place-changed:{team.id}:{line}",
        now=now,
        team_id=team.id,
        args={
            "team": team.id,
            "which": which,
            "by": actor.discord_id,
            "before": before,
            "after": after,
            "lead": team.lead_role_id,
            "places": [team.lead_channel_id, team.staff_channel_id],
        },
    )


async def journal(
    session: ReadSession, vault: Vault, actor: Actor
) -> tuple[Sequence[JournalLine], int | None]:
    """Return the journal, oldest first, and the number of the first line that does not fit the
    chain, for a lead.

    Raises:
        NotALead: for anybody else.
    """
    team = await access.team_as_lead(session, actor)
    lines = await queries.journal(session, team.id)
    return lines, first_broken(vault, team, lines)


def first_broken(vault: Vault, team: Team, lines: Sequence[JournalLine]) -> int | None:
    """Return the number of the first line that was altered, or that follows one that was removed;
    the number after the last when lines at the end are missing. A journal without lines is sealed
    too: one that is not has lost them all."""
    before = b""
    for number, line in enumerate(lines, start=1):
        expected = vault.mark(f"journal:{team.id}", rules.chained(before, _said(line)))
        if line.link != expected:
            return number
        before = line.link
    is_whole = team.journal_end == _end_of(vault, team.id, len(lines), before)
    return None if is_whole else len(lines) + 1


def begin_journal(vault: Vault, team: Team) -> None:
    """Seal the journal of a new team: that it has no line yet is known too."""
    team.journal_end = _end_of(vault, team.id, 0, b"")


async def seal_journals(session: WriteSession, vault: Vault) -> None:
    """Seal the journals that an earlier version left without a seal, and without a line."""
    for team in await queries.unsealed(session):
        begin_journal(vault, team)


async def anchor_journals(session: WriteSession, *, now: datetime) -> None:
    """Owe each lead the number and the seal of the journal's newest line, once: a copy that nobody
    reaches through the database."""
    for line in await queries.newest_lines(session):
        once = f"anchor:{line.team_id}:{line.number}"
        if not await outbox.was_promised(session, once):
            args = {"team": line.team_id, "line": line.id}
            outbox.promise(
                session, "protection.anchor", once=once, now=now, team_id=line.team_id, args=args
            )


def _end_of(vault: Vault, team_id: int, number: int, link: bytes) -> bytes:
    return vault.mark(f"journal-end:{team_id}", f"{number}|{link.hex()}")


async def _note(  # noqa: PLR0917 - what, who and where are one line
    session: WriteSession,
    vault: Vault,
    team_id: int,
    what: str,
    actor: Actor | None,
    ticket_id: int | None,
    *,
    now: datetime,
    reason: str | None = None,
) -> int:
    """Append a line to the journal, chained to the one before it; return its number. After a break
    at the end it hangs on nothing: the break stays to be seen."""
    team = await queries.hold_team(session, team_id)
    last = await queries.last_line(session, team_id)
    before, number = (last.link, last.number + 1) if last is not None else (b"", 1)
    line = JournalLine(
        team_id=team_id,
        number=number,
        what=what,
        who=actor.discord_id if actor is not None else None,
        ticket=ticket_id,
        reason=reason,
        at=now,
    )
    if team.journal_end != _end_of(vault, team_id, number - 1, before):
        before = rules.NOTHING
    line.link = vault.mark(f"journal:{team_id}", rules.chained(before, _said(line)))
    team.journal_end = _end_of(vault, team_id, number, line.link)
    session.add(line)
    await session.flush()
    return number


async def _require_nothing_waits(session: ReadSession, actor: Actor, ticket: Ticket) -> None:
    """Nobody silences a youth about whom the lead still has something to read. One sentence for an
    alarm, a concern and a report: it does not tell a mentor that there is a report."""
    if await queries.is_reported_by(session, ticket, actor.discord_id):
        raise LeadDecides
    if ticket.community.team.lead_role_id in actor.role_ids:
        return
    if await queries.waits_for_lead(session, ticket):
        raise LeadDecides


def _said(line: JournalLine) -> rules.Line:
    return rules.Line(line.number, line.what, line.who, line.ticket, line.reason, line.at)


def _owe_lead(
    session: WriteSession, card: str, ticket: Ticket, once: str, *, now: datetime, **more: int
) -> None:
    outbox.promise(
        session,
        card,
        once=once,
        now=now,
        team_id=ticket.team_id,
        args={"team": ticket.team_id, "request": ticket.id, **more},
    )
