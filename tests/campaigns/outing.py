"""An outing as its coordinator begins it, and what is left of it."""

import io
from collections.abc import Sequence
from typing import Any

import discord
from PIL import Image
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from models import Campaign, CampaignPanel, Fact
from tests.world import World, answers_of, buttons_of

WORDS = "Ce soir on joue ensemble. {équipe} est là, dans {communauté}."
NAME = "Stream du mardi"


def a_picture(colour: str = "teal") -> bytes:
    """Return a small picture."""
    out = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(out, "PNG")
    return out.getvalue()


async def writes(
    world: World, options: dict[str, Any] | None = None, **fields: Any
) -> InteractionResult:
    """The coordinator types /campaign start and sends the form in; the preview is returned."""
    shown = await world.max.slash(world.staff, "campaign start", **(options or {}))
    assert shown.modal is not None
    return await fills(world, shown, **fields)


async def fills(world: World, shown: InteractionResult, **fields: Any) -> InteractionResult:
    """The coordinator sends the form in that is open."""
    typed: dict[str, Any] = {"name": NAME, "kind": ["stream"], "days": "6/1/2026"}
    typed |= {"words_fr": WORDS, "words_en": "", **fields}
    return await world.send_form(world.max, shown, **typed)


async def begins(
    world: World, options: dict[str, Any] | None = None, **fields: Any
) -> InteractionResult:
    """The coordinator writes an outing and posts it."""
    preview = await writes(world, options, **fields)
    (card,) = answers_of(preview)
    (post,) = [address for address in buttons_of(card) if address.startswith("campaigns:post")]
    return await world.press(world.max, card, post)


async def ends(world: World, number: int = 1) -> InteractionResult:
    """The coordinator ends an outing, and is sure."""
    (sure,) = answers_of(await world.max.slash(world.staff, "campaign end", campaign=str(number)))
    return await world.press(world.max, sure, f"campaigns:end:{number}")


def panels(channel: ChannelHandle, number: int = 1) -> list[discord.Message]:
    """Return the messages in a channel that lead to an outing."""
    address = f"tickets:talk:c{number}"
    return [m for m in channel.history() if m.author.bot and address in buttons_of(m)]


async def the_outing(world: World, number: int = 1) -> Campaign:
    """Return what is stored of an outing."""
    async with world.bot.db.reading() as session:
        return await session.get_one(Campaign, number)


async def the_panels(world: World) -> Sequence[CampaignPanel]:
    """Return where panels of outings stand."""
    return await world.stored(CampaignPanel)


async def counted(world: World, what: str) -> list[int | None]:
    """Return for which outing each fact of a kind counts."""
    await world.env.settle()
    return [fact.campaign_id for fact in await world.stored(Fact) if fact.what == what]
