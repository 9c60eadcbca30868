"""Which shards a process hears, as an operator types it."""

import pytest
from typer.testing import CliRunner

from bot import __main__ as maraude
from bot.fleet import WHOLE, WORKER, BadPart, Part


@pytest.mark.parametrize(
    ("written", "shards", "count"),
    [("0-3/16", (0, 1, 2, 3), 16), ("5/16", (5,), 16), (" 15-15/16 ", (15,), 16), ("0/1", (0,), 1)],
)
def test_a_part_is_read_as_it_is_typed(written: str, shards: tuple[int, ...], count: int) -> None:
    assert Part.of(written) == Part(shards, count)


@pytest.mark.parametrize(
    "written", ["", "3", "3-1/16", "0-16/16", "16/16", "0/0", "-1/4", "a-b/c", "0-3/", "0/10001"]
)
def test_what_is_no_part_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(BadPart, match="0-3/16"):
        Part.of(written)


def test_every_server_is_heard_by_exactly_one_part() -> None:
    parts = [Part.of("0-1/5"), Part.of("2/5"), Part.of("3-4/5")]
    servers = [(number << 22) + 77 for number in range(50)]

    assert {sum(part.hears(server) for part in parts) for server in servers} == {1}
    assert all(WHOLE.hears(server) and not WORKER.hears(server) for server in servers)


def test_only_who_hears_everything_is_whole() -> None:
    assert WHOLE.is_whole
    assert Part.of("0-3/4").is_whole
    assert not Part.of("0-2/4").is_whole
    assert not WORKER.is_whole


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["run", "--shards", "4-2/8"], "0-3/16"),
        (["run", "--shards", "0-1/8"], "SQLite is for one process"),
        (["work"], "SQLite is for one process"),
    ],
)
def test_a_start_that_cannot_be_says_what_to_do(
    typed: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARAUDE_DISCORD__TOKEN", "a.b.c")
    monkeypatch.setenv("MARAUDE_DATABASE__URL", "sqlite+aiosqlite:///nowhere.db")

    ended = CliRunner().invoke(maraude.app, typed)

    assert ended.exit_code == 1
    assert said in ended.output
