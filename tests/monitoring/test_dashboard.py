"""The dashboard and the alert rules ask for what a running bot shows; the handbook explains it."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import promql_parser as promql
import pytest
import yaml
from prometheus_client import Metric

from bot.installation import HOUSE
from tests.monitoring.scrape import watching
from tests.world import World

DASHBOARD, RULES = (
    HOUSE / "docs" / "monitoring" / name for name in ("dashboard.json", "alerts.yaml")
)
HANDBOOK = HOUSE / "docs" / "handbook" / "operator.md"
OF_PROMETHEUS = {"up": set[str]()}
"""What Prometheus itself writes down of each target."""
ADDED_BY_PROMETHEUS = {"job", "instance"}
SEVERITIES = {"critical", "warning"}


class Asked(NamedTuple):
    """One question, and where it stands."""

    where: str
    text: str


def panels() -> list[dict[str, Any]]:
    """Return what the dashboard shows."""
    return json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]


def alerts() -> list[dict[str, Any]]:
    """Return the alert rules."""
    groups = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


@cache
def questions() -> list[Asked]:
    """Return everything that is asked in PromQL."""
    shown = [Asked(panel["title"], t["expr"]) for panel in panels() for t in panel["targets"]]
    return [*shown, *(Asked(rule["alert"], rule["expr"]) for rule in alerts())]


class Selected(NamedTuple):
    """A metric that a question names, with the labels it is asked by and what they must be."""

    metric: str
    by: dict[str, str]


def parts_of(text: str) -> tuple[list[Selected], set[str]]:
    """Return what a question selects, and by which labels it groups.

    Raises:
        ValueError: when it is no PromQL.
    """
    selected: list[Selected] = []
    grouped: set[str] = set()

    def note(part: Any) -> None:
        if isinstance(part, promql.VectorSelector):
            by = {one.name: one.value for one in part.matchers.matchers}
            selected.append(Selected(str(part.name), by))
        elif isinstance(part, promql.AggregateExpr) and part.modifier is not None:
            grouped.update(part.modifier.labels)

    promql.walk(promql.parse(text), note)
    return selected, grouped


@pytest.mark.parametrize("asked", questions(), ids=[asked.where for asked in questions()])
def test_every_question_can_be_asked(asked: Asked) -> None:
    selected, _ = parts_of(asked.text)

    assert selected != []


def test_a_question_that_is_none_would_be_noticed() -> None:
    with pytest.raises(ValueError, match="."):
        parts_of("max by (lane (maraude_ready)")

    selected, grouped = parts_of('sum by (le) (rate(x_bucket{kind=~"a|b"}[5m])) or y')
    assert selected == [Selected("x_bucket", {"kind": "a|b"}), Selected("y", {})]
    assert grouped == {"le"}


def samples_of(families: list[Metric]) -> dict[str, list[dict[str, str]]]:
    """Return what is shown, by name: the labels of each line."""
    found: dict[str, list[dict[str, str]]] = {}
    for family in families:
        for sample in family.samples:
            found.setdefault(sample.name, []).append(dict(sample.labels))
    return found


async def test_every_question_is_about_something_that_a_running_bot_shows(world: World) -> None:
    async with watching(world.bot) as watcher:
        shown = samples_of((await watcher.scrapes()).families)

    wrong = [
        f"{asked.where}: {problem}"
        for asked in questions()
        for problem in problems_of(asked.text, shown)
    ]
    assert wrong == []


def problems_of(text: str, shown: dict[str, list[dict[str, str]]]) -> Iterator[str]:
    """Return what a question asks for in vain."""
    selected, grouped = parts_of(text)
    there: set[str] = set(ADDED_BY_PROMETHEUS)
    for metric, by in selected:
        if metric not in shown and metric not in OF_PROMETHEUS:
            yield f"there is no {metric}"
            continue
        lines = shown.get(metric, [])
        there |= {label for line in lines for label in line}
        for label, wanted in by.items():
            values = {line[label] for line in lines if label in line}
            if label not in ADDED_BY_PROMETHEUS and not set(wanted.split("|")) <= values:
                yield f"{metric} never has {label}={wanted}"
    if not grouped <= there:
        yield f"nothing is told by {sorted(grouped - there)}"


@pytest.mark.parametrize(
    "text",
    [
        "maraude_gone",
        'maraude_x{lane="nowhere"}',
        'maraude_x{team="1"}',
        "sum by (team) (maraude_x)",
    ],
)
def test_what_is_asked_in_vain_would_be_noticed(text: str) -> None:
    assert [*problems_of(text, {"maraude_x": [{"lane": "youth"}]})] != []


def described() -> set[str]:
    """Return the metrics of the handbook's table."""
    section = HANDBOOK.read_text(encoding="utf-8").partition("| metric |")[2].partition("\n\n")[0]
    return set(re.findall(r"^\| `(maraude_\w+)` \|", section, re.MULTILINE))


async def test_the_handbook_describes_every_metric_and_no_other(world: World) -> None:
    async with watching(world.bot) as watcher:
        page = await watcher.scrapes()

    shown = set(re.findall(r"^# TYPE (\w+) ", page.text, re.MULTILINE))
    assert described() == shown
    assert all(family.documentation.strip() for family in page.families)


def anchors() -> set[str]:
    """Return the handbook's headings, as a link names them."""
    found = re.findall(r"^#+ (.+)$", HANDBOOK.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in found}


@pytest.mark.parametrize("rule", alerts(), ids=[rule["alert"] for rule in alerts()])
def test_every_alert_says_what_is_the_matter_and_what_to_do(rule: dict[str, Any]) -> None:
    said = rule["annotations"]
    page, _, heading = said["handbook"].partition("#")

    assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
    assert promql.parse_duration(rule.get("for", "1m"))
    assert rule["labels"]["severity"] in SEVERITIES
    assert said["summary"].endswith(".")
    assert said["action"].endswith(".")
    assert HOUSE / page == HANDBOOK
    assert heading in anchors()


def test_the_handbook_has_a_line_for_every_alert_and_no_other() -> None:
    table = HANDBOOK.read_text(encoding="utf-8").partition("| alert |")[2].partition("\n\n")[0]

    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [r["alert"] for r in alerts()]


def test_what_an_alert_says_of_a_label_its_question_keeps() -> None:
    silent = [
        rule["alert"]
        for rule in alerts()
        for label in re.findall(r"\$labels\.(\w+)", rule["annotations"]["summary"])
        if "by (" in rule["expr"] and label not in parts_of(rule["expr"])[1]
    ]

    assert silent == []


def test_no_panel_lies_over_another() -> None:
    numbers = [panel["id"] for panel in panels()]
    places = sorted((p["gridPos"]["y"], p["gridPos"]["x"], p["gridPos"]["w"]) for p in panels())

    assert len(set(numbers)) == len(numbers)
    assert [
        one for one, after in pairwise(places) if one[0] == after[0] and sum(one[1:]) > after[1]
    ] == []
    assert all(panel["description"].endswith(".") for panel in panels())
