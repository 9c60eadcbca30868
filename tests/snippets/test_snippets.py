"""The team's reusable answers: written once, filled in for each youth, seen before they leave."""

from typing import Any

import pytest
import simcord
from simcord.results import InteractionResult
from sqlalchemy import update

from models import Community, Message, Snippet, Team, Ticket
from tests.world import World, answers_of, buttons_of, only_for_them, said

SEND = "snippets:send:1:1:1"
CHANGE, CANCEL = "relay:preview:1:change", "relay:preview:cancel"


async def adds(
    world: World,
    words: str = "Coucou {pseudo}, moi c'est {mentor}, de {équipe}.",
    title: str = "Accueil",
    *,
    locale: str = "fr",
    who: simcord.MemberActor | None = None,
) -> InteractionResult:
    """A mentor keeps an answer for the team."""
    who = who or world.sam
    shown = await who.slash(world.staff, "snippet add")
    return await world.send_form(who, shown, title=title, words=words, locale=[locale])


async def edits(world: World, who: simcord.MemberActor, words: str) -> InteractionResult:
    """A mentor changes the answer called Accueil."""
    shown = await who.slash(world.staff, "snippet edit", title="Accueil")
    return await world.send_form(who, shown, title="Accueil", words=words, locale=["fr"])


async def talking(world: World) -> None:
    """Lina asked, Sam answers."""
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)


async def uses(
    world: World, title: str = "Accueil", who: simcord.MemberActor | None = None
) -> InteractionResult:
    """A mentor picks an answer in the thread."""
    return await (who or world.sam).slash(await world.thread(), "snippet use", title=title)


async def offered(
    world: World, typed: str, who: simcord.MemberActor | None = None, *, place: Any = None
) -> list[str]:
    """Return the titles that somebody is offered while typing."""
    place = place or await world.thread()
    choices = await (who or world.sam).autocomplete(place, "snippet use", "title", typed)
    return [choice["name"] for choice in choices]


def shown_in(result: InteractionResult) -> Any:
    """Return the answer that somebody was shown."""
    return answers_of(result)[-1]


async def test_an_answer_reaches_the_youth_exactly_as_it_was_shown(world: World) -> None:
    await talking(world)
    await adds(world)
    before = len(world.in_dm(world.lina))

    shown = shown_in(await uses(world))
    look = shown.embeds[0].description
    untouched = len(world.in_dm(world.lina)) == before
    sent = await world.press(world.sam, shown, SEND)

    alias = (await world.ticket()).alias.name
    assert untouched
    assert look == f"**Sam** (Les Ponts) :\nCoucou {alias}, moi c'est Sam, de Les Ponts."
    assert world.in_dm(world.lina)[-1] == look
    assert "moi c'est Sam" in (await world.in_thread())[-1]
    assert "relay:undo:2" in buttons_of(shown_in(sent))


async def test_the_preview_is_seen_by_its_mentor_alone_and_offers_three_ways_on(
    world: World,
) -> None:
    await talking(world)
    await adds(world)

    shown = await uses(world)

    assert only_for_them(shown)
    assert "Rien n'est parti" in said(shown)
    assert list(buttons_of(shown_in(shown))) == [SEND, CHANGE, CANCEL]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("{alias} {mentor} {team} {community}", "{alias} Sam Les Ponts La Place"),
        ("{pseudo} {mentor} {équipe} {communauté}", "{alias} Sam Les Ponts La Place"),
        ("{Equipe} { COMMUNAUTÉ } {{mentor}}", "Les Ponts La Place {Sam}"),
        ("Une accolade seule { et {\n} restent.", "Une accolade seule { et {\n} restent."),
    ],
    ids=["English", "French", "without accents, in capitals", "lone braces"],
)
async def test_names_fill_themselves_in(world: World, words: str, read: str) -> None:
    await talking(world)
    await adds(world, words)

    shown = shown_in(await uses(world))

    alias = (await world.ticket()).alias.name
    assert (shown.embeds[0].description or "").partition("\n")[2] == read.replace("{alias}", alias)


async def test_what_takes_the_place_of_a_name_is_not_filled_in_again(world: World) -> None:
    await talking(world)
    async with world.bot.db.transaction() as session:
        await session.execute(update(Team).values(name="{mentor}"))
    await adds(world, "{team} ici")

    shown = shown_in(await uses(world))

    assert "{mentor} ici" in (shown.embeds[0].description or "")


@pytest.mark.parametrize("unknown", ["{prénom}", "{}", "{lien ici}"])
async def test_an_unknown_placeholder_is_named_with_those_that_are_known(
    world: World, unknown: str
) -> None:
    await world.is_set_up()

    answer = await adds(world, f"Coucou {{pseudo}}, {unknown} !")

    assert f"remplacer {unknown}." in said(answer)
    assert "{pseudo}, {mentor}, {équipe} et {communauté}" in said(answer)
    assert f"Coucou {{pseudo}}, {unknown} !" in said(answer)
    assert await world.stored(Snippet) == []


