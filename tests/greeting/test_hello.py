"""/hello: who we are, in whose language, and the way out."""

import pytest

from models import Community, Consent, OutboxEntry, Team, Youth
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of


async def another_community(world: World) -> None:
    """Another server has set Maraude up as well."""
    async with world.bot.db.transaction() as session:
        theirs = Team(
            guild_id=world.guild.id + 1,
            name="Les Quais",
            intake_open=True,
            created_at=world.clock(),
        )
        session.add(theirs)
        session.add(
            Community(
                team=theirs,
                guild_id=world.guild.id + 1,
                name="Le Port",
                created_at=world.clock(),
            )
        )


async def test_hello_says_who_is_behind_and_offers_five_ways_on(world: World) -> None:
    await world.is_set_up()

    answer = await world.lina.slash(world.welcome, "hello")

    assert "Je suis un bot" in said(answer)
    assert "**Les Ponts**" in said(answer)
    assert buttons_of(answers_of(answer)[0]) == {
        "tickets:talk": "Parler à quelqu'un",
        "greeting:keep": "Rester en contact",
        "directory:near": "Près de moi",
        "sos:show": "Numéros d'aide",
        "greeting:no": "Pas pour moi",
    }


async def test_nobody_else_sees_that_somebody_said_hello(world: World) -> None:
    await world.is_set_up()
    before = len(world.welcome.history(viewer=world.noe))

    answer = await world.lina.slash(world.welcome, "hello")

    assert only_for_them(answer)
    assert len(world.welcome.history(viewer=world.noe)) == before


async def test_not_for_me_stores_nothing_and_leaves_the_door_open(world: World) -> None:
    await world.is_set_up()
    hello = await world.lina.slash(world.welcome, "hello")

    answer = await world.press(world.lina, answers_of(hello)[0], "greeting:no")

    assert "je n'ai rien noté" in said(answer)
    assert "/coucou" in said(answer)
    assert only_for_them(answer)
    assert await world.stored(Youth) == []
    assert await world.stored(Consent) == []
    assert await world.stored(OutboxEntry) == []


async def test_not_for_me_still_answers_after_a_restart(world: World) -> None:
    await world.is_set_up()
    hello = await world.lina.slash(world.welcome, "hello")

    await world.restart()
    answer = await world.press(world.lina, answers_of(hello)[0], "greeting:no")

    assert "Pas de souci" in said(answer)


async def test_a_stranger_in_the_dm_is_answered_when_there_is_one_community(world: World) -> None:
    await world.is_set_up()

    answer = await world.lina.user.slash("hello")

    assert "**Les Ponts**" in said(answer)


@pytest.mark.parametrize("command", ["hello", "talk"])
async def test_a_stranger_in_the_dm_of_two_communities_is_sent_back_to_the_server(
    world: World, command: str
) -> None:
    await world.is_set_up()
    await another_community(world)

    answer = await world.lina.user.slash(command)

    assert "Je ne sais pas de quel serveur tu viens" in said(answer)
    assert answer.modal is None
    assert await world.stored(Youth) == []


async def test_who_asked_before_is_known_in_the_dm_of_two_communities(world: World) -> None:
    await world.is_set_up()
    await another_community(world)
    await world.ask(world.lina)

    answer = await world.lina.user.slash("hello")

    assert "**Les Ponts**" in said(answer)


@pytest.mark.parametrize("command", ["hello", "talk"])
async def test_where_nobody_set_maraude_up_there_are_helplines_all_the_same(
    world: World, command: str
) -> None:
    answer = await world.lina.slash(world.welcome, command)

    assert "l'accueil n'est pas ouvert" in said(answer)
    assert all(f"**{number}**" in said(answer) for number in ("112", "3114", "119"))
    assert only_for_them(answer)
    assert answer.modal is None
    assert await world.stored(Youth) == []


@pytest.mark.parametrize("locale", ["en-GB", "en-US"])
async def test_who_reads_english_is_answered_in_english(world: World, locale: str) -> None:
    await world.is_set_up()
    world.speaks(world.lina, locale)

    answer = await world.lina.slash(world.welcome, "hello")

    assert "Hi, I'm Maraude" in said(answer)
    assert buttons_of(answers_of(answer)[0])["tickets:talk"] == "Talk to someone"


async def test_who_reads_german_is_answered_in_the_servers_language(world: World) -> None:
    await world.is_set_up()
    world.speaks(world.lina, "de")

    answer = await world.lina.slash(world.welcome, "hello")

    assert "Salut, moi c'est Maraude" in said(answer)


async def test_who_reads_german_is_answered_in_the_language_that_the_team_chose(
    world: World,
) -> None:
    await world.is_set_up(locale="en")
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, 1)).locale = "en"
    world.speaks(world.lina, "de")

    answer = await world.lina.slash(world.welcome, "hello")

    assert "Hi, I'm Maraude" in said(answer)


async def test_who_reads_german_is_answered_in_the_communitys_language_by_dm_too(
    world: World,
) -> None:
    await world.is_set_up()
    world.speaks(world.lina, "de")

    answer = await world.lina.user.slash("hello")

    assert "Salut, moi c'est Maraude" in said(answer)


async def test_a_german_reader_of_the_mailbox_is_answered_in_the_servers_language(
    world: World,
) -> None:
    await world.is_set_up()
    world.speaks(world.lina, "de")

    answer = await world.lina.slash(world.welcome, "messages")

    assert "Ici, personne ne lit" in said(answer)


async def test_the_panel_speaks_the_communitys_language_whoever_reads(world: World) -> None:
    await world.is_set_up()
    world.speaks(world.max, "en-US")

    await world.max.slash(world.welcome, "panel post")

    panel = world.welcome.history(viewer=world.lina)[-1]
    assert "Salut, moi c'est Maraude" in text_of(panel)
