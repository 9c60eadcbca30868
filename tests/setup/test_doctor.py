"""The check: what is missing, where, and how to mend it. /setup and /doctor find the same."""

from collections.abc import Sequence
from datetime import timedelta

import discord
import pytest
from simcord.builders import ChannelHandle
from sqlalchemy import delete, update

from bot import clock
from models import Mentor, Team, Turn
from tests.setup.server import (
    allow,
    answer_for,
    begin,
    choose_all,
    controls,
    delete_channel,
    delete_role,
    fields_of,
    give_maraude,
    opened,
    ready_to_open,
    take_from_maraude,
    turn_to,
)
from tests.world import World, only_for_them, said

STATES_AND_TOPICS = (
    "En attente, En cours, Fermée, École, Formation, Boulot, Argent et droits, Logement, "
    "Transport, Famille, Parler, Jeu et création, Autre, Urgent"
)
LABELS = {
    "view_channel": "Voir le salon",
    "send_messages": "Envoyer des messages",
    "embed_links": "Intégrer des liens",
    "read_message_history": "Voir les anciens messages",
    "create_public_threads": "Créer des fils publics",
    "send_messages_in_threads": "Envoyer des messages dans les fils",
    "manage_threads": "Gérer les fils",
}
STEP = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"


async def findings(world: World) -> list[str]:
    """Return what both the third page and /doctor say; they have to say the same."""
    page = await begin(world)
    await turn_to(world, page, "check")
    answer = await world.max.slash(world.welcome, "doctor")
    assert said(answer) == page.content
    assert only_for_them(answer)
    lines = page.content.replace(STEP, ">").splitlines()
    return [line for line in lines if line.startswith(("🔴", "🟡"))]


async def can_open(world: World) -> bool:
    """Tell whether the third page lets the moderator open the intake."""
    page = await begin(world)
    await turn_to(world, page, "check")
    return not controls(page)["setup:intake:open"].get("disabled", False)


async def test_a_new_server_is_told_each_of_the_four_choices_that_are_missing(
    world: World,
) -> None:
    found = await findings(world)

    assert found == [
        "🔴 Aucun salon d'équipe n'est choisi. Choisis-le à la page 1 de /installer.",
        "🔴 Aucun salon n'est choisi pour le panneau. Choisis-le dans /installer.",
        "🔴 Aucun rôle mentor n'est choisi. Choisis-le à la page 1 de /installer.",
        "🔴 Aucun rôle référent n'est choisi. Choisis-le à la page 1 de /installer.",
    ]
    assert not await can_open(world)


async def test_a_server_where_all_is_chosen_is_ready(world: World) -> None:
    page = await ready_to_open(world)

    assert "🟢 Tout est en ordre." in page.content
    assert await can_open(world)


async def test_a_forum_with_its_tags_is_ready(forum_world: World) -> None:
    await forum_world.has_tags(*STATES_AND_TOPICS.split(", "))

    page = await ready_to_open(forum_world)

    assert "🟢 Tout est en ordre." in page.content


async def each_is_named_and_keeps_the_intake_closed(
    world: World, channel: ChannelHandle, permissions: Sequence[str]
) -> None:
    """One permission after the other is taken, found, named, and given back."""
    for permission in permissions:
        await take_from_maraude(world, channel, permission)
        assert (
            f"🔴 Dans {channel.mention}, il me manque « {LABELS[permission]} ». "
            "Modifier le salon > Permissions > Maraude > coche-la."
        ) in await findings(world)
        assert not await can_open(world)
        await give_maraude(world, channel, permission)
    assert await can_open(world)


async def test_each_permission_that_maraude_lacks_in_the_staff_channel_is_named(
    world: World,
) -> None:
    await choose_all(world, await begin(world))

    await each_is_named_and_keeps_the_intake_closed(world, world.staff, list(LABELS))


async def test_each_permission_that_maraude_lacks_in_the_forum_is_named(
    forum_world: World,
) -> None:
    await choose_all(forum_world, await begin(forum_world))

    needed = [name for name in LABELS if name != "create_public_threads"]
    await each_is_named_and_keeps_the_intake_closed(forum_world, forum_world.staff, needed)


