"""/settings: the team's choices one by one, and the file that carries them elsewhere."""

from datetime import time

import pytest

from cogs.settings.rules import CHOICES
from cogs.setup import service as setup
from models import Team
from tests.setup.server import lend_command
from tests.world import World, only_for_them, said

USUAL = {
    "hours": "mon-fri 09:00-18:00", "holidays": "yes", "quiet_hours": "21:00-09:00",
    "answer_within_hours": "2", "next_answer_hours": "4", "alert_hours": "12", "claim_hours": "24",
    "caseload": "8", "check_in_days": "2, 7, 30",
    "retention_days": "90", "identity_days": "180", "age_floor": "15",
}  # fmt: skip


def test_a_number_has_the_same_bounds_here_and_in_the_set_up() -> None:
    here = {choice.name: (choice.low, choice.high) for choice in CHOICES}
    there = {**setup.NUMBERS, **setup.IDENTITY}

    assert {name: here[name] for name in there} == there


async def team(world: World) -> Team:
    return (await world.stored(Team))[0]


async def changes(world: World, what: str, value: str) -> str:
    """The moderator changes a choice; return what they read."""
    return said(await world.max.slash(world.welcome, "settings set", what=what, value=value))


async def test_everything_that_is_chosen_is_shown_with_how_it_is_written(world: World) -> None:
    await world.is_set_up()

    answer = await world.max.slash(world.welcome, "settings show")

    shown = said(answer)
    assert only_for_them(answer)
    assert all(f"`{value}`" in shown for value in USUAL.values())
    assert "Fermé les jours fériés" in shown
    assert "lun-ven 9:00-12:30" in shown


@pytest.mark.parametrize(
    ("what", "value", "column", "kept"),
    [
        ("caseload", "5", "caseload", 5),
        ("holidays", "non", "holidays", "no"),
        ("holidays", "Alsace", "holidays", "6AE"),
        ("quiet_hours", "22h-8h", "quiet_from", time(22)),
        ("check_in_days", ",", "check_in_days", []),
        ("hours", "lun 9-12", "hours", [[0, 540, 720]]),
        ("age_floor", "16", "age_floor", 16),
    ],
    ids=str,
)
async def test_a_choice_is_changed_and_said_again(
    world: World, what: str, value: str, column: str, kept: object
) -> None:
    await world.is_set_up()

    answer = await changes(world, what, value)

    assert "C'est noté" in answer
    assert getattr(await team(world), column) == kept


@pytest.mark.parametrize(
    ("what", "value", "sentence"),
    [
        ("caseload", "0", "il faut un nombre entre 1 et 30"),
        ("caseload", "beaucoup", "il faut un nombre entre 1 et 30"),
        ("holidays", "Québec", "Écris oui, non, ou une région"),
        ("quiet_hours", "la nuit", "Écris par exemple : 21:00-9:00"),
        ("hours", "toujours", "Écris par exemple : lun-ven"),
        ("age_floor", "14", "13, 15, 16 ou 18"),
        ("check_in_days", "0", "entre 1 et 365"),
        ("staff_channel_id", "1", "Je ne connais pas « staff_channel_id »"),
    ],
    ids=str,
)
async def test_what_cannot_be_used_is_refused_in_words_and_changes_nothing(
    world: World, what: str, value: str, sentence: str
) -> None:
    await world.is_set_up()
    before = vars(await team(world))

    answer = await changes(world, what, value)

    assert sentence in answer
    assert "Rien n'a changé" in answer
    after = vars(await team(world))
    assert {k: v for k, v in after.items() if k in USUAL} == {
        k: v for k, v in before.items() if k in USUAL
    }


async def test_the_list_of_choices_opens_in_the_readers_words(world: World) -> None:
    await world.is_set_up()

    found = await world.max.autocomplete(world.welcome, "settings set", "what", "férié")

    assert [(choice["name"], choice["value"]) for choice in found] == [
        ("Fermé les jours fériés", "holidays")
    ]


async def exported(world: World) -> bytes:
    """The moderator takes the choices along; return the file."""
    answer = await world.max.slash(world.welcome, "settings export")
    assert answer.response is not None
    return await answer.response.attachments[0].read()


async def test_what_was_exported_can_be_taken_over_and_names_no_place(world: World) -> None:
    await world.is_set_up(caseload=3, holidays="6AE", check_in_days=[])
    file = await exported(world)
    for what, value in (("caseload", "9"), ("holidays", "no"), ("check_in_days", "2")):
        await changes(world, what, value)

    answer = await world.max.slash(world.welcome, "settings import", file=("maraude.toml", file))

    ours = await team(world)
    assert f"{len(CHOICES)} choix sont repris" in said(answer)
    assert (ours.caseload, ours.holidays, ours.check_in_days) == (3, "6AE", [])
    ids = (ours.guild_id, ours.staff_channel_id, ours.mentor_role_id, ours.lead_role_id)
    assert not any(str(number) in file.decode() for number in ids)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"caseload = 4\nage_floor = 14", "13, 15, 16 ou 18"),
        (b"caseload = 4\nguild_id = 1", "Je ne connais pas"),
        (b"caseload =", "Je n'arrive pas"),
        (b"", "Je n'arrive pas"),
        (b"\xff\xfe", "Je n'arrive pas"),
        (b"#" * 20_001, "Je n'arrive pas"),
    ],
    ids=["one wrong", "one unknown", "half written", "empty", "not text", "too long"],
)
async def test_a_file_is_taken_over_as_a_whole_or_not_at_all(
    world: World, content: bytes, sentence: str
) -> None:
    await world.is_set_up()

    answer = await world.max.slash(world.welcome, "settings import", file=("maraude.toml", content))

    assert sentence in said(answer)
    assert (await team(world)).caseload == 8


@pytest.mark.parametrize("person", ["lina", "sam", "lea"], ids=["a youth", "a mentor", "the lead"])
async def test_who_does_not_manage_the_server_is_refused(world: World, person: str) -> None:
    await world.is_set_up()
    who = getattr(world, person)
    lend_command(world, "settings", who)

    told = [
        said(await who.slash(world.welcome, f"settings {name}", **options))
        for name, options in (
            ("show", {}),
            ("set", {"what": "caseload", "value": "9"}),
            ("export", {}),
            ("import", {"file": ("maraude.toml", b"caseload = 9")}),
        )
    ]

    assert all("C'est réservé aux personnes qui gèrent ce serveur" in words for words in told)
    assert (await team(world)).caseload == 8


async def test_before_the_set_up_there_is_nothing_to_choose(world: World) -> None:
    answer = await world.max.slash(world.welcome, "settings show")

    assert "/installer" in said(answer)
