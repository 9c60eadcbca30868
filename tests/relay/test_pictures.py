"""Pictures pass without what hides in them; everything else that is no words gets a sentence."""

import io
import sys
from typing import Any

import pytest
import simcord
from PIL import Image
from simcord.backend import serializers

from models import Message, Picture
from tests.world import World, answers_of, said, text_of

HOME = b"48.8566, 2.3522"


def a_photo() -> bytes:
    """Return a photo that tells where it was taken."""
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = HOME.decode()
    Image.new("RGB", (30, 20), "green").save(file, "JPEG", exif=exif)
    return file.getvalue()


def a_moving_picture() -> bytes:
    """Return a picture that moves."""
    file = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    return file.getvalue()


async def talking(world: World) -> None:
    """Lina asked and Sam answers."""
    await world.is_set_up()
    await world.ask(world.lina)
    await world.claim(world.sam)


async def sends(
    world: World, who: simcord.MemberActor, words: str, *files: tuple[str, bytes]
) -> int:
    """Somebody sends files in the DM; return the message."""
    backend, dm = world.env.backend, who.user.dm_channel
    attachments = backend.store_attachments(dm.id, list(files))
    message = backend.create_message(dm.id, who.id, words, attachments=attachments)
    await world.env.settle()
    return message.id


async def files_in_thread(world: World) -> list[Any]:
    """Return the files of the last message in the team's thread."""
    return list((await world.thread()).history()[-1].attachments)


async def test_a_photo_reaches_the_team_without_where_it_was_taken(world: World) -> None:
    await talking(world)

    await sends(world, world.lina, "C'est ici.", ("maison-de-lina.jpg", a_photo()))

    (file,) = await files_in_thread(world)
    assert file.filename == "SPOILER_image-1.jpg"
    assert HOME not in await file.read()
    assert "C'est ici." in (await world.in_thread())[-1]
    assert "maison-de-lina" not in world.everything_staff_can_see()


async def test_a_photo_without_words_passes_too(world: World) -> None:
    await talking(world)

    await sends(world, world.lina, "", ("a.jpg", a_photo()), ("b.jpg", a_photo()))

    assert [f.filename for f in await files_in_thread(world)] == [
        "SPOILER_image-1.jpg",
        "SPOILER_image-2.jpg",
    ]


async def test_a_photo_is_kept_sealed_and_goes_a_day_after_the_goodbye(world: World) -> None:
    await talking(world)
    await sends(world, world.lina, "Regarde.", ("a.jpg", a_photo()))
    (kept,) = await world.stored(Picture)
    assert kept.image is not None
    assert b"JFIF" not in kept.image

    await world.reply(world.sam, "Vu.")
    await world.close(world.sam)
    await world.later(days=2)

    assert await world.stored(Picture) == []


async def test_a_photo_that_its_youth_deletes_is_gone_from_the_thread(world: World) -> None:
    await talking(world)
    sent = await sends(world, world.lina, "Oups.", ("a.jpg", a_photo()))

    (message,) = [m for m in world.lina.user.dm_channel.history() if m.id == sent]
    await world.lina.user.delete(message)

    assert await files_in_thread(world) == []
    assert await world.stored(Picture) == []


async def test_a_photo_that_its_youth_takes_out_of_a_message_is_gone_alone(world: World) -> None:
    await talking(world)
    files = ("une.jpg", a_photo()), ("deux.jpg", a_photo())
    message_id = await sends(world, world.lina, "Regarde.", *files)
    backend, dm = world.env.backend, world.lina.user.dm_channel
    kept = backend.get_message(dm.id, message_id).attachments[1:]

    backend.edit_message(dm.id, message_id, {"attachments": kept})
    await world.env.settle()

    assert [file.filename for file in await files_in_thread(world)] == ["SPOILER_image-2.jpg"]
    assert [picture.position for picture in await world.stored(Picture)] == [2]
    assert "Regarde." in (await world.in_thread())[-1]


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("cv.pdf", b"%PDF", "un fichier"),
        ("photo.png", b"no picture at all", "une image illisible"),
    ],
    ids=["a file", "a broken picture"],
)
async def test_what_is_no_picture_gets_a_sentence_on_both_sides(
    world: World, name: str, raw: bytes, told: str
) -> None:
    await talking(world)

    await sends(world, world.lina, "Voilà.", (name, raw))

    assert told in world.in_dm(world.lina)[-1]
    assert told in (await world.in_thread())[-1]
    assert "Voilà." in (await world.in_thread())[-1]
    assert await files_in_thread(world) == []


