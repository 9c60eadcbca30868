"""What the courier carries for this feature."""

from datetime import datetime

from bot.app import Maraude
from bot.db import ReadSession, WriteSession
from bot.lead import to_lead
from bot.parcels import Announce, CallOff, Edit, Erase, Later, Receipt, Seek, Send
from bot.redaction import plain
from bot.ui import Card, moment
from cogs.permanences import cards, rules, service
from models import DateState, OutboxEntry, Permanence, PermanenceDate, Room, Team, Youth

KINDS = {Room.STAGE: 1, Room.VOICE: 2, Room.TEXT: 3}
"""As Discord numbers them; for a text channel there is none but ``elsewhere``, with a link."""


async def event(
    bot: Maraude, session: ReadSession, entry: OutboxEntry
) -> Announce | CallOff | Later | None:
    """Return what makes the calendar show what is stored; nothing where Maraude no longer is, nor
    once the date has begun."""
    one = await session.get(PermanenceDate, entry.args["date"])
    if one is None:
        return None
    plan = one.permanence
    guild = bot.get_guild(plan.community.guild_id)
    if guild is None:
        return None
    if guild.unavailable:
        return Later("the community's server is away")
    if one.state is DateState.CANCELLED:
        stands = one.event_id is not None or entry.uncertain
        return CallOff(guild.id, one.id, one.event_id) if stands else None
    if one.state is DateState.OVER or one.starts_at <= bot.now() + rules.SOON:
        return None
    is_text = plan.room is Room.TEXT
    return Announce(
        guild.id,
        one.id,
        one.event_id,
        plan.title,
        cards.event_words(bot.texts.voice(plan.community.locale), plan),
        one.starts_at,
        one.ends_at,
        KINDS[plan.room],
        channel_id=None if is_text else plan.channel_id,
        link=cards.link_to(plan) if is_text else None,
    )


async def event_stands(
    session: WriteSession, entry: OutboxEntry, receipt: Receipt, _now: datetime
) -> None:
    """Write down which event it is, or that there is none any more."""
    one = await session.get(PermanenceDate, entry.args["date"])
    if one is None:
        return
    one.event_id = receipt.message_id or None
    if one.state is DateState.PLANNED and one.event_id is not None:
        one.state = DateState.ANNOUNCED


async def event_lost(session: WriteSession, entry: OutboxEntry, now: datetime) -> None:
    """Somebody deleted the event; or its channel, when it had none yet."""
    one = await session.get(PermanenceDate, entry.args["date"])
    if one is None:
        return
    if one.event_id is None:
        await service.place_gone(session, one.permanence_id, now=now)
    else:
        await service.deleted(session, one.id, one.event_id, now=now)


async def event_refused(session: WriteSession, entry: OutboxEntry, now: datetime) -> None:
    """Discord will never take it."""
    await service.refused(session, entry.args["date"], now=now)


async def twin(bot: Maraude, _session: ReadSession, entry: OutboxEntry) -> CallOff | None:
    """Return the event that was made twice, or no longer shows what is stored; nothing where
    Maraude no longer is."""
    if bot.get_guild(entry.args["guild"]) is None:
        return None
    return CallOff(entry.args["guild"], 0, entry.args["event"])


async def twin_refused(session: WriteSession, entry: OutboxEntry, now: datetime) -> None:
    """Discord does not let it go."""
    about = entry.args
    if "permanence" in about:
        where = about["permanence"], about["guild"], about["event"]
        await service.still_stands(session, *where, now=now)


async def card(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Edit | Seek | None:
    """Return the standing card, new or redrawn."""
    plan = await session.get(Permanence, entry.args["permanence"])
    if plan is None or plan.card_channel_id is None:
        return None
    if bot.get_guild(plan.community.guild_id) is None:
        return None
    if plan.ended_at is not None:
        may_stand = entry.uncertain and plan.card_message_id is None
        return Seek(plan.card_channel_id, entry.id, entry.created_at) if may_stand else None
    dates = await service.ahead(session, plan.id, now=bot.now())
    look = cards.standing_card(bot.texts.voice(plan.community.locale), plan, dates)
    if plan.card_message_id is None:
        return Send(look, plan.card_channel_id)
    return Edit(look, plan.card_message_id, plan.card_posted_in)


async def card_stands(
    session: WriteSession, entry: OutboxEntry, receipt: Receipt, now: datetime
) -> None:
    """Write down where the card stands; what was looked for stands nowhere."""
    if receipt.message_id != receipt.channel_id:
        where = receipt.channel_id, receipt.message_id
        await service.card_stands(session, entry.args["permanence"], *where, now=now)


async def card_gone(_bot: Maraude, _session: ReadSession, entry: OutboxEntry) -> Erase:
    """Return the card that must go."""
    return Erase(entry.args["message"], entry.args["channel"])


async def card_lost(session: WriteSession, entry: OutboxEntry, now: datetime) -> None:
    """Somebody took the card away, or its channel."""
    await service.card_gone(session, entry.args["permanence"], now=now)


async def reminder(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | None:
    """Return the word before a date, unless it began, was called off or moved meanwhile."""
    one = await session.get(PermanenceDate, entry.args["date"])
    youth = await session.get(Youth, entry.youth_id)
    if one is None or youth is None or one.state not in service.AHEAD:
        return None
    has_moved = int(one.starts_at.timestamp()) != entry.args["begins"]
    if has_moved or one.starts_at <= bot.now() or not one.permanence.community.is_open:
        return None
    return Send(cards.reminder_card(bot.texts.voice(youth.locale), one))


async def news(bot: Maraude, session: ReadSession, entry: OutboxEntry) -> Send | Later | None:
    """Return what the coordinator is told about a plan."""
    plan = await session.get(Permanence, entry.args["permanence"])
    if plan is None:
        return None
    team = await session.get_one(Team, entry.args["team"])
    at = entry.args["at"]
    words = bot.texts.voice(team.locale)(
        entry.args["key"],
        title=plain(plan.title),
        community=plain(plan.community.name),
        at=moment(datetime.fromisoformat(at), "F") if at else "",
        link=entry.args.get("link", ""),
    )
    chosen = (team.coordinator_channel_id, team.lead_channel_id, team.staff_channel_id)
    return to_lead(bot, team, entry, Card(words), chosen=chosen)
