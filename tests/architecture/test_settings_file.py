"""config.example.toml shows every dial, with the value it has when nobody turns it."""

import ast
import textwrap
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from bot.settings import Section, Settings, read_settings
from tests.architecture.house import HOUSE, code

EXAMPLE = HOUSE / "config.example.toml"
HEAD = """\
# Every dial of Maraude, with the value it has when you say nothing. Copy this file to config.toml
# and take the # away from what you want to change. Each dial can also be turned by a variable,
# which wins over the file: [database] url is MARAUDE_DATABASE__URL. Durations are in seconds.
"""


def sections() -> Iterator[tuple[str, type[Section]]]:
    """Return every section by its name."""
    for name, field in Settings.model_fields.items():
        assert isinstance(field.annotation, type)
        assert issubclass(field.annotation, Section)
        yield name, field.annotation


def value_of(field: FieldInfo) -> str:
    """Return a default as TOML has it."""
    match field.get_default(call_default_factory=True):
        case SecretStr() as secret:
            return f'"{secret.get_secret_value()}"'
        case bool(value):
            return str(value).lower()
        case timedelta() as span:
            return f"{span.total_seconds():g}"
        case int(value):
            return str(value)
        case value:
            return f'"{value}"'


def expected() -> str:
    """Return the file as the settings would write it."""
    parts = [HEAD]
    for name, section in sections():
        parts.append(f"\n[{name}]\n")
        for dial, field in section.model_fields.items():
            about = textwrap.fill(
                field.description or "", 100, initial_indent="# ", subsequent_indent="# "
            )
            parts.append(f"{about}\n#{dial} = {value_of(field)}\n")
    return "".join(parts)


def without_hashes() -> str:
    """Return the example with every dial turned on: a hash without a space hides a dial."""
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    return "\n".join(line[1:] if line[:1] == "#" and line[:2] != "# " else line for line in lines)


def test_the_example_shows_every_dial_with_its_default_and_what_it_is_for() -> None:
    assert EXAMPLE.read_text(encoding="utf-8") == expected()


def test_every_dial_says_what_it_is_for() -> None:
    silent = [
        f"{name}.{dial}"
        for name, section in sections()
        for dial, field in section.model_fields.items()
        if not (field.description or "").endswith(".")
    ]

    assert silent == []


def test_every_dial_turns_something() -> None:
    read = {
        node.attr
        for _, tree in code("bot", "cogs")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
    }

    idle = [
        f"{name}.{dial}" for name, s in sections() for dial in s.model_fields if dial not in read
    ]

    assert idle == []


@pytest.mark.parametrize("is_turned_on", [False, True], ids=["as it is", "with every dial on"])
def test_the_example_changes_nothing(
    is_turned_on: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "config.toml"
    text = without_hashes() if is_turned_on else EXAMPLE.read_text(encoding="utf-8")
    copy.write_text(text, encoding="utf-8")
    monkeypatch.setenv("MARAUDE_CONFIG", str(tmp_path / "nothing-here.toml"))
    usual = told(read_settings())

    monkeypatch.setenv("MARAUDE_CONFIG", str(copy))

    assert told(read_settings()) == usual


def test_every_dial_of_the_example_is_one_we_know() -> None:
    shown: dict[str, dict[str, Any]] = tomllib.loads(without_hashes())

    assert {name: set(dials) for name, dials in shown.items()} == {
        name: set(section.model_fields) for name, section in sections()
    }


def told(settings: BaseModel) -> dict[str, Any]:
    """Return what settings say, the token's words left out."""
    return settings.model_dump()
