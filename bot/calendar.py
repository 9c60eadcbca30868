"""Events in a server's calendar: made, kept up to date, taken out. Never twice."""

import contextlib
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord
from sqlalchemy import select

from bot.marks import mark_of
from bot.parcels import Announce, CallOff, Receipt
from models import OutboxEntry

if TYPE_CHECKING:
    from bot.app import Maraude

ONLY_ITS_MEMBERS = 2
"""The privacy level of an event: nobody outside of the server sees it. There is no other."""


GONE = 0
"""What a receipt says of an event that no longer stands."""


class Calendar:
    """Carries what stands in the calendars. Discord takes no nonce for an event: it carries a mark
    at the end of its text, and the calendar is read before one is made."""

    def __init__(self, bot: "Maraude") -> None:
        self._bot = bot

    async def announce(self, parcel: Announce) -> Receipt:
        """Make an event, or bring the one that stands up to date."""
        payload, http = self._payload(parcel), self._bot.http
        event_id = parcel.event_id or await self._already_there(parcel)
        if event_id is None:
            made = await http.create_guild_scheduled_event(parcel.guild_id, **payload)
            return Receipt(parcel.guild_id, int(made["id"]))
        await http.edit_scheduled_event(parcel.guild_id, event_id, **payload)
        return Receipt(parcel.guild_id, event_id)

    async def call_off(self, parcel: CallOff) -> Receipt:
        """Take an event out; one that is gone already does no harm."""
        event_id = parcel.event_id or await self._already_there(parcel)
        if event_id is not None:
            with contextlib.suppress(discord.NotFound):
                await self._bot.http.delete_scheduled_event(parcel.guild_id, event_id)
        return Receipt(parcel.guild_id, GONE)

    async def _already_there(self, parcel: Announce | CallOff) -> int | None:
        """Return the event that an earlier try made: it is ours and carries the mark.

        Should marks ever be stripped on the way, name and beginning tell, as long as no other
        delivery made it.
        """
        mark, alike = self._mark(parcel), set[int]()
        for event in await self._bot.http.get_scheduled_events(
            parcel.guild_id, with_user_count=False
        ):
            if self._bot.user is None or int(event.get("creator_id") or 0) != self._bot.user.id:
                continue
            if (event.get("description") or "").endswith(mark):
                return int(event["id"])
            if isinstance(parcel, Announce) and _is_alike(event, parcel):
                alike.add(int(event["id"]))
        made = select(OutboxEntry.message_id).where(OutboxEntry.message_id.in_(alike))
        async with self._bot.db.reading() as session:
            alike -= {one for one in await session.scalars(made) if one is not None}
        return min(alike, default=None)

    def _payload(self, parcel: Announce) -> dict[str, Any]:
        return {
            "name": parcel.name,
            "description": parcel.about + self._mark(parcel),
            "privacy_level": ONLY_ITS_MEMBERS,
            "scheduled_start_time": parcel.starts_at.isoformat(),
            "scheduled_end_time": parcel.ends_at.isoformat(),
            "entity_type": parcel.kind,
            "channel_id": parcel.channel_id,
            "entity_metadata": {"location": parcel.link} if parcel.link is not None else None,
        }

    def _mark(self, parcel: Announce | CallOff) -> str:
        return mark_of(self._bot.vault, parcel.number, "event")


def _is_alike(event: Mapping[str, Any], parcel: Announce) -> bool:
    """Tell whether an event has the name and the beginning of another."""
    begins = datetime.fromisoformat(event["scheduled_start_time"])
    return event["name"] == parcel.name and begins == parcel.starts_at
