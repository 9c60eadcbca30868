"""Page one: where the team works, who is in it, where the panel stands."""

from simcord.enums import ChannelType

from models import Community, Team
from tests.setup.server import begin, choose_all, community, controls, shown_in
from tests.world import World, answers_of, only_for_them, said


async def test_the_first_page_offers_four_pickers_to_the_moderator_alone(world: World) -> None:
    answer = await world.max.slash(world.welcome, "setup")

    (page,) = answers_of(answer)
    assert only_for_them(answer)
    assert "Installer Maraude (1/3)" in page.content
    assert set(controls(page)) == {
        "setup:place:staff",
        "setup:place:mentor",
        "setup:place:lead",
        "setup:place:panel",
        "setup:page:rhythm",
        "teams:ask:1",
    }
    staff, panel = (controls(page)[f"setup:place:{which}"] for which in ("staff", "panel"))
    assert set(staff["channel_types"]) == {ChannelType.TEXT, ChannelType.FORUM}
    assert set(panel["channel_types"]) == {ChannelType.TEXT, ChannelType.NEWS}


async def test_each_choice_is_kept_at_once(world: World) -> None:
    page = await begin(world)

    await choose_all(world, page)

    chosen = await community(world)
    assert chosen.team.staff_channel_id == world.staff.id
    assert chosen.team.mentor_role_id == world.mentor_role.id
    assert chosen.team.lead_role_id == world.lead_role.id
    assert chosen.panel_channel_id == world.welcome.id
    assert shown_in(page, "setup:place:staff") == [str(world.staff.id)]


async def test_a_forum_can_be_the_staff_channel(forum_world: World) -> None:
    page = await begin(forum_world)

    await forum_world.max.select(page, [forum_world.staff], custom_id="setup:place:staff")

    assert (await community(forum_world)).team.staff_channel_id == forum_world.staff.id
    assert shown_in(page, "setup:place:staff") == [str(forum_world.staff.id)]


async def test_the_setup_goes_on_after_a_restart(world: World) -> None:
    page = await begin(world)
    await choose_all(world, page)

    await world.restart()

    await world.max.click(page, custom_id="setup:page:rhythm")
    assert "(2/3)" in page.content
    await world.restart()
    await world.max.click(page, custom_id="setup:page:check")
    assert "Tout est en ordre" in page.content


async def test_running_it_again_shows_what_is_set(world: World) -> None:
    await choose_all(world, await begin(world))
    await world.restart()

    again = await begin(world)

    assert shown_in(again, "setup:place:staff") == [str(world.staff.id)]
    assert shown_in(again, "setup:place:mentor") == [str(world.mentor_role.id)]
    assert shown_in(again, "setup:place:lead") == [str(world.lead_role.id)]
    assert shown_in(again, "setup:place:panel") == [str(world.welcome.id)]
    assert len(await world.stored(Community)) == len(await world.stored(Team)) == 1


async def test_a_new_server_begins_closed_with_usual_values(world: World) -> None:
    await begin(world)

    usual = await community(world)
    assert not usual.team.intake_open
    assert (usual.name, usual.team.name) == ("La Place", "La Place")
    assert (usual.locale, usual.country, usual.team.timezone) == ("fr", "FR", "Europe/Paris")
    assert usual.team.check_in_days == [2, 7, 30]
    assert (usual.team.age_floor, usual.team.retention_days) == (15, 90)


async def test_an_english_moderator_reads_english(world: World) -> None:
    world.speaks(world.max, "en-GB")

    answer = await world.max.slash(world.welcome, "setup")

    assert "Set Maraude up (1/3)" in said(answer)
    assert controls(answers_of(answer)[0])["setup:page:rhythm"]["label"] == "Next"
