"""What is drawn of a report, with its words: two charts for a phone, one page for a funder."""

from collections.abc import Sequence
from datetime import date

from bot.designs import Bars, Months, Sheet, Table
from bot.texts import Locale, Voice
from cogs.impact import cards, rules
from cogs.impact.rules import Period, Report, Row, Shown

FUNDERS_READ: Locale = "fr"
"""Whatever language who asks for the page reads."""
MARK = "—"
LEFT = ("funnel", "waits", "exits", "outcomes", "own")
RIGHT = ("topics", "hours", "communities", "campaigns", "box")
FEWEST_MONTHS = 2
MOST_ROWS = 11
"""Of one table on the page; all of it stands in the CSV table."""


def funnel(say: Voice, report: Report) -> Bars:
    """Return the way from the first look to goodbye, beside the period before."""
    return Bars(
        title=say("impact-section-funnel"),
        labels=tuple(say(f"impact-name-{row.key}") for row in report.funnel),
        now=tuple(row.now for row in report.funnel),
        before=tuple(row.before for row in report.funnel),
        legend=(cards.period_name(say, report.period), cards.period_name(say, report.before)),
        mark=MARK,
        note=_note(say, report),
    )


def months(say: Voice, report: Report) -> Months:
    """Return requests and conversations of the last twelve months."""
    told = _since_the_beginning(report)
    return Months(
        title=say("impact-chart-months"),
        months=tuple(say(f"impact-short-{first.month}") for first, *_ in told),
        first=tuple(asked for _, asked, _ in told),
        second=tuple(talked for *_, talked in told),
        legend=(say("impact-chart-asked"), say("impact-chart-conversations")),
        mark=MARK,
        note=_note(say, report),
    )


def _since_the_beginning(report: Report) -> Sequence[tuple[date, Shown, Shown]]:
    """Return the months since the first of which anything can be told, two at least."""
    told = report.months
    while len(told) > FEWEST_MONTHS and told[0][1:] == (0, 0):
        told = told[1:]
    return told


def funnel_told(say: Voice, report: Report) -> str:
    """Return the same for who cannot see it."""
    period, before = (cards.period_name(say, one) for one in (report.period, report.before))
    rows = " ".join(
        say(
            "impact-alt-row",
            name=say(f"impact-name-{row.key}"),
            now=cards.shown(say, row.now),
            before=cards.shown(say, row.before),
        )
        for row in report.funnel
    )
    return say("impact-alt-funnel", period=period, before=before, rows=rows)


def months_told(say: Voice, report: Report) -> str:
    """Return the months for who cannot see them."""
    rows = " ".join(
        say(
            "impact-alt-month",
            month=f"{say(f'impact-month-{first.month}')} {first.year}",
            asked=cards.shown(say, asked),
            talked=cards.shown(say, talked),
        )
        for first, asked, talked in _since_the_beginning(report)
    )
    return say("impact-alt-months", rows=rows)


def sheet(say: Voice, report: Report) -> Sheet:
    """Return the page for a funder, from a report that may leave the team."""
    period = cards.period_name(say, report.period)
    heads = _short_name(say, report.period), _short_name(say, report.before)
    tables = {
        title: _table(say, say(f"impact-section-{title}"), heads, rows)
        for title, rows in cards.sections(say, report)
    }
    tables["waits"] = _waits(say, report, heads)
    return Sheet(
        locale=say.locale,
        title=say("impact-sheet-title", period=period),
        under_title=say(
            "impact-sheet-under",
            team=report.team,
            first=_day(say, report.period.first),
            last=_day(say, report.period.last),
            version=str(rules.DEFINITIONS_VERSION),
        ),
        said=tuple(
            sentence.replace("**", "") for sentence in cards.in_words(say, report, held_back=False)
        ),
        left=tuple(tables[name] for name in LEFT if tables[name].rows),
        right=tuple(tables[name] for name in RIGHT if tables[name].rows),
        picture=months(say, report),
        alternative=months_told(say, report),
        notes=(_note(say, report), say("impact-sheet-note")),
        until=report.period.last,
    )


def _table(say: Voice, title: str, head: tuple[str, str], rows: Sequence[tuple[str, Row]]) -> Table:
    counted = [(name, row) for name, row in rows if row.now != 0 or row.before != 0]
    shown = tuple((name, _cell(row.now), _cell(row.before)) for name, row in counted[:MOST_ROWS])
    left = len(counted) - len(shown)
    more = ((say("impact-sheet-more", count=left), "", ""),) if left else ()
    return Table(title, head, shown + more)


def _waits(say: Voice, report: Report, head: tuple[str, str]) -> Table:
    in_hours = report.waits_in_hours, report.waits_in_hours_before
    found = {
        "median": (report.waits.median, report.waits_before.median),
        "ninth": (report.waits.ninth, report.waits_before.ninth),
        "median-in-hours": tuple(one.median for one in in_hours),
    }
    rows = tuple(
        (say(f"impact-sheet-{name}"), _lasted(say, now), _lasted(say, before))
        for name, (now, before) in found.items()
        if (now, before) != (None, None)
    )
    return Table(say("impact-section-waits"), head, rows)


def _short_name(say: Voice, period: Period) -> str:
    """Return what a column is called."""
    year = str(period.first.year)
    if period.kind == "quarter":
        return say("impact-short-quarter", number=str(period.last.month // 3), year=year)
    return f"{say(f'impact-short-{period.first.month}')} {year}" if period.kind == "month" else year


def _lasted(say: Voice, minutes: int | None) -> str:
    return MARK if minutes is None else cards.duration(say, minutes)


def _cell(count: Shown) -> str:
    return MARK if count is None else str(count)


def _day(say: Voice, day: date) -> str:
    return f"{day.day} {say(f'impact-month-{day.month}')} {day.year}"


def _note(say: Voice, report: Report) -> str:
    return say("impact-chart-note", least=str(report.least))