async def test_an_answer_that_could_get_too_long_to_leave_is_not_kept(world: World) -> None:
    await world.is_set_up()

    answer = await adds(world, "{communauté} " * 15 + "x" * 50)

    assert "ce texte peut dépasser" in said(answer)
    assert await world.stored(Snippet) == []


async def test_a_title_stands_once_per_language(world: World) -> None:
    await world.is_set_up()
    await adds(world, title="Écoute")

    twice = await adds(world, title="ecoute ")
    other = await adds(world, title="Écoute", locale="en")

    assert "Il y a déjà un modèle **ecoute**" in said(twice)
    assert "C'est gardé" in said(other)
    assert len(await world.stored(Snippet)) == 2


async def test_any_mentor_of_the_team_may_change_and_remove(world: World) -> None:
    await talking(world)
    await adds(world)

    await edits(world, world.ines, "Salut {pseudo} !")
    look = shown_in(await uses(world)).embeds[0].description
    sure = shown_in(await world.ines.slash(world.staff, "snippet remove", title="Accueil"))
    gone = await world.press(world.ines, sure, "snippets:remove:1")

    assert "Salut" in look
    assert "**Accueil** est retiré" in said(gone)
    assert await world.stored(Snippet) == []


async def test_of_two_who_change_it_at_once_the_second_is_told(world: World) -> None:
    await world.is_set_up()
    await adds(world)
    late = await world.sam.slash(world.staff, "snippet edit", title="Accueil")
    await edits(world, world.ines, "Salut {pseudo} !")

    answer = await world.send_form(
        world.sam, late, title="Accueil", words="Trop tard {pseudo}", locale=["fr"]
    )

    assert "plus rapide" in said(answer)
    assert "Trop tard {pseudo}" in said(answer)
    (kept,) = await world.stored(Snippet)
    assert world.bot.vault.open(kept.words) == "Salut {pseudo} !"


async def test_what_changed_since_it_was_shown_is_shown_anew_instead_of_sent(world: World) -> None:
    await talking(world)
    await adds(world)
    shown = shown_in(await uses(world))
    await edits(world, world.ines, "Salut {pseudo} !")
    before = len(world.in_dm(world.lina))

    again = await world.press(world.sam, shown, SEND)

    unsent = len(world.in_dm(world.lina)) == before
    assert unsent
    assert "a changé ce modèle entre-temps" in said(again)
    assert "Salut" in (shown_in(again).embeds[0].description or "")
    await world.press(world.sam, shown_in(again), "snippets:send:1:1:2")
    assert "Salut" in world.in_dm(world.lina)[-1]


async def test_what_was_removed_since_it_was_shown_is_not_sent(world: World) -> None:
    await talking(world)
    await adds(world)
    shown = shown_in(await uses(world))
    sure = shown_in(await world.ines.slash(world.staff, "snippet remove", title="Accueil"))
    await world.press(world.ines, sure, "snippets:remove:1")
    before = len(world.in_dm(world.lina))

    answer = await world.press(world.sam, shown, SEND)

    assert "Je ne trouve pas ce modèle" in said(answer)
    assert len(world.in_dm(world.lina)) == before


async def test_the_buttons_outlive_a_restart(world: World) -> None:
    await talking(world)
    await adds(world)
    shown = shown_in(await uses(world))

    await world.restart()
    await world.press(world.sam, shown, SEND)

    assert "moi c'est Sam" in world.in_dm(world.lina)[-1]


async def test_send_pressed_twice_at_once_sends_once(world: World) -> None:
    await talking(world)
    await adds(world)
    shown = shown_in(await uses(world))

    await world._emit([world.sam, world.sam], shown, SEND)

    assert sum("moi c'est Sam" in words for words in world.in_dm(world.lina)) == 1


async def test_change_opens_the_form_of_a_reply_with_the_answer_filled_in(world: World) -> None:
    await talking(world)
    await adds(world)
    shown = shown_in(await uses(world))

    form = await world.press(world.sam, shown, CHANGE)
    again = await world.send_form(world.sam, form, words="Coucou toi.")
    await world.press(world.sam, shown_in(again), "relay:preview:1:send")

    assert "moi c'est Sam, de Les Ponts." in repr(form.modal)
    assert world.in_dm(world.lina)[-1] == "**Sam** (Les Ponts) :\nCoucou toi."


async def test_only_who_may_reply_may_use_one(world: World) -> None:
    await talking(world)
    await adds(world)

    colleague = await uses(world, who=world.ines)
    elsewhere = await world.sam.slash(world.staff, "snippet use", title="Accueil")

    assert "C'est Sam qui suit" in said(colleague)
    assert "Ça ne marche pas ici" in said(elsewhere)
    assert not buttons_of(shown_in(colleague))


