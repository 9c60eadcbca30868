"""A youth may say what a mentor did: to the lead, past the mentor, whoever the mentor is."""

from datetime import timedelta
from typing import Any

import pytest
import simcord
from sqlalchemy import select

from models import Block, JournalLine, MentorReport, Ticket, TicketState, Youth
from tests.privacy.test_forget import wants_to_be_forgotten
from tests.promises.test_who_may_what import sends
from tests.protection.test_minors import introduces_herself
from tests.protection.test_team import blocked, talking
from tests.setup.server import is_lead
from tests.world import World, answers_of, buttons_of, said, text_of

WHY = "Il se moque de moi."


def claimed_card(world: World) -> Any:
    """Return the card on which Lina read who answers her."""
    return [m for m in world.dm_messages(world.lina) if "a lu ton message" in text_of(m)][-1]


async def report(world: World, why: str = WHY) -> str:
    """Lina reports who answers her; return what she reads."""
    shown = await world.press(world.lina.user, claimed_card(world), "protection:report:1")
    return said(await world.send_form(world.lina.user, shown, why=why))


async def read_by(world: World, who: simcord.MemberActor) -> str:
    """Somebody asks for the reports; return what they read."""
    return said(await who.slash(world.staff, "safeguard reports"))


async def about(world: World) -> list[str]:
    """Return the first names of who was reported."""
    return [r.mentor.first_name for r in await world.stored(MentorReport) if r.mentor]


def owner_reads(world: World) -> list[str]:
    """Return what Maraude wrote to the owner of the server."""
    owner = world.env.backend.get_guild(world.guild.id).owner_id
    return [
        message.content
        for channel in world.env.backend.channels.values()
        if owner in getattr(channel, "recipient_ids", [])
        for message in world.env.backend.messages[channel.id].values()
    ]


async def a_lead_answers(world: World, **team: Any) -> None:
    """Léa, the lead, has Lina's request herself."""
    await world.is_set_up(**team)
    await introduces_herself(world)
    await world.ask(world.lina)
    await world.claim(world.lea)


@pytest.mark.parametrize("how", ["released", "lapsed"])
async def test_who_wrote_and_gave_the_request_back_can_be_reported(world: World, how: str) -> None:
    await talking(world)
    if how == "released":
        await world.reply(world.sam, "Viens sur Snap.")
        await world.press(world.sam, await world.card(), "ticket:1:release")
    else:
        await world.later(hours=25)
    assert (await world.ticket()).state is TicketState.WAITING

    receipt = await report(world)

    assert "Pas la personne concernée" in receipt
    assert await about(world) == ["Sam"]


async def test_a_report_is_about_who_wrote_last_not_about_who_claimed_since(world: World) -> None:
    await talking(world)
    await world.reply(world.sam, "Viens sur Snap.")
    await world.press(world.sam, await world.card(), "ticket:1:release")
    await world.claim(world.ines)

    await report(world)

    assert await about(world) == ["Sam"]


async def test_nobody_to_report_before_anybody_answered(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)

    answer = said(await sends(world, world.lina, "protection:report:1"))

    assert "Personne de l'équipe n'a encore répondu" in answer
    assert await world.stored(MentorReport) == []


async def test_a_lead_neither_sees_nor_closes_what_is_said_about_herself(world: World) -> None:
    await a_lead_answers(world)
    await report(world)
    second = world.guild.add_member(world.env.create_user("rose"), roles=[world.lead_role])
    world.speaks(second, "fr")

    own = await read_by(world, world.lea)
    card = await world.card()
    for verb in ("seen", "take"):
        await world.forge(world.lea, card, f"protection:report:1:{verb}")
    journal = said(await world.lea.slash(world.staff, "safeguard journal"))

    assert "Aucun signalement n'attend" in own
    assert (await world.stored(MentorReport))[0].seen_at is None
    assert "n° 1" not in next(line for line in journal.splitlines() if "mentor signalé" in line)
    assert WHY in await read_by(world, second)


