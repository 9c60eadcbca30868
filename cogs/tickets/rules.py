"""What a youth may expect, which ages are asked for, what aliases look like, and in which order the
queue stands. Pure."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from models import Mentor, Outcome, Ticket
from models.hours import Hours

Row = TypeVar("Row")

AGE_STEPS = (13, 15, 18, 22, 26)
UNDER_FLOOR = "under"
FLOORS = (13, 15, 16, 18)
OFFER_FIRST = timedelta(hours=1)
FULL_QUEUE = 5
"""Requests that wait for one mentor, when it takes longer."""
NEW_REQUESTS = {timedelta(hours=1): 4, timedelta(days=1): 8}
"""How many new requests one person opens within that time."""

ANIMALS = (
    "Renard", "Loutre", "Hibou", "Lynx", "Castor", "Panda", "Koala", "Dauphin",
    "Tortue", "Colibri", "Phoque", "Lama", "Faucon", "Biche", "Cygne", "Ours",
    "Marmotte", "Raton", "Baleine", "Libellule", "Chamois", "Cigale", "Corail", "Fennec",
    "Gecko", "Girafe", "Grillon", "Hamster", "Jaguar", "Kiwi", "Macareux", "Mésange",
    "Narval", "Orque", "Papillon", "Pingouin", "Puma", "Salamandre", "Tigre", "Zèbre",
)  # fmt: skip
FIRST_NUMBER, LAST_NUMBER = 2, 999

A_PAGE, URGENT_ON_A_PAGE = 15, 10
"""Requests on a page of the queue, and how many of them may be urgent while others wait too."""
MINE, UNANSWERED, SILENT = 8, 5, 4
"""Requests on a page of those that a mentor holds, that wait for the team, and for the youth."""
ON_A_PAGE = {"mine": MINE, "unanswered": UNANSWERED, "silent": SILENT}
SILENT_AFTER = timedelta(days=3)
"""How long after our last words a youth is silent."""
COLOURS = ("🔵", "🟢", "🟡", "🟣", "🟠", "🟤", "⚪", "🟦", "🟩", "🟨", "🟪", "🟧", "🟫", "⬜")
"""Of communities, in the order in which they came. Red is for danger; the name stands beside."""
KNOWN_AFTER = timedelta(days=1)
"""Who asks that long after Maraude first heard of them is no newcomer."""


RESTS_AFTER = timedelta(hours=1)
"""How long after the end of a request its thread is archived, or looked at again when something is
still owed to it."""
RESTS_AFTER_DANGER = timedelta(days=1)
"""The same, where who held it is asked how it was: in a thread that rests no button can be
pressed."""

NOT_RATED = frozenset({Outcome.PROTECTION, Outcome.DUPLICATE, Outcome.SPAM, Outcome.WITHDRAWN})
"""After these nobody is asked how it was."""


def asks_for_mark(outcome: Outcome | None) -> bool:
    """Tell whether a goodbye asks how it was."""
    return outcome is not None and outcome not in NOT_RATED


class Ending(NamedTuple):
    """How a request ends: what it counts as, and the team's own word for it, if it has one."""

    outcome: Outcome
    name: str | None = None


def address_of(name: str) -> str:
    """Return what stands in a menu for a team's own word."""
    return f"own:{name}"


@dataclass(frozen=True)
class Waiting:
    """What the order of the queue goes by. ``is_known``: its youth is no newcomer."""

    id: int
    urgent: bool
    community_id: int
    opened_at: datetime
    is_known: bool


@dataclass(frozen=True)
class Talking:
    """A conversation that somebody holds: by whom, and whether its youth waits for our words."""

    id: int
    holder: int
    waits_for_us: bool
    since: datetime | None

    def is_silent(self, now: datetime) -> bool:
        """Tell whether our last words have stood alone for long."""
        is_ours = self.since is not None and not self.waits_for_us
        return is_ours and self.since is not None and now - self.since >= SILENT_AFTER


@dataclass(frozen=True)
class Wanted:
    """What a mentor filters the queue by; None is everything."""

    community: int | None = None
    topic: str | None = None
    language: str | None = None
    urgent: bool = False

    @property
    def is_everything(self) -> bool:
        """Tell whether nothing is left out."""
        return self == Wanted()

    def written(self) -> str:
        """Return it as a part of an address: ``12-school-fr-1``."""
        parts = (self.community or 0, self.topic or 0, self.language or 0, int(self.urgent))
        return "-".join(map(str, parts))

    def but(self, which: str, value: str) -> "Wanted":
        """Return the same with another choice; ``0`` is everything."""
        chosen = None if value == "0" else value
        match which:
            case "community":
                number = int(chosen) if chosen is not None and _is_id(chosen) else None
                return replace(self, community=number)
            case "topic":
                return replace(self, topic=chosen)
            case "language":
                return replace(self, language=chosen)
            case _:
                return self


EVERYTHING = Wanted()


def sorted_out(
    talking: Sequence[Talking], mentor_discord_id: int, *, now: datetime
) -> dict[str, list[int]]:
    """Return the conversations that a mentor holds; those of all whose youth waits for our words;
    and those whose youth is silent; in this order, the longest first."""
    waits = sorted((t for t in talking if t.waits_for_us), key=lambda t: t.since or now)
    silent = sorted((t for t in talking if t.is_silent(now)), key=lambda t: t.since or now)
    return {
        "mine": [t.id for t in talking if t.holder == mentor_discord_id],
        "unanswered": [t.id for t in waits],
        "silent": [t.id for t in silent],
    }