async def test_each_permission_that_maraude_lacks_where_the_panel_stands_is_named(
    world: World,
) -> None:
    page = await begin(world)
    await choose_all(world, page)
    panel = world.guild.create_text_channel("annonces")
    await world.max.select(page, [panel], custom_id="setup:place:panel")

    needed = ["view_channel", "send_messages", "embed_links", "read_message_history"]
    await each_is_named_and_keeps_the_intake_closed(world, panel, needed)


async def test_a_forum_needs_no_right_to_make_public_threads(forum_world: World) -> None:
    await choose_all(forum_world, await begin(forum_world))

    await take_from_maraude(forum_world, forum_world.staff, "create_public_threads")

    assert await can_open(forum_world)


async def test_a_staff_channel_that_everybody_sees_stays_closed(world: World) -> None:
    await choose_all(world, await begin(world))

    await allow(world, world.staff, world.guild.default_role, view_channel=True)

    assert (
        f"🔴 Tout le monde voit {world.staff.mention}. "
        "Modifier le salon > Permissions > @everyone > refuse « Voir le salon »."
    ) in await findings(world)
    assert not await can_open(world)


async def test_a_deleted_staff_channel_is_noticed(world: World) -> None:
    await choose_all(world, await begin(world))

    await delete_channel(world, world.staff)

    assert await findings(world) == [
        "🔴 Le salon d'équipe choisi n'existe plus. Choisis-en un autre à la page 1 de /installer."
    ]
    assert not await can_open(world)


async def test_a_deleted_panel_channel_is_noticed(world: World) -> None:
    page = await begin(world)
    await choose_all(world, page)
    panel = world.guild.create_text_channel("annonces")
    await world.max.select(page, [panel], custom_id="setup:place:panel")

    await delete_channel(world, panel)

    assert await findings(world) == [
        "🔴 Le salon du panneau n'existe plus. Choisis-en un autre dans /installer."
    ]
    assert not await can_open(world)


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("mentor_role", "🔴 Le rôle mentor choisi n'existe plus."),
        ("lead_role", "🔴 Le rôle référent choisi n'existe plus."),
    ],
    ids=["the mentors'", "the lead's"],
)
async def test_a_deleted_role_is_noticed(world: World, role: str, sentence: str) -> None:
    await choose_all(world, await begin(world))

    await delete_role(world, getattr(world, role))

    found = await findings(world)
    assert any(line.startswith(sentence) and "page 1 de /installer" in line for line in found)
    assert not await can_open(world)


@pytest.mark.parametrize("permission", ["view_channel", "send_messages_in_threads"])
async def test_mentors_who_could_not_read_or_answer_are_noticed(
    world: World, permission: str
) -> None:
    await choose_all(world, await begin(world))

    await allow(world, world.staff, world.mentor_role, **{permission: False})

    assert any(
        line.startswith("🔴 Les mentors ne peuvent pas lire ou écrire dans les fils")
        and world.staff.mention in line
        and "rôle mentor" in line
        for line in await findings(world)
    )
    assert not await can_open(world)


async def test_mentors_who_do_not_see_their_commands_are_a_warning(world: World) -> None:
    await choose_all(world, await begin(world))

    await allow(world, world.staff, world.mentor_role, manage_threads=False)

    (found,) = await findings(world)
    assert found.startswith("🟡 Les mentors ne voient pas leurs commandes")
    assert "« Gérer les fils »" in found
    assert await can_open(world)


async def test_other_roles_that_see_the_staff_channel_are_named(world: World) -> None:
    await choose_all(world, await begin(world))
    streamers = world.guild.create_role("Streamers")

    await allow(world, world.staff, streamers, view_channel=True)

    assert await findings(world) == [
        f"🟡 D'autres rôles voient {world.staff.mention} : Streamers. "
        "Si ce n'est pas voulu, retire-leur « Voir le salon »."
    ]
    assert await can_open(world)


async def test_tags_that_the_forum_lacks_are_listed(forum_world: World) -> None:
    await choose_all(forum_world, await begin(forum_world))
    await forum_world.has_tags("En attente", "École")

    (found,) = await findings(forum_world)

    missing = STATES_AND_TOPICS.replace("En attente, ", "").replace("École, ", "")
    assert found.startswith(
        f"🟡 Il manque à {forum_world.staff.mention} des étiquettes : {missing}."
    )
    assert "Modifier le forum > Étiquettes" in found
    assert await can_open(forum_world)


