"""The panel, and the yes to being written to first."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from enum import Enum, auto
from typing import Any

from sqlalchemy import delete, select, update

from bot import access, consents, outbox, placeholders
from bot.access import Actor
from bot.db import ReadSession, WriteSession, hold
from bot.errors import BadInput, Conflict, Gone, SetUpFirst
from bot.redaction import is_blank, upright
from bot.vault import Vault
from cogs.greeting import queries, rules
from cogs.privacy import service as privacy
from models import (
    Community,
    EntryState,
    NewcomersPost,
    OutboxEntry,
    PanelPicture,
    Purpose,
    Wording,
    WordingKind,
)


class NoPanelChannel(BadInput):
    """Nobody chose where the panel stands."""

    key = "greeting-no-panel-channel"


class NoOwnWords(BadInput):
    """Nobody wrote anything."""

    key = "greeting-words-blank"


class UnknownPlaceholder(BadInput):
    """Something between braces that stands for nothing."""

    key = "greeting-words-unknown"


class TooLong(BadInput):
    """With the longest names in it, nobody would read it."""

    key = "greeting-words-too-long"


class TitleTooLong(BadInput):
    """The same, for a title."""

    key = "greeting-title-too-long"


class NoLinks(BadInput):
    """A greeting that leads elsewhere."""

    key = "greeting-words-link"


class WordsChanged(Conflict):
    """Somebody changed the words after they were shown."""

    key = "greeting-words-changed"


class NoDescription(BadInput):
    """A picture without words for who cannot see it."""

    key = "greeting-picture-undescribed"


class Kept(Enum):
    """What became of a yes."""

    GREETED = auto()
    ALREADY = auto()
    OUTDATED = auto()


async def keep_in_touch(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    community: Community,
    *,
    locale: str,
    version: int,
    outing: int | None = None,
    now: datetime,
) -> Kept:
    """Write the consent down, dated, for the wording that was shown; owe the one greeting, ever.

    A yes to an earlier wording is kept as what it is, and nothing is sent for it.
    """
    purpose = Purpose.KEEP_IN_TOUCH
    campaign_id = await access.outing_of(session, community, outing, now=now)
    shown: dict[str, Any] = {"locale": locale, "version": version, "campaign_id": campaign_id}
    youth = await privacy.opt_in(session, vault, actor, community, purpose, **shown, now=now)
    if not await consents.standing(session, youth.id, purpose, community.id):
        return Kept.OUTDATED
    once = f"welcome:{youth.id}:{community.id}"
    known = await session.scalar(select(OutboxEntry).where(OutboxEntry.once == once))
    if known is not None and known.state is not EntryState.DROPPED:
        return Kept.ALREADY
    if known is not None:
        await session.delete(known)
        await session.flush()
    outbox.promise(
        session,
        "greeting.welcome",
        once=once,
        now=now,
        youth_id=youth.id,
        community_id=community.id,
        purpose=purpose,
    )
    return Kept.GREETED


async def asks_again(
    session: ReadSession, vault: Vault, actor: Actor, community: Community
) -> bool:
    """Tell whether who acts said yes to an earlier wording only."""
    youth = await access.youth_of(session, vault, actor)
    return youth is not None and await consents.is_outdated(
        session, youth.id, Purpose.KEEP_IN_TOUCH, community.id
    )


async def post_panel(session: WriteSession, actor: Actor, *, now: datetime) -> Community:
    """Owe the panel to its channel, or its present look to the one that stands.

    Raises:
        NotAModerator, SetUpFirst: when it is not theirs to post, or the intake is closed.
        NoPanelChannel: when nobody chose where.
    """
    community = await community_of_moderator(session, actor)
    if not community.is_open:
        raise SetUpFirst
    if community.panel_channel_id is None:
        raise NoPanelChannel
    await draw_panel(session, community, now=now)
    return community


async def draw_panel(session: WriteSession, community: Community, *, now: datetime) -> None:
    """Owe the panel; one that stands in another channel than the chosen one goes first."""
    stamp = secrets.token_hex(6)
    if (
        community.panel_message_id is not None
        and community.panel_posted_in != community.panel_channel_id
    ):
        _owe_removal(session, community, stamp=stamp, now=now)
    await outbox.promise_redraw(
        session,
        "greeting.panel",
        once=f"panel:{community.id}:{stamp}",
        now=now,
        community_id=community.id,
    )


async def remove_panel(session: WriteSession, actor: Actor, *, now: datetime) -> bool:
    """Owe the panel's removal; return whether there was one.

    Raises:
        NotAModerator, SetUpFirst: when it is not theirs to remove.
    """
    return take_panel_down(session, await community_of_moderator(session, actor), now=now)


def take_panel_down(session: WriteSession, community: Community, *, now: datetime) -> bool:
    """Owe the removal of a panel; return whether there was one."""
    if community.panel_posted_in is None and community.panel_message_id is None:
        return False
    if community.panel_message_id is None:
        community.panel_posted_in = None
        return True
    _owe_removal(session, community, stamp=secrets.token_hex(6), now=now)
    return True


async def panel_deleted(session: WriteSession, guild_id: int, message_id: int) -> None:
    """Forget a panel that somebody deleted: it stays away until a moderator posts it again."""
    standing = update(Community).where(
        Community.guild_id == guild_id, Community.panel_message_id == message_id
    )
    await session.execute(standing.values(panel_message_id=None))


async def standing_panels(session: ReadSession) -> Sequence[tuple[int, int, int]]:
    """Return the server, the channel and the message of every panel that should stand."""
    known = select(Community).where(Community.panel_message_id.is_not(None))
    return [
        (community.guild_id, community.panel_posted_in, community.panel_message_id)
        for community in await session.scalars(known)
        if community.panel_posted_in is not None and community.panel_message_id is not None
    ]


async def draft(
    session: WriteSession,
    actor: Actor,
    kind: WordingKind,
    locale: str,
    *,
    title: str,
    words: str,
    now: datetime,
) -> Wording:
    """Write down what a moderator would like to say, to be shown before it is kept.

    Only what stands above our words is theirs. The sentences that say who is behind, what somebody
    agrees to and what stays unseen are ours in every card, word for word: a yes is to them, and
    ``consents.TEXT_VERSIONS`` stays true whatever a community writes.

    Raises:
        NotAModerator, SetUpFirst: when it is not theirs to say.
        NoOwnWords, UnknownPlaceholder, TooLong, TitleTooLong, NoLinks: when it could not serve.
    """
    community = await community_of_moderator(session, actor)
    await access.take_in_once(session, actor)
    title, words = " ".join(upright(title).split()), upright(words).strip()
    _check(kind, title, words)
    await _hold(session, community)
    wording = await queries.wording(session, community.id, kind, locale)
    if wording is None:
        wording = Wording(community=community, kind=kind, locale=locale)
        session.add(wording)
    wording.draft_title, wording.draft, wording.changed_at = title or None, words, now
    await session.flush()
    return wording


async def keep(
    session: WriteSession, actor: Actor, wording_id: int, *, version: int, now: datetime
) -> Wording:
    """Say from now on what was shown.

    Raises:
        WordsGone: when it is missing, or another community's.
        Gone: when it was kept already.
        WordsChanged: when somebody changed it since it was shown.
    """
    wording = await access.wording_for(session, actor, wording_id)
    if wording.draft is None:
        raise Gone
    if wording.version != version:
        raise WordsChanged
    wording.title, wording.words, wording.changed_at = wording.draft_title, wording.draft, now
    wording.draft_title = wording.draft = None
    await _show_words(session, wording, now=now)
    return wording


async def back_to_ours(
    session: WriteSession, actor: Actor, wording_id: int, *, now: datetime
) -> Wording:
    """Take a community's own words out.

    Raises:
        WordsGone: when it is missing, or another community's.
    """
    wording = await access.wording_for(session, actor, wording_id)
    await session.delete(wording)
    await session.flush()
    await _show_words(session, wording, now=now)
    return wording


async def hang_picture(
    session: WriteSession, actor: Actor, image: bytes, description: str, *, now: datetime
) -> Community:
    """Put a picture above the panel, in the place of the one before.

    Raises:
        NotAModerator, SetUpFirst: when it is not theirs to do.
        NoDescription: when nothing is said of it.
    """
    community = await community_of_moderator(session, actor)
    await access.take_in_once(session, actor)
    if is_blank(description):
        raise NoDescription
    await _hold(session, community)
    found = await queries.picture(session, community.id)
    if found is None:
        found = PanelPicture(community_id=community.id)
        session.add(found)
    found.image, found.description = image, " ".join(upright(description).split())
    found.changed_at = now
    await _redraw_panel(session, community, now=now)
    return community


async def take_picture_down(session: WriteSession, actor: Actor, *, now: datetime) -> bool:
    """Take the panel's picture away; return whether there was one.

    Raises:
        NotAModerator, SetUpFirst: when it is not theirs to do.
    """
    community = await community_of_moderator(session, actor)
    await access.take_in_once(session, actor)
    found = await queries.picture(session, community.id)
    if found is None:
        return False
    await session.delete(found)
    await session.flush()
    await _redraw_panel(session, community, now=now)
    return True


async def greet_newcomers(
    session: WriteSession, actor: Actor, channel_id: int, *, now: datetime
) -> NewcomersPost:
    """Post the panel in a channel, now and again when somebody joined.

    Raises:
        NotAModerator, SetUpFirst: when it is not theirs to do, or the intake is closed.
    """
    community = await community_of_moderator(session, actor)
    await access.take_in_once(session, actor)
    if not community.is_open:
        raise SetUpFirst
    await _hold(session, community)
    post = await queries.newcomers_post(session, community.id)
    if post is None:
        post = NewcomersPost(community=community, channel_id=channel_id)
        session.add(post)
    post.channel_id = channel_id
    _owe_newcomers_post(session, post, now=now)
    return post


async def stop_greeting_newcomers(session: WriteSession, actor: Actor, *, now: datetime) -> bool:
    """Post it no more, and take the one that stands away; return whether there was anything.

    Raises:
        NotAModerator, SetUpFirst: when it is not theirs to do.
    """
    community = await community_of_moderator(session, actor)
    await access.take_in_once(session, actor)
    return await _stop_newcomers(session, community, now=now)


async def is_news(session: ReadSession, guild_id: int) -> bool:
    """Tell whether it makes a difference that somebody joined a server; a thousand who come at once
    make it once."""
    post = await queries.newcomers_post_at(session, guild_id)
    return post is not None and post.again_at is None and post.community.is_open


async def somebody_joined(session: WriteSession, guild_id: int, *, now: datetime) -> None:
    """Owe the panel to newcomers, or note from when it may be posted again; not who came."""
    post = await queries.newcomers_post_at(session, guild_id)
    if post is None or not post.community.is_open:
        return
    await _hold(session, post.community)
    await session.refresh(post)
    if post.again_at is None:
        post.again_at = rules.next_post(post.owed_at, now=now)
    if post.again_at <= now:
        _owe_newcomers_post(session, post, now=now)


async def post_for_newcomers(session: WriteSession, community_id: int, *, now: datetime) -> None:
    """Owe the panel to those who joined since the last one, once its time has come."""
    community = await session.get_one(Community, community_id)
    await _hold(session, community)
    post = await queries.newcomers_post(session, community_id)
    if post is None:
        return
    await session.refresh(post)
    if post.again_at is None or now < post.again_at <= now + rules.APART:
        return
    if community.is_open:
        _owe_newcomers_post(session, post, now=now)
    else:
        post.again_at = None


async def newcomers_post_stands(
    session: WriteSession, community: Community, channel_id: int, message_id: int, *, now: datetime
) -> None:
    """Write down where the panel for newcomers stands; the one before goes, and so does this one
    when it is wished no more."""
    post = await queries.newcomers_post(session, community.id)
    if post is None:
        _owe_newcomers_removal(session, community, channel_id, message_id, now=now)
        return
    if post.message_id is not None and post.posted_in is not None:
        _owe_newcomers_removal(session, community, post.posted_in, post.message_id, now=now)
    post.posted_in, post.message_id = channel_id, message_id


async def newcomers_channel_gone(
    session: WriteSession, community: Community, *, now: datetime
) -> None:
    """Somebody deleted the channel: it is posted no more, and who manages the server is told."""
    if await _stop_newcomers(session, community, now=now):
        outbox.tell_server(
            session,
            "teams.to_server",
            once=f"newcomers-gone:{community.id}:{int(now.timestamp())}",
            now=now,
            community_id=community.id,
            args={"key": "greeting-newcomers-gone", "args": {}},
        )


async def link_ended(session: WriteSession, community: Community, *, now: datetime) -> None:
    """A community's link ended: its panels go, with its own words and its picture."""
    take_panel_down(session, community, now=now)
    await _stop_newcomers(session, community, now=now)
    for kind in (Wording, PanelPicture):
        await session.execute(delete(kind).where(kind.community_id == community.id))


