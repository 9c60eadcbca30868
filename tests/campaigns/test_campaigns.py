"""An outing: written, seen before it is posted, changed, ended; where its panel stands."""

from datetime import timedelta

import pytest
from simcord.results import InteractionResult

from cogs.campaigns import queries
from cogs.teams import service as teams
from models import Campaign, CampaignKind, Community, OutboxEntry, Team
from tests.campaigns.outing import (
    NAME,
    WORDS,
    a_picture,
    begins,
    ends,
    fills,
    panels,
    the_outing,
    the_panels,
    writes,
)
from tests.setup.server import delete_channel, delete_message
from tests.teams.places import Server, acts, linked
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of


async def test_a_coordinator_sees_the_panel_before_anybody_else_does(world: World) -> None:
    await world.is_set_up()

    preview = await writes(world)

    assert only_for_them(preview)
    assert "Rien n'est encore posté" in said(preview)
    assert "Ce soir on joue ensemble. Les Ponts est là, dans La Place." in said(preview)
    assert "Ton pseudo Discord ne lui est pas montré" in said(preview)
    (card,) = answers_of(preview)
    assert {"campaigns:post:1", "campaigns:change:1", "campaigns:cancel:1"} <= set(buttons_of(card))
    assert panels(world.welcome) == []
    assert await world.stored(OutboxEntry) == []


async def test_a_posted_outing_stands_in_the_channel_that_the_moderator_chose(
    world: World,
) -> None:
    await world.is_set_up()

    answer = await begins(world)

    assert f"**{NAME}** commence" in said(answer)
    assert only_for_them(answer)
    (panel,) = panels(world.welcome)
    assert panel.embeds[0].title == NAME
    assert "Ce soir on joue ensemble. Les Ponts est là, dans La Place." in text_of(panel)
    assert buttons_of(panel) == {
        "tickets:talk:c1": "Parler à quelqu'un",
        "greeting:keep:c1:1": "Rester en contact",
        "directory:near:c1": "Près de moi",
        "sos:show:c1": "Numéros d'aide",
    }


async def test_what_a_yes_means_stands_on_the_panel_in_the_same_words(world: World) -> None:
    await world.is_set_up()

    await begins(world)

    (panel,) = panels(world.welcome)
    say = world.bot.texts.voice("fr")
    assert say("panel-words", team="Les Ponts") in text_of(panel)


async def test_an_outing_that_was_posted_is_posted_once(world: World) -> None:
    await world.is_set_up()
    (card,) = answers_of(await writes(world))
    await world.press(world.max, card, "campaigns:post:1")

    again = await world.press(world.max, card, "campaigns:post:1")
    cancelled = await world.press(world.max, card, "campaigns:cancel:1")

    assert "C'est déjà fait" in said(again)
    assert "C'est déjà fait" in said(cancelled)
    assert len(panels(world.welcome)) == 1


async def test_a_cancelled_draft_leaves_nothing(world: World) -> None:
    await world.is_set_up()
    (card,) = answers_of(await writes(world))

    answer = await world.press(world.max, card, "campaigns:cancel:1")

    assert "rien n'a été posté" in said(answer)
    assert await world.stored(Campaign) == []
    assert "Je ne trouve pas" in said(await world.press(world.max, card, "campaigns:post:1"))


async def test_a_draft_survives_a_restart_and_goes_after_a_day(world: World) -> None:
    await world.is_set_up()
    (card,) = answers_of(await writes(world))

    await world.restart()
    shown = await world.press(world.max, card, "campaigns:change:1")
    assert shown.modal is not None
    await world.later(hours=25)

    assert await world.stored(Campaign) == []


async def test_changing_a_draft_shows_it_anew(world: World) -> None:
    await world.is_set_up()
    (card,) = answers_of(await writes(world))
    shown = await world.press(world.max, card, "campaigns:change:1")

    preview = await fills(world, shown, words_fr="Autre chose.", name="Tournoi", days="demain")

    assert "Autre chose." in said(preview)
    assert "07/01/2026" in said(preview)
    assert panels(world.welcome) == []


async def test_an_outing_of_tomorrow_begins_by_itself(world: World) -> None:
    await world.is_set_up()

    answer = await begins(world, days="demain")
    before = panels(world.welcome)
    await world.later(hours=12)

    assert "arrivera tout seul" in said(answer)
    assert before == []
    assert len(panels(world.welcome)) == 1


