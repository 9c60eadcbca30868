"""What a careful person would remember of what happened: who asked, who said what, who agreed."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

from models import Purpose, TicketState

CLAIM = timedelta(hours=24)
PARIS = ZoneInfo("Europe/Paris")
CLOSED = holidays.country_holidays("FR")


def _at_work(deadline: datetime) -> datetime:
    """Return a deadline, or an hour after nine on the next working day: the team is there from nine
    to six, from Monday to Friday."""
    at = deadline.astimezone(PARIS)
    works = at.weekday() < 5 and at.date() not in CLOSED
    if works and 9 <= at.hour < 18:
        return deadline
    day = at.date() if works and at.hour < 9 else at.date() + timedelta(days=1)
    while day.weekday() >= 5 or day in CLOSED:
        day += timedelta(days=1)
    return datetime.combine(day, time(10), PARIS).astimezone(UTC)


OFFER = timedelta(hours=1)
KEPT = timedelta(days=90)
A_MOMENT = timedelta(minutes=1)
STEPS = {
    "opened": TicketState.WAITING,
    "claimed": TicketState.ACTIVE,
    "released": TicketState.WAITING,
    "claim-lapsed": TicketState.WAITING,
    "closed": TicketState.CLOSED,
    "withdrawn": TicketState.CLOSED,
}


@dataclass(eq=False)
class Words:
    """One thing that was accepted; ``mentor`` is None for a youth's words.

    ``is_gone`` when somebody deleted it, ``is_let_go`` when the team's time to keep it was over.
    """

    number: int
    case: int
    mentor: int | None
    version: int = 1
    dm_id: int | None = None
    is_gone: bool = False
    is_let_go: bool = False

    @property
    def text(self) -> str:
        """Return what stands there now, to be found again anywhere."""
        return f"mot{self.number}v{self.version}."

    @property
    def stands_in_thread(self) -> bool:
        """Tell whether the team may read it."""
        return not (self.is_gone or self.is_let_go)


@dataclass
class Case:
    """One request."""

    number: int
    youth: int
    by_dm: bool
    steps: list[str] = field(default_factory=lambda: ["opened"])
    mentor: int | None = None
    answer_by: datetime | None = None
    offered_to: int | None = None
    offered_until: datetime | None = None
    closed_at: datetime | None = None

    @property
    def state(self) -> TicketState:
        """Return where it stands."""
        return STEPS[self.steps[-1]]

    @property
    def is_open(self) -> bool:
        """Tell whether words travel."""
        return self.state is not TicketState.CLOSED


@dataclass
class Memory:
    """All of it."""

    cases: list[Case] = field(default_factory=list[Case])
    words: list[Words] = field(default_factory=list[Words])
    notes: list[int] = field(default_factory=list[int])
    """The case of each note, in the order in which they were written."""
    agreed: dict[int, set[Purpose]] = field(default_factory=dict[int, set[Purpose]])
    stopped: set[int] = field(default_factory=set[int])
    known: set[int] = field(default_factory=set[int])
    """Of whom anything is stored at all."""

    def open_case(self, youth: int) -> Case | None:
        """Return a youth's open request."""
        return next((c for c in self.cases if c.youth == youth and c.is_open), None)

    def asked(self, youth: int, *, by_dm: bool) -> Case:
        """A youth's form was accepted."""
        self.known.add(youth)
        known = self.open_case(youth)
        if known is None:
            known = Case(len(self.cases) + 1, youth, by_dm)
            self.cases.append(known)
        return known

    def said(self, case: Case, mentor: int | None = None, dm_id: int | None = None) -> Words:
        """Words were accepted."""
        words = Words(len(self.words) + 1, case.number, mentor, dm_id=dm_id)
        self.words.append(words)
        if mentor is not None:
            case.answer_by = None
        elif dm_id is not None:
            case.by_dm = True
        return words

    def next_text(self) -> str:
        """Return what the next words will be."""
        return Words(len(self.words) + 1, 0, None).text

    def may_claim(self, case: Case, mentor: int, now: datetime) -> bool:
        """Tell whether this mentor can take it."""
        kept = case.offered_until is not None and now < case.offered_until
        is_kept_for_another = case.offered_to is not None and case.offered_to != mentor and kept
        return case.is_open and case.mentor is None and not is_kept_for_another

    def claimed(self, case: Case, mentor: int, now: datetime) -> None:
        """A mentor took it."""
        case.steps.append("claimed")
        case.mentor, case.answer_by, case.offered_to = mentor, _at_work(now + CLAIM), None

    def given_back(self, case: Case, step: str) -> None:
        """It waits again."""
        case.steps.append(step)
        case.mentor = case.answer_by = None

    def ended(self, case: Case, step: str, now: datetime) -> None:
        """It is over."""
        case.steps.append(step)
        case.closed_at, case.answer_by, case.offered_to = now, None, None

    def runs_out_soon(self, now: datetime) -> bool:
        """Tell whether a claim or an offer ends in this very moment."""
        ends = [end for case in self.cases for end in (case.answer_by, case.offered_until)]
        return any(end is not None and abs(end - now) < A_MOMENT for end in ends)

    def time_passed(self, now: datetime) -> None:
        """Claims lapse, words are let go."""
        for case in self.cases:
            if case.answer_by is not None and case.answer_by <= now:
                self.given_back(case, "claim-lapsed")
            if case.closed_at is not None and case.closed_at + KEPT <= now:
                for words in self.words:
                    words.is_let_go = words.is_let_go or words.case == case.number

    def yes(self, youth: int, purpose: Purpose) -> None:
        """A youth agreed."""
        self.agreed.setdefault(youth, set()).add(purpose)
        self.stopped.discard(youth)
        self.known.add(youth)

    def no(self, youth: int, *purposes: Purpose) -> None:
        """A youth agreed no longer."""
        self.agreed.setdefault(youth, set()).difference_update(purposes)
