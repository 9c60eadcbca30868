"""A picture passes as it is seen; nothing that hides in its file does."""

import asyncio
import io
import os
import struct
import threading
import traceback
import warnings
import zipfile
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps, PngImagePlugin

from bot.pictures import LARGEST, LONGEST_SIDE, Pictures, Unusable, _cleaned

HOME = b"48.8566, 2.3522"


def a_picture(
    mode: str = "RGB", size: tuple[int, int] = (40, 20), kind: str = "PNG", **how: Any
) -> bytes:
    """Return a small picture file."""
    file = io.BytesIO()
    Image.new(mode, size, 1).save(file, kind, **how)
    return file.getvalue()


def a_photo_from_home() -> bytes:
    """Return a photo that tells where it was taken, in every way a file can."""
    exif = Image.Exif()
    exif[0x010E] = HOME.decode()
    exif.get_ifd(0x8825)[29] = HOME.decode()
    how: dict[str, Any] = {"exif": exif, "comment": HOME, "icc_profile": HOME, "xmp": HOME}
    return a_picture(kind="JPEG", **how) + b"PK\x03\x04" + HOME


def a_drawing_that_talks() -> bytes:
    """Return a PNG with words in its file."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", HOME.decode())
    words.add_itxt("XML:com.adobe.xmp", HOME.decode())
    return a_picture(pnginfo=words) + HOME


async def seen(raw: bytes) -> Image.Image:
    """Return what arrives, opened."""
    return Image.open(io.BytesIO((await Pictures().cleaned(raw)).image))


@pytest.mark.parametrize("raw", [a_photo_from_home(), a_drawing_that_talks()], ids=["jpeg", "png"])
async def test_nothing_that_hides_in_a_picture_passes(raw: bytes) -> None:
    assert HOME in raw

    arrived = await Pictures().cleaned(raw)

    assert HOME not in arrived.image
    opened = Image.open(io.BytesIO(arrived.image))
    assert not opened.getexif()
    assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("kind", ["WEBP", "GIF"])
async def test_no_other_kind_of_file_smuggles_anything_either(kind: str) -> None:
    how: dict[str, Any] = {"exif": b"Exif\0\0" + HOME, "xmp": HOME, "icc_profile": HOME}
    if kind == "GIF":
        how = {"comment": HOME}
    raw = a_picture("L", kind=kind, **how)
    assert HOME in raw

    assert HOME not in (await Pictures().cleaned(raw)).image


async def test_a_see_through_picture_leaves_its_words_behind_too() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", HOME.decode(), zip=True)
    raw = a_picture("RGBA", pnginfo=words, icc_profile=HOME, exif=b"Exif\0\0" + HOME)

    arrived = await Pictures().cleaned(raw)

    parts = [arrived.image[at : at + 4] for at in _parts_of(arrived.image)]
    assert set(parts) == {b"IHDR", b"IDAT", b"IEND"}


def _parts_of(png: bytes) -> list[int]:
    """Return where the names of a PNG's parts stand."""
    at, found = 8, list[int]()
    while at < len(png):
        found.append(at + 4)
        at += 12 + int(struct.unpack(">I", png[at : at + 4])[0])
    return found


async def test_an_archive_behind_a_picture_stays_behind() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("adresse.txt", HOME)
    raw = a_picture() + archive.getvalue()
    assert zipfile.is_zipfile(io.BytesIO(raw))

    arrived = await Pictures().cleaned(raw)

    assert not zipfile.is_zipfile(io.BytesIO(arrived.image))


@pytest.mark.parametrize("orientation", range(1, 9))
async def test_a_photo_taken_sideways_arrives_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    photo = Image.linear_gradient("L").crop((0, 0, 64, 32))
    photo.paste(200, (0, 0, 32, 32))
    file = io.BytesIO()
    photo.save(file, "PNG", exif=exif)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(file.getvalue())))

    arrived = await seen(file.getvalue())

    assert arrived.size == upright.size
    apart = ImageChops.difference(arrived.convert("L"), upright).getextrema()
    assert isinstance(apart[1], int)
    assert apart[1] < 40


async def test_a_photo_with_a_damaged_note_of_the_camera_arrives_all_the_same() -> None:
    exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\xff\xff\x7f\xff\xff\xff"

    assert (await seen(a_picture(kind="JPEG", exif=exif))).size == (40, 20)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
async def test_every_way_to_keep_colours_passes(mode: str) -> None:
    assert (await seen(a_picture(mode))).size == (40, 20)


async def test_a_fine_grey_stays_grey() -> None:
    file = io.BytesIO()
    Image.new("I;16", (8, 8), 128 * 256).save(file, "PNG")

    assert (await seen(file.getvalue())).getpixel((4, 4)) == (128, 128, 128)


async def test_what_was_printed_in_four_colours_passes() -> None:
    assert (await seen(a_picture("CMYK", kind="JPEG"))).mode == "RGB"


async def test_what_is_see_through_stays_so() -> None:
    assert (await seen(a_picture("RGBA"))).mode == "RGBA"