async def test_a_team_without_hours_is_warned(world: World) -> None:
    page = await begin(world)
    await choose_all(world, page)
    await turn_to(world, page, "rhythm")

    shown = await world.max.click(page, custom_id="setup:hours")
    await world.send_form(world.max, shown, hours=";")

    assert "Horaires : aucun" in page.content
    assert await findings(world) == [
        "🟡 Aucun horaire n'est donné : les jeunes ne sauront pas quand quelqu'un répond. "
        "Page 2, bouton Horaires."
    ]
    assert await can_open(world)


@pytest.mark.parametrize("which", ["mentor", "lead"])
async def test_a_role_that_nobody_can_call_is_a_warning(world: World, which: str) -> None:
    role = world.mentor_role if which == "mentor" else world.lead_role
    await ready_to_open(world)
    world.env.backend.edit_role(world.guild.id, role.id, {"mentionable": False})
    await world.env.settle()

    found = await findings(world)
    can = await can_open(world)
    await give_maraude(world, world.staff, "mention_everyone")

    name = "Mentor" if which == "mentor" else "Référent·e"
    (warning,) = found
    assert warning.startswith(f"🟡 Je ne peux pas appeler le rôle « {name} »")
    assert can
    assert await findings(world) == []


async def test_until_the_lead_answers_for_somebody_minors_wait_and_it_is_said(
    world: World,
) -> None:
    await ready_to_open(world)
    before = await findings(world)
    await answer_for(world, world.sam, days=0)

    (warning,) = await findings(world)

    assert before == []
    assert warning.startswith("🟡 Aucun mentor n'est agréé pour les mineur·es")
    assert "/protection agrement" in warning
    assert await can_open(world)


async def test_a_team_for_adults_needs_nobody_for_minors(world: World) -> None:
    await ready_to_open(world)
    await answer_for(world, world.sam, days=0)
    page = await begin(world)
    await world.max.click(page, custom_id="setup:page:rhythm")
    shown = await world.max.click(page, custom_id="setup:pace")
    await world.send_form(world.max, shown, **{**fields_of(shown), "age_floor": "18"})

    assert await findings(world) == []


async def test_somebody_of_another_team_answers_for_nobody_here(world: World) -> None:
    await ready_to_open(world)
    async with world.bot.db.transaction() as session:
        away = Team(guild_id=1, name="Ailleurs", created_at=world.clock())
        session.add(away)
        await session.flush()
        await session.execute(update(Mentor).values(team_id=away.id))

    (warning,) = await findings(world)

    assert "mineur·es" in warning


async def test_a_panel_that_not_everybody_sees_is_a_warning(world: World) -> None:
    page = await begin(world)
    await choose_all(world, page)
    hidden = world.guild.create_text_channel(
        "coulisses",
        overwrites={
            world.guild.default_role: discord.PermissionOverwrite(view_channel=False),
            world.guild.roles["TestBot"]: discord.PermissionOverwrite(view_channel=True),
        },
    )

    await world.max.select(page, [hidden], custom_id="setup:place:panel")

    (found,) = await findings(world)
    assert found.startswith("🟡 Tout le monde ne voit pas le salon du panneau.")
    assert await can_open(world)


async def test_what_was_mended_is_no_longer_found(world: World) -> None:
    page = await ready_to_open(world)
    await take_from_maraude(world, world.staff, "manage_threads")
    await world.max.click(page, custom_id="setup:page:check")
    before = page.content

    await give_maraude(world, world.staff, "manage_threads")
    await world.max.click(page, custom_id="setup:page:check")

    assert "Gérer les fils" in before
    assert "🟢 Tout est en ordre." in page.content


async def test_everything_wrong_at_once_still_fits_in_a_message(world: World) -> None:
    page = await begin(world)
    await choose_all(world, page)
    for number in range(60):
        role = world.guild.create_role(f"Guilde des chevaliers {number}")
        await allow(world, world.staff, role, view_channel=True)
    await take_from_maraude(world, world.staff, "view_channel")

    await turn_to(world, page, "check")

    assert "« Voir le salon »" in page.content
    assert len(page.content) <= 2000


async def test_an_english_moderator_reads_what_is_missing_in_english(world: World) -> None:
    await choose_all(world, await begin(world))
    await take_from_maraude(world, world.staff, "manage_threads")
    world.speaks(world.max, "en-US")

    answer = await world.max.slash(world.welcome, "doctor")

    assert f'🔴 In {world.staff.mention} I lack "Manage Threads".' in said(answer)
    assert "The intake is closed" in said(answer)


