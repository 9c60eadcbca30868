"""What Maraude asks of Discord: the invitation and the doctor read the same lists."""

import discord

from models import Room

STAFF_TEXT = (
    "view_channel",
    "send_messages",
    "embed_links",
    "read_message_history",
    "create_public_threads",
    "send_messages_in_threads",
    "manage_threads",
)
STAFF_FORUM = (
    "view_channel",
    "send_messages",
    "embed_links",
    "read_message_history",
    "send_messages_in_threads",
    "manage_threads",
)
ALARMS = ("view_channel", "send_messages")
EVENTS = ("create_events",)
"""In a server with a permanence: to make events, and to change those it made."""
VOICE = ("view_channel", "connect")
STAGE = (*VOICE, "manage_channels", "mute_members", "move_members")
"""What Discord asks for beside it where people meet by voice, or on a stage."""
PANEL = ("view_channel", "send_messages", "embed_links", "read_message_history")

INVITED_WITH = discord.Permissions(**dict.fromkeys((*STAFF_TEXT, *STAFF_FORUM, *PANEL), True))


def missing_for_events(
    guild: discord.Guild, room: Room, channel: discord.abc.GuildChannel
) -> tuple[str, ...]:
    """Return what Maraude lacks to announce that people meet in a channel."""
    in_there = {Room.TEXT: (), Room.VOICE: VOICE, Room.STAGE: STAGE}[room]
    ours, there = guild.me.guild_permissions, channel.permissions_for(guild.me)
    return tuple(
        [name for name in EVENTS if not getattr(ours, name)]
        + [name for name in in_there if not getattr(there, name)]
    )
