"""A team that announces when it is around, and how people see that."""

from typing import Any

import discord
import simcord
from simcord.backend.models.scheduled_event import ScheduledEvent
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult
from sqlalchemy import select

from models import PermanenceDate, Team
from tests.world import World, answers_of, buttons_of

THIS_WEDNESDAY = "mer 18:00-20:00"
TEAM_HOURS = [[day, 9 * 60, 20 * 60] for day in range(5)]


async def may_make_events(world: World, guild: simcord.GuildHandle, **more: bool) -> None:
    """Maraude was granted Create Events; the simulator asks for Manage Events instead."""
    own = world.env.backend.get_guild(guild.id).roles[guild.roles["TestBot"].id]
    granted = discord.Permissions(create_events=True, manage_events=True, **more).value
    world.env.backend.edit_role(guild.id, own.id, {"permissions": own.permissions | granted})
    await world.env.settle()


async def announces(
    world: World, where: ChannelHandle, *, who: Any = None, **options: Any
) -> InteractionResult:
    """The lead plans hours on Wednesday evening, reads what would be announced, and says yes."""
    asked = {"title": "On est là", "hours": THIS_WEDNESDAY, "where": str(where.id), **options}
    asked = {name: value for name, value in asked.items() if value is not None}
    lead = who or world.lea
    (draft,) = answers_of(await lead.slash(world.staff, "hangout plan", **asked))
    (yes,) = [one for one in buttons_of(draft) if one.startswith("permanences:publish:")]
    return await world.press(lead, draft, yes)


def events_in(world: World, guild: simcord.GuildHandle) -> list[ScheduledEvent]:
    """Return what stands in a server's calendar, the next one first."""
    standing = world.env.backend.get_guild(guild.id).scheduled_events.values()
    return sorted(standing, key=lambda event: event.scheduled_start_time)


def cards_in(channel: ChannelHandle) -> list[discord.Message]:
    """Return the cards with the yes to being reminded."""
    return [m for m in channel.history() if m.author.bot and "permanences:remind" in buttons_of(m)]


async def dates(world: World) -> list[str]:
    """Return every date as it is stored: day, hour, state."""
    found = await world.stored(PermanenceDate)
    return [f"{one.starts_at:%a %d %H:%M} {one.state}" for one in found]


async def is_open(world: World, whether: bool) -> None:
    """The intake is open, or not."""
    async with world.bot.db.transaction() as session:
        (await session.scalars(select(Team))).one().intake_open = whether
