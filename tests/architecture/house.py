"""How the tests of this folder read the house: its code as trees, its words as messages."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from bot.texts import LOCALES, Locale

HOUSE = Path(__file__).resolve().parents[2]


def code(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Return every file of our code below these folders, by its path from the top."""
    for folder in folders:
        for file in sorted((HOUSE / folder).rglob("*.py")):
            yield file.relative_to(HOUSE).as_posix(), tree_of(file)


@cache
def tree_of(file: Path) -> ast.Module:
    """Return one file as a tree."""
    return ast.parse(file.read_text(encoding="utf-8"))


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Return every call below a node."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def name_of(node: ast.expr) -> str:
    """Return the last part of what is called: ``send`` for ``message.channel.send``."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=made_by):
            return f"{name_of(made_by)}()"
        case _:
            return ""


def word_files(locale: Locale) -> list[Path]:
    """Return the files that hold a language's words."""
    return sorted((HOUSE / "locales" / locale).glob("*.ftl"))


@cache
def entries_of(file: Path) -> list[ftl.EntryType]:
    """Return all that stands in a file of words, what could not be read included."""
    return FluentParser().parse(file.read_text(encoding="utf-8")).body


@cache
def messages(locale: Locale) -> dict[str, ftl.Message]:
    """Return every sentence of a language by its key."""
    return {
        entry.id.name: entry
        for file in word_files(locale)
        for entry in entries_of(file)
        if isinstance(entry, ftl.Message)
    }


def variables_in(node: ftl.BaseNode | None) -> set[str]:
    """Return the values that a sentence, or a part of one, waits for."""
    if isinstance(node, ftl.VariableReference):
        return {node.id.name}
    found: set[str] = set()
    values: list[Any] = [*vars(node).values()] if node is not None else []
    for value in values:
        inners: list[Any] = [*value] if isinstance(value, list) else [value]
        for inner in inners:
            found |= variables_in(inner) if isinstance(inner, ftl.BaseNode) else set()
    return found


def keys_like(pattern: str) -> list[tuple[Locale, str]]:
    """Return (language, key) for every key that matches a pattern in full."""
    return [
        (locale, key)
        for locale in LOCALES
        for key in messages(locale)
        if re.fullmatch(pattern, key)
    ]
