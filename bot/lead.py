"""Where a team's safeguarding lead reads what nobody else must miss."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import discord

from bot import outbox
from bot.db import WriteSession
from bot.parcels import Later, Receipt, Send
from bot.permissions import ALARMS
from bot.ui import Card
from models import Community, OutboxEntry, Team, Ticket

if TYPE_CHECKING:
    from bot.app import Maraude

TRIES_IN_ONE_PLACE = 3
REFUSED = "its place is gone"
"""What the courier writes beside a delivery whose place is gone, or takes nothing."""


def to_lead(
    bot: "Maraude",
    team: Team,
    entry: OutboxEntry,
    look: Card,
    *,
    calls: tuple[int, ...] | None = None,
    pings: tuple[int, ...] = (),
    chosen: tuple[int | None, ...] | None = None,
) -> Send | Later:
    """Choose where somebody reads it: the lead's channel, the staff channel, where Discord itself
    writes to moderators, a word to the server's owner; then the first one again. One that refuses
    is passed over. It waits while the server is away.

    Args:
        calls: roles of the team that are called by it, perhaps none, when it is about a request:
        outside the team's own channels it says then only that the team is needed.
        pings: colleagues who are called by it beside them.
        chosen: the places to begin with, when they are not those of today.
    """
    guild = bot.get_guild(team.guild_id)
    if guild is None or guild.unavailable:
        return Later("the team's server is away")
    if chosen is None:
        chosen = (team.lead_channel_id, team.staff_channel_id)
    places = [guild.get_channel(place or 0) for place in chosen] + [guild.public_updates_channel]
    fit = [place for place in places if place is not None and _may_write(guild, place)]
    say = bot.texts.voice(team.locale)
    step = entry.attempts // TRIES_IN_ONE_PLACE % (len(fit) + 1)
    place = fit[step] if step < len(fit) else None
    if calls is not None and (place is None or place.id not in chosen):
        look = Card(say("alert-team-needed", place=_link(guild, team)))
    if place is None:
        return Send(look, person_id=guild.owner_id)
    called = calls or ()
    names = [*(f"<@&{role}>" for role in called), *(f"<@{ping}>" for ping in pings)]
    look = replace(look, content=" ".join([*names, look.content]))
    title = say("watch-title") if isinstance(place, discord.ForumChannel) else None
    return Send(look, place.id, title=title, calls=called, pings=pings)


def to_moderators(
    bot: "Maraude", community: Community, entry: OutboxEntry, look: Card
) -> Send | Later | None:
    """Tell who manages a community's server: where Discord itself writes to moderators, else a word
    to its owner; nobody, when Maraude was taken out of it."""
    guild = bot.get_guild(community.guild_id)
    if guild is None:
        return None
    if guild.unavailable:
        return Later("the community's server is away")
    place = guild.public_updates_channel
    was_refused = entry.attempts // TRIES_IN_ONE_PLACE % 2 == 1
    if place is None or was_refused or not _may_write(guild, place):
        return Send(look, person_id=guild.owner_id)
    return Send(look, place.id)


async def try_elsewhere(_session: WriteSession, entry: OutboxEntry, _now: datetime) -> None:
    """A place is gone, or takes nothing: the next try goes to the next one."""
    entry.attempts += -entry.attempts % TRIES_IN_ONE_PLACE


async def call_stands(
    session: WriteSession, entry: OutboxEntry, receipt: Receipt, now: datetime
) -> None:
    """Write down where a call about a request stands, so that it goes with the request; one whose
    request went meanwhile goes at once."""
    where = {"channel": receipt.channel_id, "thread": receipt.thread_id}
    entry.args = {**entry.args, **where}
    request = entry.args["request"]
    if await session.get(Ticket, request) is None:
        await session.flush()
        await outbox.take_back_calls(
            session, team_id=entry.args["team"], request=request, places=(), now=now
        )


def places_refused(entry: OutboxEntry) -> int:
    """Return how many places took nothing until now; a passing trouble is none."""
    return entry.attempts // TRIES_IN_ONE_PLACE if entry.problem == REFUSED else 0


def to_lead_alone(team: Team, look: Card) -> Send | None:
    """Put it where the lead alone reads; without such a place it waits until the lead asks."""
    apart = team.lead_channel_id is not None and team.lead_channel_id != team.staff_channel_id
    return Send(look, team.lead_channel_id) if apart else None


def to_owner(bot: "Maraude", team: Team, look: Card, *, but_for: int) -> Send | Later | None:
    """Tell the server's owner what must not stand where the leads read; nobody, when the owner is
    the one it is about."""
    guild = bot.get_guild(team.guild_id)
    if guild is None or guild.unavailable:
        return Later("the team's server is away")
    return Send(look, person_id=guild.owner_id) if guild.owner_id != but_for else None


def _link(guild: discord.Guild, team: Team) -> str:
    return f"https://discord.com/channels/{guild.id}/{team.staff_channel_id or ''}".rstrip("/")


def _may_write(guild: discord.Guild, place: discord.abc.GuildChannel) -> bool:
    allowed = place.permissions_for(guild.me)
    return all(getattr(allowed, name) for name in ALARMS)
