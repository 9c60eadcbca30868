"""Opening and closing the intake, and the panel that stands with it."""

import pytest
from simcord import SetupError

from models import OutboxEntry, Ticket
from tests.setup.server import (
    allow,
    begin,
    choose_all,
    community,
    controls,
    delete_channel,
    delete_role,
    forge_press,
    is_lead,
    opened,
    ready_to_open,
    take_from_maraude,
    turn_to,
)
from tests.world import World, answers_of, buttons_of, only_for_them, said


async def is_open(world: World) -> bool:
    return (await community(world)).team.intake_open


async def test_opening_lets_youths_write_and_posts_the_panel_once(world: World) -> None:
    page = await ready_to_open(world)

    await world.max.click(page, custom_id="setup:intake:open")

    assert await is_open(world)
    assert "L'accueil est ouvert" in page.content
    (panel,) = world.welcome.history(viewer=world.lina)
    assert "**La Place**" in str(panel.embeds[0].description)
    assert set(buttons_of(panel)) == {"tickets:talk", "greeting:keep", "directory:near", "sos:show"}
    chosen = await community(world)
    assert (chosen.panel_posted_in, chosen.panel_message_id) == (world.welcome.id, panel.id)


async def test_a_team_with_a_forum_opens_and_the_first_request_is_a_post(
    forum_world: World,
) -> None:
    page = await ready_to_open(forum_world)

    await forum_world.max.click(page, custom_id="setup:intake:open")
    await forum_world.ask(forum_world.lina)

    assert await is_open(forum_world)
    thread = await forum_world.thread()
    assert (await forum_world.ticket()).alias.name in str(thread.name)
    assert forum_world.env.backend.get_channel(thread.id).parent_id == forum_world.staff.id


async def test_opening_twice_does_not_make_a_second_panel(world: World) -> None:
    page = await ready_to_open(world)
    await world.max.click(page, custom_id="setup:intake:open")

    await world.later(minutes=1)
    await forge_press(world, world.max, page, "setup:intake:open")

    assert len(world.welcome.history(viewer=world.lina)) == 1
    assert await is_open(world)


async def test_the_intake_stays_closed_while_something_red_stands(world: World) -> None:
    page = await begin(world)
    await choose_all(world, page)
    await take_from_maraude(world, world.staff, "manage_threads")

    await turn_to(world, page, "check")

    assert controls(page)["setup:intake:open"]["disabled"] is True
    with pytest.raises(SetupError, match="disabled"):
        await world.max.click(page, custom_id="setup:intake:open")
    assert not await is_open(world)


async def test_a_button_from_before_the_trouble_does_not_open_either(world: World) -> None:
    page = await ready_to_open(world)
    await take_from_maraude(world, world.staff, "manage_threads")

    answer = await world.max.click(page, custom_id="setup:intake:open")

    assert "ne peut pas ouvrir tant qu'il reste un point rouge" in said(answer)
    assert answers_of(answer)[-1].ephemeral
    assert not await is_open(world)
    assert world.welcome.history(viewer=world.lina) == []
    assert await world.stored(OutboxEntry) == []


async def test_a_forged_press_on_a_server_where_nothing_is_chosen_is_refused(world: World) -> None:
    page = await begin(world)

    answer = await forge_press(world, world.max, page, "setup:intake:open")

    assert "ne peut pas ouvrir tant qu'il reste un point rouge" in said(answer)
    assert not await is_open(world)


async def test_who_reads_english_is_refused_in_english(world: World) -> None:
    page = await begin(world)
    world.speaks(world.max, "en-GB")

    answer = await forge_press(world, world.max, page, "setup:intake:open")

    assert "The intake can't open while something red stands" in said(answer)


async def test_closing_keeps_new_requests_out(world: World) -> None:
    page = await opened(world)

    await world.max.click(page, custom_id="setup:intake:close")

    assert not await is_open(world)
    assert "L'accueil est fermé" in page.content
    answer = await world.lina.slash(world.welcome, "talk")
    assert "l'accueil n'est pas ouvert pour le moment" in said(answer)
    assert "**3114**" in said(answer)
    assert await world.stored(Ticket) == []