async def community_of_moderator(session: ReadSession, actor: Actor) -> Community:
    """Return the community of a server for who manages it, open or not.

    Raises:
        NotAModerator, SetUpFirst: for anybody else, or before the set-up.
    """
    guild_id = access.require_moderator(actor)
    community = await access.community_at(session, guild_id)
    if community is None:
        raise SetUpFirst
    return community


def _owe_removal(session: WriteSession, community: Community, *, stamp: str, now: datetime) -> None:
    outbox.promise(
        session,
        "greeting.remove_panel",
        once=f"panel-removal:{community.id}:{stamp}",
        now=now,
        community_id=community.id,
        args={"channel": community.panel_posted_in, "message": community.panel_message_id},
    )
    community.panel_message_id = community.panel_posted_in = None


def _check(kind: WordingKind, title: str, words: str) -> None:
    if is_blank(words):
        raise NoOwnWords
    for text in (title, words):
        if (unknown := placeholders.unknown_in(text)) is not None:
            raise UnknownPlaceholder(unknown=unknown)
    if rules.is_too_long(title, rules.LONGEST_TITLE):
        raise TitleTooLong(most=rules.LONGEST_TITLE)
    if rules.is_too_long(words, rules.LONGEST_WORDS):
        raise TooLong(most=rules.LONGEST_WORDS)
    if kind is WordingKind.WELCOME and rules.has_link(words):
        raise NoLinks


