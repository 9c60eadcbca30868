"""Words that sound like danger: helplines at once, the mark, the calls until somebody has seen."""

from datetime import timedelta
from typing import Any

import pytest
from simcord.backend import serializers

from bot.db import Database
from bot.errors import Unavailable
from models import CheckIn, Team, Ticket, TicketState, Youth
from tests.world import World, answers_of, said, text_of

DANGER = "Je veux mourir, j'ai préparé une lettre d'adieu."


def calls(world: World) -> list[str]:
    """Return the calls that stand in the staff channel."""
    return [
        text_of(m)
        for m in world.staff.history()
        if "ressemblent à un danger" in text_of(m) and "Quelqu'un regarde" in text_of(m)
    ]


async def test_the_form_shows_helplines_first_and_the_card_is_urgent(world: World) -> None:
    await world.is_set_up()

    answer = await world.ask(world.lina, DANGER)

    first, second = (message.content for message in answers_of(answer))
    assert "Es-tu en danger maintenant" in first
    assert "3114" in first
    assert "C'est bien arrivé" in second
    assert "Urgent" in text_of(await world.card())
    assert len(calls(world)) == 1
    assert "lettre" not in calls(world)[0]
    assert f"<@&{world.lead_role.id}>" in calls(world)[0]
    assert f"<@&{world.mentor_role.id}>" in calls(world)[0]


async def test_helplines_come_also_when_the_database_is_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    shown = await world.lina.slash(world.welcome, "talk")

    def away(_db: Database) -> None:
        raise Unavailable

    monkeypatch.setattr(Database, "transaction", away)
    answer = await world.send_form(
        world.lina, shown, topic=["personal"], words=DANGER, age=[], wishes=["dm"]
    )

    assert "Es-tu en danger maintenant" in answers_of(answer)[0].content


async def test_a_dm_gets_helplines_at_once_and_once(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)

    await world.lina.send_dm(DANGER)
    await world.lina.send_dm("Je veux en finir ce soir.")

    shown = [words for words in world.in_dm(world.lina) if "Es-tu en danger" in words]
    assert len(shown) == 1
    assert (await world.ticket()).urgent
    assert DANGER in "\n".join(await world.in_thread())


async def test_danger_in_words_that_were_edited_calls_too(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)
    written = await world.lina.send_dm("Ça va.")
    assert calls(world) == []

    await world.lina.user.edit(written, DANGER)

    assert len(calls(world)) == 1
    assert (await world.ticket()).urgent


async def test_a_stranger_in_a_dm_gets_helplines_too(world: World) -> None:
    await world.is_set_up()

    await world.noe.send_dm(DANGER)

    assert any("Es-tu en danger" in words for words in world.in_dm(world.noe))