async def test_a_report_about_a_lead_is_told_to_the_owner_alone_without_a_word_of_it(
    world: World,
) -> None:
    apart = world.guild.create_text_channel("référente")
    await a_lead_answers(world, lead_channel_id=apart.id)
    alias = (await world.ticket()).alias.name

    await report(world)

    (told,) = owner_reads(world)
    assert "Les Ponts" in told
    assert "/protection signalements" in told
    assert alias not in told
    assert "moque" not in told
    assert apart.history() == []
    assert "signal" not in world.everything_staff_can_see().lower()


async def test_an_owner_who_takes_no_dms_holds_no_alarm_up(world: World) -> None:
    apart = world.guild.create_text_channel("référente")
    await a_lead_answers(world, lead_channel_id=apart.id)
    world.env.inject_error(
        "POST",
        "/users/@me/channels",
        status=403,
        code=50007,
        message="Cannot send messages to this user",
        times=None,
    )

    await report(world)
    await world.ask(world.noe, "Je veux mourir ce soir.")
    await world.later(minutes=5)

    seen = [text_of(m) for m in apart.history()]
    assert [words for words in seen if "Un signalement attend" in words]
    assert [words for words in seen if "ressemblent à un danger" in words]


async def test_a_report_about_a_mentor_is_told_where_the_leads_read_not_to_the_owner(
    world: World,
) -> None:
    apart = world.guild.create_text_channel("référente")
    await world.is_set_up(lead_channel_id=apart.id)
    await world.ask(world.lina)
    await world.claim(world.sam)

    await report(world)

    assert ["Un signalement attend" in text_of(m) for m in apart.history()] == [True]
    assert owner_reads(world) == []


async def test_who_became_a_lead_since_does_not_see_it_either(world: World) -> None:
    await talking(world)
    await report(world)
    is_lead(world, world.sam)

    assert "Aucun signalement n'attend" in await read_by(world, world.sam)
    assert WHY in await read_by(world, world.lea)


async def test_the_lead_hears_of_every_block(world: World) -> None:
    await talking(world)

    await blocked(world)

    call = [text_of(m) for m in world.staff.history() if "a bloqué" in text_of(m)][-1]
    assert world.sam.mention in call
    assert f"<@&{world.lead_role.id}>" in call


async def test_the_word_about_a_block_goes_when_its_youth_is_forgotten(world: World) -> None:
    await talking(world)
    alias = (await world.ticket()).alias.name
    await blocked(world)

    await wants_to_be_forgotten(world)
    await world.later(minutes=1)

    assert not any(alias in text_of(message) for message in world.staff.history())


@pytest.mark.parametrize("who", ["reported", "a colleague"])
async def test_a_youth_whose_report_waits_is_not_blocked_by_a_mentor(
    world: World, who: str
) -> None:
    await talking(world)
    await report(world)
    mentor = world.sam if who == "reported" else world.ines

    shown = await mentor.slash(await world.thread(), "ticket block")
    answer = said(await world.press(mentor, answers_of(shown)[0], "protection:block:1"))

    assert "attend encore la personne référente" in answer
    assert "signal" not in answer
    assert await world.stored(Block) == []
    assert (await world.ticket()).is_open


@pytest.mark.parametrize("what", ["an alarm", "a concern"])
async def test_the_same_sentence_says_so_for_other_things_that_wait(
    world: World, what: str
) -> None:
    await world.is_set_up()
    await world.ask(world.lina, "Je veux mourir ce soir." if what == "an alarm" else "Salut")
    await world.claim(world.sam)
    if what == "a concern":
        shown = await world.ines.slash(await world.thread(), "ticket escalate")
        await world.send_form(world.ines, shown, why="Elle dort dehors.")

    shown = await world.sam.slash(await world.thread(), "ticket block")
    answer = said(await world.press(world.sam, answers_of(shown)[0], "protection:block:1"))

    assert "attend encore la personne référente" in answer
    assert await world.stored(Block) == []


async def test_a_reported_lead_does_not_block_either_but_another_one_may(world: World) -> None:
    await a_lead_answers(world)
    await report(world)
    second = world.guild.add_member(world.env.create_user("rose"), roles=[world.lead_role])
    card = await world.card()

    await world.forge(world.lea, card, "protection:block:1")
    own = await world.stored(Block)
    await world.forge(second, card, "protection:block:1")

    assert own == []
    assert len(await world.stored(Block)) == 1


