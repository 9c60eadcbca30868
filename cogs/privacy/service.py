"""What a youth decides about being written to."""

from datetime import datetime

from sqlalchemy import select

from bot import access, consents
from bot.access import Actor
from bot.db import WriteSession
from bot.vault import Vault
from models import Alias, Community, Purpose, Ticket, TicketState, Youth


async def opt_in(
    session: WriteSession,
    vault: Vault,
    actor: Actor,
    community: Community,
    purpose: Purpose,
    *,
    locale: str,
    now: datetime,
) -> Youth:
    """Write down a yes for one purpose; return whose."""
    youth = await access.youth_or_new(session, vault, actor, locale, now=now)
    await consents.give(session, youth, community, purpose, now=now)
    return youth


async def stop(session: WriteSession, vault: Vault, actor: Actor, *, now: datetime) -> bool:
    """End everything that is not a live conversation; return whether one goes on."""
    youth = await access.youth_of(session, vault, actor)
    if youth is None:
        return False
    youth.stopped_at = now
    await consents.withdraw(session, youth.id, now=now)
    live = select(Ticket.id).join(Alias, Alias.id == Ticket.alias_id)
    return (
        await session.scalar(
            live.where(Alias.youth_id == youth.id, Ticket.state != TicketState.CLOSED).limit(1)
        )
        is not None
    )
