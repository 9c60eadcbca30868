"""Who may reach whom, who decides when something is kept, and who may speak first."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.house import calls, code, name_of

ON_DISCORD = {"show", "whisper", "redraw", "open_form", "explain", "answer_dm"}
"""Verbs of the rim that end in a call to Discord."""
DISCORDS_OWN = {"interaction", "message", "channel", "member", "guild", "user", "thread"}
"""Names under which the rim holds what Discord handed over."""


def feature_of(file: str) -> str | None:
    """Return the feature a file belongs to."""
    parts = file.split("/")
    return parts[1] if parts[0] == "cogs" and len(parts) == 3 else None


def reached_by(tree: ast.Module) -> Iterator[str]:
    """Return every name imported from cogs, in full."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("cogs"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cogs"):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_a_feature_reaches_another_only_through_its_service() -> None:
    beside_the_door = [
        f"{file} reaches {name}"
        for file, tree in code("cogs", "bot", "models")
        for name in reached_by(tree)
        if name.split(".")[1] != feature_of(file) and name.split(".")[2:3] != ["service"]
    ]

    assert beside_the_door == []


def test_only_the_database_decides_when_something_is_kept() -> None:
    deciding = [
        f"{file}:{call.lineno} {name_of(call.func)}"
        for file, tree in code("cogs", "bot", "models", "simulation")
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute)
        and name_of(call.func) in {"commit", "rollback", "begin_nested"}
        and file not in {"bot/db.py", "bot/one_file.py"}
    ]

    assert deciding == []


def test_nobody_but_the_courier_speaks_first() -> None:
    speaking = [
        f"{file}:{call.lineno} {name_of(call.func)}"
        for file, tree in code("cogs", "bot", "models", "simulation")
        for call in calls(tree)
        if name_of(call.func) in {"send", "create_dm", "create_thread", "fetch_user", "reply"}
        and isinstance(call.func, ast.Attribute)
        and not (
            isinstance(call.func.value, ast.Name) and call.func.value.id in {"service", "relay"}
        )
        and file not in {"bot/carrier.py", "bot/ui.py"}
    ]

    assert speaking == []


def waits_for_discord(tree: ast.AST) -> Iterator[ast.Await]:
    """Return every wait below a node that ends at Discord."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Await) or not isinstance(node.value, ast.Call):
            continue
        target = node.value.func
        if isinstance(target, ast.Name) and target.id in ON_DISCORD:
            yield node
        while isinstance(target, ast.Attribute):
            target = target.value
        if isinstance(target, ast.Name) and target.id in DISCORDS_OWN:
            yield node


def transactions(tree: ast.AST) -> Iterator[ast.AsyncWith]:
    """Return every block that holds a transaction open."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AsyncWith) and any(
            isinstance(item.context_expr, ast.Call)
            and name_of(item.context_expr.func) == "transaction"
            for item in node.items
        ):
            yield node


def test_nobody_waits_for_discord_while_a_decision_is_open() -> None:
    waiting = [
        f"{file}:{wait.lineno}"
        for file, tree in code("cogs", "bot")
        for block in transactions(tree)
        for wait in waits_for_discord(block)
    ]

    assert waiting == []


@pytest.mark.parametrize("verb", ["interaction.response.defer()", "whisper(interaction, 'x')"])
def test_a_wait_for_discord_inside_a_decision_would_be_seen(verb: str) -> None:
    tree = ast.parse(f"async def f():\n async with bot.db.transaction() as s:\n  await {verb}")

    waits = [wait for block in transactions(tree) for wait in waits_for_discord(block)]

    assert len(waits) == 1


def test_nothing_of_ours_stands_at_the_top_of_a_module_as_a_tool() -> None:
    tools = {"Maraude", "Database", "Vault", "Texts", "Settings", "Courier", "Scheduler"}
    made = [
        f"{file}:{statement.lineno} {name_of(statement.value.func)}"
        for file, tree in code("cogs", "bot", "models")
        for statement in tree.body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        and isinstance(statement.value, ast.Call)
        and name_of(statement.value.func) in tools
    ]

    assert made == []
