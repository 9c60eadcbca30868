"""A community's own words: seen before they are kept, above ours and never in their place."""

from typing import Any

import discord
import pytest
import simcord
from simcord.components import walk_components
from simcord.results import InteractionResult

from bot.consents import TEXTS
from models import Community, Consent, Purpose, Team, Wording, WordingKind
from tests.setup.server import community
from tests.world import World, answers_of, buttons_of, only_for_them, said, sentences, text_of

OURS = {
    "fr": "Salut, moi c'est Maraude",
    "en": "Hi, I'm Maraude",
}
INTRODUCTION = "Ici, {équipe} passe le soir sur {communauté}. On joue aussi."
KEEP, CHANGE, BACK = (f"greeting:words:1:{verb}" for verb in ("keep:1", "change", "ours"))


def panels(world: World) -> list[discord.Message]:
    return [m for m in world.welcome.history(viewer=world.noe) if m.author.bot]


async def opens(
    world: World,
    kind: str = "panel",
    locale: str = "fr",
    who: simcord.MemberActor | None = None,
) -> InteractionResult:
    """A moderator opens the form of a text."""
    who = who or world.max
    choice = await who.slash(world.staff, "panel words")
    return await world.press(who, answers_of(choice)[0], f"greeting:write:{kind}:{locale}")


async def writes(
    world: World,
    words: str = INTRODUCTION,
    title: str = "La maraude de {communauté}",
    kind: str = "panel",
    locale: str = "fr",
) -> InteractionResult:
    """A moderator types a text and sees it."""
    shown = await opens(world, kind, locale)
    fields = {"words": words, **({"title": title} if kind == "panel" else {})}
    return await world.send_form(world.max, shown, **fields)


async def keeps(world: World, preview: InteractionResult, number: int = 1) -> InteractionResult:
    """A moderator keeps what a preview shows."""
    (shown,) = answers_of(preview)
    (address,) = [one for one in buttons_of(shown) if f":{number}:keep:" in one]
    return await world.press(world.max, shown, address)


def filled_in(result: InteractionResult) -> dict[str, Any]:
    """Return what stands in the fields of an open form."""
    assert result.modal is not None
    inner = [field["component"] for field in result.modal["components"]]
    return {one["custom_id"]: one.get("value") for one in inner}


async def test_a_preview_shows_what_youths_will_read_and_changes_nothing(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.staff, "panel post")
    before = text_of(panels(world)[0])

    preview = await writes(world)

    assert only_for_them(preview)
    assert "La maraude de La Place\nIci, Les Ponts passe le soir sur La Place." in said(preview)
    (shown,) = answers_of(preview)
    assert set(buttons_of(shown)) == {*buttons_of(panels(world)[0]), KEEP, CHANGE, BACK}
    assert text_of(panels(world)[0]) == before


async def test_what_was_previewed_is_what_stands_once_it_is_kept(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.staff, "panel post")
    preview = await writes(world)
    (shown,) = answers_of(preview)
    look = (shown.embeds[0].title, shown.embeds[0].description)
    await world.later(minutes=1)

    answer = await keeps(world, preview)

    assert "C'est gardé. Le panneau change" in said(answer)
    (panel,) = panels(world)
    seen = (panel.embeds[0].title, text_of(panel).partition("\n")[2])
    assert seen == look


@pytest.mark.parametrize("locale", ["fr", "en"])
async def test_our_sentences_stay_word_for_word_whatever_a_community_writes(
    world: World, locale: str
) -> None:
    """What somebody says yes to is ours: the version of the wording stays true."""
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, 1)).locale = locale
    await keeps(world, await writes(world, "Viens !", "Coucou", locale=locale))

    await world.max.slash(world.staff, "panel post")

    (panel,) = panels(world)
    ours = sentences().say(locale, "panel-words", {"team": "Les Ponts"})
    assert "panel-words" in TEXTS[Purpose.KEEP_IN_TOUCH]
    assert text_of(panel) == f"Coucou\nViens !\n\n{ours}"
    label = sentences().say(locale, "button-keep")
    assert buttons_of(panel)["greeting:keep"] == label


