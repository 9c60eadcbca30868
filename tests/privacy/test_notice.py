"""The notice says what is different for minors, as far as their age is known."""

import pytest

from tests.world import World, said


@pytest.mark.parametrize(
    ("age", "minor", "young"),
    [(None, False, False), ("18-21", False, False), ("15-17", True, False), ("13-14", True, True)],
    ids=["no age", "of age", "sixteen", "fourteen"],
)
async def test_minors_read_what_is_different_for_them(
    world: World, age: str | None, minor: bool, young: bool
) -> None:
    await world.is_set_up(age_floor=13)
    await world.ask(world.lina, age=age)

    notice = said(await world.lina.slash(world.welcome, "privacy"))

    assert ("moins de 18 ans" in notice) == minor
    assert ("moins de 15 ans" in notice) == young
    assert len(notice) <= 2000


async def test_who_was_blocked_reads_so_before_typing_anything(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.press(world.sam, await world.card(), "ticket:1:claim")
    await world.forge(world.sam, await world.card(), "protection:block:1")

    answer = await world.lina.slash(world.welcome, "talk")

    assert answer.modal is None
    assert "ne plus répondre" in said(answer)
    assert "3114" in said(answer)