async def test_a_voice_message_a_sticker_and_a_forward_get_a_sentence_on_both_sides(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The simulator has none of the three: what Discord would add is added on the way."""
    await talking(world)
    real = serializers.message_payload

    def as_discord_says(backend: Any, message: Any, **how: Any) -> Any:
        payload: dict[str, Any] = dict(real(backend, message, **how))
        if payload["content"] == "extra":
            sticker = {"id": "1", "name": "ouin", "format_type": 1}
            forwarded = {"message": {**payload, "content": "mots d'un autre"}}
            payload |= {
                "content": "", "flags": 1 << 13, "sticker_items": [sticker],
                "message_snapshots": [forwarded],
            }  # fmt: skip
        return payload

    monkeypatch.setattr(serializers, "message_payload", as_discord_says)
    await world.lina.send_dm("extra")

    for place in (world.in_dm(world.lina)[-1], (await world.in_thread())[-1]):
        assert "un message vocal, un autocollant, un message transféré" in place
        assert "mots d'un autre" not in place


async def test_a_mentors_picture_reaches_the_youth_and_stands_in_the_thread(world: World) -> None:
    await talking(world)

    await world.sam.slash(
        await world.thread(), "ticket reply", words="Le plan.", picture=("plan.jpg", a_photo())
    )

    (file,) = world.dm_messages(world.lina)[-1].attachments
    assert file.filename == "image-1.jpg"
    assert HOME not in await file.read()
    assert [f.filename for f in await files_in_thread(world)] == ["image-1.jpg"]


async def test_a_mentors_picture_waits_in_the_mailbox_when_dms_are_closed(world: World) -> None:
    await talking(world)
    world.close_dms(world.lina)

    await world.sam.slash(
        await world.thread(), "ticket reply", words="Le plan.", picture=("plan.jpg", a_photo())
    )
    mailbox = answers_of(await world.lina.slash(world.welcome, "messages"))

    assert "Le plan." in text_of(mailbox[0])
    assert [f.filename for f in mailbox[0].attachments] == ["image-1.jpg"]


async def test_a_mentor_learns_that_a_file_cannot_go(world: World) -> None:
    await talking(world)

    answer = await world.sam.slash(
        await world.thread(), "ticket reply", words="Le plan.", picture=("plan.pdf", b"%PDF")
    )

    assert "Rien n'est parti" in said(answer)
    assert [m.author for m in await world.stored(Message)] == ["youth"]


async def test_a_picture_that_moves_passes_still_and_both_sides_read_so(world: World) -> None:
    await talking(world)

    await sends(world, world.lina, "Regarde.", ("danse.gif", a_moving_picture()))
    await sends(world, world.lina, "Et ça.", ("a.jpg", a_photo()))

    first, second = (await world.thread()).history()[-2:]
    assert len(first.attachments) == len(second.attachments) == 1
    assert "l'animation d'une image" in text_of(first)
    assert "l'animation" not in text_of(second)
    assert sum("l'animation d'une image" in words for words in world.in_dm(world.lina)) == 1


async def test_a_mentor_learns_that_a_picture_leaves_still(world: World) -> None:
    await talking(world)
    thread = await world.thread()

    moving = ("danse.gif", a_moving_picture())
    told = said(await world.sam.slash(thread, "ticket reply", words="Tiens.", picture=moving))
    photo = ("a.jpg", a_photo())
    other = said(await world.sam.slash(thread, "ticket reply", words="Tiens.", picture=photo))

    assert "sans l'animation" in told
    assert "animation" not in other
    assert len(world.dm_messages(world.lina)[-2].attachments) == 1


async def test_pictures_beyond_an_hours_worth_get_the_sentence_and_words_pass(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talking(world)
    monkeypatch.setattr(sys.modules["cogs.relay.rules"], "PICTURES", 2)
    photo = ("a.jpg", a_photo())

    await sends(world, world.lina, "Une.", photo)
    await sends(world, world.lina, "Deux et trois.", photo, photo)
    await sends(world, world.lina, "Quatre.", photo)

    assert len([p for p in await world.stored(Picture) if p.image is not None]) == 2
    thread = "\n".join(await world.in_thread())
    assert "Deux et trois." in thread
    assert "Quatre." in thread
    assert "une image de trop" in world.in_dm(world.lina)[-1]

    await world.later(minutes=61)
    await sends(world, world.lina, "Une heure après.", photo)
    assert len(await files_in_thread(world)) == 1