async def test_helplines_come_before_what_was_missed_is_read(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    relay: Any = world.bot.get_cog("Relay")
    relay.inbox.lose_touch()

    async def cannot(_channel_id: int) -> bool:
        return False

    monkeypatch.setattr(relay.inbox, "_read_back", cannot)

    await world.lina.send_dm(DANGER)

    assert any("Es-tu en danger" in words for words in world.in_dm(world.lina))


async def test_the_mailbox_shows_helplines_and_calls(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=[])
    await world.claim(world.sam)
    page = answers_of(await world.lina.slash(world.welcome, "messages"))[-1]
    shown = await world.press(world.lina, page, "relay:write:1")

    answer = await world.send_form(world.lina, shown, words=DANGER)

    assert "Es-tu en danger" in answers_of(answer)[0].content
    assert (await world.ticket()).urgent


async def test_gamers_talk_calls_nobody(world: World) -> None:
    await world.is_set_up()

    answer = await world.ask(world.lina, "jsuis mort mdr le boss m'a tué, je cherche un stage")

    assert "Es-tu en danger" not in said(answer)
    assert calls(world) == []
    assert not (await world.ticket()).urgent


async def test_the_team_is_called_until_somebody_has_seen(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, DANGER)

    await world.later(minutes=11)
    await world.later(minutes=11)
    assert len(calls(world)) == 3
    call = next(m for m in world.staff.history() if "Quelqu'un regarde" in text_of(m))
    answer = await world.press(world.sam, call, "ticket:1:seen")
    await world.later(minutes=61)

    assert "Vu par" in said(answer)
    assert len(calls(world)) == 2
    assert "Vu par" in text_of(await world.card())
    assert (await world.ticket()).seen_by == world.sam.id


async def withdrawn(world: World) -> None:
    """Lina takes her request back."""
    receipt = world.dm_messages(world.lina)[-1]
    asked = await world.press(world.lina.user, receipt, "ticket:1:withdraw")
    await world.press(world.lina.user, answers_of(asked)[0], "ticket:1:withdraw-sure")


async def test_a_youth_who_withdraws_does_not_end_the_calls(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, DANGER)

    await withdrawn(world)
    await world.later(minutes=11)

    assert (await world.ticket()).state is TicketState.CLOSED
    assert len(calls(world)) == 2
    assert "a été retirée" in calls(world)[-1]
    assert "a été retirée" not in calls(world)[0]
    assert any("a été retirée" in words for words in await world.in_thread())
    assert "Urgent" in text_of(await world.card())
    await world.press(world.sam, await the_last_call(world), "ticket:1:seen")
    await world.later(minutes=61)
    assert len(calls(world)) == 1
    assert "Vu par" in text_of(await world.card())


async def the_last_call(world: World) -> Any:
    """Return the newest call in the staff channel."""
    return [m for m in world.staff.history() if "Quelqu'un regarde" in text_of(m)][-1]


async def test_a_block_does_not_end_the_calls(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, DANGER)
    shown = await world.lea.slash(await world.thread(), "ticket block")

    await world.press(world.lea, answers_of(shown)[0], "protection:block:1")
    await world.later(minutes=11)

    assert (await world.ticket()).state is TicketState.CLOSED
    assert "est fermée" in calls(world)[-1]
    assert len(calls(world)) == 2


async def test_calls_go_on_when_an_open_request_ends_by_itself(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, DANGER)

    for days in (84, 8, 1):
        await world.later(days=days)

    ticket = await world.ticket()
    assert ticket.state is TicketState.CLOSED
    assert ticket.alert_at is not None
    assert "est fermée" in calls(world)[-1]


async def test_a_mentor_who_closes_has_seen(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, DANGER)
    await world.claim(world.sam)

    await world.close(world.sam)
    before = len(calls(world))
    await world.later(minutes=61)

    ticket = await world.ticket()
    assert (ticket.seen_by, ticket.alert_at) == (world.sam.id, None)
    assert len(calls(world)) == before
    assert f"Vu par <@{world.sam.id}>" in text_of(await world.card())


async def test_after_an_hour_the_calls_come_hourly(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, DANGER)

    for _ in range(7):
        await world.later(minutes=10, seconds=1)
    before = len(calls(world))
    await world.later(minutes=30)
    within = len(calls(world))
    await world.later(minutes=31)

    assert (before, within) == (7, 7)
    assert len(calls(world)) == 8


async def test_one_youth_calls_the_team_three_times_an_hour_at_most(world: World) -> None:
    await world.is_set_up()
    for number in range(1, 7):
        answer = await world.ask(world.noe, DANGER)
        assert "Es-tu en danger" in said(answer)
        assert "C'est bien arrivé" in said(answer)
        await ends(world, number)

    assert len(calls(world)) == 3
    assert all(ticket.urgent for ticket in await world.stored(Ticket))
    await world.ask(world.lina, DANGER)
    assert len(calls(world)) == 4

    await world.later(minutes=61)
    before = len(calls(world))
    await world.ask(world.noe, DANGER)
    assert len(calls(world)) == before + 1


async def ends(world: World, ticket_id: int) -> None:
    """A request is over, and somebody has seen it."""
    async with world.bot.db.transaction() as session:
        ticket = await session.get_one(Ticket, ticket_id)
        ticket.move_to(TicketState.CLOSED, at=world.clock())
        ticket.alert_at = None


async def test_danger_that_only_marks_leaves_the_calls_of_others_alone(world: World) -> None:
    await world.is_set_up()
    for number in range(1, 4):
        await world.ask(world.noe, DANGER)
        await ends(world, number)
    await world.ask(world.noe, DANGER)

    await world.later(minutes=11)

    assert len(calls(world)) == 3
    assert "Urgent" in text_of(await world.card(4))


async def test_a_youth_cannot_end_the_calls(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, DANGER)

    call = next(m for m in world.staff.history() if "Quelqu'un regarde" in text_of(m))

    answer = await world.forge(world.noe, call, "ticket:1:seen")

    assert "réservé aux mentors" in said(answer)
    assert (await world.ticket()).alert_at is not None


async def test_a_team_may_choose_the_helplines_without_the_call(world: World) -> None:
    await world.is_set_up()
    await world.lea.slash(world.staff, "safeguard alerts", on=False)

    answer = await world.ask(world.lina, DANGER)

    assert "Es-tu en danger" in answers_of(answer)[0].content
    assert calls(world) == []
    assert (await world.ticket()).urgent
    assert [team.danger_alert for team in await world.stored(Team)] == [False]


async def test_nothing_is_asked_automatically_for_a_week(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, DANGER, wishes=["dm", "check-ins"])
    await world.claim(world.sam)
    await world.close(world.sam)
    before = len(world.in_dm(world.lina))
    world.clock.at = world.clock.at.replace(hour=12)

    await world.later(days=3)
    paused = len(world.in_dm(world.lina))
    await world.later(days=5)

    assert paused == before
    assert len(world.in_dm(world.lina)) == before + 1
    assert (await world.stored(Youth))[0].paused_until is not None
    assert len(await world.stored(CheckIn)) == 3


async def test_urgent_requests_stand_on_top_of_the_queue(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.noe, "Je cherche un stage.")
    world.clock.at += timedelta(minutes=5)
    await world.ask(world.lina, DANGER)

    page = said(await world.sam.slash(world.staff, "queue"))

    lina, noe = (await world.ticket(2)).alias.name, (await world.ticket(1)).alias.name
    assert page.index(lina) < page.index(noe)


async def test_danger_without_an_open_request_pauses_what_is_automatic(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=["dm", "check-ins"])
    await world.claim(world.sam)
    await world.reply(world.sam, "Bonne route.")
    await world.close(world.sam)

    await world.lina.send_dm(DANGER)
    await world.later(days=2, hours=1)

    assert any("Es-tu en danger maintenant" in words for words in world.in_dm(world.lina))
    assert not any("Comment ça va maintenant" in words for words in world.in_dm(world.lina))


async def test_after_seen_new_danger_calls_who_has_seen_and_nobody_else(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, DANGER)
    call = next(m for m in world.staff.history() if "Quelqu'un regarde" in text_of(m))
    await world.press(world.sam, call, "ticket:1:seen")
    before = len(calls(world))

    await world.lina.send_dm("J'ai avalé toute la boîte, je veux mourir.")
    await world.lina.send_dm("Je veux mourir, vraiment.")

    again = [words for words in await world.in_thread() if "de nouveaux mots" in words]
    assert len(again) == 1
    assert world.sam.mention in again[0]
    assert len(calls(world)) == before


async def test_danger_in_what_was_forwarded_is_heard(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The simulator forwards nothing: what Discord would add is added on the way."""
    await world.is_set_up()
    await world.ask(world.lina, "Bonjour, je cherche un stage.")
    real = serializers.message_payload

    def as_discord_says(backend: Any, message: Any, **how: Any) -> Any:
        payload: dict[str, Any] = dict(real(backend, message, **how))
        if payload["content"] == "extra":
            forwarded = {"message": {**payload, "content": DANGER}}
            payload |= {"content": "", "message_snapshots": [forwarded]}
        return payload

    monkeypatch.setattr(serializers, "message_payload", as_discord_says)
    await world.lina.send_dm("extra")

    assert any("3114" in words for words in world.in_dm(world.lina))
    assert (await world.ticket()).urgent
    assert "adieu" not in "\n".join(await world.in_thread())
