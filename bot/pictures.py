"""Pictures, made anew: what is seen passes on, and nothing of what hides in the file."""

import asyncio
import io
import warnings
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from PIL import ExifTags, Image
from PIL.Image import DecompressionBombError, Transpose

Problem = Literal["too-large", "unreadable"]

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
THAT_MOVE = ("PNG", "WEBP", "GIF")
"""A photo may carry a second one beside it; that is no movement."""
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 2048
LARGEST = 8 * 1024 * 1024
"""Discord takes 10 MiB in one message, all its pictures together."""
JPEG_QUALITY = 85
SMALLER = 0.7
OPAQUE = 255
TURNS: Mapping[int, Transpose] = MappingProxyType(
    {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
)
"""What turns a picture upright, by the orientation that the camera noted."""


class Unusable(Exception):
    """This cannot be passed on as a picture; ``problem`` says why in one word."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem: Problem = problem


@dataclass(frozen=True)
class Cleaned:
    """A picture made anew, with the ending for its file's name; whether the original moved."""

    image: bytes = field(repr=False)
    extension: str
    moved: bool


class Pictures:
    """Makes pictures anew, one after the other and beside everything else.

    One at a time, because an open picture takes a hundred megabytes, and because what Pillow warns
    of can only be kept quiet for the whole process.
    """

    def __init__(self) -> None:
        self._bench = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")

    async def cleaned(self, raw: bytes, *, share: int = 1) -> Cleaned:
        """Return what is seen in a PNG, JPEG, WEBP or GIF (its first frame), and nothing else.

        Args:
            share: how many pictures one message carries; each takes its part of the room.

        Raises:
            Unusable: when it is none of these, is damaged, or is too large.
        """
        room = LARGEST // share
        return await asyncio.get_running_loop().run_in_executor(self._bench, _cleaned, raw, room)


def _cleaned(raw: bytes, room: int = LARGEST) -> Cleaned:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"PIL\b")
        try:
            seen, moved = _seen(raw)
            return _fitting(seen, room, moved=moved)
        except Unusable:
            raise
        except DecompressionBombError:
            problem: Problem = "too-large"
        except Exception:  # noqa: BLE001 - Pillow raises whatever comes at a broken file
            problem = "unreadable"
    # Outside the handlers: no error travels with this one, and so no piece of the picture.
    raise Unusable(problem)


def _seen(raw: bytes) -> tuple[Image.Image, bool]:
    """Return the upright first frame as bare pixels, RGB, or RGBA when one can see through it; and
    whether other frames follow."""
    with Image.open(io.BytesIO(raw), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Unusable("too-large")
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        image.load()
        moved = image.format in THAT_MOVE and getattr(image, "is_animated", False)
        turn = _turn_of(image)
        bare = _in_colour(image)
    bare.info.clear()
    bare.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return (bare if turn is None else bare.transpose(turn)), moved


def _turn_of(image: Image.Image) -> Transpose | None:
    """Return what turns it upright; nothing when what the camera noted is damaged."""
    try:
        return TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # noqa: BLE001 - as above, and the picture itself is whole
        return None


def _in_colour(image: Image.Image) -> Image.Image:
    """Return the pixels in colour; sixteen bits of grey would all turn out white by themselves."""
    if image.has_transparency_data:
        with_alpha = image.convert("RGBA")
        if with_alpha.getchannel("A").getextrema() != (OPAQUE, OPAQUE):
            return with_alpha
        return with_alpha.convert("RGB")
    if image.mode == "I;16":
        upper_halves = image.tobytes()[1::2]
        return Image.frombytes("L", image.size, upper_halves).convert("RGB")
    return image.convert("RGB")


def _fitting(bare: Image.Image, room: int, *, moved: bool) -> Cleaned:
    """Encode, smaller and smaller until Discord takes it."""
    while True:
        out = io.BytesIO()
        if bare.mode == "RGBA":
            bare.save(out, "PNG")
        else:
            bare.save(out, "JPEG", quality=JPEG_QUALITY)
        if out.tell() <= room:
            return Cleaned(out.getvalue(), "png" if bare.mode == "RGBA" else "jpg", moved)
        side = int(max(bare.size) * SMALLER)
        bare.thumbnail((side, side))
