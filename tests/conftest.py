"""Databases and worlds for every test."""

import asyncio
import os
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from tests.world import Store, Templates, World, a_world

SEARCH_ONLY = (Phase.explicit, Phase.generate)
settings.register_profile(
    "default", deadline=None, print_blob=True, derandomize=True, phases=SEARCH_ONLY
)
settings.register_profile(
    "long", deadline=None, print_blob=True, derandomize=False, phases=Phase, max_examples=1000
)
POSTGRES = os.environ.get("MARAUDE_TEST_POSTGRES_URL")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long ones, so that nobody waits for them alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Generator[Templates]:
    """One migrated database per kind, copied by each test."""
    made = Templates(tmp_path_factory.mktemp("templates"), POSTGRES)
    yield made
    asyncio.run(made.drop())


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def store(
    request: pytest.FixtureRequest, templates: Templates, tmp_path: Path
) -> AsyncGenerator[Store]:
    """An empty database of this version: each test runs on SQLite, and on PostgreSQL where there
    is one."""
    if request.param == "sqlite":
        yield await templates.fresh_sqlite(tmp_path)
        return
    if POSTGRES is None:
        pytest.skip("MARAUDE_TEST_POSTGRES_URL is not set")
    yield await templates.fresh_postgres(tmp_path)


@pytest.fixture
async def world(store: Store, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[World]:
    """A server with people in it; nothing is set up yet."""
    async with a_world(store, monkeypatch) as built:
        yield built


@pytest.fixture
async def forum_world(store: Store, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[World]:
    """The same, with a forum as staff channel."""
    async with a_world(store, monkeypatch, forum=True) as built:
        yield built