def wanted_in(part: str) -> Wanted:
    """Return what an address filters by; what cannot be read filters nothing."""
    pieces = part.split("-")
    if len(pieces) != len(fields(Wanted)):
        return Wanted()
    found = Wanted(urgent=pieces[3] == "1")
    for which, value in zip(("community", "topic", "language"), pieces, strict=False):
        found = found.but(which, value)
    return found


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdigit() and int(value) < 2**63


def colour_of(place: int) -> str:
    """Return the colour of the community at that place of the team's list."""
    return COLOURS[place % len(COLOURS)]


def page_of(rows: Sequence[Row], page: int, size: int) -> Sequence[Row]:
    """Return one page of rows, the first page being 1; none behind the last."""
    return rows[(page - 1) * size : page * size]


def how_many_pages(rows: Sequence[Row], size: int) -> int:
    """Return how many pages rows fill."""
    return -(-len(rows) // size)


def pages_of(queue: Sequence[Waiting]) -> list[list[int]]:
    """Return what waits, page by page: what is urgent first, with room for what is not; the oldest
    of each community, and there of newcomers and of others, in turn. A flood hides neither who
    waits longer, nor another community, nor who was known before."""
    urgent = _in_turn([one for one in queue if one.urgent])
    others = _in_turn([one for one in queue if not one.urgent])
    pages: list[list[int]] = []
    while urgent or others:
        room = A_PAGE - min(len(others), A_PAGE - URGENT_ON_A_PAGE)
        first = urgent[:room]
        rest = others[: A_PAGE - len(first)]
        pages.append(first + rest)
        urgent, others = urgent[len(first) :], others[len(rest) :]
    return pages or [[]]


def _in_turn(queue: Sequence[Waiting]) -> list[int]:
    turns: Counter[tuple[int, bool]] = Counter()
    ordered: list[tuple[int, datetime, int]] = []
    for one in sorted(queue, key=lambda one: (one.opened_at, one.id)):
        group = (one.community_id, one.is_known)
        ordered.append((turns[group], one.opened_at, one.id))
        turns[group] += 1
    return [number for _, _, number in sorted(ordered)]


@dataclass(frozen=True)
class Again:
    """Somebody would like to talk again. ``known`` is the mentor who knows them, told first if they
    are there (``comes``), else ``other`` is who is on duty instead, if anybody is."""

    ticket: Ticket
    known: Mentor | None
    comes: bool = False
    other: Mentor | None = None


@dataclass(frozen=True)
class Expectation:
    """When a human will probably answer: within hours, or once the team is back.

    ``is_open``: the team is there, as its hours say. ``closes_at``: it goes home before those hours
    are over. ``is_there``: somebody is on duty at this moment, whatever the hours say.
    """

    is_open: bool
    within_hours: int
    back_at: datetime | None
    is_long_queue: bool
    is_there: bool = False
    is_holiday: bool = False
    closes_at: datetime | None = None


def expectation(
    week: Hours,
    zone: ZoneInfo,
    *,
    waiting: int,
    within_hours: int,
    now: datetime,
    on_duty: int = 0,
    closed: Collection[date] = (),
) -> Expectation:
    """Return an honest expectation from the team's hours, who is on duty, and the number of
    requests that wait already. A holiday is one that keeps the team away longer than its week."""
    home = week.closes(now, zone, closed)
    goes_home = home is not None and now + timedelta(hours=within_hours) > home
    stays = home is not None and not goes_home
    back_at = None if stays else week.next_opening(home or now, zone, closed)
    usual = now if week.is_open(now, zone) else week.next_opening(now, zone)
    return Expectation(
        is_open=home is not None,
        within_hours=within_hours,
        back_at=back_at,
        is_long_queue=waiting >= FULL_QUEUE * max(1, on_duty),
        is_there=on_duty > 0,
        is_holiday=home is None and back_at != usual,
        closes_at=home if goes_home else None,
    )


def age_bands(floor: int) -> list[str]:
    """Return the bands to choose from: ``under`` the floor, ``15-17``, …, ``26+``."""
    steps = [floor, *(step for step in AGE_STEPS if step > floor)]
    bands = [f"{low}-{high - 1}" for low, high in pairwise(steps)]
    return [UNDER_FLOOR, *bands, f"{steps[-1]}+"]


def alias_from(pick: int) -> str:
    """Return the alias for a random number at or above zero."""
    animal = ANIMALS[pick % len(ANIMALS)]
    number = FIRST_NUMBER + (pick // len(ANIMALS)) % (LAST_NUMBER - FIRST_NUMBER + 1)
    return f"{animal} {number}"


def how_many_aliases() -> int:
    """Return how many different aliases one team can have."""
    return len(ANIMALS) * (LAST_NUMBER - FIRST_NUMBER + 1)


def is_offered_to_another(
    offered_to: int | None, until: datetime | None, *, mentor_id: int, now: datetime
) -> bool:
    """Tell whether a ticket is kept for a while for the mentor who knows the youth."""
    return offered_to is not None and offered_to != mentor_id and until is not None and now < until
