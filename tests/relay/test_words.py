"""Words travel both ways, with their edits and deletions; nothing leaves the thread by itself."""

import sys
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.limits import Limit
from models import EntryState, Message, OutboxEntry
from tests.world import World, answers_of, buttons_of, only_for_them, said, text_of


async def talking(world: World) -> None:
    """Lina asked, Sam answers."""
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)


async def test_what_a_youth_writes_in_the_dm_stands_in_the_thread(world: World) -> None:
    await talking(world)

    message = await world.lina.send_dm("J'ai trouvé un stage.")

    assert "J'ai trouvé un stage." in (await world.in_thread())[-1]
    seen = world.lina.user.dm_channel.history()
    assert any(r.emoji == "📨" for m in seen if m.id == message.id for r in m.reactions)


async def test_a_reply_reaches_the_youth_and_stands_in_the_thread(world: World) -> None:
    await talking(world)

    shown = await world.press(world.sam, await world.card(), "relay:reply:1")
    answer = await world.send_form(world.sam, shown, words="Raconte-moi.")

    assert world.in_dm(world.lina)[-1] == "**Sam** (Les Ponts) :\nRaconte-moi."
    assert "Raconte-moi." in (await world.in_thread())[-1]
    assert only_for_them(answer)


async def test_plain_talk_in_the_thread_never_leaves_it(world: World) -> None:
    await talking(world)
    before = len(world.in_dm(world.lina))

    await world.sam.send(await world.thread(), "On en parle à la réunion ?")

    assert len(world.in_dm(world.lina)) == before
    assert len(await world.stored(Message)) == 1


async def test_only_who_holds_the_request_answers(world: World) -> None:
    await talking(world)
    before = len(world.in_dm(world.lina))

    answer = await world.reply(world.ines, "Moi aussi je réponds.")

    assert "C'est Sam qui suit" in said(answer)
    assert len(world.in_dm(world.lina)) == before


async def test_nobody_answers_before_claiming(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina)

    answer = await world.reply(world.sam, "Bonjour.")

    assert "Prends-la d'abord" in said(answer)


async def test_an_edit_by_the_youth_is_shown_as_an_edit(world: World) -> None:
    await talking(world)
    message = await world.lina.send_dm("Rendez-vous mardi.")

    await world.lina.user.edit(message, "Rendez-vous jeudi.")

    last = (await world.in_thread())[-1]
    assert "Rendez-vous jeudi." in last
    assert "modifié" in last
    assert not any("mardi" in words for words in await world.in_thread())


async def test_what_a_youth_deletes_is_gone_for_the_team_and_wiped_here(world: World) -> None:
    await talking(world)
    message = await world.lina.send_dm("Je regrette d'avoir dit ça.")

    await world.lina.user.delete(message)

    assert not any("regrette" in words for words in await world.in_thread())
    assert "Message supprimé par" in (await world.in_thread())[-1]
    stored = [row for row in await world.stored(Message) if row.deleted_at is not None]
    assert [row.words for row in stored] == [None]


async def test_a_mentor_corrects_a_reply_on_both_sides(world: World) -> None:
    await talking(world)
    await world.reply(world.sam, "À lundi.")
    copy = (await world.thread()).history()[-1]

    shown = await world.press(world.sam, copy, "relay:edit:2")
    await world.send_form(world.sam, shown, words="À mardi.")

    assert "À mardi." in world.in_dm(world.lina)[-1]
    assert "modifié" in world.in_dm(world.lina)[-1]
    assert "À mardi." in (await world.in_thread())[-1]


async def test_words_that_were_let_go_are_not_stored_again_by_a_form_left_open(
    world: World,
) -> None:
    await talking(world)
    await world.reply(world.sam, "À lundi.")
    copy = (await world.thread()).history()[-1]
    shown = await world.press(world.sam, copy, "relay:edit:2")
    async with world.bot.db.transaction() as session:
        await session.execute(update(Message).values(words=None))

    answer = await world.send_form(world.sam, shown, words="À mardi.")

    assert "C'est déjà fait" in said(answer)
    assert [row.words for row in await world.stored(Message)] == [None, None]