async def test_a_yes_beside_own_words_is_a_yes_to_the_present_wording(world: World) -> None:
    await world.is_set_up()
    await keeps(world, await writes(world))
    await world.max.slash(world.staff, "panel post")

    await world.press(world.lina, panels(world)[0], "greeting:keep")

    (yes,) = await world.stored(Consent)
    assert (yes.purpose, yes.version) == (Purpose.KEEP_IN_TOUCH, 1)
    assert len(world.in_dm(world.lina)) == 1


async def test_a_restart_between_the_preview_and_keep_loses_nothing(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.staff, "panel post")
    preview = await writes(world)

    await world.restart()
    await world.later(minutes=1)
    answer = await keeps(world, preview)
    await world.later(minutes=1)

    assert "C'est gardé" in said(answer)
    assert "Ici, Les Ponts passe le soir" in text_of(panels(world)[0])


async def test_change_brings_the_form_back_with_what_was_typed(world: World) -> None:
    await world.is_set_up()
    preview = await writes(world)

    await world.restart()
    form = await world.press(world.max, answers_of(preview)[0], CHANGE)
    again = await world.send_form(world.max, form, words="Bonsoir.", title="")

    assert filled_in(form) == {"title": "La maraude de {communauté}", "words": INTRODUCTION}
    assert "Bonsoir." in said(again)
    assert OURS["fr"] in said(again)


async def test_the_form_opens_with_what_is_kept(world: World) -> None:
    await world.is_set_up()
    await keeps(world, await writes(world))

    form = await opens(world)

    assert filled_in(form)["words"] == INTRODUCTION
    choice = await world.max.slash(world.staff, "panel words")
    shown: Any = answers_of(choice)[0].components
    pencils = [one["custom_id"] for one in walk_components(shown) if one.get("emoji")]
    assert pencils == ["greeting:write:panel:fr"]


async def test_back_to_our_words_takes_theirs_out(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.staff, "panel post")
    before = text_of(panels(world)[0])
    await world.later(minutes=1)
    await keeps(world, await writes(world))
    await world.later(minutes=1)
    preview = await writes(world)

    answer = await world.press(world.max, answers_of(preview)[0], BACK)
    await world.later(minutes=1)

    assert "Maraude reprend son propre texte" in said(answer)
    assert text_of(panels(world)[0]) == before
    assert await world.stored(Wording) == []


async def test_keep_pressed_twice_says_that_it_is_done(world: World) -> None:
    await world.is_set_up()
    preview = await writes(world)
    await keeps(world, preview)

    again = await world.forge(world.max, answers_of(preview)[0], KEEP)

    assert "C'est déjà fait" in said(again)


async def test_who_keeps_an_older_preview_sees_what_it_became(world: World) -> None:
    await world.is_set_up()
    older = await writes(world, "Un.")
    await writes(world, "Deux.")

    answer = await world.press(world.max, answers_of(older)[0], KEEP)

    assert "Quelqu'un a changé ce texte entre-temps" in said(answer)
    assert "Deux." in said(answer)
    (stored,) = await world.stored(Wording)
    assert stored.words is None
    await keeps(world, answer)
    (stored,) = await world.stored(Wording)
    assert stored.words == "Deux."