async def test_who_gave_the_request_back_meanwhile_sends_nothing(world: World) -> None:
    await talking(world)
    await adds(world)
    shown = shown_in(await uses(world))
    await world.press(world.sam, await world.card(), "ticket:1:release")

    answer = await world.press(world.sam, shown, SEND)

    assert "Prends-la d'abord" in said(answer)
    assert len(await world.stored(Message)) == 1


async def test_a_minor_is_answered_with_one_by_two_adults_only(world: World) -> None:
    await world.is_set_up()
    await adds(world)
    await world.ask(world.lina, age="15-17")
    async with world.bot.db.transaction() as session:
        held = {"mentor_id": 1, "state": "active", "version": Ticket.version + 1}
        await session.execute(update(Ticket).values(**held))

    answer = await uses(world)

    assert not buttons_of(shown_in(answer))
    assert "référent" in said(answer)


async def test_titles_are_found_without_accents_and_capitals(world: World) -> None:
    await talking(world)
    await adds(world, title="Écoute d'abord")
    await adds(world, title="Mission locale")

    assert await offered(world, "ecou") == ["Écoute d'abord · FR"]
    assert await offered(world, "LOC") == ["Mission locale · FR"]
    assert await offered(world, "zzz") == []


async def test_the_language_of_the_request_comes_first(world: World) -> None:
    await world.is_set_up()
    world.speaks(world.lina, "en")
    await world.ask(world.lina)
    await world.claim(world.sam)
    for title, locale in (("Accueil", "fr"), ("Welcome", "en"), ("Au revoir", "fr")):
        await adds(world, title=title, locale=locale)

    in_thread = await offered(world, "")
    elsewhere = await offered(world, "", place=world.staff)

    assert in_thread == ["Welcome · EN", "Accueil · FR", "Au revoir · FR"]
    assert elsewhere == ["Accueil · FR", "Au revoir · FR", "Welcome · EN"]


async def test_no_more_titles_are_offered_than_discord_takes(world: World) -> None:
    await talking(world)
    async with world.bot.db.transaction() as session:
        for number in range(30):
            one = Snippet(team_id=1, locale="fr", title=f"t{number:02}", words=b"")
            one.changed_at = world.clock()
            session.add(one)

    assert len(await offered(world, "t")) == 25


async def test_who_is_no_mentor_is_offered_no_title(world: World) -> None:
    await talking(world)
    await adds(world)
    everyone = world.env.backend.get_guild(world.guild.id).roles[world.guild.id]
    everyone.permissions |= 1 << 34

    assert await offered(world, "", world.noe, place=world.welcome) == []


async def test_another_teams_answers_are_neither_offered_nor_used(world: World) -> None:
    await talking(world)
    async with world.bot.db.transaction() as session:
        theirs = Team(guild_id=1, name="Ailleurs", created_at=world.clock())
        session.add(theirs)
        await session.flush()
        one = Snippet(team_id=theirs.id, locale="fr", title="Accueil", words=b"")
        one.changed_at = world.clock()
        session.add(one)

    answer = await uses(world)
    forged = await world.forge(world.sam, await world.card(), SEND)

    assert await offered(world, "") == []
    assert "Je ne trouve pas ce modèle" in said(answer)
    assert "Je ne trouve pas ce modèle" in said(forged)


async def test_the_list_tells_the_titles_by_language(world: World) -> None:
    await world.is_set_up()
    nothing = await world.sam.slash(world.staff, "snippet list")
    await adds(world, title="Welcome", locale="en")
    await adds(world)

    listed = said(await world.sam.slash(world.staff, "snippet list"))

    assert "Pas encore de modèle" in said(nothing)
    assert listed.endswith("**Français**\n• Accueil\n**English**\n• Welcome")


async def test_there_is_an_end_to_how_many_a_team_keeps(world: World) -> None:
    await world.is_set_up()
    async with world.bot.db.transaction() as session:
        for number in range(50):
            one = Snippet(team_id=1, locale="fr", title=f"t{number}", words=b"")
            one.changed_at = world.clock()
            session.add(one)

    answer = await adds(world)

    assert "déjà 50 modèles" in said(answer)
    assert len(await world.stored(Snippet)) == 50


async def test_the_words_are_sealed(world: World) -> None:
    await world.is_set_up()
    await adds(world, "Rendez-vous à la gare.")

    (kept,) = await world.stored(Snippet)

    assert b"gare" not in kept.words
    assert "gare" not in repr(kept)


async def test_a_name_of_the_server_is_shown_as_it_is_and_pings_nobody(world: World) -> None:
    await talking(world)
    async with world.bot.db.transaction() as session:
        await session.execute(update(Community).values(name="[x](https://exemple.fr) @everyone"))
    await adds(world, "Bienvenue de {community}")

    await world.press(world.sam, shown_in(await uses(world)), SEND)

    stored = list(world.env.backend.messages[world.lina.user.dm_channel.id].values())[-1]
    assert "x (https://exemple.fr)" in world.in_dm(world.lina)[-1]
    assert not stored.mention_everyone