async def test_its_first_day_is_that_of_the_teams_own_calendar(world: World) -> None:
    await world.is_set_up(timezone="America/Guadeloupe")

    await begins(world, days="demain")
    await world.later(hours=12)
    at_midnight_in_paris = panels(world.welcome)
    await world.later(hours=4)

    assert at_midnight_in_paris == []
    assert len(panels(world.welcome)) == 1


async def test_when_its_last_day_is_over_the_panel_says_so_kindly(world: World) -> None:
    await world.is_set_up()
    await begins(world, {"picture": ("photo.png", a_picture())})
    (panel,) = panels(world.welcome)

    await world.later(hours=12)

    assert panels(world.welcome) == []
    closed = next(m for m in world.welcome.history() if m.id == panel.id)
    assert "Merci pour ce moment" in text_of(closed)
    assert list(buttons_of(closed)) == ["tickets:talk", "directory:near", "sos:show"]
    assert closed.attachments == []


async def test_a_coordinator_can_end_it_before(world: World) -> None:
    await world.is_set_up()
    await begins(world, days="du 6 au 20 janvier")

    answer = await ends(world)

    assert f"**{NAME}** est terminée" in said(answer)
    assert panels(world.welcome) == []
    again = await world.max.slash(world.staff, "campaign end", campaign="1")
    assert "C'est déjà fait" in said(again)
    edited = await world.max.slash(world.staff, "campaign edit", campaign=NAME)
    assert "C'est déjà fait" in said(edited)


async def test_a_change_shows_on_the_panel_that_stands(world: World) -> None:
    await world.is_set_up()
    await begins(world, days="du 6 au 20 janvier")
    (before,) = panels(world.welcome)
    shown = await world.max.slash(world.staff, "campaign edit", campaign="1")

    answer = await fills(world, shown, words_fr="On joue aussi demain.", days="6/1 au 7/1/2026")

    assert "est à jour" in said(answer)
    (after,) = panels(world.welcome)
    assert after.id == before.id
    assert "On joue aussi demain." in text_of(after)


async def test_what_has_begun_cannot_begin_later(world: World) -> None:
    await world.is_set_up()
    await begins(world, days="du 6 au 20 janvier")
    shown = await world.max.slash(world.staff, "campaign edit", campaign="1")

    answer = await fills(world, shown, days="du 10 au 20 janvier")

    assert "Elle a déjà commencé" in said(answer)
    assert (await the_outing(world)).starts_on.day == 6


# -- what cannot be ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"words_fr": "Salut {prénom}"}, "Je ne sais pas par quoi remplacer {prénom}"),
        ({"words_fr": "{communauté}" * 80}, "Raccourcis-le"),
        ({"words_fr": "   "}, "Il manque le texte du panneau"),
        ({"name": "   "}, "Il manque un nom"),
        ({"days": "un de ces jours"}, "Je ne comprends pas ces jours"),
        ({"days": "20/1/2026 – 10/1/2026"}, "Le dernier jour est avant le premier"),
        ({"days": "2/1/2026"}, "Ces jours sont déjà passés"),
        ({"days": "6/1/2026 au 6/1/2029"}, "un an au plus"),
    ],
    ids=lambda value: "" if isinstance(value, dict) else str(value),
)
async def test_a_form_that_cannot_serve_is_handed_back_with_its_words(
    world: World, fields: dict[str, str], told: str
) -> None:
    await world.is_set_up()

    answer = await writes(world, None, **fields)

    assert told in said(answer)
    typed = {"name": NAME, "words_fr": WORDS, **fields}
    assert all(words.strip() in said(answer) for words in typed.values())
    (card,) = answers_of(answer)
    assert list(buttons_of(card)) == ["campaigns:change:1"]
    assert (await the_outing(world)).name == ""
    again = await world.press(world.max, card, "campaigns:change:1")
    assert "Rien n'est encore posté" in said(await fills(world, again))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"code": "ab"}, "ne peut pas servir de mot"),
        ({"code": "gg !"}, "ne peut pas servir de mot"),
        ({"link": "http://discord.gg/abc"}, "ne peut pas servir de lien"),
        ({"community": "Nulle Part"}, "Je ne connais pas de communauté « Nulle Part »"),
    ],
)
async def test_a_wish_that_cannot_be_is_refused_before_anybody_writes(
    world: World, options: dict[str, str], told: str
) -> None:
    await world.is_set_up()

    answer = await world.max.slash(world.staff, "campaign start", **options)

    assert told in said(answer)
    assert answer.modal is None
    assert await world.stored(Campaign) == []