@pytest.mark.parametrize(
    ("words", "title", "sentence"),
    [
        ("Coucou {prenom}", "", "Je ne sais pas par quoi remplacer {prenom}"),
        ("Coucou", "{pseudo}", "Je ne sais pas par quoi remplacer {pseudo}"),
        ("\u2800\u200b", "Titre", "Il manque tes mots"),
        ("{communaute}" * 8, "", "dépasser 800 caractères"),
        ("Coucou", "{communauté}" * 2, "dépasser 200 caractères"),
    ],
    ids=["a name nobody knows", "in the title too", "blank", "long names", "a title's long names"],
)
async def test_what_could_not_serve_is_refused_and_given_back(
    world: World, words: str, title: str, sentence: str
) -> None:
    await world.is_set_up()

    answer = await writes(world, words, title)

    assert sentence in said(answer)
    assert only_for_them(answer)
    if words.isprintable():
        assert words in said(answer)
    assert await world.stored(Wording) == []


@pytest.mark.parametrize("link", ["https://exemple.fr", "discord.gg/abcd", "www.exemple.fr"])
async def test_a_greeting_leads_nowhere_else(world: World, link: str) -> None:
    await world.is_set_up()

    refused = await writes(world, f"Viens sur {link}", kind="welcome")

    assert "Pas de lien dans le mot d'accueil" in said(refused)
    assert await world.stored(Wording) == []


@pytest.mark.parametrize(
    ("locale", "greeting"),
    [
        (
            "fr",
            "Salut. Merci de rester en contact, comme tu l'as choisi. Pas besoin de répondre.\n"
            "Content de te lire, sur La Place.\n"
            "C'est Maraude, un bot, de La Place. Derrière moi, il y a l'équipe Les Ponts. "
            "Pour que je n'écrive plus en premier : le bouton, ou /stop.",
        ),
        (
            "en",
            "Hi. Thanks for keeping in touch, as you chose. There is no need to answer this.\n"
            "Content de te lire, sur La Place.\n"
            "It's Maraude, a bot, from La Place. Behind me there's the team Les Ponts. "
            "To stop me writing first: the button, or /stop.",
        ),
    ],
    ids=["fr", "en"],
)
async def test_the_greeting_in_own_words_says_who_writes_and_how_to_stop(
    world: World, locale: str, greeting: str
) -> None:
    await world.is_set_up()
    words = "Content de te lire, sur {community}."
    preview = await writes(world, words, kind="welcome", locale=locale)
    shown = said(preview)
    kept = await keeps(world, preview)
    world.speaks(world.lina, locale)
    hello = await world.lina.slash(world.welcome, "hello")

    await world.press(world.lina, answers_of(hello)[0], "greeting:keep")

    assert "Les prochaines personnes" in said(kept)
    assert greeting in shown
    (sent,) = world.dm_messages(world.lina)
    assert text_of(sent) == greeting
    assert "privacy:stop" in buttons_of(sent)


async def test_a_language_without_own_words_says_ours(world: World) -> None:
    await world.is_set_up()
    await keeps(world, await writes(world, "Mots à nous.", kind="welcome"))
    world.speaks(world.lina, "en-US")
    hello = await world.lina.slash(world.welcome, "hello")

    await world.press(world.lina, answers_of(hello)[0], "greeting:keep")

    (greeting,) = world.in_dm(world.lina)
    assert greeting.startswith("Hi. Thanks for keeping in touch, as you chose.")


async def test_words_in_another_language_wait_for_the_panel_to_speak_it(world: World) -> None:
    await world.is_set_up()
    await world.max.slash(world.staff, "panel post")
    await world.later(minutes=1)

    answer = await keeps(world, await writes(world, "Come by.", "", locale="en"))
    await world.later(minutes=1)

    assert "le jour où le panneau parlera cette langue (English)" in said(answer)
    assert "Come by." not in text_of(panels(world)[0])
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, 1)).locale = "en"
    assert "Come by." in said(await world.max.slash(world.staff, "panel preview"))


async def test_without_a_panel_a_moderator_reads_how_to_post_it(world: World) -> None:
    await world.is_set_up()

    answer = await keeps(world, await writes(world))

    assert "Le panneau n'est pas publié : /panneau publier." in said(answer)
    assert panels(world) == []


