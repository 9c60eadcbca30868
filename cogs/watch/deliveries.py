"""What the courier carries for this feature."""

from bot.app import Maraude
from bot.db import ReadSession
from bot.lead import to_lead
from bot.parcels import Later, Send
from cogs.watch import cards, service
from models import OutboxEntry, Team, Ticket


async def alarm(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return what the doctor found, for the lead."""
    team = await session.get_one(Team, entry.args["team"])
    say = bot.texts.voice(team.locale)
    args = dict(entry.args["args"])
    if "permission" in args:
        args["permission"] = say(f"permission-{args['permission'].replace('_', '-')}")
    return to_lead(bot, team, entry, cards.alarm_card(say, say(entry.args["key"], **args)))


async def late(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return what is late now, for the lead; nothing when it arrived meanwhile."""
    team, what = await session.get_one(Team, entry.args["team"]), entry.args.get("what", "words")
    for late in await service.late_for(session, team.id, now=bot.now()):
        if late.what == what:
            return to_lead(bot, team, entry, cards.late_card(bot.texts.voice(team.locale), late))
    return None


async def sorry(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the word to the youth, unless the team has got everything meanwhile."""
    ticket = await session.get_one(Ticket, entry.args["ticket"])
    if not await service.is_behind(session, ticket.id):
        return None
    say = bot.texts.voice(ticket.alias.youth.locale)
    return Send(cards.sorry_card(say), to_mailbox=ticket.reach == "mailbox")
