"""Who may read what youths confide is changed by the lead, and never behind their back."""

import pytest

from models import JournalLine
from tests.protection.test_team import reported
from tests.setup.server import (
    begin,
    choose_all,
    community,
    delete_channel,
    delete_role,
    forge_pick,
    is_lead,
    opened,
)
from tests.world import World, answers_of, said, text_of


async def journalled(world: World) -> list[str]:
    """Return what stands in the journal."""
    return [line.what for line in await world.stored(JournalLine)]


def told(world: World) -> list[str]:
    """Return what the lead reads about changed roles and channels."""
    words = [text_of(message) for message in world.staff.history()]
    return [said for said in words if "a changé ce qui décide de qui lit quoi" in said]


async def test_an_administrator_does_not_make_himself_the_lead(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    await reported(world)
    page = await begin(world)

    answer = await world.max.select(page, [world.guild.roles["Modo"]], custom_id="setup:place:lead")

    assert "Seule une personne qui a le rôle de référent·e" in said(answer)
    assert (await community(world)).team.lead_role_id == world.lead_role.id
    assert "Insta" not in said(await world.max.slash(world.welcome, "safeguard reports"))
    assert "lead-chosen" not in await journalled(world)


@pytest.mark.parametrize("which", ["mentor", "lead", "staff", "alarms"])
async def test_a_moderator_alone_changes_nothing_that_decides_who_reads(
    world: World, which: str
) -> None:
    apart = world.guild.create_text_channel("référente")
    own = world.guild.create_text_channel("modos")
    await world.is_set_up(lead_channel_id=apart.id)
    await world.ask(world.lina)
    page = await begin(world)
    before = (await community(world)).team.__dict__.copy()

    if which in {"mentor", "lead"}:
        mine = world.guild.roles["Modo"]
        await forge_pick(world, world.max, page, f"setup:place:{which}", str(mine.id))
    elif which == "staff":
        await world.max.select(page, [own], custom_id="setup:place:staff")
    else:
        await world.max.click(page, custom_id="setup:page:rhythm")
        await world.max.click(page, custom_id="setup:page:check")
        await world.max.select(page, [own], custom_id="setup:place:alarms")

    after = (await community(world)).team
    for column in ("mentor_role_id", "lead_role_id", "staff_channel_id", "lead_channel_id"):
        assert getattr(after, column) == before[column]
    assert await journalled(world) == []


async def test_a_lead_changes_it_and_every_lead_reads_so_where_they_read_before(
    world: World,
) -> None:
    await world.is_set_up()
    is_lead(world, world.max)
    other = world.guild.create_role("Référent·e de nuit")

    await world.max.select(await begin(world), [other], custom_id="setup:place:lead")

    assert (await community(world)).team.lead_role_id == other.id
    assert await journalled(world) == ["lead-chosen"]
    (words,) = told(world)
    for named in (world.max.mention, world.lead_role.mention, other.mention):
        assert named in words


async def test_the_old_channel_of_the_lead_hears_that_there_is_a_new_one(world: World) -> None:
    apart = world.guild.create_text_channel("référente")
    new = world.guild.create_text_channel("référente-2")
    await world.is_set_up(lead_channel_id=apart.id)
    is_lead(world, world.max)
    page = await begin(world)
    await world.max.click(page, custom_id="setup:page:rhythm")
    await world.max.click(page, custom_id="setup:page:check")

    await world.max.select(page, [new], custom_id="setup:place:alarms")

    assert any("salon de la personne référente" in text_of(m) for m in apart.history())
    assert new.history() == []


@pytest.mark.parametrize("which", ["lead", "mentor"])
async def test_a_role_that_is_gone_is_chosen_anew_in_the_open(world: World, which: str) -> None:
    await world.is_set_up()
    await delete_role(world, world.lead_role if which == "lead" else world.mentor_role)
    other = world.guild.create_role("Une autre équipe")

    await world.max.select(await begin(world), [other], custom_id=f"setup:place:{which}")

    assert getattr((await community(world)).team, f"{which}_role_id") == other.id
    assert await journalled(world) == [f"{which}-chosen"]
    assert len(told(world)) == 1


async def test_a_channel_that_is_gone_is_chosen_anew_in_the_open(world: World) -> None:
    apart = world.guild.create_text_channel("référente")
    await world.is_set_up(lead_channel_id=apart.id)
    await delete_channel(world, world.staff)
    other = world.guild.create_text_channel("équipe-2")

    await world.max.select(await begin(world), [other], custom_id="setup:place:staff")

    assert (await community(world)).team.staff_channel_id == other.id
    assert await journalled(world) == ["staff-chosen"]
    assert any("salon de l'équipe" in text_of(m) for m in apart.history())


async def test_a_first_channel_for_the_lead_is_chosen_in_the_open(world: World) -> None:
    await world.is_set_up()
    apart = world.guild.create_text_channel("référente")
    page = await begin(world)
    await world.max.click(page, custom_id="setup:page:rhythm")
    await world.max.click(page, custom_id="setup:page:check")

    await world.max.select(page, [apart], custom_id="setup:place:alarms")

    assert (await community(world)).team.lead_channel_id == apart.id
    assert await journalled(world) == ["alarms-chosen"]
    assert len(told(world)) == 1


async def test_a_slip_of_the_first_set_up_is_mended_without_a_lead(world: World) -> None:
    page = await begin(world)
    await choose_all(world, page)

    await world.max.select(page, [world.guild.roles["Modo"]], custom_id="setup:place:lead")

    assert (await community(world)).team.lead_role_id == world.guild.roles["Modo"].id
    assert (await journalled(world)).count("lead-chosen") == 2


async def test_closing_the_intake_does_not_open_the_way_once_somebody_wrote(world: World) -> None:
    await opened(world)
    await world.ask(world.lina)
    page = await begin(world)
    await world.max.click(page, custom_id="setup:page:rhythm")
    await world.max.click(page, custom_id="setup:page:check")
    await world.max.click(page, custom_id="setup:intake:close")
    await world.max.click(page, custom_id="setup:page:places")

    mine = [world.guild.roles["Modo"]]
    answer = await world.max.select(page, mine, custom_id="setup:place:lead")

    assert "Rien n'a changé" in text_of(answers_of(answer)[-1])
    assert (await community(world)).team.lead_role_id == world.lead_role.id
