"""/panel: post, preview, remove; one panel, where it was chosen to stand."""

import discord

from models import Community, OutboxEntry
from tests.setup.server import community, delete_channel, delete_message
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of


def panels(world: World) -> list[discord.Message]:
    return [m for m in world.welcome.history(viewer=world.noe) if m.author.bot]


async def chooses(world: World, channel_id: int | None) -> None:
    """The moderator has chosen another channel for the panel."""
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, 1)).panel_channel_id = channel_id


async def test_posting_tells_the_moderator_where_it_goes(world: World) -> None:
    await world.is_set_up()

    answer = await world.max.slash(world.staff, "panel post")

    assert said(answer) == f"Le panneau arrive dans {world.welcome.mention}."
    assert only_for_them(answer)
    (panel,) = panels(world)
    assert "Ton pseudo Discord ne lui est pas montré" in text_of(panel)
    assert buttons_of(panel) == {
        "tickets:talk": "Parler à quelqu'un",
        "greeting:keep": "Rester en contact",
        "directory:near": "Près de moi",
        "sos:show": "Numéros d'aide",
    }


async def test_posting_again_brings_the_same_panel_up_to_date(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.staff, "panel post")
    (before,) = panels(world)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, 1)).team.name = "Les Quais"
    await world.later(minutes=1)

    await world.max.slash(world.staff, "panel post")

    (after,) = panels(world)
    assert after.id == before.id
    assert "**Les Quais**" in text_of(after)


async def test_a_panel_that_somebody_deleted_is_posted_anew(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.staff, "panel post")
    await delete_message(world, panels(world)[0])
    await world.later(minutes=1)

    await world.max.slash(world.staff, "panel post")
    await world.later(minutes=1)

    (panel,) = panels(world)
    assert (await community(world)).panel_message_id == panel.id


async def test_the_panel_moves_to_the_channel_that_was_chosen(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.staff, "panel post")
    elsewhere = world.guild.create_text_channel("bienvenue")
    await chooses(world, elsewhere.id)
    await world.later(minutes=1)

    await world.max.slash(world.staff, "panel post")
    await world.later(minutes=1)

    assert panels(world) == []
    (panel,) = elsewhere.history(viewer=world.lina)
    assert (await community(world)).panel_posted_in == elsewhere.id
    assert "tickets:talk" in buttons_of(panel)


async def test_the_panel_moves_also_when_its_old_channel_is_gone(world: World) -> None:
    await world.is_set_up()
    old = world.guild.create_text_channel("ancien")
    await chooses(world, old.id)
    await world.max.slash(world.staff, "panel post")
    await delete_channel(world, old)
    await chooses(world, world.welcome.id)
    await world.later(minutes=1)

    await world.max.slash(world.staff, "panel post")
    await world.later(minutes=1)

    assert len(panels(world)) == 1


async def test_a_preview_is_for_the_moderator_alone_and_stands_nowhere(world: World) -> None:
    await world.is_set_up()

    answer = await world.max.slash(world.welcome, "panel preview")

    assert only_for_them(answer)
    assert "Salut, moi c'est Maraude" in said(answer)
    assert panels(world) == []
    assert await world.stored(OutboxEntry) == []


async def test_a_preview_works_before_the_intake_opens(world: World) -> None:
    await world.max.slash(world.welcome, "setup")

    answer = await world.max.slash(world.welcome, "panel preview")

    assert "Salut, moi c'est Maraude" in said(answer)


async def test_removing_takes_the_panel_away_and_leaves_the_door_open(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.staff, "panel post")
    await world.later(minutes=1)

    answer = await world.max.slash(world.staff, "panel remove")

    assert "Le panneau est retiré" in said(answer)
    assert only_for_them(answer)
    assert panels(world) == []
    assert (await world.lina.slash(world.welcome, "talk")).modal is not None


async def test_removing_what_somebody_deleted_by_hand_is_no_trouble(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.staff, "panel post")
    await delete_message(world, panels(world)[0])
    await world.later(minutes=1)

    answer = await world.max.slash(world.staff, "panel remove")

    assert "Le panneau est retiré" in said(answer)
    assert (await community(world)).panel_message_id is None


async def test_removing_where_no_panel_stands_says_so(world: World) -> None:
    await world.is_set_up()

    answer = await world.max.slash(world.staff, "panel remove")

    assert "Il n'y a pas de panneau à retirer" in said(answer)


async def test_a_removed_panel_can_be_posted_again(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.staff, "panel post")
    await world.later(minutes=1)
    await world.max.slash(world.staff, "panel remove")
    await world.later(minutes=1)

    await world.max.slash(world.staff, "panel post")

    assert len(panels(world)) == 1


async def test_posting_where_no_channel_is_chosen_says_what_to_do(world: World) -> None:
    await world.is_set_up()
    await chooses(world, None)

    answer = await world.max.slash(world.staff, "panel post")

    assert said(answer) == (
        "Aucun salon n'est choisi pour le panneau. Tape /installer et choisis-en un."
    )
    assert await world.stored(OutboxEntry) == []


async def test_before_the_setup_a_moderator_reads_what_to_type(world: World) -> None:
    for command in ("panel post", "panel preview", "panel remove"):
        answer = await world.max.slash(world.welcome, command)

        assert "l'accueil n'est pas ouvert" in said(answer)
        assert "/installer" in said(answer)
        assert only_for_them(answer)

    assert await world.stored(Community) == []


async def test_every_button_of_the_panel_answers_after_a_restart(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.staff, "panel post")
    (panel,) = panels(world)

    await world.restart()

    assert (await world.press(world.lina, panel, "tickets:talk")).modal is not None
    keep = await world.press(world.lina, panel, "greeting:keep")
    sos = await world.press(world.lina, panel, "sos:show")
    assert only_for_them(keep)
    assert only_for_them(sos)
    assert "Es-tu en danger maintenant" in said(sos)
    assert len(panels(world)) == 1


async def test_the_previewed_english_panel_is_the_one_that_would_stand(world: World) -> None:
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, 1)).locale = "en"

    preview = await world.max.slash(world.welcome, "panel preview")
    await world.max.slash(world.welcome, "panel post")

    assert said(preview) == text_of(panels(world)[0])
    assert buttons_of(answers_of(preview)[0]) == buttons_of(panels(world)[0])
    assert "Hi, I'm Maraude" in said(preview)
