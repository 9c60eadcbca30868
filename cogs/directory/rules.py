"""What a line of the directory may hold, which département is meant, what is shown first. Pure."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.helplines import COUNTRIES
from bot.places import is_stale
from bot.redaction import TURNS
from models import Service, ServiceKind, Topic

FRANCE = "FR"
LARGEST_FILE = 1024 * 1024
MOST_LINES = 3000
A_PAGE = 3
UNCERTAIN = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""
REQUIRED = ("name", "kind", "verified_on")
UNANSWERED_OFTEN = 3
"""From so many youths on whom a service did not answer, it needs a look."""
CORSICA = "20"
POSTCODE = re.compile(r"\d{5}")


@dataclass(frozen=True)
class Place:
    """A French département."""

    number: str
    name: str


def _places() -> dict[str, Place]:
    file = Path(__file__).with_name("departements.csv")
    rows = csv.reader(file.read_text(encoding="utf-8").splitlines())
    return {number: Place(number, name) for number, name in rows}


PLACES = _places()
"""Every French département by its number."""


def folded(words: str) -> str:
    """Return words as they are compared: without accents, capitals, hyphens or apostrophes."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(re.split(r"[\s'’\-·,;()]+", letters)).strip()


def places_like(typed: str) -> list[Place]:
    """Return the départements that may be meant, the likeliest first; all when nothing was
    typed."""
    wanted = folded(typed)
    numbers = _numbers_in(wanted)
    exact = [place for place in PLACES.values() if place.number in numbers]
    named = [place for place in PLACES.values() if folded(place.name) == wanted]
    begins = [
        place
        for place in PLACES.values()
        if place.number.casefold().startswith(wanted) or folded(place.name).startswith(wanted)
    ]
    within = [place for place in PLACES.values() if wanted in folded(place.name)]
    return list(dict.fromkeys([*exact, *named, *begins, *within]))


def places_meant(typed: str) -> list[Place]:
    """Return the département that was meant, or all that it could be."""
    like = places_like(typed) if folded(typed) else []
    wanted = folded(typed)
    numbers = _numbers_in(wanted)
    sure = [place for place in like if place.number in numbers or folded(place.name) == wanted]
    return sure or like


def _numbers_in(wanted: str) -> set[str]:
    """Return the numbers that somebody may mean who begins with one: 1, 2a, 33000, 33 Gironde."""
    first = wanted.partition(" ")[0].upper()
    if POSTCODE.fullmatch(first):
        if first.startswith(CORSICA):
            return {"2A" if first < "20200" else "2B"}
        return {first[:3] if first.startswith("97") else first[:2]}
    return {"2A", "2B"} if first == CORSICA else {first.zfill(2)}


@dataclass(frozen=True)
class Entry:
    """One line of a file, as it would be kept."""

    name: str
    kind: ServiceKind
    topics: tuple[Topic, ...]
    age_from: int | None
    age_to: int | None
    departement: str | None
    country: str
    languages: tuple[str, ...]
    phone: str | None
    address: str | None
    hours: str | None
    link: str | None
    verified_on: date
    verified_by: str

    @property
    def key(self) -> tuple[str, str | None, str]:
        """Return what makes it the same service as another line."""
        return folded(self.name), self.departement, self.country


COLUMNS = tuple(field.name for field in fields(Entry))


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line; ``cell`` is what stood there."""

    line: int
    what: str
    column: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Words:
    """What columns, kinds and topics may be called, folded, and what each name stands for."""

    columns: Mapping[str, str]
    kinds: Mapping[str, str]
    topics: Mapping[str, str]


@dataclass(frozen=True)
class Reading:
    """What stands in a file: the lines that can be kept, and all that is wrong."""

    entries: Sequence[Entry]
    faults: Sequence[Fault]


@dataclass(frozen=True)
class Imported:
    """What became of the lines of a file: ``newer`` were checked more recently here."""

    added: int = 0
    changed: int = 0
    same: int = 0
    newer: int = 0


class _Wrong(Exception):
    """A cell that cannot be used."""


def read(data: bytes, words: Words, *, country: str, verified_by: str, today: date) -> Reading:
    """Read a file of lines; every faulty line is named.

    Args:
        country: where a line is that does not say it.
        verified_by: who checked a line that does not say it.
    """
    rows, unreadable = _rows_of(data)
    if not rows:
        return Reading([], [unreadable or Fault(1, "empty")])
    (first, header), *lines = rows
    columns = [words.columns.get(folded(cell), "") for cell in header]
    wrong = _wrong_header(first, header, columns)
    if len(lines) > MOST_LINES:
        wrong.append(Fault(lines[MOST_LINES][0], "too-many", cell=str(MOST_LINES)))
    if wrong:
        return Reading([], wrong)
    usual = {"country": country, "verified_by": verified_by}
    entries, faults = list[Entry](), list[Fault]()
    seen: dict[object, int] = {}
    for number, cells in lines:
        found = _entry(number, columns, cells, words=words, usual=usual, today=today)
        if isinstance(found, Entry) and found.key in seen:
            found = [Fault(number, "double", cell=str(seen[found.key]))]
        if isinstance(found, Entry):
            seen[found.key] = number
            entries.append(found)
        else:
            faults += found
    return Reading(entries, [*faults, *([unreadable] if unreadable else [])])


def _rows_of(data: bytes) -> tuple[list[tuple[int, list[str]]], Fault | None]:
    """Return each row that says something with the line it begins on, as far as they can be
    read."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    while True:
        begins = reader.line_num + 1
        try:
            cells = [_clean(cell) for cell in next(reader)]
        except StopIteration:
            return rows, None
        except csv.Error:
            return rows, Fault(begins, "unreadable")
        if any(cells):
            rows.append((begins, cells))


def _clean(cell: str) -> str:
    """Return a cell without what nobody sees, and without the sign that kept a spreadsheet from
    calculating it."""
    visible = "".join(sign for sign in TURNS.sub("", cell) if sign.isprintable() or sign.isspace())
    words = " ".join(visible.split())
    return words[1:] if words[:1] == "'" and words[1:].startswith(UNCERTAIN) else words


def _wrong_header(line: int, header: Sequence[str], columns: Sequence[str]) -> list[Fault]:
    pairs = list(zip(header, columns, strict=True))
    wrong = [Fault(line, "unknown-column", cell=cell) for cell, name in pairs if cell and not name]
    twice = {name for name in columns if name and columns.count(name) > 1}
    wrong += [Fault(line, "column-twice", column=name) for name in sorted(twice)]
    missing = [name for name in REQUIRED if name not in columns]
    return wrong + [Fault(line, "missing-column", column=name) for name in missing]


def _entry(
    line: int,
    columns: Sequence[str],
    cells: Sequence[str],
    *,
    words: Words,
    usual: Mapping[str, str],
    today: date,
) -> Entry | list[Fault]:
    if any(cells[len(columns) :]):
        return [Fault(line, "too-many-cells", cell=cells[len(columns)])]
    said = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
    said |= {name: value for name, value in usual.items() if not said.get(name)}
    values, faults = dict[str, Any](), list[Fault]()
    for column, read_cell in _READERS.items():
        cell = said.get(column, "")
        try:
            values[column] = read_cell(cell, words, today)
        except _Wrong as wrong:
            faults.append(Fault(line, str(wrong), column, cell))
    return faults or _whole(line, Entry(**values))


def _whole(line: int, entry: Entry) -> Entry | list[Fault]:
    """Return an entry whose cells are right one by one, if they are so together."""
    if None not in (entry.age_from, entry.age_to) and (entry.age_from or 0) > (entry.age_to or 0):
        return [Fault(line, "ages", cell=f"{entry.age_from}-{entry.age_to}")]
    if entry.departement is not None and entry.country != FRANCE:
        return [Fault(line, "departement-abroad", cell=entry.departement)]
    return entry


def _text(longest: int, *, required: bool = False) -> "_Reader":
    def read_cell(cell: str, _words: Words, _today: date) -> str | None:
        if required and not cell:
            raise _Wrong("missing")
        if len(cell) > longest:
            raise _Wrong("too-long")
        return cell or None

    return read_cell


def _kind(cell: str, words: Words, _today: date) -> ServiceKind:
    if folded(cell) not in words.kinds:
        raise _Wrong("kind")
    return ServiceKind(words.kinds[folded(cell)])


def _topics(cell: str, words: Words, _today: date) -> tuple[Topic, ...]:
    parts = [folded(part) for part in re.split(r"[|,;/]", cell) if part.strip()]
    if any(part not in words.topics for part in parts):
        raise _Wrong("topics")
    return tuple(dict.fromkeys(Topic(words.topics[part]) for part in parts))


def _age(cell: str, _words: Words, _today: date) -> int | None:
    if not cell:
        return None
    if not re.fullmatch(r"[0-9]{1,2}", cell):
        raise _Wrong("age")
    return int(cell)


def _departement(cell: str, _words: Words, _today: date) -> str | None:
    if not cell:
        return None
    found = places_meant(cell)
    if len(found) != 1:
        raise _Wrong("departement")
    return found[0].number


def _country(cell: str, _words: Words, _today: date) -> str:
    if cell.upper() not in COUNTRIES:
        raise _Wrong("country")
    return cell.upper()


def _languages(cell: str, _words: Words, _today: date) -> tuple[str, ...]:
    parts = tuple(part.strip().lower() for part in re.split(r"[|,;/ ]+", cell) if part.strip())
    if any(not re.fullmatch("[a-z]{2,3}", part) for part in parts):
        raise _Wrong("languages")
    return parts


def _phone(cell: str, _words: Words, _today: date) -> str | None:
    if cell and not re.fullmatch(r"\+?[0-9][0-9 .()/-]{1,28}", cell):
        raise _Wrong("phone")
    return cell or None


def _link(cell: str, _words: Words, _today: date) -> str | None:
    if cell and not re.fullmatch(r"https?://[^\s<>()\[\]]{3,180}", cell):
        raise _Wrong("link")
    return cell or None


def _day(cell: str, _words: Words, today: date) -> date:
    if not cell:
        raise _Wrong("missing")
    for shape in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            found = datetime.strptime(cell, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if found > today:
            raise _Wrong("future")
        return found
    raise _Wrong("day")


_Reader = Callable[[str, Words, date], Any]
_READERS: Mapping[str, _Reader] = {
    "name": _text(100, required=True),
    "kind": _kind,
    "topics": _topics,
    "age_from": _age,
    "age_to": _age,
    "departement": _departement,
    "country": _country,
    "languages": _languages,
    "phone": _phone,
    "address": _text(200),
    "hours": _text(120),
    "link": _link,
    "verified_on": _day,
    "verified_by": _text(80, required=True),
}


def written(rows: Iterable[Sequence[str]], *, delimiter: str) -> bytes:
    """Return rows as a file that a spreadsheet opens as text: no cell is taken for a formula."""
    paper = io.StringIO(newline="")
    writer = csv.writer(paper, delimiter=delimiter)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return paper.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet calculates."""
    return f"'{cell}" if cell.startswith(UNCERTAIN) else cell


class Lack(StrEnum):
    """Why a line of the directory needs a look."""

    STALE = "stale"
    NO_CONTACT = "no-contact"
    NO_ANSWER = "no-answer"


def lacks(service: Service, *, today: date) -> list[Lack]:
    """Return why a line needs a look; nothing when it is in order."""
    is_reachable = service.phone or service.address or service.link
    found = {
        Lack.STALE: is_stale(service.verified_on, today),
        Lack.NO_CONTACT: not is_reachable,
        Lack.NO_ANSWER: service.unanswered >= UNANSWERED_OFTEN,
    }
    return [lack for lack, is_so in found.items() if is_so]


@dataclass(frozen=True)
class Found:
    """What may help somebody, what is near first. ``is_exact`` when it fits the topic they chose,
    ``is_near`` when some of it is in their département."""

    services: Sequence[Service]
    is_exact: bool
    is_near: bool

    def page(self, number: int) -> Sequence[Service]:
        """Return one page, beginning with 1."""
        return self.services[(number - 1) * A_PAGE : number * A_PAGE]

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, -(-len(self.services) // A_PAGE))


def in_order(services: Sequence[Service], topic: Topic | None) -> Found:
    """Return what fits a topic, local first, then what serves the whole country; when nothing fits,
    everything: nobody is sent away."""
    fitting = [one for one in services if topic is None or not one.topics or topic in one.topics]
    chosen = sorted(fitting or services, key=lambda one: _rank(one, topic))
    is_near = any(one.departement is not None for one in chosen)
    return Found(chosen, is_exact=bool(fitting), is_near=is_near)


def _rank(service: Service, topic: Topic | None) -> tuple[bool, bool, str]:
    return service.departement is None, topic not in service.topics, folded(service.name)
