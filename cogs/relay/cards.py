"""How words look on each side."""

from collections.abc import Sequence

import discord
from discord import ui

from bot import previews
from bot.previews import mentor_says
from bot.redaction import Private, upright, veiled
from bot.texts import Voice
from bot.ui import Card, button, moment, sos_button, talk_button
from bot.writers import Writer
from models import Mentor, Message, MessageAuthor, Ticket

YOUTHS, MENTORS = 0x5865F2, 0x3BA576
A_PAGE = 4000


def thread_card(
    say: Voice, message: Message, words: Private, alias: str, left_out: Sequence[str] = ()
) -> Card:
    """Return the copy in the team's thread, with what can be done about it and what could not come
    along."""
    if message.author is MessageAuthor.YOUTH:
        title, colour = say("relay-from-youth", alias=alias), YOUTHS
        row = [
            button(
                say("button-reply"), f"relay:reply:{message.ticket_id}", discord.ButtonStyle.primary
            )
        ]
    else:
        title, colour = say("relay-from-mentor", mentor=_first_name(message), alias=alias), MENTORS
        row = [
            button(say("button-edit"), f"relay:edit:{message.id}"),
            button(say("button-erase"), f"relay:erase:{message.id}"),
        ]
    shown = upright(veiled(words.reveal()) if message.veiled else words.reveal())
    embed = discord.Embed(title=title, description=shown, colour=colour)
    if left_out:
        missing = say("relay-left-out-team", alias=alias, what=named(say, left_out))
        embed.add_field(name="\N{PAPERCLIP}", value=missing)
    if message.edited_at is not None:
        embed.set_footer(text=say("relay-edited"))
    return Card(embed=embed, rows=[row])


def erased_card(say: Voice, message: Message, alias: str) -> Card:
    """Return what stays where words stood."""
    if message.deleted_at is None:
        return Card(embed=discord.Embed(description=say("relay-let-go"), colour=0x7A7F87))
    who = alias if message.author is MessageAuthor.YOUTH else _first_name(message)
    return Card(embed=discord.Embed(description=say("relay-erased", who=who), colour=0x7A7F87))


def youth_card(say: Voice, message: Message, words: Private) -> Card:
    """Return a mentor's words as the youth reads them."""
    organisation = message.mentor.organisation if message.mentor else ""
    edited = f"\n-# {say('relay-edited')}" if message.edited_at is not None else ""
    return Card(f"{mentor_says(say, _first_name(message), organisation, words)}{edited}")


def preview_card(
    say: Voice, theirs: Voice, ticket: Ticket, mentor: Mentor, words: Private, *, why: str | None
) -> Card:
    """Return what the youth would read, before it leaves, and why it is better read once more.

    Args:
        theirs: the voice that speaks the youth's language.
    """
    about = say("relay-preview", alias=ticket.alias.name)
    if why is not None:
        about = f"{about}\n{say(f'relay-preview-{why}')}"
    look = mentor_says(theirs, mentor.first_name, mentor.organisation, words)
    return previews.preview_card(
        say, about, look, ticket.id, send=f"relay:preview:{ticket.id}:send"
    )


def someone_writes_card(say: Voice, ticket: Ticket, writer: Writer) -> Card:
    """Return the word that a colleague answers at this moment."""
    name, since = writer.first_name, moment(writer.since)
    words = say("relay-someone-writes", mentor=name, alias=ticket.alias.name, since=since)
    anyway = button(say("button-reply-anyway"), f"relay:reply:{ticket.id}:anyway")
    return Card(words, rows=[[anyway]])


def conversation_card(
    say: Voice, ticket: Ticket, messages: Sequence[tuple[Message, Private]]
) -> Card:
    """Return the private mailbox: the last words of both sides, one button to answer."""
    lines = [_line(say, message, words) for message, words in messages]
    embed = discord.Embed(
        title=say("mailbox-title", alias=ticket.alias.name),
        description="\n\n".join(lines) or None,
        colour=YOUTHS,
    )
    write = button(say("button-write"), f"relay:write:{ticket.id}", discord.ButtonStyle.primary)
    withdraw = button(say("button-withdraw"), f"ticket:{ticket.id}:withdraw")
    report = button(say("button-report"), f"protection:report:{ticket.id}")
    was_answered = ticket.mentor_id is not None or any(said.mentor_id for said, _ in messages)
    another = button(say("button-another"), f"handoffs:another:{ticket.id}")
    about = [*([another] if ticket.mentor_id is not None else ()), report] if was_answered else []
    return Card(embed=embed, rows=[[write, withdraw, sos_button(say), *about]])


def last_page(
    say: Voice, messages: Sequence[tuple[Message, Private]]
) -> Sequence[tuple[Message, Private]]:
    """Return the last words that a page holds, whole."""
    page: list[tuple[Message, Private]] = []
    room = A_PAGE
    for message, words in reversed(messages):
        room -= len(_line(say, message, words)) + 2
        if room < 0:
            break
        page.insert(0, (message, words))
    return page


def _line(say: Voice, message: Message, words: Private) -> str:
    edited = f"\n-# {say('relay-edited')}" if message.edited_at is not None else ""
    return f"**{_speaker(say, message)}**\n{upright(words.reveal())}{edited}"


def which_one_card(say: Voice, tickets: Sequence[Ticket]) -> Card:
    """Return the question to whom words in a DM are meant, when several conversations are open."""
    row: list[ui.Item[ui.View]] = [
        button(f"{t.alias.name} · {t.community.name}", f"relay:meant:{t.id}") for t in tickets[:5]
    ]
    return Card(say("relay-which-one"), rows=[row])


def veiled_card(say: Voice, message_id: int) -> Card:
    """Return the word to a youth that something was masked, with the way to show it."""
    show = button(say("button-unveil"), f"relay:unveil:{message_id}")
    return Card(say("relay-veiled"), rows=[[show]])


def nobody_listens_card(say: Voice) -> Card:
    """Return the answer to who writes without an open request."""
    return Card(say("relay-nobody-listens"), rows=[[talk_button(say), sos_button(say)]])


def named(say: Voice, kinds: Sequence[str]) -> str:
    """Return what could not be passed on, in words."""
    return ", ".join(say(f"left-out-{kind}") for kind in kinds)


def _speaker(say: Voice, message: Message) -> str:
    return say("mailbox-you") if message.author is MessageAuthor.YOUTH else _first_name(message)


def _first_name(message: Message) -> str:
    return message.mentor.first_name if message.mentor is not None else "?"
