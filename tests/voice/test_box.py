"""The suggestion box: nobody knows who said it, and what became of it can be read."""

import pytest
import simcord

from bot.redaction import Private
from cogs.voice import service
from models import Community, Consent, Fact, Suggestion, SuggestionState, VoiceAnswer
from tests.promises.test_who_may_what import presses, sends
from tests.setup.server import delete_channel
from tests.teams.places import linked, told_in
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of

IDEA = "Ouvrez aussi le samedi."


async def puts_in(world: World, words: str = IDEA) -> simcord.InteractionResult:
    """Lina opens the box and leaves something."""
    box = await world.lina.slash(world.welcome, "voice")
    form = await world.press(world.lina, answers_of(box)[0], "voice:suggest")
    return await world.send_form(world.lina, form, words=words)


async def has_a_place(world: World, **team: object) -> simcord.builders.ChannelHandle:
    """The team's coordinators have a channel of their own."""
    place = world.guild.create_text_channel("coordination")
    await world.is_set_up(coordinator_channel_id=place.id, **team)
    return place


async def test_an_idea_reaches_the_coordinators_hours_later_without_a_name(world: World) -> None:
    place = await has_a_place(world)

    kept = await puts_in(world, f"{IDEA} Mon tel : 06 12 34 56 78")
    await world.later(minutes=50)
    early = place.history()
    await world.later(hours=12)

    assert only_for_them(kept)
    assert "sans ton nom" in said(kept)
    assert early == []
    (shown,) = place.history()
    assert IDEA in text_of(shown)
    assert "06 12" not in text_of(shown)
    assert [fact.what for fact in await world.stored(Fact)] == ["suggested"]
    (one,) = await world.stored(Suggestion)
    assert one.words is not None
    assert IDEA.encode() not in one.words


async def test_an_idea_is_stored_without_a_person(world: World) -> None:
    await has_a_place(world)

    await puts_in(world)

    columns = set(Suggestion.__table__.columns.keys())
    assert columns == {
        "id", "team_id", "community_id", "mark", "words", "day", "state", "show_at", "channel_id",
        "message_id",
    }  # fmt: skip
    assert await world.stored(Consent) == []


async def test_an_idea_may_come_by_dm(world: World) -> None:
    await has_a_place(world)

    box = await world.lina.user.slash("voice")
    form = await world.press(world.lina.user, answers_of(box)[0], "voice:suggest")
    await world.send_form(world.lina.user, form, words=IDEA)

    assert len(await world.stored(Suggestion)) == 1


async def test_an_idea_that_sounds_like_danger_shows_the_helplines_and_is_kept(
    world: World,
) -> None:
    await has_a_place(world)

    told = said(await puts_in(world, "Je veux mourir, j'ai préparé une lettre d'adieu."))

    assert "3114" in told
    assert len(await world.stored(Suggestion)) == 1


async def test_an_empty_idea_is_refused(world: World) -> None:
    await has_a_place(world)

    await puts_in(world, "\u200b \u200b")

    assert await world.stored(Suggestion) == []


@pytest.mark.parametrize(("length", "fits"), [(500, True), (501, False)])
def test_an_idea_has_room_for_five_hundred_signs(length: int, fits: bool) -> None:
    words = Private("m" * length)

    if fits:
        service.require_short(words)
    else:
        with pytest.raises(service.TooLong):
            service.require_short(words)


async def test_one_person_fills_the_box_no_faster_than_five_an_hour(world: World) -> None:
    await has_a_place(world)

    for _ in range(5):
        await puts_in(world)
    sixth = said(await puts_in(world))
    other = said(await sends(world, world.noe, "voice:suggest"))

    assert "Doucement" in sixth
    assert "sans ton nom" in other
    assert len(await world.stored(Suggestion)) == 6


async def test_who_is_blocked_or_whose_community_is_gone_is_refused(world: World) -> None:
    await has_a_place(world)
    await world.ask(world.noe)
    await world.forge(world.sam, await world.card(), "protection:block:1")
    blocked = said(await sends(world, world.noe, "voice:suggest"))
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, 1)).ended_at = world.clock()

    gone = said(await sends(world, world.lina, "voice:suggest"))
    box = said(await world.lina.slash(world.welcome, "voice"))

    assert "ne plus répondre à tes messages" in blocked
    assert "3114" in gone
    assert "3114" in box
    assert await world.stored(Suggestion) == []


async def test_a_coordinator_notes_an_idea_or_hides_it_for_good(world: World) -> None:
    place = await has_a_place(world)
    await puts_in(world)
    await world.later(hours=12)
    (shown,) = place.history()

    await world.press(world.lea, shown, "suggestion:1:noted")
    noted = text_of(place.history()[0])
    await world.press(world.lea, place.history()[0], "suggestion:1:hide")

    assert "Notée" in noted
    assert IDEA not in text_of(place.history()[0])
    (one,) = await world.stored(Suggestion)
    assert (one.state, one.words) == (SuggestionState.HIDDEN, None)