async def test_a_word_serves_one_outing_of_the_team_at_a_time(world: World) -> None:
    await world.is_set_up()
    await begins(world, {"code": "LOBBY23"})

    refused = await world.max.slash(world.staff, "campaign start", code="lobby 23")
    await ends(world)
    shown = await world.max.slash(world.staff, "campaign start", code="Lobby-23")

    assert f"sert déjà pour **{NAME}**" in said(refused)
    assert shown.modal is not None


async def test_of_two_drafts_with_one_word_the_first_to_be_posted_has_it(world: World) -> None:
    await world.is_set_up()
    (one,) = answers_of(await writes(world, {"code": "LOBBY23"}))
    (other,) = answers_of(await writes(world, {"code": "LOBBY23"}))

    await world.press(world.max, other, "campaigns:post:2")
    answer = await world.press(world.max, one, "campaigns:post:1")

    assert "sert déjà" in said(answer)
    assert (await the_outing(world)).posted_at is None


async def test_a_picture_is_made_anew_and_stands_on_the_panel(world: World) -> None:
    await world.is_set_up()
    original = a_picture()

    await begins(world, {"picture": ("chez-moi.png", original)})

    (panel,) = panels(world.welcome)
    (shown,) = panel.attachments
    assert shown.filename == "outing.jpg"
    async with world.bot.db.reading() as session:
        kept = await queries.picture_of(session, 1)
    assert kept is not None
    assert kept != original


async def test_a_file_that_is_no_picture_is_said_and_the_rest_kept(world: World) -> None:
    await world.is_set_up()

    shown = await world.max.slash(
        world.staff, "campaign start", picture=("liste.exe", b"MZ not a picture")
    )
    preview = await fills(world, shown)

    assert "Je ne peux pas montrer cette image" in said(shown)
    assert "Rien n'est encore posté" in said(preview)


# -- one team, several communities ---------------------------------------------------------------


async def two_places(world: World) -> Server:
    """The team serves another gaming server beside its own."""
    await world.is_set_up()
    return await linked(world, "Les Arènes")


async def test_without_a_community_it_stands_in_all_of_them(world: World) -> None:
    arenes = await two_places(world)

    await begins(world)

    assert len(panels(world.welcome)) == 1
    (there,) = panels(arenes.welcome)
    assert "Les Ponts est là, dans Les Arènes." in text_of(there)


async def test_with_a_community_it_stands_there_alone(world: World) -> None:
    arenes = await two_places(world)

    await begins(world, {"community": "Les Arènes"})

    assert panels(world.welcome) == []
    assert len(panels(arenes.welcome)) == 1


async def test_a_community_that_opens_later_gets_its_panel_then(world: World) -> None:
    await world.is_set_up()
    await begins(world, days="du 6 au 20 janvier")

    arenes = await linked(world, "Les Arènes")
    await world.later(minutes=15)

    assert len(panels(arenes.welcome)) == 1
    assert len(panels(world.welcome)) == 1


async def test_each_panel_speaks_the_language_of_its_community(world: World) -> None:
    arenes = await two_places(world)
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, 2)).locale = "en"

    await begins(world, words_en="Tonight we play with {team}.")

    assert "Ce soir on joue" in text_of(panels(world.welcome)[0])
    assert "Tonight we play with Les Ponts." in text_of(panels(arenes.welcome)[0])


async def test_in_a_communitys_own_server_nobody_runs_outings(world: World) -> None:
    arenes = await two_places(world)

    answer = await arenes.chief.slash(arenes.welcome, "campaign list")

    assert "Ça se fait dans le serveur de l'équipe" in said(answer)


# -- what happens to the place -------------------------------------------------------------------


async def test_when_the_communitys_link_ends_its_panel_goes(world: World) -> None:
    arenes = await two_places(world)
    await begins(world)

    (sure,) = answers_of(await arenes.modo.slash(arenes.backstage, "team end"))
    await arenes.modo.click(sure, custom_id=next(iter(buttons_of(sure))))

    assert panels(arenes.welcome) == []
    assert [m for m in arenes.welcome.history() if m.author.bot] == []
    assert len(panels(world.welcome)) == 1
    assert [panel.community_id for panel in await the_panels(world)] == [1]
    assert (await the_outing(world)).ended_at is None


