"""/impact: who runs the project reads what came of it; nobody else does."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
import simcord

from bot.designs import Sheet
from cogs.impact import pictures, queries, rules
from cogs.impact.rules import Period
from models import Fact, Hour, OutboxEntry, Outcome, Team, Topic
from tests.world import Easel, World, answers_of, buttons_of, only_for_them, said, text_of

LONGEST_DESCRIPTION = 1024
"""Of an attachment, says Discord."""
FEBRUARY = datetime(2026, 2, 4, 13, 0, tzinfo=UTC)
DECEMBER, JANUARY = date(2025, 12, 10), date(2026, 1, 14)


def times(count: int, what: str, day: date, **about: Any) -> list[Fact]:
    """Return so many facts of one kind."""
    about = {"community_id": 1, **about}
    return [Fact(team_id=1, what=what, day=day, **about) for _ in range(count)]


async def was_counted(world: World, *facts: Sequence[Fact]) -> None:
    """These were written down for Les Ponts."""
    async with world.bot.db.transaction() as session:
        for some in facts:
            session.add_all(some)


async def a_year_has_begun(world: World) -> None:
    """January is over: Les Ponts had 24 requests, 20 in December."""
    await world.is_set_up()
    await was_counted(
        world,
        times(20, "asked", DECEMBER, topic=Topic.WORK),
        times(14, "asked", JANUARY, topic=Topic.WORK),
        times(10, "asked", JANUARY, topic=Topic.SCHOOL),
        times(13, "conversation", JANUARY),
        times(3, "seen", JANUARY),
        *(times(1, "answered", JANUARY, minutes=minutes) for minutes in range(10, 130, 10)),
        times(6, "closed", JANUARY, outcome=Outcome.ENTERED_JOB),
        times(12, "closed", JANUARY, outcome=Outcome.INFORMED),
        times(7, "closed", JANUARY, outcome=Outcome.PROTECTION),
    )
    world.clock.at = FEBRUARY


async def asks_for(world: World, **options: str) -> simcord.InteractionResult:
    """Léa types /impact."""
    return await world.lea.slash(world.staff, "impact", **options)


async def test_the_last_month_that_is_over_is_told_in_words_and_then_in_figures(
    world: World,
) -> None:
    await a_year_has_begun(world)

    shown = await asks_for(world)

    words = said(shown)
    assert only_for_them(shown)
    assert "Ce que ça a donné : janvier 2026" in words
    assert "24 demandes sont arrivées (20 la période d'avant)." in words
    assert "13 conversations ont commencé (0 la période d'avant)." in words
    assert "la première réponse est partie en 1 h 05 ou moins" in words
    assert "Demandes : **24** (avant : 20)" in words
    assert "Vues utiles : **masqué** (avant : 0)" in words
    assert "Boulot, stage, CV : **14** (avant : 20)" in words
    assert "Demandes terminées : **18** (avant : 0)" in words
    assert "Sorties positives, au sens strict : **6**" in words
    assert "protection" not in words
    assert "Sam" not in words


async def test_own_outcomes_are_told_beside_the_usual_ones_and_few_are_not(world: World) -> None:
    await world.is_set_up()
    signed, driving = "Alternance signée", "Permis en poche"
    await was_counted(
        world,
        times(14, "closed", JANUARY, outcome=Outcome.ENTERED_TRAINING, choice=signed),
        times(12, "closed", JANUARY, outcome=Outcome.ENTERED_TRAINING),
        times(12, "closed", JANUARY, outcome=Outcome.ENTERED_OTHER),
        times(8, "closed", JANUARY, outcome=Outcome.ENTERED_OTHER, choice=driving),
        times(20, "closed", JANUARY, outcome=Outcome.ENTERED_JOB),
        times(4, "closed", JANUARY, outcome=Outcome.ENTERED_JOB, choice="CDI au club"),
    )
    world.clock.at = FEBRUARY

    shown = await asks_for(world)
    handed = await world.press(world.lea, answers_of(shown)[0], "impact:table:2026-01:all")

    words = said(shown)
    inside = "(comptée dans : École ou formation commencée)"
    assert "École ou formation commencée : **26** (avant : 0)" in words
    assert f"{signed} {inside} : **14** (avant : 0)" in words
    assert f"{driving} (comptée dans" in words
    assert "CDI au club (comptée dans : Emploi commencé) : **masqué**" in words
    assert "Emploi commencé : **24**" in words
    (file,) = answers_of(handed)[0].attachments
    table = (await file.read()).decode("utf-8-sig")
    assert f"entered-training/{signed};{signed} {inside};14;0" in table
    assert f"entered-other/{driving};{driving} (comptée dans : Autre entrée" in table
    assert re.search(rf"{driving} \(.*\);s;0", table)


async def test_the_period_before_is_one_press_away(world: World) -> None:
    await a_year_has_begun(world)
    shown = answers_of(await asks_for(world))[0]

    before = await world.press(world.lea, shown, "impact:show:2025-12:all")

    assert "décembre 2025" in said(before)
    assert "20 demandes sont arrivées" in said(before)


async def test_the_table_that_may_leave_the_team_holds_back_more(world: World) -> None:
    await a_year_has_begun(world)
    shown = answers_of(await asks_for(world))[0]

    handed = await world.press(world.lea, shown, "impact:table:2026-01:all")

    (file,) = answers_of(handed)[0].attachments
    table = (await file.read()).decode("utf-8-sig")
    assert file.filename == "maraude-2026-01.csv"
    assert "Version des définitions;2" in table
    assert "données déclaratives" in table
    assert "<11, ou permettrait de retrouver un nombre <11" in table
    assert "asked;Demandes;24;20" in table
    assert "work;Boulot, stage, CV;s;20" in table
    assert "strict;Sorties positives, au sens strict;s;0" in table
    assert "answered;Premières réponses;12;0" in table


async def a_month_in_and_out_of_hours(world: World, *, at_night: int) -> None:
    """In January 30 requests came while the team was there, others not; all were answered."""
    await world.is_set_up()
    there, away = {"choice": Hour.OPEN}, {"choice": Hour.CLOSED}
    await was_counted(
        world,
        times(30, "asked", JANUARY, **there),
        times(at_night, "asked", JANUARY, **away),
        times(12, "answered", JANUARY, minutes=20, **there),
        times(14, "answered", JANUARY, minutes=700, **away),
        times(13, "suggested", JANUARY),
    )
    world.clock.at = FEBRUARY


async def test_how_many_came_out_of_hours_is_told_and_how_fast_the_others_were_answered(
    world: World,
) -> None:
    await a_month_in_and_out_of_hours(world, at_night=20)

    shown = await asks_for(world)
    handed = await world.press(world.lea, answers_of(shown)[0], "impact:table:2026-01:all")

    words = said(shown)
    assert "40 demandes sur 100 sont arrivées en dehors des heures d'ouverture." in words
    assert "la première réponse est partie en 11 h 40 ou moins" in words
    assert "Pour les demandes envoyées quand l'équipe était là : en 20 minutes ou moins." in words
    assert "Aux heures d'ouverture : **30** (avant : 0)" in words
    (file,) = answers_of(handed)[0].attachments
    table = (await file.read()).decode("utf-8-sig")
    assert "out-of-hours;En dehors;20;0" in table
    assert "median-in-hours;Leur délai, médiane (minutes);20;s" in table
    assert "suggested;Idées et critiques reçues;13;0" in table


async def test_a_few_requests_out_of_hours_are_told_neither_as_a_number_nor_as_a_share(
    world: World,
) -> None:
    await a_month_in_and_out_of_hours(world, at_night=3)
    await was_counted(world, times(20, "asked", JANUARY))

    words = said(await asks_for(world))

    assert "53 demandes sont arrivées" in words
    assert "Aux heures d'ouverture : **30**" in words
    assert "En dehors : **masqué**" in words
    assert "Sans précision : **masqué**" in words
    assert "sur 100" not in words


async def test_the_page_for_funders_has_hours_and_the_suggestion_box(world: World) -> None:
    await a_month_in_and_out_of_hours(world, at_night=20)

    async with world.bot.db.reading() as session:
        team = await session.get_one(Team, 1)
        until = FEBRUARY.date()
        ledger = await queries.ledger(session, team, since=date(2025, 1, 1), until=until)
    january = Period("month", date(2026, 1, 1), date(2026, 1, 31))
    report = rules.report(ledger, january, today=until, least=rules.LEAST_OUTSIDE)
    page = pictures.sheet(world.bot.texts.voice("fr"), report)

    rows = {name: now for table in (*page.left, *page.right) for name, now, _ in table.rows}
    assert (rows["Aux heures d'ouverture"], rows["En dehors"]) == ("30", "20")
    assert rows["Aux heures d'ouverture : la moitié en"] == "20 minutes"
    assert rows["Idées et critiques reçues"] == "13"


async def test_the_pictures_come_with_their_words_for_who_cannot_see_them(world: World) -> None:
    await a_year_has_begun(world)
    shown = answers_of(await asks_for(world))[0]

    handed = await world.press(world.lea, shown, "impact:charts:2026-01:all")

    assert only_for_them(handed)
    drawn = answers_of(handed)[0].attachments
    assert all([(await one.read()).startswith(b"\x89PNG") for one in drawn])
    bars, months = (one.description or "" for one in drawn)
    assert "Demandes : 24, avant 20." in bars
    assert "Vues utiles : masqué, avant 0." in bars
    assert "janvier 2026 : 24 et 13." in months
    assert max(len(bars), len(months)) <= LONGEST_DESCRIPTION


async def test_the_page_for_funders_holds_back_what_may_not_leave_the_team(world: World) -> None:
    await a_year_has_begun(world)
    shown = answers_of(await asks_for(world))[0]

    handed = await world.press(world.lea, shown, "impact:sheet:2026-01:all")

    (file,) = answers_of(handed)[0].attachments
    assert file.filename == "maraude-2026-01.pdf"
    assert (await file.read()).startswith(b"%PDF")
    async with world.bot.db.reading() as session:
        team = await session.get_one(Team, 1)
        since = date(2025, 1, 1)
        ledger = await queries.ledger(session, team, since=since, until=FEBRUARY.date())
    january = Period("month", date(2026, 1, 1), date(2026, 1, 31))
    report = rules.report(ledger, january, today=FEBRUARY.date(), least=rules.LEAST_OUTSIDE)
    page = pictures.sheet(world.bot.texts.voice("fr"), report)
    rows = {name: now for table in (*page.left, *page.right) for name, now, _ in table.rows}
    assert (rows["Demandes"], rows["Sorties positives, au sens strict"]) == ("24", "—")
    assert rows["Boulot, stage, CV"] == rows["École, reprendre, orientation"] == "—"
    assert "24 demandes sont arrivées" in page.said[0]
    assert "moins de 11" in page.notes[0]


async def test_the_page_for_funders_is_in_french_whatever_its_reader_speaks(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_year_has_begun(world)
    world.speaks(world.lea, "en-US")
    drawn: list[Sheet] = []

    async def draw(_: Any, name: str, design: Sheet) -> bytes:
        drawn.append(design)
        return b"%PDF"

    monkeypatch.setattr(Easel, "drawn", draw)
    shown = answers_of(await asks_for(world))[0]

    handed = await world.press(world.lea, shown, "impact:sheet:2026-01:all")

    (page,) = drawn
    assert (page.locale, page.title) == ("fr", "Bilan : janvier 2026")
    assert "the page of January 2026" in said(handed)


@pytest.mark.parametrize(
    ("period", "answer"),
    [
        ("2026", "Tu peux demander : 2026-01."),
        ("février 2026", "2026-02 n'est pas fini."),
        ("cette semaine", "Je ne comprends pas « cette semaine »"),
    ],
)
async def test_what_is_not_over_is_told_why_and_what_to_ask_instead(
    world: World, period: str, answer: str
) -> None:
    await a_year_has_begun(world)

    shown = await asks_for(world, period=period)

    assert answer in said(shown)
    assert only_for_them(shown)


async def test_one_community_has_its_own_way_to_goodbye_and_no_topics(world: World) -> None:
    await a_year_has_begun(world)

    shown = await asks_for(world, community="La Place", period="2026-01")

    assert "Seulement : **La Place**" in said(shown)
    assert "Demandes : **24** (avant : 20)" in said(shown)
    assert "Boulot" not in said(shown)
    assert "impact:show:2025-12:c1" in buttons_of(answers_of(shown)[0])


async def test_a_community_that_is_none_of_theirs_is_not_found(world: World) -> None:
    await a_year_has_begun(world)

    assert "Je ne trouve pas cette communauté" in said(await asks_for(world, community="Ailleurs"))
    both = await asks_for(world, community="La Place", campaign="Tournoi")
    assert "Une communauté ou une campagne, pas les deux" in said(both)


async def test_a_mentor_reads_no_figures(world: World) -> None:
    await a_year_has_begun(world)

    shown = await world.sam.slash(world.staff, "impact")

    assert "réservé" in said(shown)
    assert "24" not in said(shown)


async def digests(world: World) -> list[str]:
    """Return the Monday words that stand in the staff channel."""
    history = [text_of(message) for message in world.staff.history()]
    return [words for words in history if "en quelques mots" in words]


async def a_week_went_by(world: World, **team: Any) -> None:
    """It is Monday, seven in the morning in Paris; the quiet hours end at nine."""
    await world.is_set_up(**team)
    await was_counted(
        world,
        times(11, "asked", JANUARY),
        times(2, "conversation", JANUARY),
        times(9, "closed", JANUARY, outcome=Outcome.PROTECTION),
        times(30, "asked", DECEMBER),
    )
    world.clock.at = datetime(2026, 1, 19, 6, 0, tzinfo=UTC)


async def test_on_monday_after_the_night_the_coordinator_reads_about_the_week_in_words(
    world: World,
) -> None:
    await a_week_went_by(world)

    await world.wake()
    too_early = await digests(world)
    await world.later(hours=2, minutes=10)
    await world.later(hours=1)

    (words,) = await digests(world)
    assert too_early == []
    assert "La semaine du 12 janvier" in words
    assert "Demandes : de 10 à 19." in words
    assert "Conversations commencées : moins de 10." in words
    assert "Demandes terminées : moins de 10." in words


async def test_who_was_away_on_monday_tells_of_the_week_later_and_once(world: World) -> None:
    await a_week_went_by(world)
    world.clock.at = datetime(2026, 1, 21, 6, 0, tzinfo=UTC)

    await world.wake()
    at_night = await digests(world)
    await world.later(hours=3)
    await world.later(days=1)

    (words,) = await digests(world)
    assert at_night == []
    assert "La semaine du 12 janvier" in words


async def test_a_team_that_began_this_week_reads_nothing_of_the_last(world: World) -> None:
    await world.is_set_up()

    await world.later(hours=1)

    assert await digests(world) == []


async def test_a_week_that_touches_two_months_is_not_told_apart(world: World) -> None:
    await a_week_went_by(world)
    world.clock.at = datetime(2026, 2, 2, 9, 0, tzinfo=UTC)

    await world.wake()

    (words,) = await digests(world)
    assert "La semaine du 26 janvier" in words
    assert "Un mois s'est terminé (janvier)" in words
    assert "Demandes :" not in words


async def test_the_word_goes_to_the_channel_of_who_coordinates(world: World) -> None:
    desk = world.guild.create_text_channel("coordination")
    await a_week_went_by(world, coordinator_channel_id=desk.id)

    await world.later(hours=3)

    assert await digests(world) == []
    assert "en quelques mots" in "\n".join(text_of(m) for m in desk.history())


async def test_a_team_that_wishes_no_word_gets_none(world: World) -> None:
    await a_week_went_by(world)
    world.clock.at = datetime(2026, 1, 18, 13, 0, tzinfo=UTC)
    changed = await world.max.slash(world.welcome, "settings set", what="digest", value="non")

    await world.later(hours=20)

    assert "Mot du lundi" in said(changed)
    assert await digests(world) == []
    assert not [one for one in await world.stored(OutboxEntry) if one.card == "impact.digest"]


async def test_the_channel_of_who_coordinates_is_picked_in_the_set_up(world: World) -> None:
    await world.is_set_up()
    desk = world.guild.create_text_channel("coordination")
    page = answers_of(await world.max.slash(world.welcome, "setup"))[0]
    await world.press(world.max, page, "setup:page:rhythm")
    await world.press(world.max, page, "setup:page:check")

    await world.max.select(page, [desk], custom_id="setup:place:figures")

    (team,) = await world.stored(Team)
    assert team.coordinator_channel_id == desk.id
