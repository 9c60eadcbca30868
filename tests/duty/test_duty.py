"""Who is there now: a duty begins, ends by itself with a kind word, and everybody sees whose."""

from datetime import timedelta

import pytest
import simcord

from models import Mentor, Ticket, TicketState
from tests.world import (
    TUESDAY_AFTERNOON,
    World,
    answers_of,
    buttons_of,
    only_for_them,
    said,
    text_of,
)


async def me(world: World, who: simcord.MemberActor) -> Mentor:
    """Return a mentor's own row."""
    return next(m for m in await world.stored(Mentor) if m.discord_id == who.id)


async def test_without_a_time_a_duty_ends_when_the_team_goes_home(world: World) -> None:
    await world.is_set_up()

    answer = await world.sam.slash(world.staff, "duty on")

    assert "de permanence jusqu'à" in said(answer)
    assert "Rien n'attend" in said(answer)
    assert only_for_them(answer)
    sam = await me(world, world.sam)
    assert sam.on_duty_until == world.clock().replace(hour=17)


async def test_in_the_evening_a_duty_ends_after_twelve_hours(world: World) -> None:
    await world.is_set_up()
    world.clock.at = world.clock.at.replace(hour=19)

    await world.sam.slash(world.staff, "duty on")

    assert (await me(world, world.sam)).on_duty_until == world.clock() + timedelta(hours=12)


@pytest.mark.parametrize("words", ["15:30", "15h30", " 15 h 30 "], ids=str)
async def test_a_mentor_says_until_when_in_the_teams_own_time(world: World, words: str) -> None:
    await world.is_set_up()

    await world.sam.slash(world.staff, "duty on", until=words)

    assert (await me(world, world.sam)).on_duty_until == world.clock().replace(hour=14, minute=30)


@pytest.mark.parametrize("words", ["13:59", "bientôt", "25:00", "18:75", "2:01"], ids=str)
async def test_a_time_that_is_over_far_or_none_changes_nothing(world: World, words: str) -> None:
    await world.is_set_up()

    answer = await world.sam.slash(world.staff, "duty on", until=words)

    assert f"Je ne comprends pas « {words} »" in said(answer)
    assert (await me(world, world.sam)).on_duty_until is None


async def test_everybody_of_the_team_sees_who_is_there_and_how_much_they_carry(
    world: World,
) -> None:
    await world.is_set_up(caseload=6)
    await world.ask(world.lina)
    await world.claim(world.sam)
    nobody = await world.lea.slash(world.staff, "duty who")

    await world.sam.slash(world.staff, "duty on")
    await world.ines.slash(world.staff, "duty on")
    shown = said(await world.lea.slash(world.staff, "duty who"))

    assert "Personne n'est de permanence" in said(nobody)
    lines = shown.splitlines()
    assert "**Inès**" in lines[1]
    assert "0 sur 6" in lines[1]
    assert "**Sam**" in lines[2]
    assert "Français · 1 sur 6" in lines[2]


async def test_who_goes_home_chooses_what_to_give_back(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.ask(world.noe)
    await world.sam.slash(world.staff, "duty on")
    await world.claim(world.sam, 1)
    await world.claim(world.sam, 2)

    answer = await world.sam.slash(world.staff, "duty off")
    shown = answers_of(answer)[-1]
    await world.press(world.sam, shown, "ticket:2:release")

    assert "Tu suis encore 2 demandes" in said(answer)
    assert set(buttons_of(shown)) == {
        f"ticket:{number}:{way}" for number in (1, 2) for way in ("handoff", "release")
    }
    assert [t.state for t in await world.stored(Ticket)] == [
        TicketState.ACTIVE,
        TicketState.WAITING,
    ]
    assert (await me(world, world.sam)).on_duty_until is None


async def test_who_goes_home_with_empty_hands_reads_so(world: World) -> None:
    await world.is_set_up()
    await world.sam.slash(world.staff, "duty on")

    answer = await world.sam.slash(world.staff, "duty off")

    assert "Tu ne suis aucune demande" in said(answer)


async def test_a_duty_ends_by_itself_with_a_kind_word_once(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    await world.sam.slash(world.staff, "duty on", until="15:00")

    await world.later(minutes=59)
    before = world.in_dm(world.sam)
    await world.later(minutes=2)
    await world.restart()
    await world.later(minutes=2)

    assert before == []
    assert len(world.in_dm(world.sam)) == 1
    assert "Ta permanence est finie. Merci" in world.in_dm(world.sam)[0]
    assert "Tu suis encore une demande" in world.in_dm(world.sam)[0]
    assert (await me(world, world.sam)).on_duty_until is None


async def test_a_new_mentor_says_who_they_are_before_a_first_duty(world: World) -> None:
    await world.is_set_up()

    answer = await world.lea.slash(world.staff, "duty on")

    assert "dis qui tu es" in said(answer)
    assert set(buttons_of(answers_of(answer)[-1])) == {"mentors:introduce"}


async def test_a_youth_reads_that_somebody_is_there_also_at_night(world: World) -> None:
    await world.is_set_up()
    world.clock.at = world.clock.at.replace(hour=20)
    before = said(await world.ask(world.noe))

    await world.sam.slash(world.staff, "duty on")
    answer = said(await world.ask(world.lina))

    assert "L'équipe n'est pas là" in before
    wednesday_nine = int(TUESDAY_AFTERNOON.replace(day=7, hour=8).timestamp())
    assert "Quelqu'un de l'équipe est là en ce moment, en dehors de ses horaires" in answer
    assert f"Sinon, l'équipe revient <t:{wednesday_nine}:F>" in answer
    assert " h." not in answer


async def test_who_is_there_at_night_shortens_no_long_queue(world: World) -> None:
    await world.is_set_up()
    world.clock.at = world.clock.at.replace(hour=20)
    for mentor in await world.more_mentors(5):
        await world.ask(mentor)
    await world.sam.slash(world.staff, "duty on")

    answer = said(await world.ask(world.lina))

    assert "Tu auras peut-être une réponse bientôt" in answer
    assert "2 h" not in answer


async def test_of_a_team_without_hours_only_that_somebody_is_there_is_said(world: World) -> None:
    await world.is_set_up(hours=[])
    before = said(await world.ask(world.noe))

    await world.sam.slash(world.staff, "duty on")
    answer = said(await world.ask(world.lina))

    assert "n'a pas encore dit quand elle revient" in before
    assert "Quelqu'un de l'équipe est là en ce moment. Tu auras peut-être" in answer


async def test_more_mentors_shorten_a_queue(world: World) -> None:
    await world.is_set_up()
    mentors = await world.more_mentors(5)
    for mentor in mentors:
        await world.ask(mentor)
    alone = said(await world.ask(world.noe))

    for mentor in mentors[:2]:
        await mentor.slash(world.staff, "duty on")
    together = said(await world.ask(world.lina))

    assert "Il y a du monde" in alone
    assert "Quelqu'un de l'équipe est là" in together


async def test_the_offer_stands_with_a_way_to_take_it(world: World) -> None:
    await world.is_set_up()
    await world.sam.slash(world.staff, "duty on")
    await world.ask(world.lina)

    offer = (await world.thread()).history()[-1]

    assert world.sam.mention in text_of(offer)
    assert [user.id for user in offer.mentions] == [world.sam.id]
    await world.press(world.sam, offer, "ticket:1:claim")
    assert (await world.ticket()).state is TicketState.ACTIVE
