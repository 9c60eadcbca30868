"""How first words look."""

from collections.abc import Collection

import discord
from discord import ui

from bot import placeholders
from bot.redaction import plain
from bot.texts import LOCALES, Voice
from bot.ui import (
    Attached,
    Card,
    button,
    keep_button,
    near_button,
    remind_button,
    sos_button,
    stop_button,
    talk_button,
)
from cogs.greeting.rules import OwnWords
from models import Community, PanelPicture, Wording, WordingKind

COLOUR = 0x2E8B8B
PNG = b"\x89PNG"


def panel_card(say: Voice, community: Community, own: OwnWords | None = None) -> Card:
    """Return the standing message from which everything starts. A community's own words stand above
    ours, never in their place: somebody says yes to ours."""
    title, words = say("panel-title"), say("panel-words", team=community.team.name)
    if own is not None:
        title = _filled(own.title, community) if own.title else title
        words = f"{_filled(own.words, community)}\n\n{words}"
    embed = discord.Embed(title=title, description=words, colour=COLOUR)
    keep = keep_button(say)
    return Card(embed=embed, rows=[[talk_button(say), keep, near_button(say), sos_button(say)]])


def hello_card(
    say: Voice,
    community: Community,
    *,
    asks_again: bool,
    outing: int | None = None,
    first: str = "",
) -> Card:
    """Return who we are, for who asked; who said yes to an earlier wording is asked again.

    Args:
        outing: the one whose word was typed: what begins here counts for it.
        first: what is said before.
    """
    words = [*([first, ""] if first else []), say("hello", team=community.team.name)]
    words += [say("keep-asks-again")] if asks_again else []
    no = button(say("button-not-for-me"), "greeting:no")
    row = [
        talk_button(say, outing),
        keep_button(say, outing),
        near_button(say),
        sos_button(say),
        no,
    ]
    return Card("\n".join(words), rows=[row])


def _filled(words: str, community: Community) -> str:
    names = {"team": plain(community.team.name), "community": plain(community.name)}
    return placeholders.filled(words, names)


def picture_of(found: PanelPicture | None) -> tuple[Attached, ...]:
    """Return the picture above the panel, if there is one."""
    if found is None:
        return ()
    name = "panel.png" if found.image.startswith(PNG) else "panel.jpg"
    return (Attached(name, found.image, found.description),)


def welcome_card(say: Voice, community: Community, own: OwnWords | None = None) -> Card:
    """Return the one greeting; it asks nothing. Who writes, and the way out, stand in it whatever a
    community says."""
    names = {"team": community.team.name, "community": plain(community.name)}
    words = say("welcome", **names)
    if own is not None:
        said = _filled(own.words, community)
        who = f"{say('welcome-who', **names)} {say('welcome-way-out')}"
        words = f"{say('welcome-hello')}\n{said}\n{who}"
    return Card(words, rows=[[talk_button(say), sos_button(say), stop_button(say)]])


def kept_card(say: Voice, *, is_greeted: bool, may_be_reminded: bool) -> Card:
    """Return what a yes means, with the way back beside it; where mentors are around at announced
    hours, somebody may want to hear of those too."""
    words = [say("keep-thanks" if is_greeted else "keep-already")]
    row = [stop_button(say)]
    if may_be_reminded:
        words += [say("keep-hangouts"), say("permanences-remind-words")]
        row.insert(0, remind_button(say))
    return Card("\n".join(words), rows=[row])


def which_words_card(say: Voice, written: Collection[tuple[WordingKind, str]]) -> Card:
    """Return the texts that can be said in own words, one button each; those that are carry a
    pencil."""
    row = [
        button(
            say(f"button-words-{kind}", language=say(f"language-{locale}")),
            f"greeting:write:{kind}:{locale}",
            emoji="✏️" if (kind, locale) in written else None,
        )
        for kind in WordingKind
        for locale in sorted(LOCALES, key=lambda one: one != say.locale)
    ]
    return Card(say("greeting-words-which"), rows=[row])


def words_preview_card(say: Voice, theirs: Voice, wording: Wording, *, about: str) -> Card:
    """Return a text as youths would read it, buttons included, for its moderator alone.

    Args:
        theirs: the voice of the text's language.
        about: what there is to say about it.
    """
    own = OwnWords(wording.draft_title, wording.draft or "")
    is_panel = wording.kind is WordingKind.PANEL
    look = (panel_card if is_panel else welcome_card)(theirs, wording.community, own)
    seen = [item for row in look.rows for item in row if isinstance(item, ui.Button)]
    for item in seen:
        item.disabled = True
    kept = button(
        say("button-words-keep"),
        f"greeting:words:{wording.id}:keep:{wording.version}",
        discord.ButtonStyle.success,
    )
    change = button(say("button-words-change"), f"greeting:words:{wording.id}:change")
    ours = button(say("button-words-ours"), f"greeting:words:{wording.id}:ours")
    embed = look.embed or discord.Embed(description=look.content, colour=COLOUR)
    return Card(about, embed=embed, rows=[seen, [kept, change, ours]])


def words_kept_card(say: Voice, wording: Wording) -> Card:
    """Return where the words that were kept can be read, and from when on."""
    community, kind = wording.community, wording.kind
    if kind is WordingKind.WELCOME:
        return Card(say("greeting-words-kept-welcome"))
    if wording.locale != community.locale:
        language = say(f"language-{wording.locale}")
        return Card(say("greeting-words-kept-language", language=language))
    stands = community.panel_message_id is not None
    return Card(say("greeting-words-kept-panel" if stands else "greeting-words-kept-unposted"))
