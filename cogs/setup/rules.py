"""What must be in place before youths may write, and what a team may choose. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Any

TIME_ZONES = {
    "FR": ("Europe/Paris", "America/Guadeloupe", "America/Martinique", "America/Cayenne",
           "Indian/Reunion", "Indian/Mayotte", "Pacific/Noumea", "Pacific/Tahiti",
           "America/Miquelon"),
    "BE": ("Europe/Brussels",),
    "CH": ("Europe/Zurich",),
    "CA": ("America/Toronto", "America/Halifax", "America/Winnipeg", "America/Edmonton",
           "America/Vancouver", "America/St_Johns"),
    "UK": ("Europe/London",),
    "DE": ("Europe/Berlin",),
}  # fmt: skip
ALL_ZONES = tuple(zone for zones in TIME_ZONES.values() for zone in zones)
FLOORS = (13, 15, 16, 18)
CLOSED_DOORS = {"doctor-panel-deleted"}
"""Yellow findings that somebody must hear of: youths no longer find where everything starts."""


class Level(StrEnum):
    """How bad a finding is: red keeps the intake closed."""

    RED = "red"
    YELLOW = "yellow"


@dataclass(frozen=True)
class Finding:
    """One thing to mend: the sentence ``key`` names it and says how."""

    level: Level
    key: str
    args: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Place:
    """A channel as Discord shows it to Maraude; ``missing`` are permissions by Discord's own
    names."""

    mention: str
    exists: bool
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Survey:
    """What was seen in a team's server; None where nothing was chosen. ``serves_youths``: it is one
    of its own communities too, with a panel."""

    staff: Place | None
    panel: Place | None
    mentor_role: bool | None
    lead_role: bool | None
    staff_is_public: bool = False
    mentors_see_staff: bool = True
    mentors_see_commands: bool = True
    lead_sees_staff: bool = True
    roles_of_everybody: tuple[str, ...] = ()
    roles_not_called: tuple[str, ...] = ()
    minors_wait: bool = False
    others_see_staff: tuple[str, ...] = ()
    missing_tags: tuple[str, ...] = ()
    panel_is_hidden: bool = False
    panel_is_gone: bool = False
    alarms: Place | None = None
    alarms_are_public: bool = False
    opens_sometimes: bool = True
    serves_youths: bool = True


@dataclass(frozen=True)
class Panel:
    """What was seen of a panel in the server of a community: its channel, None when none was
    chosen."""

    place: Place | None
    is_hidden: bool = False
    is_gone: bool = False


def judge(seen: Survey) -> list[Finding]:
    """Return what must or should be mended, the worst first."""
    panel = Panel(seen.panel, seen.panel_is_hidden, seen.panel_is_gone)
    found = [
        *_place(seen.staff, "staff"),
        *(_panel(panel) if seen.serves_youths else ()),
        *_roles(seen),
        *_staff(seen),
        *_alarms(seen),
        *_people(seen),
    ]
    if not seen.opens_sometimes:
        found.append(Finding(Level.YELLOW, "doctor-never-open"))
    return _worst_first(found)


def judge_community(seen: Panel, *, team_is_ready: bool) -> list[Finding]:
    """Return what must or should be mended in a community's server. Of its team it says only that
    it is to be asked."""
    found = _panel(seen)
    if not team_is_ready:
        found.append(Finding(Level.RED, "doctor-ask-team"))
    return _worst_first(found)


def judge_hangouts(rooms: Iterable[Place]) -> list[Finding]:
    """Return what is missing where hours are announced; it costs no youth an answer."""
    return [
        Finding(
            Level.YELLOW,
            "doctor-hangout-permission",
            {"channel": room.mention, "permission": permission},
        )
        for room in rooms
        for permission in room.missing
    ]


def _worst_first(found: list[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: finding.level is not Level.RED)


def _panel(seen: Panel) -> list[Finding]:
    found = _place(seen.place, "panel")
    if seen.is_hidden:
        found.append(Finding(Level.YELLOW, "doctor-panel-hidden"))
    if seen.is_gone:
        found.append(Finding(Level.YELLOW, "doctor-panel-deleted"))
    return found


def is_ready(findings: Iterable[Finding]) -> bool:
    """Tell whether nothing red stands."""
    return all(finding.level is not Level.RED for finding in findings)


def needs_somebody(finding: Finding) -> bool:
    """Tell whether somebody is told unasked."""
    return finding.level is Level.RED or finding.key in CLOSED_DOORS


def _place(place: Place | None, which: str) -> list[Finding]:
    if place is None:
        return [Finding(Level.RED, f"doctor-no-{which}")]
    if not place.exists:
        return [Finding(Level.RED, f"doctor-{which}-gone")]
    return [
        Finding(
            Level.RED,
            "doctor-missing-permission",
            {"channel": place.mention, "permission": permission},
        )
        for permission in place.missing
    ]


def _roles(seen: Survey) -> list[Finding]:
    found: list[Finding] = []
    for which, exists in (("mentor-role", seen.mentor_role), ("lead-role", seen.lead_role)):
        if exists is None:
            found.append(Finding(Level.RED, f"doctor-no-{which}"))
        elif not exists:
            found.append(Finding(Level.RED, f"doctor-{which}-gone"))
    found += [
        Finding(Level.RED, "doctor-role-of-everybody", {"role": role})
        for role in seen.roles_of_everybody
    ]
    return found


def _people(seen: Survey) -> list[Finding]:
    """Nobody is called whose role cannot be, and no minor is answered before a lead answers for
    somebody."""
    found = [
        Finding(Level.YELLOW, "doctor-role-not-called", {"role": role})
        for role in seen.roles_not_called
    ]
    if seen.minors_wait and seen.lead_role:
        found.append(Finding(Level.YELLOW, "doctor-minors-wait"))
    return found


def _staff(seen: Survey) -> list[Finding]:
    if seen.staff is None or not seen.staff.exists:
        return []
    found: list[Finding] = []
    channel = {"channel": seen.staff.mention}
    if seen.staff_is_public:
        found.append(Finding(Level.RED, "doctor-staff-public", channel))
    if not seen.mentors_see_staff:
        found.append(Finding(Level.RED, "doctor-mentors-blind", channel))
    if not seen.lead_sees_staff:
        found.append(Finding(Level.RED, "doctor-lead-blind", channel))
    if not seen.mentors_see_commands:
        found.append(Finding(Level.YELLOW, "doctor-mentors-commands", channel))
    if seen.others_see_staff and not seen.staff_is_public:
        roles = {**channel, "roles": ", ".join(seen.others_see_staff)}
        found.append(Finding(Level.YELLOW, "doctor-others-see", roles))
    if seen.missing_tags:
        found.append(
            Finding(Level.YELLOW, "doctor-tags", {**channel, "tags": ", ".join(seen.missing_tags)})
        )
    return found


def _alarms(seen: Survey) -> list[Finding]:
    """The lead's channel is a choice; a wrong one costs no youth an answer, but may show too
    much."""
    if seen.alarms is None:
        return []
    if not seen.alarms.exists:
        return [Finding(Level.YELLOW, "doctor-alarms-gone")]
    channel = {"channel": seen.alarms.mention}
    found = [Finding(Level.RED, "doctor-staff-public", channel)] if seen.alarms_are_public else []
    return found + [
        Finding(Level.YELLOW, "doctor-missing-permission", {**channel, "permission": permission})
        for permission in seen.alarms.missing
    ]


def zones_of(country: str | None) -> tuple[str, ...]:
    """Return the time zones to choose from; all of them where no country is chosen."""
    return TIME_ZONES[country] if country is not None else ALL_ZONES


def parse_quiet(words: str) -> tuple[time, time] | None:
    """Return quiet hours such as ``21:00-9:00``, or None when they cannot be read."""
    plain = re.sub(r"[–—]", "-", words.lower().replace("h", ":").replace(" ", ""))
    start, dash, end = plain.partition("-")
    try:
        return (_time(start), _time(end)) if dash else None
    except ValueError:
        return None


def _time(words: str) -> time:
    hour, _, minute = words.partition(":")
    return time(int(hour), int(minute or 0))