async def _hold(session: WriteSession, community: Community) -> None:
    """Who decides what a community says comes after whoever does so already."""
    one_by_one = select(Community.id).where(Community.id == community.id)
    await hold(session, one_by_one)


async def _show_words(session: WriteSession, wording: Wording, *, now: datetime) -> None:
    """Owe changed words to what stands; the greeting is read by the next ones only."""
    if wording.kind is not WordingKind.PANEL or wording.locale != wording.community.locale:
        return
    await _redraw_panel(session, wording.community, now=now)
    post = await queries.newcomers_post(session, wording.community_id)
    if post is not None and post.message_id is not None:
        outbox.promise_in(
            session,
            _beside(wording.community_id),
            "greeting.newcomers_look",
            once=f"newcomers-look:{post.id}:{secrets.token_hex(6)}",
            now=now,
            community_id=wording.community_id,
        )


def _beside(community_id: int) -> str:
    """Name the lane of what stands beside the panel; neither waits for the other."""
    return f"community:{community_id}:beside"


async def _redraw_panel(session: WriteSession, community: Community, *, now: datetime) -> None:
    if community.panel_message_id is not None:
        await draw_panel(session, community, now=now)


def _owe_newcomers_post(session: WriteSession, post: NewcomersPost, *, now: datetime) -> None:
    post.owed_at, post.again_at = now, None
    outbox.promise_in(
        session,
        _beside(post.community.id),
        "greeting.newcomers",
        once=f"newcomers:{post.community.id}:{secrets.token_hex(6)}",
        now=now,
        community_id=post.community.id,
    )


async def _stop_newcomers(session: WriteSession, community: Community, *, now: datetime) -> bool:
    post = await queries.newcomers_post(session, community.id)
    if post is None:
        return False
    if post.message_id is not None and post.posted_in is not None:
        _owe_newcomers_removal(session, community, post.posted_in, post.message_id, now=now)
    await session.delete(post)
    await session.flush()
    return True


def _owe_newcomers_removal(
    session: WriteSession, community: Community, channel_id: int, message_id: int, *, now: datetime
) -> None:
    outbox.promise_in(
        session,
        _beside(community.id),
        "greeting.remove_panel",
        once=f"newcomers-removal:{message_id}",
        now=now,
        community_id=community.id,
        args={"channel": channel_id, "message": message_id},
    )
