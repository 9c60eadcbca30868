"""How the set-up looks: three pages, each showing what is set."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.helplines import COUNTRIES
from bot.texts import LOCALES, Voice
from bot.ui import Card, button, moment
from cogs.setup.rules import TIME_ZONES, Finding, is_ready
from cogs.watch.service import Late
from models import Community

CHANNEL, ROLE = discord.SelectDefaultValueType.channel, discord.SelectDefaultValueType.role
LONGEST_LINE = 800
ROOM = 1700
"""What findings may take of a message of 2,000."""
MARKS = {"red": "🔴", "yellow": "🟡"}


def places_page(say: Voice, community: Community) -> Card:
    """Return page one: where the team works, who is in it, where the panel stands."""
    team = community.team
    text = [discord.ChannelType.text]
    staff = _channels("staff", say, team.staff_channel_id, [*text, discord.ChannelType.forum])
    panel = _channels("panel", say, community.panel_channel_id, [*text, discord.ChannelType.news])
    mentor, lead = (
        _roles("mentor", say, team.mentor_role_id),
        _roles("lead", say, team.lead_role_id),
    )
    following = button(say("setup-next"), "setup:page:rhythm", discord.ButtonStyle.primary)
    return Card(say("setup-places"), rows=[[staff], [mentor], [lead], [panel], [following]])


def rhythm_page(say: Voice, community: Community) -> Card:
    """Return page two: language, country, time zone, hours, pace."""
    team = community.team
    days = ", ".join(map(str, team.check_in_days)) or say("setup-no-check-ins")
    words = say(
        "setup-rhythm",
        team=team.name,
        hours=team.week.written(day_names(say)) or say("setup-never-open"),
        days=days,
        retention=team.retention_days,
        identity=team.identity_days,
        floor=team.age_floor,
        claim=team.claim_hours,
        answer=team.answer_within_hours,
        quiet=f"{team.quiet_from:%H:%M}-{team.quiet_until:%H:%M}",
    )
    locales = [_option(say(f"language-{locale}"), locale, community.locale) for locale in LOCALES]
    countries = [_option(say(f"country-{code}"), code, community.country) for code in COUNTRIES]
    zones = [_option(zone, zone, team.timezone) for zone in TIME_ZONES[community.country]]
    return Card(
        words,
        rows=[
            [
                ui.Select(
                    custom_id="setup:rhythm:locale",
                    options=locales,
                    placeholder=say("setup-pick-language"),
                )
            ],
            [
                ui.Select(
                    custom_id="setup:rhythm:country",
                    options=countries,
                    placeholder=say("setup-pick-country"),
                )
            ],
            [
                ui.Select(
                    custom_id="setup:rhythm:timezone",
                    options=zones,
                    placeholder=say("setup-pick-timezone"),
                )
            ],
            [
                button(say("setup-button-hours"), "setup:hours"),
                button(say("setup-button-pace"), "setup:pace"),
                button(say("setup-button-team"), "setup:team"),
            ],
            [
                button(say("setup-back"), "setup:page:places"),
                button(say("setup-check"), "setup:page:check", discord.ButtonStyle.primary),
            ],
        ],
    )


def check_page(say: Voice, community: Community, findings: Sequence[Finding]) -> Card:
    """Return page three: what the doctor found, and the way to open."""
    is_open = community.team.intake_open
    state = say("setup-intake-open" if is_open else "setup-intake-closed")
    if is_open:
        gate = button(say("setup-close-intake"), "setup:intake:close", discord.ButtonStyle.danger)
    else:
        ready = is_ready(findings)
        gate = button(
            say("setup-open-intake"),
            "setup:intake:open",
            discord.ButtonStyle.success,
            disabled=not ready,
        )
    row = [
        button(say("setup-back"), "setup:page:places"),
        button(say("setup-check-again"), "setup:page:check"),
        gate,
    ]
    alarms = _channels("alarms", say, community.team.lead_channel_id, [discord.ChannelType.text])
    return Card(f"{state}\n\n{diagnosis(say, findings)}", rows=[[alarms], row])


def doctor_card(
    say: Voice, community: Community, findings: Sequence[Finding], late: Sequence[Late] = ()
) -> Card:
    """Return the same check for ``/doctor``, and what does not arrive."""
    parts = [say("setup-intake-open" if community.team.intake_open else "setup-intake-closed")]
    for kind in late:
        about = {"since": moment(kind.since), "why": say(kind.why), "places": kind.places}
        parts.append(say(f"queue-late-{kind.what}", count=kind.how_many, **about))
    room = ROOM - sum(len(part) + 2 for part in parts[1:])
    return Card("\n\n".join([*parts, diagnosis(say, findings, room=room)]))


def diagnosis(say: Voice, findings: Sequence[Finding], *, room: int = ROOM) -> str:
    """Return each finding with the way to mend it, as many as there is room for."""
    if not findings:
        return say("doctor-all-well")
    lines: list[str] = []
    for finding in findings:
        args = dict(finding.args)
        if "permission" in args:
            args["permission"] = say(f"permission-{args['permission'].replace('_', '-')}")
        line = f"{MARKS[finding.level]} {say(finding.key, **args)}"
        lines.append(line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…")
    while sum(len(line) + 1 for line in lines) > room:
        lines.pop()
    return "\n".join(lines)


def day_names(say: Voice) -> tuple[str, ...]:
    """Return the seven short day names, Monday first."""
    return tuple(say("day-names").split())


def _option(label: str, value: str, present: str) -> discord.SelectOption:
    return discord.SelectOption(label=label, value=value, default=value == present)


def _channels(
    which: str, say: Voice, present: int | None, kinds: list[discord.ChannelType]
) -> ui.ChannelSelect[ui.View]:
    return ui.ChannelSelect(
        custom_id=f"setup:place:{which}",
        channel_types=kinds,
        placeholder=say(f"setup-pick-{which}"),
        default_values=[discord.SelectDefaultValue(id=present, type=CHANNEL)] if present else [],
        min_values=0 if which == "alarms" else 1,
    )


def _roles(which: str, say: Voice, present: int | None) -> ui.RoleSelect[ui.View]:
    return ui.RoleSelect(
        custom_id=f"setup:place:{which}",
        placeholder=say(f"setup-pick-{which}"),
        default_values=[discord.SelectDefaultValue(id=present, type=ROLE)] if present else [],
    )
