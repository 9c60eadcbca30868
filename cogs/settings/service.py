"""What a team has chosen, one choice after the other; each is refused by its own sentence."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.access import Actor
from bot.closed_days import NO, YES, region_named, regions
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput
from cogs.settings import rules
from cogs.settings.rules import Choice, Kind
from cogs.setup import service as setup
from models import Team

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SAID = {"yes": YES, "oui": YES, "no": NO, "non": NO}


class BadWhat(BadInput):
    """A choice that there is not."""

    key = "settings-bad-what"


class BadHolidays(BadInput):
    """Neither yes nor no, nor a region."""

    key = "settings-bad-holidays"


class BadFile(BadInput):
    """A file that is none of ours."""

    key = "settings-bad-file"


async def present(session: ReadSession, actor: Actor) -> Team:
    """Return the team whose server this is, for who manages it.

    Raises:
        NotAModerator, NotHere: for anybody else, or outside a server.
        SetUpFirst: before the set-up.
        TeamsOwn: in a server that is a community only.
    """
    team, _ = await setup.of_team(session, actor)
    return team


async def choose(session: WriteSession, actor: Actor, values: Mapping[str, str]) -> Team:
    """Set choices by their names, all of them or none.

    Raises:
        BadWhat, BadHolidays, and those of the set-up: nothing is changed.
    """
    team = await present(session, actor)
    chosen: dict[str, Any] = {}
    for name, words in values.items():
        choice = rules.choice_named(name)
        if choice is None:
            raise BadWhat(given=name, known=", ".join(known.name for known in rules.CHOICES))
        chosen |= _columns(choice, read(choice, words.strip(), team))
    team.choose(**chosen)
    return team


def values_in(content: bytes) -> dict[str, str]:
    """Return the choices that stand in a file.

    Raises:
        BadFile: when it is none of ours.
    """
    found = rules.from_file(content) if len(content) <= rules.LONGEST_FILE else None
    if not found:
        raise BadFile
    return found


def read(choice: Choice, words: str, team: Team) -> Any:
    """Return what somebody typed as it is stored.

    Raises:
        BadHolidays, and those of the set-up: for what cannot be read.
    """
    if choice.kind is Kind.NUMBER:
        return setup.read_number(words, choice.low, choice.high)
    if choice.kind is Kind.HOLIDAYS:
        return _holidays(words, team)
    readers: dict[Kind, Callable[[str], Any]] = {
        Kind.DAYS: setup.read_days,
        Kind.FLOOR: setup.read_floor,
        Kind.QUIET: setup.read_quiet,
        Kind.HOURS: setup.read_hours,
    }
    return readers[choice.kind](words)


def written(choice: Choice, team: Team) -> str:
    """Return what is chosen, as it can be typed again."""
    match choice.kind:
        case Kind.HOURS:
            return team.week.written(DAYS)
        case Kind.QUIET:
            return f"{team.quiet_from:%H:%M}-{team.quiet_until:%H:%M}"
        case Kind.DAYS:
            return ", ".join(map(str, team.check_in_days))
        case _:
            return str(getattr(team, choice.name))


def everything(team: Team) -> dict[str, str]:
    """Return all that is chosen, by name."""
    return {choice.name: written(choice, team) for choice in rules.CHOICES}


def _columns(choice: Choice, value: Any) -> dict[str, Any]:
    if choice.kind is Kind.QUIET:
        return {"quiet_from": value[0], "quiet_until": value[1]}
    return {choice.name: value}


def _holidays(words: str, team: Team) -> str:
    found = SAID.get(words.casefold()) or region_named(team.timezone, words)
    if found is None:
        raise BadHolidays(given=words, known=", ".join(regions(team.timezone)) or "—")
    return found
