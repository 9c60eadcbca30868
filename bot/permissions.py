"""What Maraude asks of Discord: the invitation and the doctor read the same lists."""

import discord

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
PANEL = ("view_channel", "send_messages", "embed_links", "read_message_history")

INVITED_WITH = discord.Permissions(**dict.fromkeys((*STAFF_TEXT, *STAFF_FORUM, *PANEL), True))