async def test_once_the_lead_dealt_with_it_a_mentor_may_block_again(world: World) -> None:
    await talking(world)
    await report(world)
    page = await world.lea.slash(world.staff, "safeguard reports")
    await world.press(world.lea, answers_of(page)[0], "protection:report:1:seen")

    await blocked(world)

    assert len(await world.stored(Block)) == 1


async def test_three_reports_a_day_wait_and_a_fourth_is_answered_kindly(world: World) -> None:
    await talking(world)
    for number in range(3):
        await report(world, f"{number}")

    answer = await report(world, "Encore.")
    waiting = len(await world.stored(MentorReport))
    await world.later(hours=25)
    await report(world, "Le lendemain.")

    assert "déjà trois signalements de toi" in answer
    assert "3114" in answer
    assert waiting == 3
    assert len(await world.stored(MentorReport)) == 4


async def test_the_newest_reports_come_first_and_the_others_are_counted(world: World) -> None:
    await talking(world)
    async with world.bot.db.transaction() as session:
        ticket = (await session.scalars(select(Ticket))).one()
        for number in range(8):
            session.add(
                MentorReport(
                    team_id=ticket.team_id,
                    ticket=ticket.id,
                    mentor_id=ticket.mentor_id,
                    words=world.bot.vault.seal(f"Mot {number}."),
                    written_at=world.clock() + timedelta(minutes=number),
                )
            )

    page = await read_by(world, world.lea)

    assert [f"Mot {n}." in page for n in range(8)] == [False] * 3 + [True] * 5
    assert page.index("Mot 7.") < page.index("Mot 3.")
    assert "3 plus anciens" in page.replace("\u2068", "").replace("\u2069", "")


async def test_what_waits_for_the_lead_outlives_forget_me_for_thirty_days(world: World) -> None:
    await talking(world)
    await report(world)

    receipt = await wants_to_be_forgotten(world)

    assert "30 jours au plus" in receipt
    assert WHY in await read_by(world, world.lea)
    await world.later(days=29)
    assert WHY in await read_by(world, world.lea)
    await world.later(days=2)
    assert [r.words for r in await world.stored(MentorReport)] == [None]


async def test_what_the_lead_has_dealt_with_goes_at_once(world: World) -> None:
    await talking(world)
    await report(world)
    page = await world.lea.slash(world.staff, "safeguard reports")
    await world.press(world.lea, answers_of(page)[0], "protection:report:1:seen")

    receipt = await wants_to_be_forgotten(world)

    assert "30 jours" not in receipt
    assert [r.words for r in await world.stored(MentorReport)] == [None]


async def test_what_was_held_goes_once_the_lead_has_dealt_with_it(world: World) -> None:
    await talking(world)
    await report(world)
    await wants_to_be_forgotten(world)
    page = await world.lea.slash(world.staff, "safeguard reports")

    await world.press(world.lea, answers_of(page)[0], "protection:report:1:seen")

    assert [r.words for r in await world.stored(MentorReport)] == [None]


async def test_the_notice_says_that_a_report_stays_for_a_while(world: World) -> None:
    await world.is_set_up()

    assert "après 30 jours" in said(await world.lina.slash(world.welcome, "privacy"))


async def test_neither_who_nor_where_stands_in_the_journal(world: World) -> None:
    await talking(world)
    await report(world)

    lines = [(line.what, line.who, line.ticket) for line in await world.stored(JournalLine)]

    assert lines == [("mentor-reported", None, None)]


async def test_who_has_only_the_mailbox_can_report_after_the_request_went_back(
    world: World,
) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=[])
    await world.claim(world.sam)
    await world.reply(world.sam, "Viens sur Snap.")
    await world.press(world.sam, await world.card(), "ticket:1:release")

    await world.lina.slash(world.welcome, "messages")
    page = answers_of(await world.lina.slash(world.welcome, "messages"))

    assert any("protection:report:1" in buttons_of(message) for message in page)


DANGER = "Il m'a fait du mal. Je veux mourir, j'ai préparé une lettre d'adieu."


