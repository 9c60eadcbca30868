"""Asking: what a youth is told, what the team sees, what is never stored."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cogs.tickets.rules import expectation
from models import Alias, Message, OutboxEntry, Reach, Ticket, TicketState, Youth
from models.hours import Hours
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of

PARIS = ZoneInfo("Europe/Paris")


async def test_the_form_says_who_reads_what_is_kept_and_for_how_long(world: World) -> None:
    await world.is_set_up(retention_days=60)

    shown = await world.lina.slash(world.welcome, "talk")

    assert shown.modal is not None
    notice = shown.modal["components"][0]["content"]
    assert "Ton pseudo Discord n'est pas montré" in notice
    assert "Les Ponts" in notice
    assert "60 jours" in notice
    assert "danger" in notice


async def test_who_asks_gets_an_alias_an_expectation_and_a_way_back(world: World) -> None:
    await world.is_set_up()

    answer = await world.ask(world.lina)

    (alias,) = await world.stored(Alias)
    assert only_for_them(answer)
    assert alias.name in said(answer)
    assert "en moins de 2 h" in said(answer)
    assert "ticket:1:withdraw" in buttons_of(answers_of(answer)[0].message)


async def test_at_night_the_youth_is_told_when_the_team_is_back(world: World) -> None:
    await world.is_set_up()
    world.clock.at = world.clock.at.replace(hour=23)

    answer = await world.ask(world.lina)

    wednesday_nine_in_paris = 1767772800
    assert f"Elle revient <t:{wednesday_nine_in_paris}:F>" in said(answer)
    assert "/sos" in said(answer)


async def test_two_minutes_before_closing_nobody_promises_two_hours(world: World) -> None:
    await world.is_set_up()
    friday = datetime(2026, 1, 9, 17, 58, tzinfo=PARIS)
    await world.later(seconds=(friday - world.clock()).total_seconds())

    answer = said(await world.ask(world.lina))

    until = int(friday.replace(minute=0, hour=18).timestamp())
    monday = int(datetime(2026, 1, 12, 9, tzinfo=PARIS).timestamp())
    for words in (answer, world.in_dm(world.lina)[-1]):
        assert f"L'équipe est là jusqu'à <t:{until}:t>" in words
        assert f"Sinon, elle revient <t:{monday}:F>" in words
        assert "2 h" not in words


@pytest.mark.parametrize(
    ("week", "at", "closes", "back"),
    [
        ("lun-ven 9-18", (9, 15, 59), None, None),
        ("lun-ven 9-18", (9, 16, 0), None, None),
        ("lun-ven 9-18", (9, 16, 1), (9, 18), (12, 9)),
        ("lun-ven 9-12 14-18", (9, 11, 0), (9, 12), (9, 14)),
        ("lun-ven 9-12 12-18", (9, 11, 0), None, None),
        ("lun-ven 9-14 12-18", (9, 13, 30), None, None),
        ("ven 20-24; sam 0-2", (9, 23, 0), None, None),
        ("ven 20-24; sam 0-2", (10, 0, 30), (10, 2), (16, 20)),
        ("lun-dim 0-24", (9, 23, 59), None, None),
    ],
    ids=[
        "in time", "just in time", "too late", "before lunch", "slots that touch",
        "slots that cross", "over midnight", "at night", "always",
    ],
)  # fmt: skip
def test_hours_are_promised_only_when_the_team_is_there_for_all_of_them(
    week: str,
    at: tuple[int, int, int],
    closes: tuple[int, int] | None,
    back: tuple[int, int] | None,
) -> None:
    now = datetime(2026, 1, *at, tzinfo=PARIS).astimezone(UTC)

    told = expectation(Hours.parse(week), PARIS, waiting=9, within_hours=2, now=now, on_duty=1)

    assert told.closes_at == (datetime(2026, 1, *closes, tzinfo=PARIS) if closes else None)
    assert told.back_at == (datetime(2026, 1, *back, tzinfo=PARIS) if back else None)
    assert told.is_open


async def test_in_a_long_queue_nobody_is_given_false_hope(world: World) -> None:
    await world.is_set_up()
    for number in range(5):
        stranger = world.guild.add_member(world.env.create_user(f"gamer{number}"))
        await world.ask(stranger)

    answer = await world.ask(world.lina)

    assert "Il y a du monde" in said(answer)


@pytest.mark.parametrize("floor", [15, 18], ids=["under fifteen", "under eighteen"])
async def test_under_the_age_floor_nothing_is_stored_and_the_childrens_lines_are_shown(
    world: World, floor: int
) -> None:
    await world.is_set_up(age_floor=floor)

    answer = await world.ask(world.lina, "J'ai douze ans", age="under")

    assert f"avant {floor} ans" in said(answer)
    assert "119" in said(answer)
    assert "3018" in said(answer)
    assert await world.stored(Youth) == []
    assert await world.stored(Ticket) == []
    assert await world.stored(OutboxEntry) == []


async def test_only_blanks_are_not_a_request(world: World) -> None:
    await world.is_set_up()

    answer = await world.ask(world.lina, "   \n ")

    assert "Il manque tes mots" in said(answer)
    assert await world.stored(Ticket) == []
    assert await world.stored(Youth) == []


async def test_who_asks_twice_goes_on_in_the_same_conversation(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)

    answer = await world.lina.slash(world.welcome, "talk")

    assert "J'ai déjà une demande de toi" in said(answer)
    assert "relay:write:1" in buttons_of(answers_of(answer)[0].message)


async def test_two_forms_opened_at_once_make_one_request_and_lose_no_words(world: World) -> None:
    await world.is_set_up()
    first = await world.lina.slash(world.welcome, "talk")
    second = await world.lina.slash(world.welcome, "talk")
    values = {"topic": ["work"], "age": [], "wishes": ["dm"]}

    await world.send_form(world.lina, first, words="Un.", **values)
    await world.send_form(world.lina, second, words="Deux.", **values)

    assert len(await world.stored(Ticket)) == 1
    assert [words.rpartition("\n")[2] for words in await world.in_thread()] == ["Un.", "Deux."]


async def test_words_typed_while_the_program_restarts_are_not_lost(world: World) -> None:
    await world.is_set_up()
    shown = await world.lina.slash(world.welcome, "talk")

    await world.restart()
    await world.send_form(
        world.lina, shown, topic=["work"], words="J'ai mis du temps.", age=[], wishes=[]
    )

    assert "J'ai mis du temps." in (await world.in_thread())[0]


async def test_the_card_holds_no_trace_of_who_asked(world: World) -> None:
    await world.is_set_up()

    await world.ask(world.lina, "Salut.")
    await world.lina.send_dm("Je peux pas dormir.")

    seen = world.everything_staff_can_see()
    traces = (world.lina.id, world.lina.name, "Lina", world.lina.user.dm_channel.id)
    assert "Je peux pas dormir." in seen
    assert not [trace for trace in traces if str(trace) in seen]


async def test_with_a_forum_the_request_is_a_post_with_tags_for_state_and_topic(
    forum_world: World,
) -> None:
    world = forum_world
    await world.is_set_up()
    await world.has_tags("En attente", "En cours", "Fermée", "École")

    await world.ask(world.lina)
    waiting = await world.tags_of_post()
    await world.claim(world.sam)

    assert waiting == {"En attente", "École"}
    assert await world.tags_of_post() == {"En cours", "École"}
    assert "Je sais pas quoi faire" in (await world.in_thread())[-1]


async def test_what_becomes_urgent_in_a_forum_gets_its_tag(forum_world: World) -> None:
    world = forum_world
    await world.is_set_up()
    await world.has_tags("En attente", "École", "Urgent")
    await world.ask(world.lina)
    before = await world.tags_of_post()

    await world.lina.send_dm("Je veux mourir, j'ai préparé une lettre d'adieu.")

    assert before == {"En attente", "École"}
    assert await world.tags_of_post() == {"En attente", "École", "Urgent"}


async def test_a_youth_may_take_the_request_back_and_the_team_is_told(world: World) -> None:
    await world.is_set_up()
    (receipt,) = answers_of(await world.ask(world.lina))

    (sure,) = answers_of(await world.press(world.lina, receipt, "ticket:1:withdraw"))
    await world.press(world.lina, sure, "ticket:1:withdraw-sure")

    ticket = await world.ticket()
    assert ticket.state is TicketState.CLOSED
    assert "a retiré sa demande" in (await world.in_thread())[-1]
    assert "Fermée" in text_of(await world.card())


async def test_nobody_can_take_back_somebody_elses_request(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    (receipt,) = answers_of(await world.ask(world.noe))

    answer = await world.forge(world.noe, receipt, "ticket:1:withdraw-sure")

    assert "Je ne trouve pas cette demande" in said(answer)
    assert (await world.ticket(1)).is_open


async def test_someone_elses_ticket_looks_exactly_like_a_missing_one(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)
    (receipt,) = answers_of(await world.ask(world.noe))

    theirs = await world.forge(world.noe, receipt, "relay:write:1")
    missing = await world.forge(world.noe, receipt, "relay:write:99999")
    absurd = await world.forge(world.noe, receipt, "relay:write:drop-table")

    assert said(theirs) == said(missing) == said(absurd)


async def test_who_wants_no_dm_is_answered_in_the_server(world: World) -> None:
    await world.is_set_up()

    answer = await world.ask(world.lina, wishes=[])

    assert "tape /messages" in said(answer)
    assert (await world.ticket()).reach is Reach.MAILBOX
    assert world.in_dm(world.lina) == []


async def test_words_are_sealed_before_they_are_stored(world: World) -> None:
    await world.is_set_up()

    await world.ask(world.lina, "Un secret.")

    (message,) = await world.stored(Message)
    (youth,) = await world.stored(Youth)
    assert message.words is not None
    assert b"secret" not in message.words
    assert str(world.lina.id).encode() not in youth.discord_id
    assert world.bot.vault.open(message.words) == "Un secret."
