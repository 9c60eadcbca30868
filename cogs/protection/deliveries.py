"""What the courier carries for this feature: calls without reasons, names or words."""

from dataclasses import replace

from bot.app import Maraude
from bot.db import ReadSession
from bot.lead import places_refused, to_lead, to_lead_alone, to_owner
from bot.parcels import Later, Send
from bot.ui import Card
from cogs.protection import cards
from cogs.protection.rules import DECIDED_WITHIN
from models import Concern, JournalLine, Lifting, MentorReport, OutboxEntry, Team, Ticket


async def concern(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return the call about a concern, unless it was dealt with meanwhile."""
    team = await session.get_one(Team, entry.args["team"])
    found = await session.get(Concern, entry.args["concern"])
    if found is None or found.closed_at is not None:
        return None
    ticket = await session.get(Ticket, found.ticket)
    say = bot.texts.voice(team.locale)
    look = cards.concern_alert(say, team, ticket, found.ticket, found.opened_by)
    return to_lead(bot, team, entry, look, calls=_leads(team))


async def lift(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return the call to a second person, unless it was decided meanwhile, or it is too late."""
    team = await session.get_one(Team, entry.args["team"])
    found = await session.get(Lifting, entry.args["lifting"])
    if found is None or found.decided_at is not None:
        return None
    if bot.now() > found.asked_at + DECIDED_WITHIN:
        return None
    say = bot.texts.voice(team.locale)
    look = cards.lift_alert(say, team, found.ticket, found.ticket_id, found.id)
    return to_lead(bot, team, entry, look, calls=_leads(team))


async def lift_decided(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return what the team reads in the thread."""
    found = await session.get(Lifting, entry.args["lifting"])
    if found is None:
        return None
    say = bot.texts.voice(found.ticket.community.team.locale)
    pings = (found.asked_by,)
    return Send(cards.decided_card(say, found), found.ticket.thread_id, pings=pings)


async def lift_lapsed(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the word to who asked that nobody decided."""
    found = await session.get(Lifting, entry.args["lifting"])
    if found is None:
        return None
    say = bot.texts.voice(found.ticket.community.team.locale)
    words = say("protection-lift-lapsed", by=f"<@{found.asked_by}>")
    return Send(Card(words), found.ticket.thread_id, pings=(found.asked_by,))


async def lifted(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return what the youth is told."""
    ticket = await session.get_one(Ticket, entry.args["ticket"])
    say = bot.texts.voice(ticket.alias.youth.locale)
    words = say("protection-lifted", team=ticket.community.team.name)
    return Send(Card(words), to_mailbox=ticket.reach == "mailbox")


async def reported(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return the word that a report waits, where the lead alone reads. About somebody with the
    lead role, it goes to the server's owner instead, who learns neither from whom nor why; when
    that takes nothing, where the leads read after all. Alarms behind it do not wait for longer.
    One that sounds like danger calls the leads; without a place of their own, the owner is asked to
    call them: in the team's channel its mentor would read it."""
    team = await session.get_one(Team, entry.args["team"])
    say = bot.texts.voice(team.locale)
    written = await session.get(MentorReport, entry.args["report"])
    if written is None or written.seen_at is not None:
        return None
    refused = places_refused(entry)
    if written.mentor is not None and written.mentor.is_lead and not refused:
        words = [say("protection-report-about-lead", team=team.name)]
        if entry.args.get("urgent", False):
            words.append(say("protection-report-about-lead-urgent"))
        look = Card("\n".join(words))
        told = to_owner(bot, team, look, but_for=written.mentor.discord_id)
        if told is not None:
            return told
    is_urgent = entry.args.get("urgent", False)
    alone = to_lead_alone(
        team,
        cards.report_waits(say, _leads(team) if is_urgent else (), call_back=written.call_back),
    )
    if alone is not None and refused <= 1:
        return replace(alone, calls=_leads(team)) if is_urgent else alone
    if not is_urgent or refused > 1:
        return None
    look = Card(say("protection-report-urgent-owner", team=team.name))
    return to_owner(bot, team, look, but_for=written.mentor.discord_id if written.mentor else 0)


async def blocked(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return the word that somebody is no longer answered, and by whom."""
    team = await session.get_one(Team, entry.args["team"])
    ticket = await session.get(Ticket, entry.args["request"])
    say = bot.texts.voice(team.locale)
    look = cards.blocked_alert(say, team, ticket, entry.args["request"], entry.args["by"])
    return to_lead(bot, team, entry, look, calls=_leads(team))


async def anchor(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return how the journal ends, for people to keep."""
    team = await session.get_one(Team, entry.args["team"])
    line = await session.get(JournalLine, entry.args["line"])
    if line is None:
        return None
    look = cards.anchor_card(bot.texts.voice(team.locale), line)
    return to_lead(bot, team, entry, look)


async def place_changed(
    bot: Maraude, session: ReadSession, entry: OutboxEntry
) -> Send | Later | None:
    """Return the word about a changed role or channel of the team, where the lead read before."""
    about = entry.args
    team = await session.get_one(Team, about["team"])
    say = bot.texts.voice(team.locale)
    look = cards.place_changed(say, about["which"], about["by"], about["before"], about["after"])
    before = tuple(about["places"])
    return to_lead(bot, team, entry, look, calls=(about["lead"],), chosen=before)


def _leads(team: Team) -> tuple[int, ...]:
    return (team.lead_role_id,) if team.lead_role_id is not None else ()
