"""What a team has chosen, one choice after the other; each is refused by its own sentence."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.access import Actor
from bot.closed_days import NO, YES, region_named, regions
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput
from cogs.followups import service as followups
from cogs.settings import rules
from cogs.settings.rules import Carried, Choice, Kind
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


class BadOutcomes(BadInput):
    """Words for an outcome that cannot be read, or that count as nothing we know."""

    key = "settings-bad-outcomes"


class BadYesNo(BadInput):
    """Neither yes nor no."""

    key = "settings-bad-yes-no"


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
        BadWhat, BadHolidays, BadOutcomes, and those of the set-up: nothing is changed.
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


async def carried(session: ReadSession, actor: Actor, *, now: datetime) -> Carried:
    """Return all that a file carries elsewhere.

    Raises:
        NotAModerator, NotHere, SetUpFirst, TeamsOwn: as for :func:`present`.
    """
    team = await present(session, actor)
    plans = await followups.plans_of(session, team, now=now)
    topics = {topic.value: ", ".join(map(str, days)) for topic, days in plans.topics.items()}
    skipped = [(f"{one.first_day}", f"{one.last_day}", one.name) for one in plans.periods]
    return Carried(everything(team), topics, skipped)


async def take_over(session: WriteSession, actor: Actor, file: Carried, *, now: datetime) -> None:
    """Choose what a file carries, all of it or nothing.

    Raises:
        As for :func:`choose`, and those of the plans after goodbyes: nothing is changed.
    """
    team = await choose(session, actor, file.values)
    await followups.take_over(session, team, file.topics, file.skipped, now=now)


def read_file(content: bytes) -> Carried:
    """Return what stands in a file.

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
        BadHolidays, BadOutcomes, and those of the set-up: for what cannot be read.
    """
    if choice.kind is Kind.NUMBER:
        return setup.read_number(words, choice.low, choice.high)
    if choice.kind is Kind.HOLIDAYS:
        return _holidays(words, team)
    readers: dict[Kind, Callable[[str], Any]] = {
        Kind.DAYS: followups.read_days,
        Kind.FLOOR: setup.read_floor,
        Kind.QUIET: setup.read_quiet,
        Kind.HOURS: setup.read_hours,
        Kind.OUTCOMES: _outcomes,
        Kind.YES_NO: _yes_no,
    }
    return readers[choice.kind](words)


def written(choice: Choice, team: Team) -> str:
    """Return what is chosen, as it can be typed again."""
    match choice.kind:
        case Kind.HOURS:
            return team.week.written(DAYS)
        case Kind.QUIET:
            return f"{team.quiet_from:%H:%M}-{team.quiet_until:%H:%M}"
        case Kind.OUTCOMES:
            return "; ".join(f"{name} = {meant}" for name, meant in team.outcomes)
        case Kind.YES_NO:
            return YES if getattr(team, choice.name) else NO
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


def _outcomes(words: str) -> list[list[str]]:
    found = rules.parse_outcomes(words)
    if found is None:
        longest, most = rules.LONGEST_OUTCOME, rules.MOST_OUTCOMES
        raise BadOutcomes(given=words, longest=longest, most=most)
    return found


def _yes_no(words: str) -> bool:
    found = SAID.get(words.casefold())
    if found is None:
        raise BadYesNo(given=words)
    return found == YES


def _holidays(words: str, team: Team) -> str:
    found = SAID.get(words.casefold()) or region_named(team.timezone, words)
    if found is None:
        raise BadHolidays(given=words, known=", ".join(regions(team.timezone)) or "—")
    return found