async def test_a_form_that_was_open_when_the_intake_closed_is_not_taken(world: World) -> None:
    page = await opened(world)
    shown = await world.lina.slash(world.welcome, "talk")
    await world.max.click(page, custom_id="setup:intake:close")

    answer = await world.send_form(
        world.lina, shown, topic=["school"], words="Bonjour", age=[], wishes=["dm"]
    )

    assert "Personne ne lirait ton message, alors je ne le prends pas" in said(answer)
    assert "**3114**" in said(answer)
    assert await world.stored(Ticket) == []


async def test_an_intake_that_was_closed_opens_again_on_the_same_panel(world: World) -> None:
    page = await opened(world)
    await world.max.click(page, custom_id="setup:intake:close")
    await world.later(minutes=1)

    await world.max.click(page, custom_id="setup:intake:open")

    assert await is_open(world)
    assert len(world.welcome.history(viewer=world.lina)) == 1


async def test_an_open_intake_closes_when_a_change_brings_something_red(world: World) -> None:
    page = await opened(world)
    await world.max.click(page, custom_id="setup:page:places")
    everybody_reads = world.guild.create_text_channel("général")
    is_lead(world, world.max)

    await world.max.select(page, [everybody_reads], custom_id="setup:place:staff")

    assert not await is_open(world)
    assert "L'accueil est fermé" in page.content
    assert f"🔴 Tout le monde voit {everybody_reads.mention}" in page.content
    assert controls(page)["setup:intake:open"]["disabled"] is True


@pytest.mark.parametrize("trouble", ["role", "channel", "permission", "public"])
async def test_an_open_intake_closes_when_the_moderator_looks_and_something_became_red(
    world: World, trouble: str
) -> None:
    page = await opened(world)
    await world.max.click(page, custom_id="setup:page:places")
    match trouble:
        case "role":
            await delete_role(world, world.mentor_role)
        case "channel":
            await delete_channel(world, world.staff)
        case "permission":
            await take_from_maraude(world, world.staff, "send_messages_in_threads")
        case _:
            await allow(world, world.staff, world.guild.default_role, view_channel=True)

    await world.max.click(page, custom_id="setup:page:rhythm")

    assert not await is_open(world)
    assert "L'accueil est fermé" in page.content
    assert "🔴" in page.content


async def test_something_yellow_does_not_close_an_open_intake(world: World) -> None:
    page = await opened(world)
    streamers = world.guild.create_role("Streamers")
    await allow(world, world.staff, streamers, view_channel=True)

    await world.max.click(page, custom_id="setup:page:check")

    assert await is_open(world)
    assert "🟡" in page.content


async def test_a_moderator_who_only_looks_at_an_open_intake_leaves_it_open(world: World) -> None:
    page = await opened(world)

    for name in ("places", "rhythm", "check"):
        await turn_to(world, page, name)

    assert await is_open(world)
    assert "setup:intake:close" in controls(page)


async def test_setting_up_again_leaves_an_open_intake_open(world: World) -> None:
    await opened(world)

    answer = await world.max.slash(world.welcome, "setup")

    assert await is_open(world)
    assert only_for_them(answer)
    assert len(world.welcome.history(viewer=world.lina)) == 1


async def test_the_panel_of_an_open_intake_moves_when_another_channel_is_chosen(
    world: World,
) -> None:
    page = await opened(world)
    await world.max.click(page, custom_id="setup:page:places")
    elsewhere = world.guild.create_text_channel("bienvenue")
    await world.later(minutes=1)

    await world.max.select(page, [elsewhere], custom_id="setup:place:panel")
    await world.later(minutes=1)

    assert world.welcome.history(viewer=world.lina) == []
    assert len(elsewhere.history(viewer=world.lina)) == 1


async def test_the_panel_moves_to_the_channel_that_was_chosen_before_opening_again(
    world: World,
) -> None:
    page = await opened(world)
    await world.max.click(page, custom_id="setup:intake:close")
    await world.max.click(page, custom_id="setup:page:places")
    elsewhere = world.guild.create_text_channel("bienvenue")
    await world.max.select(page, [elsewhere], custom_id="setup:place:panel")
    await turn_to(world, page, "check")
    await world.later(minutes=1)

    await world.max.click(page, custom_id="setup:intake:open")
    await world.later(minutes=1)

    assert world.welcome.history(viewer=world.lina) == []
    (panel,) = elsewhere.history(viewer=world.lina)
    chosen = await community(world)
    assert (chosen.panel_posted_in, chosen.panel_message_id) == (elsewhere.id, panel.id)