async def test_the_doctor_says_that_the_intake_is_open(world: World) -> None:
    await opened(world)

    answer = await world.max.slash(world.welcome, "doctor")

    assert "L'accueil est ouvert" in said(answer)
    assert "Tout est en ordre" in said(answer)


@pytest.mark.parametrize(
    "which",
    [
        "mentor",
        pytest.param(
            "lead",
        ),
    ],
)
async def test_a_role_that_everybody_has_is_nobodys_role(world: World, which: str) -> None:
    page = await begin(world)
    await choose_all(world, page)

    await world.max.select(page, [world.guild.default_role], custom_id=f"setup:place:{which}")

    assert not await can_open(world)


async def test_a_lead_who_could_not_read_the_staff_channel_is_noticed(world: World) -> None:
    await choose_all(world, await begin(world))

    await allow(world, world.staff, world.lead_role, view_channel=False)

    assert await findings(world) != []


async def test_before_the_setup_the_doctor_has_nothing_to_look_at(world: World) -> None:
    answer = await world.max.slash(world.welcome, "doctor")

    assert "l'accueil n'est pas ouvert" in said(answer)
    assert only_for_them(answer)


async def test_before_the_setup_the_doctor_says_what_to_type(world: World) -> None:
    answer = await world.max.slash(world.welcome, "doctor")

    assert "/installer" in said(answer)


PROGRAMS = (
    "🟢 Je tourne", "🔴 Une partie de moi", "🟡 Une partie de moi",
    "🟡 Deux de mes", "🟡 Un de mes",
)  # fmt: skip
HALF = "process 0-1/4", "process 2-3/4"
LATELY, EARLIER, LONG_AGO = timedelta(0), timedelta(hours=1), timedelta(hours=2)


@pytest.mark.parametrize(
    ("signs", "told"),
    [
        ([("process all", LONG_AGO, LATELY)], None),
        ([("process all", LONG_AGO, EARLIER), ("process all", EARLIER, LATELY)], None),
        ([(half, LONG_AGO, LATELY) for half in HALF], "Je tourne sur 2 programmes à la fois"),
        ([(HALF[0], LONG_AGO, LATELY)], "dans certains serveurs, personne n'a de réponse"),
        ([(HALF[1], LONG_AGO, LATELY)], "les messages privés ne sont pas lus"),
        ([("process work", LONG_AGO, LATELY)], "les messages privés ne sont pas lus"),
        ([("process all", LONG_AGO, LATELY)] * 2, "Deux de mes programmes font le même travail"),
        (
            [*((half, LONG_AGO, LATELY) for half in HALF), ("process work", LONG_AGO, EARLIER)],
            "Un de mes programmes ne donne plus signe de vie depuis <t:",
        ),
        (
            [*((half, LONG_AGO, LATELY) for half in HALF), ("deaf 3/4", EARLIER, LATELY)],
            "dans certains serveurs, personne n'a de réponse. Elle réessaie d'elle-même",
        ),
        (
            [*((half, LONG_AGO, LATELY) for half in HALF), ("deaf 0/4", EARLIER, LATELY)],
            "les messages privés seront lus à son retour",
        ),
    ],
    ids=[
        "one",
        "one that was killed",
        "two",
        "a half",
        "no DMs",
        "workers",
        "twice",
        "a silent one",
        "a shard cut off",
        "the one with DMs cut off",
    ],
)
async def test_a_moderator_reads_one_line_of_the_programs_where_there_are_several(
    world: World, signs: list[tuple[str, timedelta, timedelta]], told: str | None
) -> None:
    await opened(world)
    # PostgreSQL's own clock says when a process lived, and no test can set it.
    now = clock.now() if not world.bot.db.is_sqlite else world.clock()
    async with world.bot.db.transaction() as session:
        await session.execute(delete(Turn))
        for number, (process, began, last) in enumerate(signs):
            name = f"{process} {(now - began).isoformat()} {number}"
            session.add(Turn(name=name, taken_at=now - last))

    lines = said(await world.max.slash(world.welcome, "doctor")).splitlines()

    about = [line for line in lines if line.startswith(PROGRAMS)]
    assert len(about) == (0 if told is None else 1), lines
    assert told is None or told in about[0]
    assert not any("shard" in line or "0-1/4" in line for line in lines)
