"""How an invitation looks: to who gets it, and to who answers for it."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.placeholders import filled
from bot.redaction import Private, plain, upright
from bot.texts import Voice
from bot.ui import Card, button, field_of, moment, stop_button, talk_button
from cogs.invitations import rules
from cogs.invitations.rules import Figures
from models import CampaignMessage, CampaignMessageState, Community

COLOUR = 0x3BA576
State = CampaignMessageState
SHORT = 60


def message_card(
    say: Voice, community: Community, words: Private, outing: int | None = None
) -> Card:
    """Return an invitation as its youth reads it: who writes, why, and the way out beside it. What
    begins there counts for its outing, if it has one."""
    team, place = plain(community.team.name), plain(community.name)
    said = filled(words.reveal(), {"team": team, "community": place})
    who = say("invitations-who", team=team, community=place)
    return Card(f"{upright(said)}\n{who}", rows=[[talk_button(say, outing), stop_button(say)]])


def preview_card(theirs: Voice, community: Community, words: Private) -> Card:
    """Return the same for who answers for it; its buttons do nothing here."""
    look = message_card(theirs, community, words)
    for row in look.rows:
        for item in row:
            if isinstance(item, ui.Button):
                item.disabled = True
    return look


def few(say: Voice, number: int) -> str:
    """Return a number of people; fewer than five are not told apart."""
    return str(number) if number >= rules.FEW else say("invitations-few")


def at_least(say: Voice, number: int) -> str:
    """Return how many people there are, rounded down to the five: what one more or one fewer would
    tell stays untold."""
    if number < rules.FEW:
        return say("invitations-few")
    return say("invitations-at-least", count=rules.rounded_down(number))


def decision_card(say: Voice, message: CampaignMessage, reach: int, *, may_approve: bool) -> Card:
    """Return what there is to decide, below the preview."""
    lines = [
        say("invitations-above"),
        say("invitations-reach", count=at_least(say, reach), cap=message.team.invitations_per_week),
        _where(say, message),
        _when(say, message),
    ]
    if message.state is not State.DRAFT:
        return Card("\n".join([*lines, say(f"invitations-state-{message.state}")]))
    if not may_approve:
        return Card("\n".join([*lines, say("invitations-another")]))
    yes = button(
        say("button-invitation-approve"),
        f"invitations:{message.id}:approve:{message.edition}",
        discord.ButtonStyle.success,
    )
    return Card("\n".join([*lines, say("invitations-decide")]), rows=[[yes]])


def state_card(
    say: Voice,
    message: CampaignMessage,
    figures: Figures,
    french: Private,
    english: Private | None,
) -> Card:
    """Return the card of an invitation: its words, where it is, and what can be done."""
    words = [upright(french.reveal())]
    if english is not None:
        words += [f"**{say('language-en')}**", upright(english.reveal())]
    embed = discord.Embed(title=title_of(say, message), description="\n".join(words), colour=COLOUR)
    lines = [say(f"invitations-state-{message.state}"), *_people(say, message)]
    lines += [_where(say, message), _when(say, message)]
    if message.campaign is not None:
        lines.append(say("invitations-for-outing", name=plain(message.campaign.name)))
    if message.state in {State.SENDING, State.PAUSED, State.DONE, State.STOPPED}:
        lines += _progress(say, message, figures)
    row = _buttons(say, message)
    return Card("\n".join(lines), embed=embed, rows=[row] if row else [])


def title_of(say: Voice, message: CampaignMessage) -> str:
    """Return how an invitation is called."""
    return say("invitations-title", number=str(message.id))


def list_card(say: Voice, found: Sequence[tuple[CampaignMessage, Figures, Private]]) -> Card:
    """Return the last invitations, each with the way to its card."""
    if not found:
        return Card(say("invitations-none"))
    embed = discord.Embed(title=say("invitations-list"))
    for message, figures, words in found:
        start = plain(words.reveal(), SHORT)
        lines = [f"« {start} »", say(f"invitations-state-{message.state}")]
        if message.approved_at is not None:
            lines += _progress(say, message, figures)
        place = f"{message.team.guild_id}/{message.card_channel_id}/{message.card_message_id}"
        if message.card_message_id is not None:
            lines.append(say("invitations-to-card", link=f"https://discord.com/channels/{place}"))
        embed.add_field(name=title_of(say, message), value="\n".join(lines), inline=False)
    return Card(embed=embed)


def sure_card(say: Voice, message_id: int) -> Card:
    """Return the question before an invitation ends for good."""
    address = f"invitations:{message_id}:stop-sure"
    sure = button(say("button-invitation-stop-sure"), address, discord.ButtonStyle.danger)
    return Card(say("invitations-stop-sure"), rows=[[sure]])


def form_fields(
    say: Voice, french: str | None = None, english: str | None = None
) -> list[ui.Item[ui.View]]:
    """Return the form of an invitation, with what it says so far."""

    def field(name: str, default: str | None, *, is_needed: bool) -> ui.TextInput[ui.View]:
        return ui.TextInput[ui.View](
            custom_id=name,
            style=discord.TextStyle.paragraph,
            max_length=rules.LONGEST_WORDS,
            required=is_needed,
            default=default,
        )

    return [
        field_of(
            say("invitations-form-words"),
            field("words", french, is_needed=True),
            description=say("invitations-form-words-hint"),
        ),
        field_of(
            say("invitations-form-english"),
            field("english", english, is_needed=False),
            description=say("invitations-form-english-hint"),
        ),
    ]


def _people(say: Voice, message: CampaignMessage) -> list[str]:
    written = say("invitations-written-by", by=f"<@{message.written_by}>")
    if message.approved_by is None:
        return [written]
    return [written, say("invitations-approved-by", by=f"<@{message.approved_by}>")]


def _where(say: Voice, message: CampaignMessage) -> str:
    if message.community is None:
        return say("invitations-everywhere")
    return say("invitations-in", community=plain(message.community.name))


def _when(say: Voice, message: CampaignMessage) -> str:
    if message.starts_at is None:
        return say("invitations-at-once")
    return say("invitations-at", at=moment(message.starts_at, "f"))


def _progress(say: Voice, message: CampaignMessage, figures: Figures) -> list[str]:
    """Return the bar and the figures; of a small audience nothing is told."""
    if rules.is_small(figures.audience):
        return [say("invitations-small")]
    full = rules.share_done(figures.done, figures.audience)
    if message.state is State.DONE:
        full = rules.BLOCKS
    bar = "▰" * full + "▱" * (rules.BLOCKS - full)
    told = say(
        "invitations-figures",
        sent=few(say, figures.sent),
        mailbox=few(say, figures.in_mailbox),
        others=few(say, figures.not_written),
    )
    return [bar, told]


def _buttons(say: Voice, message: CampaignMessage) -> list[ui.Item[ui.View]]:
    def one(what: str, style: discord.ButtonStyle) -> ui.Item[ui.View]:
        return button(say(f"button-invitation-{what}"), f"invitations:{message.id}:{what}", style)

    plainly, red = discord.ButtonStyle.secondary, discord.ButtonStyle.danger
    match message.state:
        case State.DRAFT:
            see = one("see", discord.ButtonStyle.primary)
            return [see, one("change", plainly), one("stop", red)]
        case State.APPROVED:
            return [one("see", plainly), one("change", plainly), one("stop", red)]
        case State.LAPSED:
            return [one("change", plainly), one("stop", red)]
        case State.SENDING:
            return [one("pause", plainly), one("stop", red)]
        case State.PAUSED:
            return [one("go-on", discord.ButtonStyle.primary), one("stop", red)]
        case _:
            return []
