"""What uvloop and orjson would bring, and what is lost without: the same figures with and without
each."""

from dataclasses import dataclass, field

from benchmarks import acks
from benchmarks.dials import Dials
from benchmarks.launch import LOOP, WITHOUT
from benchmarks.rates import rate_of
from benchmarks.runners import BOT
from benchmarks.table import Part, Row, brief, ratio


@dataclass(frozen=True)
class Way:
    """One way to run the bot."""

    name: str
    variables: dict[str, str] = field(default_factory=dict[str, str])


WAYS = (
    Way("as it is (asyncio, orjson)"),
    Way("with uvloop", {LOOP: "uvloop"}),
    Way("without orjson", {WITHOUT: "orjson"}),
)


async def run(dials: Dials) -> list[Part]:
    """Measure each way beside the way it is."""
    rows: list[Row] = []
    usual = 0.0
    for number, way in enumerate(WAYS):
        tables = await acks.run(
            dials,
            variables=way.variables,
            kinds=(acks.TALK, acks.REQUEST),
            name=f"loops-{number}",
        )
        rate = await rate_of(BOT, dials, "sqlite", way.variables, name=f"loops-{number}")
        usual = usual or rate.a_second
        waits = [table.rows[kind].cells[2] for table in tables for kind in (0, 1)]
        more = f"{ratio(rate.a_second, usual):.2f} ×"
        cells = (way.name, *waits, brief(rate.a_second), more, brief(rate.cost * 1000))
        rows.append(Row(cells, (), rate.troubles))
    head = (
        "way", "`/talk` at rest", "form at rest", "`/talk` in flight", "form in flight",
        "stored a second", "beside the first", "CPU of each (ms)",
    )  # fmt: skip
    seen = "Acknowledgements of the bot in milliseconds, p50 / p95 / p99; the floor runs beside."
    return [Part("uvloop", "uvloop and orjson", head, tuple(rows), (seen,))]
