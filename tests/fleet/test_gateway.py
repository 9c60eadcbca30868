"""What Discord says of starts is heeded, and asked anew before it is old."""

import asyncio
import contextlib
from typing import Any

import discord
import pytest

from bot import clock, gateway
from bot.gateway import RESERVE, Gateway


class Door:
    """Answers as ``GET /gateway/bot``, or not at all."""

    def __init__(self, remaining: int, *, total: int = 1000, reset_after: float = 0.0) -> None:
        self.remaining, self.total, self.reset_after = remaining, total, reset_after
        self.asked = 0
        self.is_shut = False

    async def get_bot_gateway(self) -> tuple[int, str, dict[str, int]]:
        """Return how many shards there should be, where to knock, and what is left."""
        self.asked += 1
        if self.is_shut:
            raise discord.GatewayNotFound
        return 1, "wss://…", {
            "total": self.total,
            "remaining": self.remaining,
            "reset_after": int(1000 * self.reset_after),
            "max_concurrency": 16,
        }  # fmt: skip


def at(door: Any) -> Gateway:
    """Return what stands before the door."""
    return Gateway(door, clock.now)


async def waits(before: Gateway) -> bool:
    """Tell whether who would identify waits."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.3):
            await before.wait_for_starts()
            return False
    return True


@pytest.mark.parametrize(
    ("remaining", "total", "is_spared"),
    [
        (1000, 1000, False),
        (RESERVE + 1, 1000, False),
        (RESERVE, 1000, True),
        (0, 1000, True),
        (5, 40, False),
        (4, 40, True),
        (1, 5, False),
        (0, 5, True),
    ],
)
async def test_the_last_starts_are_spared(remaining: int, total: int, is_spared: bool) -> None:
    door = Door(remaining, total=total, reset_after=60)

    assert await waits(at(door)) is is_spared


async def test_who_waits_is_told_once_until_when_and_goes_on_when_there_are_new_ones(
    caplog: pytest.LogCaptureFixture,
) -> None:
    door = Door(3, reset_after=0.8)
    before = at(door)
    waited = [await waits(before) for _ in range(2)]
    door.remaining = 1000
    async with asyncio.timeout(5):
        await before.wait_for_starts()

    assert waited == [True, True]
    (told,) = caplog.messages
    assert "1000 starts" in told
    assert "3 are left" in told
    assert "Nothing connects until" in told


async def test_an_answer_counts_for_a_while_and_each_start_is_taken_off_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    door = Door(RESERVE + 3, reset_after=60)
    before = at(door)
    waited = [await waits(before) for _ in range(4)]
    asked = door.asked
    door.remaining = 1000
    monkeypatch.setattr(gateway, "FRESH_FOR", 0.0)

    assert waited == [False, False, False, True]
    assert asked == 1
    assert not await waits(before)


async def test_without_a_word_of_discords_everybody_goes_on_one_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    door = Door(1000)
    before = at(door)
    door.is_shut = True
    first = await waits(before), await before.keys()
    door.is_shut = False
    then = await waits(before), await before.keys()
    door.is_shut = True
    monkeypatch.setattr(gateway, "FRESH_FOR", 0.0)

    assert [first, then] == [(False, 1), (False, 16)]
    assert (await waits(before), await before.keys()) == (False, 16)
