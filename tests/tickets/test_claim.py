from tests.world import World, said


async def test_a_request_becomes_a_card_with_a_thread(world: World) -> None:
    await world.is_set_up()

    answer = await world.ask(world.lina, "Je sais pas quoi faire.")

    assert "C'est bien arrivé" in said(answer)
    card = await world.card()
    print(card.embeds[0].to_dict(), await world.in_thread(), world.in_dm(world.lina))
    await world.claim(world.sam)
    print(world.in_dm(world.lina), await world.in_thread())
    print(said(await world.reply(world.sam, "Bonjour !")))
    print(world.in_dm(world.lina), await world.in_thread())