async def test_the_names_are_those_of_the_day(world: World) -> None:
    await world.is_set_up()
    await keeps(world, await writes(world))
    async with world.bot.db.transaction() as session:
        (await session.get_one(Team, 1)).name = "Les *Quais* @everyone"

    preview = said(await world.max.slash(world.staff, "panel preview"))

    assert r"Ici, Les \*Quais\* @everyone passe le soir" in preview


@pytest.mark.parametrize("person", ["lina", "sam", "lea"], ids=["a youth", "a mentor", "the lead"])
async def test_who_does_not_manage_the_server_writes_nothing(world: World, person: str) -> None:
    await world.is_set_up()
    preview = await writes(world)
    who = getattr(world, person)

    for address in (KEEP, CHANGE, BACK):
        refused = await world.forge(who, answers_of(preview)[0], address)
        assert "Je ne trouve pas ce texte" in said(refused)
    opened = await world.forge(who, answers_of(preview)[0], "greeting:write:panel:fr")

    assert "réservé" in said(opened)
    (stored,) = await world.stored(Wording)
    assert (stored.words, stored.draft) == (None, INTRODUCTION)


async def test_another_communitys_words_look_like_missing_ones(world: World) -> None:
    await world.is_set_up()
    preview = await writes(world)
    async with world.bot.db.transaction() as session:
        elsewhere = Community(
            team_id=1, guild_id=world.guild.id + 1, name="Le Port", created_at=world.clock()
        )
        session.add(elsewhere)
        await session.flush()
        theirs = Wording(community=elsewhere, kind=WordingKind.PANEL, locale="fr", draft="Eux.")
        theirs.changed_at = world.clock()
        session.add(theirs)

    answers = [
        said(await world.forge(world.max, answers_of(preview)[0], f"greeting:words:{n}:keep:1"))
        for n in (2, 999)
    ]

    assert answers[0] == answers[1]
    assert "Je ne trouve pas ce texte" in answers[0]
    assert [one.words for one in await world.stored(Wording)] == [None, None]


@pytest.mark.parametrize("address", ["greeting:write:panel:de", "greeting:write:rules:fr"])
async def test_a_text_that_never_was_is_not_found(world: World, address: str) -> None:
    await world.is_set_up()
    preview = await writes(world)

    assert "Je ne trouve pas" in said(await world.forge(world.max, answers_of(preview)[0], address))


async def test_before_the_setup_a_moderator_reads_what_to_type_first(world: World) -> None:
    answer = await world.max.slash(world.welcome, "panel words")

    assert "/installer" in said(answer)
    assert only_for_them(answer)


async def test_when_a_link_ends_a_communitys_words_go_with_it(world: World) -> None:
    await world.is_set_up()
    await keeps(world, await writes(world))
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, 1)).guild_id = world.guild.id
    page = await world.max.slash(world.staff, "team list")
    for address in ("teams:ask:1", "teams:end:1"):
        page = await world.forge(world.max, answers_of(page)[0], address)
    await world.later(minutes=1)

    assert (await community(world)).ended_at is not None
    assert await world.stored(Wording) == []


async def test_words_are_kept_as_they_are_shown_links_in_the_panel_say_where_they_lead(
    world: World,
) -> None:
    await world.is_set_up()

    preview = await writes(world, "Nos [règles](https://exemple.fr/regles).", "")

    assert "Nos règles (https://exemple.fr/regles)." in said(preview)


async def test_the_greeting_that_waits_for_the_morning_speaks_the_words_of_the_morning(
    world: World,
) -> None:
    await world.is_set_up()
    world.clock.at = world.clock.at.replace(hour=22)
    hello = await world.lina.slash(world.welcome, "hello")
    await world.press(world.lina, answers_of(hello)[0], "greeting:keep")
    await keeps(world, await writes(world, "À demain.", kind="welcome"))

    await world.later(hours=12)

    (greeting,) = world.in_dm(world.lina)
    assert "À demain." in greeting