async def test_danger_in_a_report_shows_helplines_before_anything_else(world: World) -> None:
    await talking(world)
    shown = await world.press(world.lina.user, claimed_card(world), "protection:report:1")

    answer = await world.send_form(world.lina.user, shown, why=DANGER)

    first, second = (message.content for message in answers_of(answer))
    assert "Es-tu en danger maintenant" in first
    assert "3114" in first
    assert "Pas la personne concernée" in second


async def test_danger_in_a_report_calls_the_lead_and_tells_the_mentor_nothing(
    world: World,
) -> None:
    apart = world.guild.create_text_channel("référente")
    await world.is_set_up(lead_channel_id=apart.id)
    await world.ask(world.lina)
    await world.claim(world.sam)
    before = world.everything_staff_can_see()

    await report(world, DANGER)

    (call,) = [text_of(m) for m in apart.history()]
    assert "ressemblent à un danger" in call
    assert f"<@&{world.lead_role.id}>" in call
    assert "adieu" not in call
    assert world.everything_staff_can_see() == before


async def test_without_a_place_for_the_lead_the_owner_is_asked_to_call_her(world: World) -> None:
    await talking(world)
    before = world.everything_staff_can_see()

    await report(world, DANGER)

    (asked,) = [words for words in owner_reads(world) if "ressemblent à un danger" in words]
    assert "elle seule" in asked
    assert "adieu" not in asked
    assert (await world.ticket()).alias.name not in asked
    assert world.everything_staff_can_see() == before


async def test_after_danger_in_a_report_nothing_automatic_is_asked(world: World) -> None:
    await talking(world)

    await report(world, DANGER)

    (youth,) = await world.stored(Youth)
    assert youth.paused_until == world.clock() + timedelta(days=7)


async def test_a_mentor_can_be_reported_after_the_goodbye_in_the_mailbox_too(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=())
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonne route.")
    await world.close(world.sam)
    mailbox = await world.lina.slash(world.welcome, "messages")
    goodbye = next(a for a in answers_of(mailbox) if "On ferme la conversation" in text_of(a))

    shown = await world.press(world.lina, goodbye, "protection:report:1")
    receipt = said(await world.send_form(world.lina, shown, why=WHY))

    assert "Pas la personne concernée" in receipt
    assert await about(world) == ["Sam"]


async def test_a_report_that_sounds_like_danger_calls_until_a_lead_has_dealt_with_it(
    world: World,
) -> None:
    apart = world.guild.create_text_channel("référente")
    await world.is_set_up(lead_channel_id=apart.id)
    await world.ask(world.lina)
    await world.claim(world.sam)
    await report(world, DANGER)

    await world.later(minutes=11)
    twice = len([m for m in apart.history() if "ressemblent à un danger" in text_of(m)])
    page = await world.lea.slash(world.staff, "safeguard reports")
    await world.press(world.lea, answers_of(page)[0], "protection:report:1:seen")
    await world.later(minutes=11)
    await world.later(minutes=61)

    assert twice == 2
    assert len([m for m in apart.history() if "ressemblent à un danger" in text_of(m)]) == 2


async def test_what_is_left_of_a_report_goes_a_year_after_it_was_dealt_with(world: World) -> None:
    await talking(world)
    await report(world)
    page = await world.lea.slash(world.staff, "safeguard reports")
    await world.press(world.lea, answers_of(page)[0], "protection:report:1:seen")

    await world.later(days=364)
    kept = len(await world.stored(MentorReport))
    await world.later(days=2)

    assert kept == 1
    assert await world.stored(MentorReport) == []


async def test_a_report_is_about_who_accepted_the_conversation_from_a_colleague(
    world: World,
) -> None:
    await talking(world)
    shown = await world.press(world.sam, await world.card(), "ticket:1:handoff")
    await world.send_form(world.sam, shown, colleague=[world.ines], words="")
    await world.later(minutes=11)
    asked = (await world.thread()).history()
    asked = next(m for m in reversed(asked) if "handoff:1:accept" in buttons_of(m))
    await world.press(world.ines, asked, "handoff:1:accept")
    await world.press(world.ines, await world.card(), "ticket:1:release")

    await report(world)

    assert await about(world) == ["Inès"]
