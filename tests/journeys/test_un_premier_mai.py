"""Le 1er mai : une demande du jeudi soir, un jour férié, un week-end, un lundi sans réponse ; à la
fin quelqu'un répond, et plus rien ne sonne."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from models import TicketState
from tests.world import World, said, text_of

PARIS = ZoneInfo("Europe/Paris")


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """Un moment de 2026, à Paris."""
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


async def until(world: World, moment: datetime) -> None:
    """Le temps passe jusqu'à ce moment."""
    await world.later(seconds=(moment - world.clock()).total_seconds())


async def heard(world: World) -> tuple[int, int, int]:
    """Ce qui a sonné pour Lina : dans le fil, chez la référente, et ce qu'elle a lu elle-même."""
    alias = (await world.ticket()).alias.name
    to_lead = [text_of(m) for m in world.staff.history() if "⏳" in text_of(m)]
    return (
        sum("attend toujours" in line for line in await world.in_thread()),
        sum(alias in words for words in to_lead),
        sum("personne n'a encore pu" in words for words in world.in_dm(world.lina)),
    )


@pytest.mark.slow
async def test_personne_n_attend_en_silence(world: World) -> None:
    await until(world, at(4, 30, 16, 30))
    await world.is_set_up()

    promised = said(await world.ask(world.lina, "Je cherche un stage, par où commencer ?"))
    assert f"L'équipe est là jusqu'à <t:{int(at(4, 30, 18).timestamp())}:t>" in promised
    assert f"Sinon, elle revient <t:{int(at(5, 4, 9).timestamp())}:F>" in promised

    await until(world, at(4, 30, 17, 59))
    assert await heard(world) == (0, 0, 0)
    await until(world, at(5, 1, 11))
    noe = said(await world.ask(world.noe, "Y a quelqu'un pour un CV ?"))
    assert "un jour férié la retient" in noe
    assert f"<t:{int(at(5, 4, 9).timestamp())}:F>" in noe
    await until(world, at(5, 2, 15))
    await until(world, at(5, 3, 20))
    assert await heard(world) == (0, 0, 0)

    await world.restart()
    await until(world, at(5, 4, 9, 29))
    assert await heard(world) == (0, 0, 0)
    await until(world, at(5, 4, 9, 31))
    assert await heard(world) == (1, 0, 0)
    await world.restart()
    await until(world, at(5, 4, 11, 32))
    assert await heard(world) == (1, 1, 0)
    await until(world, at(5, 4, 13, 33))
    assert await heard(world) == (1, 1, 1)
    await until(world, at(5, 4, 22))
    await until(world, at(5, 5, 10, 29))
    assert await heard(world) == (1, 1, 1)
    await until(world, at(5, 5, 10, 31))
    assert await heard(world) == (1, 2, 1)

    await world.claim(world.sam)
    await world.reply(world.sam, "Désolé pour l'attente, on s'y met.")
    await until(world, at(5, 6, 18))

    assert await heard(world) == (1, 2, 1)
    ticket = await world.ticket()
    assert (ticket.state, ticket.youth_waits_since) == (TicketState.ACTIVE, None)
    assert "on s'y met" in world.in_dm(world.lina)[-1]
