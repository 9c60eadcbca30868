"""How reusable answers look."""

from collections.abc import Sequence

import discord

from bot import previews
from bot.redaction import Private
from bot.texts import LOCALES, Voice
from bot.ui import Card, button
from models import Mentor, Snippet, Ticket


def list_card(say: Voice, snippets: Sequence[Snippet]) -> Card:
    """Return the titles of a team's answers, by language."""
    lines: list[str] = []
    for locale in sorted(LOCALES, key=lambda one: one != say.locale):
        titles = [f"• {one.title}" for one in snippets if one.locale == locale]
        if titles:
            lines += [f"**{say(f'language-{locale}')}**", *titles]
    embed = discord.Embed(title=say("snippets-list"), description="\n".join(lines))
    return Card(embed=embed if lines else None, content="" if lines else say("snippets-none"))


def preview_card(
    say: Voice,
    theirs: Voice,
    snippet: Snippet,
    *,
    ticket: Ticket,
    mentor: Mentor,
    words: Private,
    about: str,
) -> Card:
    """Return an answer as its youth would read it.

    Args:
        theirs: the voice that speaks the youth's language.
        about: what there is to say about it.
    """
    look = previews.mentor_says(theirs, mentor.first_name, mentor.organisation, words)
    send = f"snippets:send:{snippet.id}:{ticket.id}:{snippet.version}"
    return previews.preview_card(say, about, look, ticket.id, send=send)


def sure_card(say: Voice, snippet: Snippet) -> Card:
    """Return the question before an answer is gone for the whole team."""
    sure = button(
        say("button-snippet-remove"), f"snippets:remove:{snippet.id}", discord.ButtonStyle.danger
    )
    return Card(say("snippets-remove-sure", title=snippet.title), rows=[[sure]])
