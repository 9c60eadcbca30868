"""/settings: the team's choices one by one, and the file that carries them elsewhere."""

from datetime import time
from typing import Any

import pytest

from bot.installation import HOUSE
from bot.texts import LOCALES, Locale, Texts
from cogs.settings.rules import CHOICES, COUNTED_AS
from cogs.setup import service as setup
from models import FollowUpPlan, SkipPeriod, Team, Topic
from tests.setup.server import lend_command
from tests.teams.places import Server, a_server
from tests.world import World, only_for_them, said

A_DAY = '{ first = 2026-02-16, last = 2026-02-16, name = "x" },'
USUAL = {
    "hours": "mon-fri 09:00-18:00", "holidays": "yes", "quiet_hours": "21:00-09:00",
    "answer_within_hours": "2", "next_answer_hours": "4", "alert_hours": "12", "claim_hours": "24",
    "caseload": "8", "check_in_days": "2, 7, 30", "referral_days": "14", "digest": "yes",
    "retention_days": "90", "identity_days": "180", "age_floor": "15",
}  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
def test_what_an_own_outcome_can_count_as_is_named_in_full(locale: Locale) -> None:
    sentence = Texts(HOUSE / "locales").voice(locale)(
        "settings-bad-outcomes", given="", longest=1, most=1
    )

    assert all(f" {meant}" in sentence for meant in COUNTED_AS)


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
    written = {"yes": "oui"}
    assert all(f"`{written.get(value, value)}`" in shown for value in USUAL.values())
    assert "`yes`" not in shown
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
        (
            "outcomes",
            "Alternance signée = entered-training; Permis=entered-other",
            "outcomes",
            [["Alternance signée", "entered-training"], ["Permis", "entered-other"]],
        ),
        ("outcomes", ",", "outcomes", []),
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
        ("outcomes", "Alternance signée", "puis ce que ça compte comme"),
        ("outcomes", "Trop = spam", "puis ce que ça compte comme"),
        ("outcomes", f"{'x' * 41} = informed", "puis ce que ça compte comme"),
        ("outcomes", "Été = informed; ete = listened", "puis ce que ça compte comme"),
        ("outcomes", "; ".join(f"n{n} = informed" for n in range(9)), "Au plus 8"),
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
    assert f"{len(CHOICES) + 2} choix sont repris" in said(answer)
    assert (ours.caseload, ours.holidays, ours.check_in_days) == (3, "6AE", [])
    ids = (ours.guild_id, ours.staff_channel_id, ours.mentor_role_id, ours.lead_role_id)
    assert not any(str(number) in file.decode() for number in ids)


async def test_the_plans_after_goodbyes_go_along_to_another_team(world: World) -> None:
    await world.is_set_up()
    lea = world.lea
    await lea.slash(world.staff, "followups days", topic="work", days="3, 9")
    await lea.slash(world.staff, "followups days", topic="school", days=",")
    for name in ('Vacances "au ski" ❄️', "Pont ; mai"):
        await skips(world, name, "16/02/2026", "2026-03-01")
    file = await exported(world)
    theirs = await another_team(world)
    async with world.bot.db.transaction() as session:
        session.add(FollowUpPlan(team_id=2, topic=Topic.HOUSING, days=[1]))

    answer = await theirs.modo.slash(
        theirs.backstage, "settings import", file=("maraude.toml", file)
    )
    again = await theirs.modo.slash(theirs.backstage, "settings export")

    assert f"{len(CHOICES) + 2} choix sont repris" in said(answer)
    assert again.response is not None
    assert await again.response.attachments[0].read() == file
    assert await plans(world, 2) == await plans(world, 1)
    topics, periods = await plans(world, 2)
    assert topics == {"work": [3, 9], "school": []}
    assert {str(last) for _, _, last in periods} == {"2026-03-01"}


async def skips(world: World, name: str, first: str, last: str) -> None:
    """The lead plans days on which nobody is asked."""
    await world.lea.slash(world.staff, "followups skip", first=first, last=last, name=name)


async def another_team(world: World) -> Server:
    """Another team has a server of its own."""
    theirs = await a_server(world, "Les Quais")
    async with world.bot.db.transaction() as session:
        session.add(Team(guild_id=theirs.guild.id, name="Les Quais", created_at=world.clock()))
    return theirs


async def plans(world: World, team_id: int) -> tuple[dict[str, list[int]], set[tuple[Any, ...]]]:
    """Return what a team asks when, and when it asks nothing."""
    own = [one for one in await world.stored(FollowUpPlan) if one.team_id == team_id]
    skipped = [one for one in await world.stored(SkipPeriod) if one.team_id == team_id]
    topics = {one.topic.value: one.days for one in own}
    return topics, {(one.name, one.first_day, one.last_day) for one in skipped}


async def test_a_file_that_says_nothing_of_the_plans_leaves_them(world: World) -> None:
    await world.is_set_up()
    await world.lea.slash(world.staff, "followups days", topic="work", days="3")
    await skips(world, "Examens", "16/02/2026", "01/03/2026")
    before = await plans(world, 1)

    await world.max.slash(world.welcome, "settings import", file=("m.toml", b"caseload = 4"))

    assert before[0]
    assert before[1]
    assert await plans(world, 1) == before


async def test_days_that_are_over_by_now_are_left_out_of_a_file_and_those_of_today_kept(
    world: World,
) -> None:
    await world.is_set_up()
    await skips(world, "Bientôt fini", "06/01/2026", "10/01/2026")
    await skips(world, "En cours", "12/01/2026", "20/01/2026")
    file = await exported(world)
    await world.later(days=10)

    answer = await world.max.slash(world.welcome, "settings import", file=("m.toml", file))
    again = await exported(world)

    assert "C'est fait" in said(answer)
    assert "Bientôt fini" not in again.decode()
    assert {name for name, *_ in (await plans(world, 1))[1]} == {"Bientôt fini", "En cours"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[topic_days]\nweather = 2", "Je ne connais pas ce sujet"),
        ("[topic_days]\nwork = 0", "entre 1 et 365"),
        ("topic_days = 2", "Je n'arrive pas"),
        ("skipped_days = 2", "Je n'arrive pas"),
        ("skipped_days = [2]", "Écris deux jours"),
        ("skipped_days = [{ first = 2026-03-02, last = 2026-03-01 }]", "Écris deux jours"),
        (f"skipped_days = [{A_DAY * 21}]", "déjà 20 périodes"),
    ],
    ids=["topic", "days", "no table", "no list", "no period", "backwards", "too many"],
)
async def test_plans_that_will_not_do_change_nothing_at_all(
    world: World, content: str, sentence: str
) -> None:
    await world.is_set_up()
    await world.lea.slash(world.staff, "followups days", topic="work", days="3")
    await skips(world, "Examens", "16/02/2026", "01/03/2026")
    before = await plans(world, 1)

    answer = await world.max.slash(
        world.welcome, "settings import", file=("m.toml", f"caseload = 4\n{content}".encode())
    )

    assert sentence in said(answer)
    assert (await team(world)).caseload == 8
    assert await plans(world, 1) == before


async def test_days_may_be_written_by_hand(world: World) -> None:
    await world.is_set_up()
    written = b"""
    [topic_days]
    work = [3, 9]
    [[skipped_days]]
    first = "16/02/2026"
    last = 2026-03-01
    """

    await world.max.slash(world.welcome, "settings import", file=("m.toml", written))

    topics, ((name, first, _),) = await plans(world, 1)
    assert topics == {"work": [3, 9]}
    assert (name, str(first)) == ("—", "2026-02-16")


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