async def test_an_outing_in_that_community_alone_is_over_with_its_link(world: World) -> None:
    arenes = await two_places(world)
    await begins(world, {"community": "Les Arènes"})

    (sure,) = answers_of(await arenes.modo.slash(arenes.backstage, "team end"))
    await arenes.modo.click(sure, custom_id=next(iter(buttons_of(sure))))

    assert panels(arenes.welcome) == []
    assert (await the_outing(world)).ended_at is not None


async def test_a_panel_whose_link_ends_before_it_is_carried_never_stands(world: World) -> None:
    arenes = await two_places(world)
    world.env.inject_error(
        "POST", f"/channels/{arenes.welcome.id}/messages", status=500, code=0, message="…", times=1
    )
    await begins(world, {"community": "Les Arènes"})
    (sure,) = answers_of(await arenes.modo.slash(arenes.backstage, "team end"))
    await arenes.modo.click(sure, custom_id=next(iter(buttons_of(sure))))

    await world.later(minutes=1)

    assert panels(arenes.welcome) == []


async def test_while_maraude_is_out_of_the_server_the_panel_waits_and_goes_on_after(
    world: World,
) -> None:
    arenes = await two_places(world)
    await begins(world, {"community": "Les Arènes"}, days="du 6 au 20 janvier")
    async with world.bot.db.transaction() as session:
        await teams.taken_out(session, arenes.guild.id, now=world.clock())

    shown = await world.max.slash(world.staff, "campaign edit", campaign="1")
    await fills(world, shown, words_fr="On change.", days="du 6 au 20 janvier")
    meanwhile = text_of(panels(arenes.welcome)[0])
    async with world.bot.db.transaction() as session:
        await teams.brought_back(session, arenes.guild.id, now=world.clock())
    await world.later(minutes=1)

    assert "Ce soir on joue" in meanwhile
    assert "On change." in text_of(panels(arenes.welcome)[0])
    entries = [e for e in await world.stored(OutboxEntry) if e.card == "campaigns.panel"]
    assert [entry.attempts for entry in entries] == [0, 0]


async def test_a_panel_that_a_moderator_deletes_stays_away_until_the_coordinator_changes_it(
    world: World,
) -> None:
    await world.is_set_up()
    await begins(world, days="du 6 au 20 janvier")
    await delete_message(world, panels(world.welcome)[0])

    await world.later(days=1)
    after_a_day = panels(world.welcome)
    told = said(await world.max.slash(world.staff, "campaign show", campaign="1"))
    shown = await world.max.slash(world.staff, "campaign edit", campaign="1")
    await fills(world, shown, days="du 6 au 20 janvier")

    assert after_a_day == []
    assert "le panneau n'est pas là" in told
    assert len(panels(world.welcome)) == 1


async def test_a_panel_that_was_deleted_while_nobody_looked_is_missed_within_the_hour(
    world: World,
) -> None:
    await world.is_set_up()
    await begins(world, days="du 6 au 20 janvier")
    async with world.nobody_listens():
        world.env.backend.delete_message(world.welcome.id, panels(world.welcome)[0].id)

    await world.later(hours=1)

    assert [panel.message_id for panel in await the_panels(world)] == [None]


async def test_when_its_channel_is_deleted_the_panel_goes_where_the_moderator_chooses(
    world: World,
) -> None:
    await world.is_set_up()
    elsewhere = world.guild.create_text_channel("bienvenue")
    await chooses(world, elsewhere.id)
    await begins(world, days="du 6 au 20 janvier")
    assert len(panels(elsewhere)) == 1

    await delete_channel(world, elsewhere)
    await chooses(world, world.welcome.id)
    await world.later(minutes=11)

    assert len(panels(world.welcome)) == 1


async def chooses(world: World, channel_id: int) -> None:
    """The moderator has chosen another channel for panels."""
    async with world.bot.db.transaction() as session:
        (await session.get_one(Community, 1)).panel_channel_id = channel_id


async def test_an_outing_whose_channel_never_came_back_still_ends(world: World) -> None:
    await world.is_set_up()
    elsewhere = world.guild.create_text_channel("bienvenue")
    await chooses(world, elsewhere.id)
    await begins(world)
    await delete_channel(world, elsewhere)

    await world.later(hours=12)
    await world.later(minutes=11)

    owed = [e for e in await world.stored(OutboxEntry) if e.card == "campaigns.panel"]
    assert {entry.state for entry in owed if entry.done_at is None} == set()


