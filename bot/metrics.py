"""What is counted and timed while the bot runs, without anybody's name, words or number."""

import re
import time
import tomllib
from collections import OrderedDict
from collections.abc import Iterable
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING

import aiohttp
from discord import InteractionType
from prometheus_client import CollectorRegistry, Counter, Histogram, Info

from bot.budget import Lane
from bot.installation import HOUSE

if TYPE_CHECKING:
    from discord import Interaction

    from bot.gauges import Gauge

KINDS = {
    InteractionType.application_command: "command",
    InteractionType.component: "component",
    InteractionType.modal_submit: "modal",
    InteractionType.autocomplete: "autocomplete",
}
OUTCOMES = (
    "sent", "later", "moved", "mailbox", "unneeded", "refused", "place-gone", "given-up",
)  # fmt: skip
"""What can become of a delivery; ``later`` and ``moved`` are tried again."""
UP_TO = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0)
"""Seconds; Discord waits three."""
ANSWER = re.compile(r"/interactions/(\d+)/[^/]+/callback$")
SERVER_SIDE = 500
MOST_OPEN = 10_000
"""Of how many interactions without an answer the beginning is kept."""


class Metrics:
    """Every counter of one bot, in a registry of its own.

    A new one is one line: ``self.x = self._counter("x", "What it counts.", "label", VALUES)`` is
    shown as ``maraude_x_total``. What waits in the database is a :class:`~bot.gauges.Gauge`.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        Info("maraude_build", "Which version runs.", registry=self.registry).info(
            {"version": version()}
        )
        self.acknowledged = Histogram(
            "maraude_acknowledgement_seconds",
            "From the moment an interaction reached us to the moment Discord had the first answer.",
            ["kind"],
            buckets=UP_TO,
            registry=self.registry,
        )
        for kind in KINDS.values():
            self.acknowledged.labels(kind)
        self.deliveries = self._counter(
            "deliveries", "What became of each try to hand something over.", "outcome", OUTCOMES
        )
        self.held_back = self._counter(
            "held_back_seconds",
            "For how long calls to Discord waited for their turn.",
            "lane",
            Lane,
        )
        self.gauges: list[Gauge] = []
        """What waits in the database; features add theirs."""
        self.stopwatch = Stopwatch(self.acknowledged)

    def _counter(self, name: str, about: str, label: str, values: Iterable[str]) -> Counter:
        """Make a counter that shows a zero for each value its label can have."""
        counter = Counter(f"maraude_{name}", about, [label], registry=self.registry)
        for value in values:
            counter.labels(value)
        return counter


class Stopwatch:
    """Times every interaction from where it reaches us to where Discord takes the first answer,
    whoever gives it: both are seen where they pass, so that nobody has to report to it."""

    def __init__(self, acknowledged: Histogram) -> None:
        self._acknowledged = acknowledged
        self._began: OrderedDict[str, tuple[str, float]] = OrderedDict()

    def begin(self, interaction: "Interaction") -> None:
        """An interaction has just reached us."""
        kind = KINDS.get(interaction.type)
        if kind is not None:
            self._began[str(interaction.id)] = kind, time.perf_counter()
        if len(self._began) > MOST_OPEN:
            self._began.popitem(last=False)

    async def answered(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        about: aiohttp.TraceRequestEndParams,
    ) -> None:
        """Discord answered a request of ours; a failure of its own does not count, we try again."""
        found = ANSWER.search(about.url.path)
        if found is None or about.response.status >= SERVER_SIDE:
            return
        if (begun := self._began.pop(found[1], None)) is not None:
            kind, began = begun
            self._acknowledged.labels(kind).observe(time.perf_counter() - began)


@cache
def version() -> str:
    """Return the version of this program."""
    about = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    return str(about["project"]["version"])