async def test_a_mentor_takes_a_reply_back_on_both_sides(world: World) -> None:
    await talking(world)
    await world.reply(world.sam, "Mauvais fil, pardon.")
    copy = (await world.thread()).history()[-1]

    await world.press(world.sam, copy, "relay:erase:2")

    assert not any("Mauvais fil" in words for words in world.in_dm(world.lina))
    assert not any("Mauvais fil" in words for words in await world.in_thread())


async def test_deleting_the_copy_in_the_thread_deletes_the_youths_copy(world: World) -> None:
    await talking(world)
    await world.reply(world.sam, "Oups.")
    copy = (await world.thread()).history()[-1]

    await world.max.delete(copy)

    assert not any("Oups" in words for words in world.in_dm(world.lina))


async def test_a_colleague_cannot_correct_somebody_elses_reply(world: World) -> None:
    await talking(world)
    await world.reply(world.sam, "Mes mots.")
    copy = (await world.thread()).history()[-1]

    answer = await world.press(world.ines, copy, "relay:edit:2")

    assert answer.modal is None
    assert "Je ne trouve pas" in said(answer)


async def test_closed_dms_are_a_step_of_a_ladder_and_never_silence(world: World) -> None:
    await talking(world)
    world.close_dms(world.lina)

    await world.reply(world.sam, "Tu me lis ?")
    told = (await world.in_thread())[-1]
    mailbox = answers_of(await world.lina.slash(world.welcome, "messages"))

    assert "messages privés" in told
    assert "fermés" in told
    assert "Tu me lis ?" in text_of(mailbox[0])
    assert all(answer.ephemeral for answer in mailbox)
    assert "a lu ce qui l'attendait" in (await world.in_thread())[-1]


async def test_a_youth_answers_from_the_mailbox_with_one_button(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=[])
    await world.claim(world.sam)
    await world.reply(world.sam, "Bienvenue.")
    mailbox = answers_of(await world.lina.slash(world.welcome, "messages"))

    shown = await world.press(world.lina, mailbox[-1], "relay:write:1")
    await world.send_form(world.lina, shown, words="Merci !")

    assert "Merci !" in (await world.in_thread())[-1]
    assert world.in_dm(world.lina) == []
    again = text_of(answers_of(await world.lina.slash(world.welcome, "messages"))[-1])
    assert "Bienvenue." in again
    assert "Merci !" in again


async def test_what_was_read_in_the_mailbox_is_not_shown_as_new_again(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=[])
    await world.claim(world.sam)

    first = await world.lina.slash(world.welcome, "messages")
    second = await world.lina.slash(world.welcome, "messages")

    assert "va te répondre" in said(first)
    assert "va te répondre" not in said(second)


async def test_what_only_a_newer_version_can_show_stays_in_the_mailbox(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=[])
    await world.claim(world.sam)
    entry = OutboxEntry(lane="youth:1", card="of.another.version", args={}, once="x", youth_id=1)
    entry.due_at = entry.created_at = world.clock()
    entry.state = EntryState.MAILBOX
    async with world.bot.db.transaction() as session:
        session.add(entry)

    answer = await world.lina.slash(world.welcome, "messages")

    assert "va te répondre" in said(answer)
    (kept,) = [e for e in await world.stored(OutboxEntry) if e.once == "x"]
    assert kept.state is EntryState.MAILBOX


async def test_who_writes_without_an_open_request_is_shown_the_door_that_is_open(
    world: World,
) -> None:
    await world.is_set_up()

    await world.noe.send_dm("Il y a quelqu'un ?")

    assert "personne ne lit" in world.in_dm(world.noe)[-1]
    assert "tickets:talk" in buttons_of(world.dm_messages(world.noe)[-1])
    assert await world.stored(Message) == []