async def test_a_restart_in_the_middle_of_posting_makes_one_panel(world: World) -> None:
    await world.is_set_up()
    (card,) = answers_of(await writes(world))
    await world.bot.courier.stop()
    await world.press(world.max, card, "campaigns:post:1")

    await world.restart()
    await world.wake()

    assert len(panels(world.welcome)) == 1


# -- what the coordinator reads ------------------------------------------------------------------


async def test_the_list_says_what_is_under_way_what_comes_and_what_is_over(world: World) -> None:
    await world.is_set_up()
    assert "Pas encore de campagne" in said(await world.max.slash(world.staff, "campaign list"))
    await begins(world, name="Premier")
    await begins(world, name="Deuxième", days="demain")
    await begins(world, name="Troisième")
    await ends(world, 3)
    await writes(world, name="Un brouillon")

    answer = await world.max.slash(world.staff, "campaign list")

    told = said(answer)
    assert only_for_them(answer)
    assert told.index("En ce moment") < told.index("Premier") < told.index("À venir")
    assert told.index("À venir") < told.index("Deuxième") < told.index("Terminée")
    assert told.index("Terminée") < told.index("Troisième")
    assert "Un brouillon" not in told


async def test_show_gives_the_link_a_qr_code_and_a_safe_text_to_read_out(world: World) -> None:
    await world.is_set_up()
    await begins(world, {"code": "LOBBY23"})
    (panel,) = panels(world.welcome)

    answer = await world.max.slash(world.staff, "campaign show", campaign="1")

    assert only_for_them(answer)
    address = f"https://discord.com/channels/{world.guild.id}/{world.welcome.id}/{panel.id}"
    assert address in said(answer)
    assert "tape /coucou avec le mot lobby23" in said(answer)
    assert "type /hello with the word lobby23" in said(answer)
    assert all(number in said(answer) for number in ("112", "3114", "119"))
    (card,) = answers_of(answer)
    (code,) = card.attachments
    assert code.filename == "qr.png"


async def test_the_qr_code_leads_where_the_coordinator_wants(world: World) -> None:
    await world.is_set_up()
    await begins(world, {"link": "https://discord.gg/lesponts"})

    answer = await world.max.slash(world.staff, "campaign show", campaign=NAME)

    assert "vers https://discord.gg/lesponts" in said(answer)
    assert "appuie sur « Parler à quelqu'un »" in said(answer)


async def test_without_a_panel_and_without_a_link_there_is_no_qr_code_yet(world: World) -> None:
    await world.is_set_up()
    await begins(world, days="demain")

    answer = await world.max.slash(world.staff, "campaign show", campaign="1")

    assert "Le QR code viendra" in said(answer)
    assert answers_of(answer)[0].attachments == []


async def test_another_teams_outing_looks_exactly_like_a_missing_one(world: World) -> None:
    await world.is_set_up()
    theirs = await another_teams_outing(world)

    for command in ("show", "edit", "end"):
        missing = await world.max.slash(world.staff, f"campaign {command}", campaign="999")
        foreign = await world.max.slash(world.staff, f"campaign {command}", campaign=str(theirs))
        assert said(foreign) == said(missing)
        assert "Je ne trouve pas cette campagne" in said(foreign)
    for press in ("post", "change", "cancel", "ask", "end"):
        told = {
            said(await acts_here(world, f"campaigns:{press}:{number}")) for number in (theirs, 999)
        }
        assert len(told) == 1
        assert "Je ne trouve pas cette campagne" in told.pop()


async def acts_here(world: World, address: str) -> InteractionResult:
    """The coordinator presses what no card of theirs carries."""
    own = Server(world.guild, world.welcome, world.staff, world.max, world.max)
    return await acts(world, own, world.max, address)


async def another_teams_outing(world: World) -> int:
    """Another team has an outing under way; return its number."""
    async with world.bot.db.transaction() as session:
        team = Team(guild_id=world.guild.id + 1, name="Les Quais", created_at=world.clock())
        day = world.clock().date()
        outing = Campaign(team=team, everywhere=True, name="À eux", kind=CampaignKind.STREAM)
        outing.code = "quais"
        outing.starts_on, outing.ends_on = day, day + timedelta(days=9)
        outing.created_at = outing.posted_at = world.clock()
        session.add_all([team, outing])
        await session.flush()
        return outing.id
