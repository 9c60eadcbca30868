"""What the courier carries, and what can become of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.consents import Manner
from bot.db import ReadSession, WriteSession
from bot.ui import Attached, Card
from models import OutboxEntry

if TYPE_CHECKING:
    from bot.app import Maraude


@dataclass(frozen=True)
class Send:
    """A new message: to a channel of the team's or a colleague's DM, or, without either, to the
    youth of the entry.

    ``pings`` are the Discord ids of colleagues who are called by it, ``calls`` those of the team's
    roles; nobody else ever is.
    """

    card: Card
    channel_id: int | None = None
    title: str | None = None
    tags: tuple[str, ...] = ()
    to_mailbox: bool = False
    pings: tuple[int, ...] = ()
    calls: tuple[int, ...] = ()
    pictures: tuple[Attached, ...] = ()
    person_id: int | None = None


@dataclass(frozen=True)
class Edit:
    """A message that stands already gets a new look; ``pictures``, if given, take the place of its
    own."""

    card: Card
    message_id: int
    channel_id: int | None = None
    tags: tuple[str, ...] | None = None
    pictures: tuple[Attached, ...] | None = None


@dataclass(frozen=True)
class Erase:
    """A message that must no longer stand."""

    message_id: int
    channel_id: int | None = None


@dataclass(frozen=True)
class Remove:
    """A thread that must no longer stand, with all that is in it; and Discord's own line that
    announced it below its ``card`` in the channel ``announced_in``."""

    channel_id: int
    announced_in: int | None = None
    card_id: int | None = None


@dataclass(frozen=True)
class Archive:
    """A thread that may rest: it stands as it is, no longer counts among the server's open ones,
    and wakes as soon as somebody writes there."""

    channel_id: int


@dataclass(frozen=True)
class Seek:
    """A message that an earlier delivery, ``entry_id``, may have posted here since then, or in the
    DM of the entry's youth: it must no longer stand, nor what hangs on it."""

    channel_id: int | None
    entry_id: int
    since: datetime


@dataclass(frozen=True)
class Announce:
    """An event in a server's calendar, new or brought up to date; ``number`` is what it shows, from
    which its mark is made. Without a place of Discord's own, ``link`` says where."""

    guild_id: int
    number: int
    event_id: int | None
    name: str
    about: str
    starts_at: datetime
    ends_at: datetime
    kind: int
    channel_id: int | None = None
    link: str | None = None


@dataclass(frozen=True)
class CallOff:
    """An event that must no longer stand; without its id, one that an earlier try may have made is
    looked for."""

    guild_id: int
    number: int
    event_id: int | None


Parcel = Send | Edit | Erase | Remove | Archive | Seek | Announce | CallOff


@dataclass(frozen=True)
class Receipt:
    """Where a parcel now stands; ``thread_id`` when a thread was opened with it. Of an event, its
    server and its id, zero when it is gone."""

    channel_id: int
    message_id: int
    thread_id: int | None = None


@dataclass(frozen=True)
class Later:
    """Not now: again after a pause. ``uncertain`` when it may have arrived all the same."""

    problem: str
    pause: timedelta | None = None
    until: datetime | None = None
    uncertain: bool = False


class Unreachable:
    """This youth takes no DMs."""


class Lost:
    """The place is gone."""


class Refused:
    """The place stands, and Discord will never take this parcel."""


Outcome = Receipt | Later | type[Unreachable] | type[Lost] | type[Refused] | None

Pack = Callable[["Maraude", ReadSession, OutboxEntry], Awaitable[Parcel | Later | None]]
Prepare = Callable[["Maraude", OutboxEntry], Awaitable[None]]
Noted = Callable[[WriteSession, OutboxEntry, Receipt, datetime], Awaitable[None]]
Missed = Callable[[WriteSession, OutboxEntry, datetime], Awaitable[None]]


@dataclass(frozen=True)
class Kind:
    """How one kind of card is carried.

    Args:
        manner: whether it answers somebody or is said unprompted: the gate asks. There is no
        default: whoever makes a new kind decides.
        pack: read the record and render it now; None when it is no longer owed, Later when nobody
        can tell yet where it should go.
        prepare: fetch from Discord what packing needs, outside of any transaction.
        delivered: write down where it stands.
        unreachable: tell the one who waits that DMs are closed and the mailbox holds it.
        lost: the place it should stand in is gone; make room for a new one. What all kinds of one
        lane do then stands in ``Maraude.homes``.
        refused: Discord will never take it; tell those who wait.
        given_up: write down that Maraude no longer tries to say it.
    """

    pack: Pack
    manner: Manner = field(kw_only=True)
    delivered: Noted | None = None
    unreachable: Missed | None = None
    lost: Missed | None = None
    refused: Missed | None = None
    given_up: Missed | None = None
    prepare: Prepare | None = None
