"""The panel, and the yes to being written to first."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from enum import Enum, auto

from sqlalchemy import select, update

from bot import access, consents, outbox
from bot.access import Actor
from bot.db import ReadSession, WriteSession
from bot.errors import BadInput, SetUpFirst
from bot.vault import Vault
from cogs.privacy import service as privacy
from models import Community, EntryState, OutboxEntry, Purpose


class NoPanelChannel(BadInput):
    """Nobody chose where the panel stands."""

    key = "greeting-no-panel-channel"


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
    now: datetime,
) -> Kept:
    """Write the consent down, dated, for the wording that was shown; owe the one greeting, ever.

    A yes to an earlier wording is kept as what it is, and nothing is sent for it.
    """
    purpose = Purpose.KEEP_IN_TOUCH
    youth = await privacy.opt_in(
        session, vault, actor, community, purpose, locale=locale, version=version, now=now
    )
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
