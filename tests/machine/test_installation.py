"""The first start makes the keys; no later start goes on without the right ones."""

import shutil
import stat
from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.installation import BadStart, open_vault
from bot.vault import Vault
from models import Installation, Youth
from tests.world import TUESDAY_AFTERNOON, Store


async def start(store: Store) -> Vault:
    """Open the vault as a start does, and close the database again."""
    db = store.open()
    try:
        return await open_vault(db, store.settings, now=TUESDAY_AFTERNOON)
    finally:
        await db.close()


def keys(store: Store) -> Path:
    """Return where the keys stand."""
    return store.settings.keys.file


async def test_the_first_start_makes_the_keys_and_remembers_which(store: Store) -> None:
    vault = await start(store)

    assert stat.S_IMODE(keys(store).stat().st_mode) == 0o600
    db = store.open()
    async with db.reading() as session:
        known = await session.get_one(Installation, 1)
    await db.close()
    assert known.key_mark == vault.mark("installation", 1)
    assert known.created_at == TUESDAY_AFTERNOON


async def test_the_second_start_opens_what_the_first_one_sealed(store: Store) -> None:
    sealed = (await start(store)).seal("bonjour")

    again = await start(store)

    assert again.open(sealed) == "bonjour"


async def test_the_folder_of_the_keys_is_made(store: Store) -> None:
    store.folder = store.folder / "deep" / "down"

    await start(store)

    assert keys(store).is_file()


async def test_a_database_whose_keys_are_gone_stops_the_start_and_makes_no_new_ones(
    store: Store,
) -> None:
    await start(store)
    keys(store).unlink()

    with pytest.raises(BadStart, match="is missing. Put your copy of it back"):
        await start(store)

    assert not keys(store).exists()


async def test_somebody_elses_keys_stop_the_start(store: Store, tmp_path: Path) -> None:
    await start(store)
    keys(store).unlink()
    Vault.make(tmp_path / "other")
    shutil.move(tmp_path / "other", keys(store))

    with pytest.raises(BadStart, match="not the one this database was sealed with"):
        await start(store)


async def test_keys_that_others_can_read_stop_the_start(store: Store) -> None:
    await start(store)
    keys(store).chmod(0o644)

    with pytest.raises(BadStart, match="chmod 600"):
        await start(store)


async def test_people_without_a_mark_of_their_keys_stop_the_start(store: Store) -> None:
    vault, db = await start(store), store.open()
    async with db.transaction() as session:
        await session.execute(delete(Installation))
        session.add(
            Youth(
                lookup=vault.mark("youth", 1),
                discord_id=vault.seal("1"),
                created_at=TUESDAY_AFTERNOON,
                last_seen_at=TUESDAY_AFTERNOON,
            )
        )
    await db.close()

    with pytest.raises(BadStart, match="restore a whole backup"):
        await start(store)


async def test_keys_made_before_the_database_are_used_and_not_replaced(store: Store) -> None:
    made = Vault.make(keys(store))

    vault = await start(store)

    assert vault.mark("installation", 1) == made.mark("installation", 1)
