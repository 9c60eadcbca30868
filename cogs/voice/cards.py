"""How the suggestion box, a poll and "you said, we did" look."""

from collections.abc import Sequence

import discord
from discord import ui

from bot import consents
from bot.redaction import Private, plain, upright, veiled
from bot.texts import Voice
from bot.ui import (
    FACES,
    Card,
    button,
    field_of,
    moment,
    sos_button,
    stop_button,
    talk_button,
)
from cogs.voice import rules
from models import Community, Poll, Purpose, Suggestion, SuggestionState, VoiceAnswer

COLOUR = 0x7A5FA8
SHORT = 60
MOST_NAMES = 10


def box_card(
    say: Voice, team: str, answers: Sequence[VoiceAnswer], *, agreed: bool, asks_again: bool = False
) -> Card:
    """Return the box: say something, be asked, and what became of what was said."""
    suggest = button(
        say("voice-button-suggest"), "voice:suggest", discord.ButtonStyle.primary, emoji="💡"
    )
    words = [say("voice-box", team=team)]
    row: list[ui.Item[ui.View]] = [suggest]
    if agreed:
        words.append(say("voice-you-are-asked"))
        row.append(button(say("button-withdraw-voice"), "privacy:withdraw:voice"))
    else:
        words += [say("voice-asks-again")] if asks_again else []
        words.append(say("voice-ask-me"))
        row.append(
            button(say("voice-button-ask-me"), consents.stamped("voice:ask-me", Purpose.VOICE))
        )
    row.append(sos_button(say))
    embed = discord.Embed(title=say("voice-answers"), colour=COLOUR) if answers else None
    for answer in answers:
        if embed is not None:
            embed.add_field(name=f"💬 {answer.said[:250]}", value=f"→ {answer.did}", inline=False)
    return Card("\n".join(words), embed=embed, rows=[row])


def suggest_form_fields(say: Voice) -> list[ui.Item[ui.View]]:
    """Return who reads, and a field for a few words."""
    words = ui.TextInput[ui.View](
        custom_id="words", style=discord.TextStyle.paragraph, max_length=rules.LONGEST_WORDS
    )
    hint = say("voice-form-words-hint")
    return [
        ui.TextDisplay(say("voice-form-notice")),
        field_of(say("voice-form-words"), words, description=hint),
    ]


def kept_card(say: Voice) -> Card:
    """Return the thanks for a suggestion: nobody can answer it."""
    return Card(say("voice-kept"), rows=[[talk_button(say)]])


def suggestion_card(say: Voice, one: Suggestion, words: Private | None) -> Card:
    """Return a suggestion for the coordinators; what tells who wrote it is masked."""
    name = plain(one.community.name)
    if one.mark is None:
        title = say("voice-suggestion", community=name)
    else:
        title = say("voice-word", community=name, mark=FACES[one.mark - 1])
    told = say("voice-hidden") if words is None else upright(veiled(words.reveal()))
    embed = discord.Embed(title=title, description=told, colour=COLOUR)
    row: list[ui.Item[ui.View]] = []
    if one.state is SuggestionState.NOTED:
        embed.set_footer(text=say("voice-noted"))
    elif words is not None:
        row.append(button(say("voice-button-noted"), f"suggestion:{one.id}:noted", emoji="✅"))
    if words is not None:
        row.append(button(say("voice-button-hide"), f"suggestion:{one.id}:hide"))
    return Card(embed=embed, rows=[row] if row else ())


def poll_card(say: Voice, poll: Poll) -> Card:
    """Return a poll as a youth gets it."""
    words = say("voice-poll", team=poll.team.name, question=poll.question, until=_until(poll))
    choices = [
        button(choice, f"poll:{poll.id}:vote:{number}")
        for number, choice in enumerate(poll.choices)
    ]
    return Card(words, rows=[choices, [stop_button(say)]])


