"""How a report looks: words first, then figures; the same as a table; and the week in words."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import discord

from bot.places import plain
from bot.texts import Voice
from bot.ui import Attached, Card, button
from cogs.impact import rules
from cogs.impact.rules import Period, Report, Row, Shown
from models import Hour, Outcome, Topic

COLOUR = 0x2E8B8B
ROOM = 1000
"""Characters for one list; all of it stands in the table."""
UNCERTAIN = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


def period_name(say: Voice, period: Period) -> str:
    """Return what people call a period."""
    year = str(period.first.year)
    if period.kind == "quarter":
        return say(f"impact-quarter-{period.last.month // 3}", year=year)
    return f"{say(f'impact-month-{period.first.month}')} {year}" if period.kind == "month" else year


def report_card(say: Voice, report: Report, *, place: str, outside: Report) -> Card:
    """Return a report for the team.

    Args:
        place: what it is about, as buttons carry it.
        outside: the same, as it may leave the team; it says whether a table is worth offering.
    """
    embed = discord.Embed(
        title=say("impact-title", period=period_name(say, report.period)),
        description="\n".join(in_words(say, report)),
        colour=COLOUR,
    )
    for title, rows in sections(say, report):
        if lines := _lines(say, rows):
            embed.add_field(name=say(f"impact-section-{title}"), value=lines, inline=False)
    embed.set_footer(text=say("impact-footer", least=str(report.least)))
    before = f"impact:show:{report.before.key}:{place}"
    table = f"impact:table:{report.period.key}:{place}"
    has_any = any(row.now for row in outside.funnel)
    about = f"{report.period.key}:{place}"
    buttons = [
        button(say("button-impact-before", period=period_name(say, report.before)), before),
        button(say("button-impact-charts"), f"impact:charts:{about}"),
        button(say("button-impact-table"), table, disabled=not has_any),
    ]
    if not report.only:
        sheet = f"impact:sheet:{about}"
        buttons.append(button(say("button-impact-sheet"), sheet, disabled=not has_any))
    return Card(embed=embed, rows=[buttons])


def in_words(say: Voice, report: Report, *, held_back: bool = True) -> Iterable[str]:
    """Tell the few things that matter as somebody would say them, and what ``held_back`` means."""
    found = {row.key: row for row in report.funnel}
    if report.only:
        yield say("impact-only", place=plain(report.only))
    for key in ("asked", "conversation"):
        row = found[key]
        if row.now is None:
            yield say(f"impact-words-{key}-held-back")
        elif row.before is None:
            yield say(f"impact-words-{key}", count=row.now)
        else:
            yield say(f"impact-words-{key}-compared", count=row.now, before=row.before)
    yield from _waits_in_words(say, report)
    if (share := _share(report.hours)) is not None:
        yield say("impact-words-out-of-hours", share=str(share))
    if held_back and any(row.now is None or row.before is None for row in report.funnel):
        yield say("impact-words-held-back", least=str(report.least))


def _waits_in_words(say: Voice, report: Report) -> Iterable[str]:
    for name, waits in (("waits", report.waits), ("waits-in-hours", report.waits_in_hours)):
        if waits.median is not None:
            yield say(f"impact-words-{name}", half=duration(say, waits.median))


def _share(hours: Sequence[Row]) -> int | None:
    """Return how many requests in a hundred were sent while nobody was there, when both numbers are
    shown."""
    found = {row.key: row.now for row in hours}
    inside, outside = found.get(Hour.OPEN), found.get(Hour.CLOSED)
    if inside is None or outside is None or not inside + outside:
        return None
    return round(100 * outside / (inside + outside))


def sections(say: Voice, report: Report) -> Iterable[tuple[str, Sequence[tuple[str, Row]]]]:
    """Return all that a report has, by section, each row with what it is called."""
    yield "funnel", [(say(f"impact-name-{row.key}"), row) for row in report.funnel]
    yield "hours", [(_hour(say, row), row) for row in report.hours]
    yield "topics", [(_topic(say, row), row) for row in report.topics]
    yield "outcomes", [(_outcome(say, row), row) for row in report.outcomes]
    yield "own", [(_own(say, row), row) for row in report.own]
    yield "exits", [(say(f"impact-exit-{row.key}"), row) for row in report.exits]
    yield "communities", [(_named(say, row, "impact-no-value"), row) for row in report.communities]
    campaigns = [(_named(say, row, "impact-no-campaign"), row) for row in report.campaigns]
    yield "campaigns", campaigns
    yield "check-ins", [(_check_in(say, row), row) for row in report.check_ins]
    yield "ratings", [(_rating(say, row), row) for row in report.ratings]
    yield "box", [(say(f"impact-name-{row.key}"), row) for row in report.box]


def _hour(say: Voice, row: Row) -> str:
    return say(f"impact-hour-{row.key}" if row.key in set(Hour) else "impact-no-value")


def _topic(say: Voice, row: Row) -> str:
    return say(f"topic-{row.key}") if row.key in set(Topic) else say("impact-no-value")


def _outcome(say: Voice, row: Row) -> str:
    return say(f"outcome-{row.key}") if row.key in set(Outcome) else say("impact-no-value")


def _own(say: Voice, row: Row) -> str:
    outcome, word = rules.read_own_key(row.key)
    return say("impact-own", word=word, outcome=say(f"outcome-{outcome}"))


def _named(say: Voice, row: Row, without: str) -> str:
    return row.name or say(without if row.key == rules.NO_VALUE else "impact-gone")


def _check_in(say: Voice, row: Row) -> str:
    if row.key in rules.ANSWERS:
        return say(f"impact-answer-{row.key}")
    return say(f"impact-name-{row.key}" if row.key in rules.CHECK_INS else "impact-no-value")


def _rating(say: Voice, row: Row) -> str:
    if row.key in rules.RATINGS:
        return say(f"impact-name-{row.key}")
    return say("impact-mark", mark=row.key)


def _lines(say: Voice, rows: Sequence[tuple[str, Row]]) -> str:
    """Return rows in which anything was counted, as long as there is room."""
    lines: list[str] = []
    for name, row in rows:
        if row.now == 0 and row.before == 0:
            continue
        now, before = shown(say, row.now), shown(say, row.before)
        line = say("impact-line", name=plain(name), now=now, before=before)
        if sum(map(len, lines)) + len(lines) + len(line) > ROOM:
            return "\n".join([*lines, say("impact-more")])
        lines.append(line)
    return "\n".join(lines)


def shown(say: Voice, count: Shown) -> str:
    """Return a figure, or that it is held back."""
    return say("impact-held-back") if count is None else str(count)


def duration(say: Voice, minutes: int) -> str:
    """Return how long something took."""
    if minutes < 60:  # noqa: PLR2004 - an hour
        return say("impact-minutes", count=minutes)
    return say("impact-hours", hours=str(minutes // 60), minutes=f"{minutes % 60:02}")


def table(say: Voice, report: Report) -> Attached:
    """Return a report as a file that a spreadsheet opens, with how to read it."""
    held_back = f"<{report.least}"
    about = [
        (say("impact-table-team"), report.team),
        (say("impact-table-period"), f"{report.period.first} – {report.period.last}"),
        (say("impact-table-before"), f"{report.before.first} – {report.before.last}"),
        (say("impact-table-definitions"), str(rules.DEFINITIONS_VERSION)),
        (say("impact-table-held-back"), say("impact-table-secret", least=held_back)),
        (say("impact-table-source"), say("impact-table-declared")),
        *([(say("impact-table-only"), report.only)] if report.only else []),
    ]
    head = [say(f"impact-table-{name}") for name in ("section", "key", "name", "now", "then")]
    rows = [
        [say(f"impact-section-{title}"), row.key, name, _cell(row.now), _cell(row.before)]
        for title, found in sections(say, report)
        for name, row in found
    ]
    waits = _waits_of(say, report)
    paper = io.StringIO(newline="")
    lines = [*about, [], head, *rows, *waits]
    csv.writer(paper, delimiter=";").writerows([_harmless(cell) for cell in row] for row in lines)
    name = f"maraude-{report.period.key}.csv"
    return Attached(name, paper.getvalue().encode("utf-8-sig"))


def _waits_of(say: Voice, report: Report) -> Iterable[list[str]]:
    if report.only:
        return
    section = say("impact-section-waits")
    in_hours = report.waits_in_hours, report.waits_in_hours_before
    for after, (now, then) in (
        ("", (report.waits, report.waits_before)),
        ("-in-hours", in_hours),
    ):
        for name in ("answered", "median", "ninth"):
            cells = _cell(getattr(now, name)), _cell(getattr(then, name))
            key = f"{name}{after}"
            yield [section, key, say(f"impact-name-{key}"), *cells]


def _cell(count: Shown) -> str:
    return "s" if count is None else str(count)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(UNCERTAIN) else cell


def digest_card(say: Voice, monday: date, counts: Mapping[str, int] | None) -> Card:
    """Return the last week in a few words, with no figure from which another would follow; without
    counts, where those of the month that ended in it are."""
    if counts is None:
        told = [say("impact-week-two-months", month=say(f"impact-month-{monday.month}"))]
    else:
        told = [say(f"impact-week-{what}", roughly=_roughly(say, n)) for what, n in counts.items()]
    week = say("impact-week", day=str(monday.day), month=say(f"impact-month-{monday.month}"))
    return Card("\n".join([week, *told, say("impact-week-more")]))


def _roughly(say: Voice, count: int) -> str:
    first, last = rules.span_of_week(count)
    if first:
        return say("impact-week-between", first=str(first), last=str(last))
    return say("impact-week-few", most=str(last + 1))


def table_card(say: Voice) -> Card:
    """Return what is said beside a table."""
    return Card(say("impact-table-here"))