async def test_what_could_be_see_through_and_is_not_is_passed_as_a_photo() -> None:
    opaque = io.BytesIO()
    Image.new("RGBA", (9, 9), (1, 2, 3, 255)).save(opaque, "PNG")

    assert (await Pictures().cleaned(opaque.getvalue())).extension == "jpg"


async def test_of_what_moves_the_first_picture_passes() -> None:
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])

    arrived = await seen(file.getvalue())

    assert getattr(arrived, "n_frames", 1) == 1
    assert arrived.convert("RGB").getpixel((1, 1)) == (254, 0, 0)


@pytest.mark.parametrize(
    ("kind", "moves"), [("GIF", True), ("PNG", True), ("WEBP", True), ("MPO", False)]
)
async def test_what_moves_is_known_from_a_photo_with_a_second_one_beside_it(
    kind: str, *, moves: bool
) -> None:
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    file, alone = io.BytesIO(), io.BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    frames[0].save(alone, "JPEG" if kind == "MPO" else kind)

    assert (await Pictures().cleaned(file.getvalue())).moved is moves
    assert not (await Pictures().cleaned(alone.getvalue())).moved


async def test_a_large_picture_is_made_smaller() -> None:
    assert max((await seen(a_picture(size=(3000, 200)))).size) == LONGEST_SIDE


async def test_what_still_weighs_too_much_is_made_smaller_yet() -> None:
    noise = Image.frombytes("RGBA", (2048, 2048), os.urandom(4 * 2048 * 2048))
    file = io.BytesIO()
    noise.save(file, "PNG", compress_level=0)

    assert len((await Pictures().cleaned(file.getvalue())).image) <= LARGEST


def a_bomb() -> bytes:
    """Return a tiny file that claims to be ninety thousand pixels wide and high."""
    header = struct.pack(">IIBBBBB", 90000, 90000, 8, 2, 0, 0, 0)

    def part(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", header)
        + part(b"IDAT", zlib.compress(b""))
        + part(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "unreadable"),
        (b"just words, called photo.png", "unreadable"),
        (a_picture(kind="BMP"), "unreadable"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\0IHDR\xa8\xa1\xae\n", "unreadable"),
        (a_picture(size=(400, 400))[:90], "unreadable"),
        (a_bomb(), "too-large"),
        (a_picture("1", size=(6000, 6000)), "too-large"),
        (a_picture("1", size=(10000, 10000)), "too-large"),
        (a_picture("1", size=(5100, 5000), kind="GIF"), "too-large"),
        (a_picture("1", size=(5100, 5000), kind="JPEG"), "too-large"),
        (a_picture(size=(5100, 5000), kind="WEBP"), "too-large"),
    ],
    ids=[
        "nothing",
        "words",
        "another kind",
        "a beginning and no more",
        "cut off",
        "a bomb",
        "too many pixels",
        "so many that Pillow warns",
        "a large GIF",
        "a large JPEG",
        "a large WEBP",
    ],
)
async def test_what_is_no_picture_to_pass_on_is_refused_with_its_reason(
    raw: bytes, problem: str
) -> None:
    with pytest.raises(Unusable) as refusal:
        await Pictures().cleaned(raw)

    assert refusal.value.problem == problem


async def test_many_pictures_at_once_change_nothing_for_the_rest_of_the_process() -> None:
    before, pictures = list(warnings.filters), Pictures()
    photo = a_picture(kind="JPEG", size=(900, 900), exif=b"Exif\0\0" + HOME)

    await asyncio.gather(*[pictures.cleaned(photo) for _ in range(12)])

    assert list(warnings.filters) == before


async def test_pictures_wait_for_each_other() -> None:
    pictures = Pictures()
    before = threading.active_count()

    await asyncio.gather(*[pictures.cleaned(a_picture(size=(500, 500))) for _ in range(6)])

    assert threading.active_count() <= before + 1


async def test_a_refusal_carries_no_piece_of_the_picture() -> None:
    with pytest.raises(Unusable) as refusal:
        await Pictures().cleaned(a_picture(size=(400, 400))[:90])

    assert refusal.value.__context__ is None
    assert "unreadable" in "".join(traceback.format_exception_only(refusal.value))


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a"]),
)
def test_any_bytes_are_refused_or_pass(rest: bytes, start: bytes) -> None:
    try:
        arrived = _cleaned(start + rest)
    except Unusable:
        return
    Image.open(io.BytesIO(arrived.image)).load()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_or_passes_and_never_breaks_anything(data: st.DataObject) -> None:
    whole = data.draw(
        st.sampled_from(
            [
                a_photo_from_home(),
                a_drawing_that_talks(),
                a_picture("P", kind="GIF"),
                a_picture(kind="WEBP"),
            ]
        )
    )
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))

    try:
        arrived = _cleaned(bytes(damaged[: data.draw(st.integers(1, len(damaged)))]))
    except Unusable:
        return
    Image.open(io.BytesIO(arrived.image)).load()


async def test_a_picture_never_shows_itself_in_a_log() -> None:
    assert "PNG" not in repr(await Pictures().cleaned(a_picture("RGBA")))
