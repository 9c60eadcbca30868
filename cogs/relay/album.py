"""Pictures on their way: fetched from the DM, re-encoded, sealed; named so that nothing is told."""

from collections.abc import AsyncGenerator

import discord

from bot.app import Maraude
from bot.errors import BadInput
from bot.pictures import Cleaned, Unusable
from bot.ui import Attached
from models import Message, Picture

LARGEST = 20 * 1024 * 1024
PNG = b"\x89PNG"


class PictureTooLarge(BadInput):
    """A picture that is too large to pass on."""

    key = "relay-picture-too-large"


class PictureUnreadable(BadInput):
    """A file that is no picture, or a broken one."""

    key = "relay-picture-unreadable"


async def fetch(
    bot: Maraude, channel_id: int, message: Message, wanted: list[Picture], *, share: int
) -> AsyncGenerator[Picture]:
    """Fetch pictures from the youth's own message, one after the other; each then has an image, or
    a problem, or both when it moved. ``share`` is how many stand in the message.

    Raises:
        discord.HTTPException, aiohttp.ClientError: when Discord could not be asked; nothing is
        changed.
    """
    originals: dict[int, discord.Attachment] = {}
    if message.youth_copy_id is not None:
        place = bot.get_partial_messageable(channel_id)
        try:
            written = await place.fetch_message(message.youth_copy_id)
            originals = {attachment.id: attachment for attachment in written.attachments}
        except discord.NotFound:
            pass
    for picture in wanted:
        original = originals.get(picture.attachment_id or 0)
        picture.image, picture.problem = await _sealed(bot, original, share)
        yield picture


async def taken(bot: Maraude, original: discord.Attachment, *, share: int = 1) -> Cleaned:
    """Return a picture, re-encoded.

    Raises:
        PictureTooLarge, PictureUnreadable: when it cannot be passed on.
    """
    if original.size > LARGEST:
        raise PictureTooLarge
    try:
        return await bot.pictures.cleaned(await original.read(), share=share)
    except Unusable as why:
        raise (PictureTooLarge if why.problem == "too-large" else PictureUnreadable) from why


async def _sealed(
    bot: Maraude, original: discord.Attachment | None, share: int
) -> tuple[bytes | None, str | None]:
    """Return a youth's picture, sealed, and in one word what of it cannot be passed on, or why
    none of it can."""
    if original is None:
        return None, "gone"
    try:
        picture = await taken(bot, original, share=share)
        return bot.vault.seal_bytes(picture.image), "movement" if picture.moved else None
    except (discord.NotFound, discord.Forbidden):
        return None, "gone"
    except PictureTooLarge:
        return None, "too-large"
    except PictureUnreadable:
        return None, "unreadable"


def attached(bot: Maraude, pictures: list[Picture], *, veiled: bool) -> tuple[Attached, ...]:
    """Return what goes with a message; ``veiled`` pictures show only when somebody asks to see."""
    found: list[Attached] = []
    for picture in pictures:
        if picture.image is not None:
            image = bot.vault.open_bytes(picture.image)
            name = f"image-{picture.position}.{'png' if image.startswith(PNG) else 'jpg'}"
            found.append(Attached(f"SPOILER_{name}" if veiled else name, image))
    return tuple(found)