def poll_preview_card(
    say: Voice, theirs: Voice, poll: Poll, *, is_after_another: bool = False
) -> Card:
    """Return a poll for its coordinator, before it leaves.

    Args:
        theirs: the voice in which most will read it.
        is_after_another: whether some may get it only a week after another one.
    """
    look = "\n".join([poll_card(theirs, poll).content, *(f"▫️ {one}" for one in poll.choices)])
    words = say("voice-poll-preview", days=poll.days, where=_where(say, poll))
    if is_after_another:
        words = f"{words}\n{say('voice-poll-after-another')}"
    send = button(say("voice-button-send"), f"poll:{poll.id}:send", discord.ButtonStyle.success)
    return Card(words, embed=discord.Embed(description=look, colour=COLOUR), rows=[[send]])


def running_card(say: Voice, poll: Poll) -> Card:
    """Return a poll that is under way for its coordinators, with the way to end it."""
    words = say(
        "voice-poll-running",
        where=_where(say, poll),
        question=poll.question,
        until=_until(poll),
    )
    return Card(words, rows=[[button(say("voice-button-end"), f"poll:{poll.id}:ask")]])


def ending_card(say: Voice, poll: Poll) -> Card:
    """Return the question before a poll ends early."""
    sure = button(say("voice-button-end-sure"), f"poll:{poll.id}:end", discord.ButtonStyle.danger)
    return Card(say("voice-poll-ending", question=poll.question), rows=[[sure]])


def results_card(say: Voice, poll: Poll) -> Card:
    """Return what coordinators read of a poll that is over; few votes are never shown."""
    found = rules.shown(poll.counts)
    embed = discord.Embed(title=poll.question, colour=COLOUR)
    lines = [
        say("voice-result-few" if count is None else "voice-result", choice=choice, count=count)
        for choice, count in zip(poll.choices, found.counts, strict=True)
    ]
    if found.is_empty:
        lines = [say("voice-result-nothing")]
    elif found.total is not None:
        lines.append(say("voice-result-total", count=found.total))
    embed.description = "\n".join(lines)
    return Card(say("voice-results", where=_where(say, poll)), embed=embed)


def answer_card(say: Voice, answer: VoiceAnswer) -> Card:
    """Return a "you said, we did" for everybody in a community."""
    embed = discord.Embed(title=say("voice-you-said", team=answer.team.name), colour=COLOUR)
    embed.add_field(name=say("voice-said"), value=answer.said, inline=False)
    embed.add_field(name=say("voice-did"), value=answer.did, inline=False)
    embed.set_footer(text=say("voice-say-yours"))
    return Card(embed=embed)


def answer_preview_card(say: Voice, theirs: Voice, answer: VoiceAnswer) -> Card:
    """Return a "you said, we did" for its coordinator, before anybody else sees it."""
    out = button(
        say("voice-button-publish"), f"voice:publish:{answer.id}", discord.ButtonStyle.success
    )
    look = answer_card(theirs, answer)
    words = say("voice-answer-preview", where=_where(say, answer))
    return Card(words, embed=look.embed, rows=[[out]])


def published_card(say: Voice, without: Sequence[Community]) -> Card:
    """Return the word that it is out, with the communities in which it cannot be shown."""
    words = [say("voice-published")]
    if without:
        names = [plain(one.name) for one in without[:MOST_NAMES]]
        more = ["…"] if len(without) > MOST_NAMES else []
        words.append(say("voice-published-not-in", communities=", ".join([*names, *more])))
    return Card("\n".join(words))


def nowhere_card(say: Voice, answer: VoiceAnswer, community: Community) -> Card:
    """Return the news that a "you said, we did" does not stand in a community."""
    said, name = plain(answer.said, SHORT), plain(community.name)
    return Card(say("voice-nowhere", said=said, community=name))


def _until(poll: Poll) -> str:
    return moment(poll.closes_at, "D") if poll.closes_at is not None else "…"


def _where(say: Voice, about: Poll | VoiceAnswer) -> str:
    return plain(about.community.name) if about.community is not None else say("voice-everywhere")
