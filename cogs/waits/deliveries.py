"""What the courier carries for this feature: each is dropped when a human answered meanwhile."""

from bot import answers
from bot.app import Maraude
from bot.db import ReadSession
from bot.lead import to_lead, to_lead_alone
from bot.parcels import Later, Send
from bot.ui import Card
from cogs.duty import service as duty
from cogs.waits import cards
from models import Mentor, MessageAuthor, OutboxEntry, Team, Ticket


def _still_waits(ticket: Ticket | None, entry: OutboxEntry) -> bool:
    if ticket is None or not ticket.is_open or ticket.youth_waits_since is None:
        return False
    return int(ticket.youth_waits_since.timestamp()) == entry.args["since"]


async def nudge(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the reminder to who holds the request, else to those on duty, else to all mentors."""
    ticket = await session.get_one(Ticket, entry.args["ticket"])
    if not _still_waits(ticket, entry):
        return None
    team, since = ticket.community.team, cards.since_of(entry.args["since"])
    say = bot.texts.voice(team.locale)
    if ticket.mentor is not None:
        look = cards.holder_card(say, ticket, ticket.mentor, since)
        return Send(look, ticket.thread_id, pings=(ticket.mentor.discord_id,))
    there = (await duty.on_duty(session, team.id, now=bot.now()))[: cards.MOST]
    role = team.mentor_role_id
    look = cards.nudge_card(say, ticket, cards.called(there, role), since)
    calls = (role,) if not there and role is not None else ()
    return Send(look, ticket.thread_id, pings=there, calls=calls)


async def lead(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return the reminder to the lead."""
    team = await session.get_one(Team, entry.args["team"])
    ticket = await session.get(Ticket, entry.args["request"])
    if ticket is None or not _still_waits(ticket, entry):
        return None
    say, since = bot.texts.voice(team.locale), cards.since_of(entry.args["since"])
    look = cards.lead_card(say, entry.args["key"], team, ticket, since)
    return to_lead(bot, team, entry, look, calls=_leads(team))


async def honest(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the truth to the youth."""
    ticket = await session.get_one(Ticket, entry.args["ticket"])
    if not _still_waits(ticket, entry):
        return None
    say = bot.texts.voice(ticket.alias.youth.locale)
    is_ours = await answers.last_said_by(session, ticket.id) is MessageAuthor.MENTOR
    look = cards.honest_card(say, ticket, "waits-honest-again" if is_ours else "waits-honest")
    return Send(look, to_mailbox=ticket.reach == "mailbox")


async def absent(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return the word to the lead about a colleague who seems to be gone."""
    team = await session.get_one(Team, entry.args["team"])
    mentor = await session.get(Mentor, entry.args["mentor"])
    if mentor is None:
        return None
    say = bot.texts.voice(team.locale)
    words = say("waits-absent", mentor=mentor.first_name)
    return to_lead(bot, team, entry, Card(words))


async def debrief(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the question to who looked after something urgent, in its thread."""
    ticket, who = await session.get_one(Ticket, entry.args["ticket"]), entry.args["mentor"]
    say = bot.texts.voice(ticket.community.team.locale)
    if ticket.thread_id is None:
        return None
    return Send(cards.debrief_card(say, ticket, who), ticket.thread_id, pings=(who,))


async def debrief_said(
    bot: Maraude, session: ReadSession, entry: OutboxEntry
) -> Send | Later | None:
    """Return what a mentor said, for the lead: a wish to talk is heard in any place, the rest only
    where the lead alone reads."""
    team = await session.get_one(Team, entry.args["team"])
    mentor = await session.get(Mentor, entry.args["mentor"])
    if mentor is None:
        return None
    say, name = bot.texts.voice(team.locale), mentor.first_name
    if entry.args["answer"] == "fine":
        return to_lead_alone(team, Card(say("waits-debrief-said-fine", mentor=name)))
    words = Card(say("waits-debrief-said-talk", mentor=name))
    return to_lead(bot, team, entry, words, calls=_leads(team))


def _leads(team: Team) -> tuple[int, ...]:
    return (team.lead_role_id,) if team.lead_role_id is not None else ()
