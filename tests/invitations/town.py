"""People who agreed to be written to, and coordinators who write to them."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import discord
import simcord
from simcord.results import InteractionResult
from sqlalchemy import select

from bot.consents import TEXT_VERSIONS
from cogs.invitations.jobs import feed
from models import Alias, CampaignMessage, Community, Consent, Purpose, Youth
from tests.world import World, answers_of, text_of

WORDS = "Samedi, {équipe} joue avec toi sur {communauté}. Viens si tu veux."


async def agreed(world: World, how_many: int, *, in_places: int = 1) -> list[simcord.MemberActor]:
    """So many people agreed to be written to, in the first communities."""
    people = [
        world.guild.add_member(world.env.create_user(f"jeune{number}"))
        for number in range(how_many)
    ]
    now, vault = world.clock(), world.bot.vault
    async with world.bot.db.transaction() as session:
        places = (await session.scalars(select(Community).order_by(Community.id))).all()
        for person in people:
            youth = Youth(lookup=vault.mark("youth", person.id), locale="fr")
            youth.discord_id = vault.seal(str(person.id))
            youth.created_at = youth.last_seen_at = now
            session.add(youth)
            await session.flush()
            for place in places[:in_places]:
                alias = Alias(youth_id=youth.id, community_id=place.id, team_id=place.team_id)
                alias.name, alias.created_at = f"Lynx {youth.id}-{place.id}", now
                yes = Consent(youth_id=youth.id, community_id=place.id, given_at=now)
                yes.purpose = Purpose.KEEP_IN_TOUCH
                yes.version = TEXT_VERSIONS[yes.purpose]
                session.add_all([alias, yes])
    return people


async def write(
    world: World,
    words: str = WORDS,
    *,
    english: str = "",
    who: simcord.MemberActor | None = None,
    **options: str,
) -> InteractionResult:
    """A coordinator writes an invitation."""
    who = who or world.lea
    shown = await who.slash(world.staff, "invite write", **options)
    return await world.send_form(who, shown, words=words, english=english)


def card(world: World, number: int = 1) -> discord.Message:
    """Return the card in the coordinators' channel."""
    return next(
        m
        for m in reversed(world.staff.history())
        if m.embeds and (m.embeds[0].title or "").endswith(f"n° {number}")
    )


async def approve(
    world: World, number: int = 1, who: simcord.MemberActor | None = None
) -> InteractionResult:
    """A second person reads it and lets it leave."""
    who = who or world.max
    seen = await world.press(who, card(world, number), f"invitations:{number}:see")
    decision = answers_of(seen)[-1]
    edition = (await message(world, number)).edition
    return await world.press(who, decision, f"invitations:{number}:approve:{edition}")


async def message(world: World, number: int = 1) -> CampaignMessage:
    """Return an invitation as it is stored."""
    async with world.bot.db.reading() as session:
        return await session.get_one(CampaignMessage, number)


async def looks(world: World, times: int = 1, *, seconds: float = 5) -> None:
    """Time passes as the clock of a process does: the feeder and the courier look every five
    seconds."""
    for _ in range(times):
        world.clock.at += timedelta(seconds=seconds)
        world.env.backend.clock._epoch += timedelta(seconds=seconds)
        with world.env._bot_scope():
            look = asyncio.get_running_loop().create_task(_look(world))
        await world.env.settle(timeout=60)
        await look


async def _look(world: World) -> None:
    await feed(world.bot)
    await world.bot.courier.look()


def got(world: World, people: Sequence[simcord.MemberActor], about: str = "Samedi") -> list[int]:
    """Return how many invitations each of them has in the DM."""
    return [sum(about in words for words in world.in_dm(person)) for person in people]


def told(world: World, number: int = 1) -> str:
    """Return what the card says."""
    return text_of(card(world, number))


async def changes(world: World, kind: Any, number: int = 1, **values: Any) -> None:
    """Somebody changed a record."""
    async with world.bot.db.transaction() as session:
        record = await session.get_one(kind, number)
        for name, value in values.items():
            setattr(record, name, value)


WEEK = timedelta(days=7)