async def test_from_the_dm_the_form_opens_for_the_only_community_there_is(world: World) -> None:
    await world.is_set_up()
    await world.noe.send_dm("Il y a quelqu'un ?")

    shown = await world.noe.user.click(world.dm_messages(world.noe)[-1], custom_id="tickets:talk")
    answer = await world.send_form(
        world.noe.user, shown, topic=["money"], words="J'ai plus rien.", age=[], wishes=["dm"]
    )

    assert "C'est bien arrivé" in said(answer)
    assert "J'ai plus rien." in (await world.in_thread())[0]


async def test_blank_words_in_a_reply_change_nothing(world: World) -> None:
    await talking(world)
    shown = await world.press(world.sam, await world.card(), "relay:reply:1")

    answer = await world.send_form(world.sam, shown, words="   ")

    assert "Il manque tes mots" in said(answer)
    assert len(await world.stored(Message)) == 1


async def test_words_of_a_youth_ping_nobody(world: World) -> None:
    await talking(world)

    await world.lina.send_dm("@everyone <@&1> au secours")

    thread = await world.thread()
    stored = list(world.env.backend.messages[thread.id].values())[-1]
    assert not stored.mention_everyone
    assert not stored.ping_role_ids


async def test_the_outbox_holds_no_words(world: World) -> None:
    await talking(world)
    await world.lina.send_dm("Un secret.")
    await world.reply(world.sam, "Une réponse.")

    args = repr([entry.args for entry in await world.stored(OutboxEntry)])

    assert "secret" not in args
    assert "réponse" not in args


async def waiting_in_the_mailbox(world: World, *replies: str) -> str:
    """Lina reads in the mailbox only; return all that she is shown."""
    await world.is_set_up()
    await world.ask(world.lina, wishes=[])
    await world.claim(world.sam)
    for words in replies:
        await world.reply(world.sam, words)
    shown = answers_of(await world.lina.slash(world.welcome, "messages"))
    return "\n".join(text_of(page) for page in shown)


async def test_many_replies_are_all_shown_in_the_mailbox(world: World) -> None:
    replies = [f"réponse numéro {number}." for number in range(12)]

    shown = await waiting_in_the_mailbox(world, *replies)

    assert [reply for reply in replies if shown.count(reply) != 1] == []


async def test_long_replies_are_all_shown_in_the_mailbox(world: World) -> None:
    replies = [f"{number} {'long ' * 280}" for number in range(4)]

    shown = await waiting_in_the_mailbox(world, *replies)

    assert [reply for reply in replies if shown.count(reply.strip()) != 1] == []


async def test_a_reply_of_a_request_that_ended_is_shown_beside_the_new_one(world: World) -> None:
    await world.is_set_up()
    await world.ask(world.lina, wishes=[])
    await world.claim(world.sam)
    await world.reply(world.sam, "Appelle la mission locale.")
    await world.close(world.sam)
    await world.ask(world.lina, wishes=[])

    shown = answers_of(await world.lina.slash(world.welcome, "messages"))

    assert "Appelle la mission locale." in "\n".join(text_of(page) for page in shown)


async def test_a_flood_of_words_is_kept_whole_without_a_nod_for_each(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    monkeypatch.setattr(
        sys.modules["cogs.relay.inbox"], "WORDS_BY_DM", Limit(2, timedelta(minutes=1))
    )

    for number in range(4):
        await world.lina.send_dm(f"Message {number}.")

    thread = "\n".join(await world.in_thread())
    assert all(f"Message {number}." in thread for number in range(4))
    seen = [m for m in world.lina.user.dm_channel.history() if "Message" in text_of(m)]
    assert [bool(message.reactions) for message in seen] == [True, True, False, False]


async def test_a_stranger_is_answered_a_few_times_then_with_helplines_only(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    monkeypatch.setattr(
        sys.modules["cogs.relay.inbox"], "ANSWERS_TO_STRANGERS", Limit(2, timedelta(hours=1))
    )

    for _ in range(4):
        await world.noe.send_dm("T'es qui ?")
    answered = len(world.in_dm(world.noe))
    await world.noe.send_dm("Je veux mourir ce soir.")

    assert answered == 2
    assert len(world.in_dm(world.noe)) == 3
    assert "Es-tu en danger" in world.in_dm(world.noe)[-1]
