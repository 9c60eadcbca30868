"""On which days a team is away because its country rests."""

import unicodedata
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from models import Team

YES, NO = "yes", "no"
WHERE: dict[str, tuple[str, str | None]] = {
    "Europe/Paris": ("FR", None),
    "America/Guadeloupe": ("FR", "971"),
    "America/Martinique": ("FR", "972"),
    "America/Cayenne": ("FR", "973"),
    "Indian/Reunion": ("FR", "974"),
    "Indian/Mayotte": ("FR", "976"),
    "Pacific/Noumea": ("FR", "NC"),
    "Pacific/Tahiti": ("FR", "PF"),
    "America/Miquelon": ("FR", "PM"),
    "Europe/Brussels": ("BE", None),
    "Europe/Zurich": ("CH", None),
    "America/Toronto": ("CA", None),
    "America/Halifax": ("CA", "NS"),
    "America/Winnipeg": ("CA", "MB"),
    "America/Edmonton": ("CA", "AB"),
    "America/Vancouver": ("CA", "BC"),
    "America/St_Johns": ("CA", "NL"),
    "Europe/London": ("GB", "ENG"),
    "Europe/Berlin": ("DE", None),
}
"""Which country, and which part of it where that is certain, a time zone stands for. What no time
zone tells (Alsace and Moselle, Quebec, a canton, a Land), a team chooses."""
SCHOOLS = ("Zone ",)
"""What the library also calls a part of a country: where schools close, nobody rests."""


def closed_days(team: Team, at: datetime) -> frozenset[date]:
    """Return the public holidays of this year and the next on which a team is away."""
    if team.holidays == NO:
        return frozenset()
    country, usual = WHERE.get(team.timezone, ("FR", None))
    region = usual if team.holidays == YES else team.holidays
    if region not in regions(team.timezone):
        region = usual
    year = at.astimezone(ZoneInfo(team.timezone)).year
    return _rest(country, region, year) | _rest(country, region, year + 1)


def regions(timezone: str) -> tuple[str, ...]:
    """Return the parts of a time zone's country that have holidays of their own."""
    country, _ = WHERE.get(timezone, ("FR", None))
    known = holidays.list_supported_countries()[country]
    return tuple(part for part in known if not part.startswith(SCHOOLS))


def region_named(timezone: str, words: str) -> str | None:
    """Return the part of a time zone's country that words name (``6AE``, ``Alsace``, ``québec``),
    or None."""
    country, _ = WHERE.get(timezone, ("FR", None))
    names = holidays.country_holidays(country).subdivisions_aliases
    known = {_plain(name): part for name, part in names.items()}
    known |= {_plain(part): part for part in regions(timezone)}
    found = known.get(_plain(words))
    return found if found in regions(timezone) else None


def _plain(words: str) -> str:
    letters = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


@cache
def _rest(country: str, region: str | None, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, subdiv=region, years=year))