async def test_an_idea_goes_when_the_team_keeps_words_no_longer(world: World) -> None:
    place = await has_a_place(world, retention_days=30)
    await puts_in(world)
    await world.later(hours=12)
    stood = len(place.history())

    await world.later(days=31)

    assert stood == 1
    assert place.history() == []
    assert (await world.stored(Suggestion))[0].words is None


async def test_what_became_of_ideas_is_published_after_a_look_and_can_be_read_again(
    world: World,
) -> None:
    await has_a_place(world)
    before = len(world.welcome.history())

    look = await world.lea.slash(
        world.staff, "published", said="Ouvrez le samedi.", did="On ouvre de 14 h à 18 h."
    )
    unseen = len(world.welcome.history())
    await world.press(world.lea, answers_of(look)[0], "voice:publish:1")
    out = [text_of(m) for m in world.welcome.history()[before:]]
    again = await presses(world, world.lea, "voice:publish:1")

    assert only_for_them(look)
    assert unseen == before
    (card,) = out
    assert "Ouvrez le samedi." in card
    assert "On ouvre de 14 h à 18 h." in card
    assert "C'est déjà fait" in said(again)
    assert sum("Ouvrez le samedi." in text_of(m) for m in world.welcome.history()) == 1
    box = await world.lina.slash(world.welcome, "voice")
    assert "On ouvre de 14 h" in said(box)


async def no_panel_in(world: World, community_id: int) -> None:
    """Nobody chose a place for the panel there."""
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, community_id)).panel_channel_id = None


async def test_without_a_panel_anywhere_nothing_is_published_and_it_can_be_done_later(
    world: World,
) -> None:
    await has_a_place(world)
    look = await world.lea.slash(world.staff, "published", said="Ouvrez.", did="On ouvre.")
    await no_panel_in(world, 1)

    refused = await world.press(world.lea, answers_of(look)[0], "voice:publish:1")
    (draft,) = await world.stored(VoiceAnswer)
    box = said(await world.lina.slash(world.welcome, "voice"))
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, 1)).panel_channel_id = world.welcome.id
    done = await world.press(world.lea, answers_of(look)[0], "voice:publish:1")

    assert "Rien n'est publié : aucun panneau n'est posé" in said(refused)
    assert draft.published_at is None
    assert "Ouvrez." not in box
    assert "C'est publié" in said(done)
    assert "Aucun panneau" not in said(done)
    assert "Ouvrez." in text_of(world.welcome.history()[-1])


async def test_the_communities_without_a_panel_are_named_to_who_publishes(world: World) -> None:
    await has_a_place(world)
    await linked(world, "Le Donjon")
    await no_panel_in(world, 2)
    look = await world.lea.slash(world.staff, "published", said="Ouvrez.", did="On ouvre.")

    done = await world.press(world.lea, answers_of(look)[0], "voice:publish:1")

    assert "ce n'est pas affiché : Le Donjon." in said(done)
    assert "Ouvrez." in text_of(world.welcome.history()[-1])


@pytest.mark.parametrize("why", ["its channel is gone", "Discord refuses it"])
async def test_what_was_published_and_could_not_be_shown_is_told_to_the_coordinators(
    world: World, why: str
) -> None:
    place = await has_a_place(world)
    look = await world.lea.slash(world.staff, "published", said="Ouvrez.", did="On ouvre.")
    if why == "its channel is gone":
        await delete_channel(world, world.welcome)
    else:
        path = f"/channels/{world.welcome.id}/messages"
        world.env.inject_error("POST", path, status=400, code=50035, message="Invalid Form Body")
    world.expected_incidents = 1

    await world.press(world.lea, answers_of(look)[0], "voice:publish:1")
    await world.later(minutes=5)

    assert told_in(place).count("« Ouvrez. », avec ce que vous avez fait, n'est pas affiché") == 1
    assert "La Place" in told_in(place)


async def test_a_draft_is_seen_by_nobody_and_goes(world: World) -> None:
    await has_a_place(world)
    await world.lea.slash(world.staff, "published", said="Rien.", did="Rien.")

    box = said(await world.lina.slash(world.welcome, "voice"))
    await world.later(days=2)

    assert "Rien." not in box
    assert await world.stored(VoiceAnswer) == []


async def test_another_teams_community_cannot_be_chosen(world: World) -> None:
    await has_a_place(world)

    look = await world.lea.slash(world.staff, "published", said="Oui.", did="Non.", community="999")

    assert "Je ne trouve pas" in said(look)
    assert await world.stored(VoiceAnswer) == []


async def test_who_says_yes_to_being_asked_may_take_it_back_there(world: World) -> None:
    await has_a_place(world)
    box = await world.lina.slash(world.welcome, "voice")

    yes = await world.press(world.lina, answers_of(box)[0], "voice:ask-me")
    anew = answers_of(await world.lina.slash(world.welcome, "voice"))[0]
    await world.press(world.lina, anew, "privacy:withdraw:voice")

    assert "une par semaine au plus" in said(yes)
    assert "voice:ask-me" not in buttons_of(anew)
    (consent,) = await world.stored(Consent)
    assert consent.withdrawn_at is not None
