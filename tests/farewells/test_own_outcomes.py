"""A team's own words for how a request ends: they count as something everybody counts."""

from typing import Any

from models import Fact, Outcome, Team
from tests.farewells.test_farewell import proposal, proposes, talks
from tests.privacy.test_export import exported
from tests.world import World, said

OWN = "Alternance signée = entered-training; Permis en poche = entered-other"
SIGNED = "own:Alternance signée"


async def chooses(world: World, value: str = OWN) -> None:
    """The moderator writes the team's own words."""
    await world.max.slash(world.welcome, "settings set", what="outcomes", value=value)


async def closed_facts(world: World) -> list[tuple[Outcome | None, str | None]]:
    """Return what was counted of endings."""
    return [(f.outcome, f.choice) for f in await world.stored(Fact) if f.what == "closed"]


async def test_the_menu_offers_the_teams_own_words_first(world: World) -> None:
    await talks(world)
    await chooses(world)

    form = await world.press(world.sam, await world.card(), "ticket:1:close")

    modal: Any = form.modal
    parts: list[Any] = [part.get("component", {}) for part in modal["components"]]
    menu: Any = next(part for part in parts if part.get("custom_id") == "outcome")
    shown = [(option["label"], option.get("description")) for option in menu["options"]]
    assert shown[0] == ("Alternance signée", "École ou formation commencée")
    assert shown[1][0] == "Permis en poche"
    assert shown[2][0] == "Information donnée"


async def test_a_request_closed_so_counts_as_what_it_means_and_keeps_the_word(
    world: World,
) -> None:
    await talks(world)
    await chooses(world)

    await world.close(world.sam, SIGNED)

    ticket = await world.ticket()
    assert (ticket.outcome, ticket.ending) == (Outcome.ENTERED_TRAINING, "Alternance signée")
    assert await closed_facts(world) == [(Outcome.ENTERED_TRAINING, "Alternance signée")]
    assert "Fermée : Alternance signée" in str((await world.card()).embeds[0].to_dict())
    assert "Alternance signée" in (await exported(world))[0]


async def test_a_proposed_goodbye_remembers_the_word(world: World) -> None:
    await talks(world)
    await chooses(world)
    await proposes(world, "Bravo !", outcome=SIGNED)

    await world.press(world.lina.user, proposal(world), "farewell:1:agree")

    assert (await world.ticket()).ending == "Alternance signée"
    assert await closed_facts(world) == [(Outcome.ENTERED_TRAINING, "Alternance signée")]


async def test_a_word_that_was_taken_off_meanwhile_closes_nothing(world: World) -> None:
    await talks(world)
    await chooses(world)
    form = await world.press(world.sam, await world.card(), "ticket:1:close")
    await chooses(world, ",")

    refused = await world.send_form(world.sam, form, outcome=[SIGNED], how="now")

    assert "n'est plus dans la liste" in said(refused)
    assert (await world.ticket()).is_open


async def test_what_was_closed_keeps_its_word_when_the_list_changes(world: World) -> None:
    await talks(world)
    await chooses(world)
    await world.close(world.sam, SIGNED)

    await chooses(world, "Autre chose = informed")

    assert (await world.ticket()).ending == "Alternance signée"
    assert (await world.stored(Team))[0].outcomes == [["Autre chose", "informed"]]
