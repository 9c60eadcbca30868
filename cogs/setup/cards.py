"""How the set-up looks: three pages, each showing what is set."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.helplines import COUNTRIES
from bot.redaction import plain
from bot.signs import Fleet
from bot.texts import LOCALES, Voice
from bot.ui import Card, button, moment
from cogs.setup import rules
from cogs.setup.rules import Finding, is_ready
from cogs.watch.service import Late
from models import Community, Team

CHANNEL, ROLE = discord.SelectDefaultValueType.channel, discord.SelectDefaultValueType.role
LONGEST_LINE = 800
ROOM = 1700
"""What findings may take of a message of 2,000."""
MARKS = {"red": "🔴", "yellow": "🟡"}


def places_page(say: Voice, team: Team, own: Community | None, how_many: int) -> Card:
    """Return page one: where the team works, who is in it, where the panel stands; and which
    servers it serves."""
    text = [discord.ChannelType.text]
    staff = _channels("staff", say, team.staff_channel_id, [*text, discord.ChannelType.forum])
    mentor, lead = (
        _roles("mentor", say, team.mentor_role_id),
        _roles("lead", say, team.lead_role_id),
    )
    rows: list[list[ui.Item[ui.View]]] = [[staff], [mentor], [lead]]
    following = button(say("setup-next"), "setup:page:rhythm", discord.ButtonStyle.primary)
    if own is not None:
        rows.append([_panel_menu("setup:place:panel", say, own)])
        rows.append([following, button(say("setup-not-here"), f"teams:ask:{own.id}")])
    else:
        rows.append([following, button(say("setup-also-here"), "setup:serve")])
    key = "setup-serves-here" if own is not None else "setup-serves-elsewhere"
    words = f"{say('setup-places')}\n{say(key, count=how_many)}"
    return Card(words, rows=rows)


def rhythm_page(say: Voice, team: Team, own: Community | None) -> Card:
    """Return page two: language, country, time zone, hours, pace."""
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
    zones = rules.zones_of(own.country if own is not None else None)
    countries = [[_countries("setup:rhythm:country", say, own)]] if own is not None else []
    return Card(
        words,
        rows=[
            [_locales("setup:rhythm:locale", say, own.locale if own is not None else team.locale)],
            *countries,
            [
                ui.Select(
                    custom_id="setup:rhythm:timezone",
                    options=[_option(zone, zone, team.timezone) for zone in zones],
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


def check_page(say: Voice, team: Team, own: Community | None, findings: Sequence[Finding]) -> Card:
    """Return page three: what the doctor found, and the way to open; for all, or for this server
    alone when only it is paused."""
    is_open = team.intake_open
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
    if is_open and own is not None and own.paused:
        row.append(button(say("setup-open-here"), "setup:gate:open"))
    alarms = _channels("alarms", say, team.lead_channel_id, [discord.ChannelType.text])
    figures = _channels("figures", say, team.coordinator_channel_id, [discord.ChannelType.text])
    return Card(f"{state}\n\n{diagnosis(say, findings)}", rows=[[alarms], [figures], row])


def here_page(
    say: Voice, community: Community, findings: Sequence[Finding], *, has_team: bool
) -> Card:
    """Return the short set-up of a community: what is its own, and nothing of its team's.

    Args:
        has_team: this server is also another team's own, which has pages of its own.
    """
    if community.paused:
        gate = button(
            say("setup-open-here"),
            "setup:gate:open",
            discord.ButtonStyle.success,
            disabled=not is_ready(findings),
        )
    else:
        gate = button(say("setup-pause-here"), "setup:gate:pause", discord.ButtonStyle.danger)
    buttons = [gate, button(say("setup-check-again"), "setup:page:here")]
    if has_team:
        buttons.append(button(say("setup-own-team"), "setup:page:places"))
    head = say("setup-here", team=plain(community.team.name))
    return Card(
        "\n\n".join([head, state_here(say, community), diagnosis(say, findings)]),
        rows=[
            [_panel_menu("setup:here:panel", say, community)],
            [_locales("setup:here:locale", say, community.locale)],
            [_countries("setup:here:country", say, community)],
            buttons,
        ],
    )


def state_here(say: Voice, community: Community) -> str:
    """Return whether youths may write in a community, in words for who manages it."""
    if community.paused:
        return say("setup-here-paused")
    return say("setup-here-open" if community.is_open else "setup-here-team-closed")


def doctor_card(
    say: Voice, state: str, findings: Sequence[Finding], late: Sequence[Late] = (), *, fleet: Fleet
) -> Card:
    """Return the same check for ``/doctor``, what does not arrive, and how Maraude itself is."""
    parts = [state, *_programs(say, fleet)]
    for kind in late:
        about = {"since": moment(kind.since), "why": say(kind.why), "places": kind.places}
        parts.append(say(f"queue-late-{kind.what}", count=kind.how_many, **about))
    room = ROOM - sum(len(part) + 2 for part in parts[1:])
    return Card("\n\n".join([*parts, diagnosis(say, findings, room=room)]))


def _programs(say: Voice, fleet: Fleet) -> list[str]:
    """Return one line about the programs that Maraude is: the worst that is to be told of them.
    Where there is one, nothing."""
    if fleet.clashes:
        return [say("doctor-programs-twice")]
    if not fleet.is_many:
        return []
    if fleet.is_deaf or fleet.unheard:
        dms = "yes" if fleet.is_deaf or 0 in fleet.unheard else "no"
        return [say("doctor-programs-missing", dms=dms)]
    if fleet.deaf:
        dms = "yes" if any(0 in (shard.part.shards or ()) for shard in fleet.deaf) else "no"
        since = moment(min(shard.began for shard in fleet.deaf))
        return [say("doctor-programs-cut-off", since=since, dms=dms)]
    if fleet.silent:
        since = moment(max(sign.last for sign in fleet.silent))
        return [say("doctor-programs-silent", since=since)]
    return [say("doctor-programs-well", count=len(fleet.alive))]


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


def _locales(address: str, say: Voice, present: str) -> ui.Select[ui.View]:
    options = [_option(say(f"language-{locale}"), locale, present) for locale in LOCALES]
    return ui.Select(custom_id=address, options=options, placeholder=say("setup-pick-language"))


def _countries(address: str, say: Voice, community: Community) -> ui.Select[ui.View]:
    present = community.country
    options = [_option(say(f"country-{code}"), code, present) for code in COUNTRIES]
    return ui.Select(custom_id=address, options=options, placeholder=say("setup-pick-country"))


def _panel_menu(address: str, say: Voice, community: Community) -> ui.ChannelSelect[ui.View]:
    kinds = [discord.ChannelType.text, discord.ChannelType.news]
    menu = _channels("panel", say, community.panel_channel_id, kinds)
    menu.custom_id = address
    return menu


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
        min_values=0 if which in {"alarms", "figures"} else 1,
    )


def _roles(which: str, say: Voice, present: int | None) -> ui.RoleSelect[ui.View]:
    return ui.RoleSelect(
        custom_id=f"setup:place:{which}",
        placeholder=say(f"setup-pick-{which}"),
        default_values=[discord.SelectDefaultValue(id=present, type=ROLE)] if present else [],
    )
