"""How days, a code word and a link may be typed. Pure."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from bot.placeholders import filled, fold
from bot.redaction import plain

LONGEST_NAME, LONGEST_WORDS, LONGEST_LINK, LONGEST_CODE = 60, 1000, 300, 24
LONGEST: Mapping[str, int] = MappingProxyType({"team": 80, "community": 100})
"""How long what takes the place of a placeholder can be."""
LONGEST_TIME = timedelta(days=366)
MOST_EARLIER_CODES = 5
"""How many words of before go on to count."""
DRAFTS_KEPT = timedelta(days=1)
"""How long an outing waits that somebody began to write and never posted."""
LOOKED_AT_AGAIN = timedelta(hours=1)
CODE = re.compile(r"[a-z0-9]{3,24}")
LINK = re.compile(r"https://[^\s<>\"/?#@:]+\.[^\s<>\"/?#@:]+([/?#][^\s<>\"]*)?", re.IGNORECASE)
MONTHS = (
    ("janvier", "january"), ("fevrier", "february"), ("mars", "march"), ("avril", "april"),
    ("mai", "may"), ("juin", "june"), ("juillet", "july"), ("aout", "august"),
    ("septembre", "september"), ("octobre", "october"), ("novembre", "november"),
    ("decembre", "december"),
)  # fmt: skip
SHORTEST_MONTH = 3
NEAR_DAYS: Mapping[str, int] = MappingProxyType(
    {"aujourd'hui": 0, "today": 0, "ce soir": 0, "tonight": 0, "demain": 1, "tomorrow": 1}
)
A_DAY = re.compile(
    r"(?P<near>aujourd'hui|today|ce soir|tonight|demain|tomorrow)"
    r"|(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})\s*[/.]\s*(?P<m2>\d{1,2})(?:\s*[/.]\s*(?P<y2>\d{4}|\d{2}))?(?!\d)"
    r"|(?P<d3>\d{1,2})\s*(?:er|[nrst][dht])?\s+(?P<m3>[a-z]{3,9})\b\.?(?:,?\s+(?P<y3>\d{4}))?"
    r"|(?P<d4>\d{1,2})(?:er|[nrst][dht])?(?=\s*(?:au|to|a|-|–|—)\s*\d)"
)
BETWEEN = re.compile(r"\b(?:du|le|la|au|a|jusqu|et|from|to|until|till|the|and|of)\b|[-–—→,.']")
CENTURY = 2000


class Undated(Exception):
    """Days that cannot be read, or cannot be; ``problem`` says why in one word."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def days_in(typed: str, today: date) -> tuple[date, date]:
    """Return the first and the last day that somebody typed; one alone is both. French and English
    are read, with the year or without: then the next time that day comes.

    Raises:
        Undated: ``unreadable``, ``backward``, ``past`` or ``too-long``.
    """
    words = fold(typed).replace("’", "'")
    found = list(A_DAY.finditer(words))
    left = BETWEEN.sub("", A_DAY.sub("", words)).strip()
    if left or len(found) not in {1, 2}:
        raise Undated("unreadable")
    first, last = _first_and_last(found, today)
    if last < first:
        raise Undated("backward")
    if last < today:
        raise Undated("past")
    if last - first > LONGEST_TIME:
        raise Undated("too-long")
    return first, last


def _first_and_last(found: list[re.Match[str]], today: date) -> tuple[date, date]:
    """Return two days; what the first one leaves out, the last one says."""
    day, month, year = _parts(found[-1], today)
    last = _day(year or today.year, month, day)
    if year is None and last < today:
        last = _day(today.year + 1, month, day)
    if len(found) == 1:
        return last, last
    day, month, year = _parts(found[0], today, month=last.month)
    first = _day(year or last.year, month, day)
    if year is None and first > last and first.month > last.month:
        first = _day(last.year - 1, month, day)
    return first, last


def _parts(
    found: re.Match[str], today: date, *, month: int | None = None
) -> tuple[int, int, int | None]:
    if found["near"]:
        that = today + timedelta(days=NEAR_DAYS[found["near"]])
        return that.day, that.month, that.year
    if found["d4"]:
        if month is None:
            raise Undated("unreadable")
        return int(found["d4"]), month, None
    day = next(int(found[name]) for name in ("d1", "d2", "d3") if found[name])
    numbered = found["m1"] or found["m2"]
    written = next((int(found[name]) for name in ("y1", "y2", "y3") if found[name]), None)
    year = written + CENTURY if written is not None and written < 100 else written  # noqa: PLR2004
    return day, int(numbered) if numbered else _month(found["m3"]), year


def _month(name: str) -> int:
    for number, names in enumerate(MONTHS, start=1):
        if any(full.startswith(name) for full in names):
            return number
    raise Undated("unreadable")


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Undated("unreadable") from None


def written(first: date, last: date, locale: str) -> str:
    """Return days as they can be typed again."""
    days = [first] if first == last else [first, last]
    return " – ".join(f"{day:%d/%m/%Y}" if locale == "fr" else f"{day:%Y-%m-%d}" for day in days)


def code_in(typed: str) -> str | None:
    """Return a code word as it is compared, without accents, capitals, spaces and hyphens; None for
    what cannot be one."""
    code = re.sub(r"[\s_-]", "", fold(typed))
    return code if CODE.fullmatch(code) else None


def is_link(typed: str) -> bool:
    """Tell whether a link can be shown: https, a name of a place, not too long."""
    return len(typed) <= LONGEST_LINK and LINK.fullmatch(typed) is not None


def read_in(words: str, *, team: str, community: str) -> str:
    """Return an outing's own words, as they are read in a community."""
    return filled(words, {"team": plain(team), "community": plain(community)})


def is_like(name: str, typed: str) -> bool:
    """Tell whether a name fits what somebody types."""
    return fold(typed) in fold(name)
