"""A picture above the panel: made anew, described, and gone again when nobody wants it."""

import io
import sys

import discord
import pytest
from PIL import Image

from models import PanelPicture
from tests.world import World, only_for_them, said

SHOWS = "Trois personnes assises devant un écran."


def panel(world: World) -> discord.Message:
    """Return the one panel that stands."""
    (found,) = [m for m in world.welcome.history(viewer=world.noe) if m.author.bot]
    return found


def a_photo(size: tuple[int, int] = (30, 20), *, colour: str = "green") -> bytes:
    """Return a photo that knows where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "12 rue des Lilas"
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG", exif=exif)
    return file.getvalue()


async def hangs(world: World, photo: bytes, says: str | None = SHOWS) -> str:
    """The moderator hangs a picture; return what they are told."""
    options = {} if says is None else {"description": says}
    answer = await world.max.slash(
        world.staff, "panel picture", picture=("IMG_lina.jpg", photo), **options
    )
    assert only_for_them(answer)
    return said(answer)


async def test_a_picture_comes_above_the_standing_panel_made_anew_and_described(
    world: World,
) -> None:
    await world.is_set_up()
    await world.max.slash(world.staff, "panel post")
    before = panel(world).id
    await world.later(minutes=1)

    told = await hangs(world, a_photo())
    await world.later(minutes=1)

    assert "L'image arrive au-dessus du panneau" in told
    assert panel(world).id == before
    (shown,) = panel(world).attachments
    assert (shown.filename, shown.description) == ("panel.jpg", SHOWS)
    (kept,) = await world.stored(PanelPicture)
    assert b"Lilas" not in kept.image
    assert Image.open(io.BytesIO(kept.image)).size == (30, 20)


async def test_a_panel_that_is_posted_later_carries_it_and_so_does_the_preview(
    world: World,
) -> None:
    await world.is_set_up()

    told = await hangs(world, a_photo())
    preview = await world.max.slash(world.staff, "panel preview")
    await world.max.slash(world.staff, "panel post")

    assert "/panneau publier" in told
    assert preview.response is not None
    assert [one.filename for one in preview.response.attachments] == ["panel.jpg"]
    assert [one.filename for one in panel(world).attachments] == ["panel.jpg"]


async def test_another_picture_takes_its_place(world: World) -> None:
    await world.is_set_up()
    await hangs(world, a_photo())
    await world.max.slash(world.staff, "panel post")
    await world.later(minutes=1)

    await hangs(world, a_photo((9, 9)), "Un carré.")
    await world.later(minutes=1)

    assert [one.description for one in panel(world).attachments] == ["Un carré."]
    assert len(await world.stored(PanelPicture)) == 1


async def test_a_picture_that_nobody_wants_any_more_is_gone_everywhere(world: World) -> None:
    await world.is_set_up()
    await hangs(world, a_photo())
    await world.max.slash(world.staff, "panel post")
    await world.later(minutes=1)

    answer = await world.max.slash(world.staff, "panel picture", remove=True)
    await world.later(minutes=1)

    assert said(answer) == "L'image est enlevée."
    assert panel(world).attachments == []
    assert await world.stored(PanelPicture) == []
    again = await world.max.slash(world.staff, "panel picture", remove=True)
    assert "Il n'y a pas d'image" in said(again)


async def test_of_a_picture_that_moves_only_the_first_image_is_left(world: World) -> None:
    await world.is_set_up()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])

    assert "Elle bougeait" in await hangs(world, file.getvalue())


async def test_a_huge_photo_is_kept_small(world: World) -> None:
    await world.is_set_up()
    file = io.BytesIO()
    Image.effect_noise((3000, 2000), 90).convert("RGB").save(file, "JPEG", quality=70)

    await hangs(world, file.getvalue())

    (kept,) = await world.stored(PanelPicture)
    assert len(kept.image) <= 1024 * 1024


@pytest.mark.parametrize(
    ("photo", "says", "sentence"),
    [
        (a_photo(), None, "Il manque la description"),
        (a_photo(), "\u2800 ", "Il manque la description"),
        (b"%PDF-1.7 no picture", SHOWS, "Je n'arrive pas à lire ce fichier comme une image"),
    ],
    ids=["undescribed", "described by nothing one sees", "no picture"],
)
async def test_what_could_not_serve_is_refused(
    world: World, photo: bytes, says: str | None, sentence: str
) -> None:
    await world.is_set_up()

    assert sentence in await hangs(world, photo, says)
    assert await world.stored(PanelPicture) == []


async def test_a_file_that_is_too_large_is_not_even_fetched(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.is_set_up()
    monkeypatch.setattr(sys.modules["cogs.greeting.views"], "LARGEST", 10)

    assert "trop grande" in await hangs(world, a_photo())
    assert await world.stored(PanelPicture) == []


async def test_without_a_file_a_moderator_reads_what_to_type(world: World) -> None:
    await world.is_set_up()

    answer = await world.max.slash(world.staff, "panel picture", description=SHOWS)

    assert "Il manque l'image" in said(answer)


async def test_where_maraude_may_attach_nothing_a_moderator_reads_which_right_it_lacks(
    world: World,
) -> None:
    await world.is_set_up()
    everyone = world.env.backend.get_guild(world.guild.id).roles[world.guild.id]
    everyone.permissions &= ~discord.Permissions(attach_files=True).value
    await world.restart()

    told = await hangs(world, a_photo())

    assert "il me manque : Joindre des fichiers" in told
    assert await world.stored(PanelPicture) == []
