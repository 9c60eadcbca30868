"""How often one person, one server and everybody together may ask something of Maraude.

In memory of each process, by keyed marks; nothing is stored. Helplines are never limited, and words
in a conversation never are.
"""

import time
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import TooFast

if TYPE_CHECKING:
    import discord

    from bot.app import Maraude


@dataclass(frozen=True)
class Limit:
    """So many within that time."""

    most: int
    within: timedelta


PRESSES = Limit(90, timedelta(minutes=1))
"""Of one person: presses, commands and forms. A mentor with ten requests stays below it."""
IN_A_SERVER = Limit(1200, timedelta(minutes=1))
EVERYWHERE = Limit(3000, timedelta(minutes=1))
REQUESTS_IN_A_SERVER = Limit(400, timedelta(hours=1))
"""New requests; a stream with a thousand viewers stays below it."""
MOST_KEYS = 50_000


class Limiter:
    """Counts in a sliding window for each key."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: dict[Hashable, deque[float]] = {}

    def __len__(self) -> int:
        return len(self._seen)

    def take(self, key: Hashable, limit: Limit) -> None:
        """Count one more for a key.

        Raises:
            TooFast: when there were too many; it is not counted then.
        """
        now, span = self._clock(), limit.within.total_seconds()
        if len(self._seen) >= MOST_KEYS:
            self._forget(now)
        times = self._seen.setdefault(key, deque())
        while times and times[0] <= now - span:
            times.popleft()
        if len(times) >= limit.most:
            raise TooFast(minutes=max(1, round((times[0] + span - now) / 60)))
        times.append(now)

    def _forget(self, now: float) -> None:
        longest = max(
            limit.within.total_seconds()
            for limit in (PRESSES, IN_A_SERVER, EVERYWHERE, REQUESTS_IN_A_SERVER)
        )
        self._seen = {
            key: times for key, times in self._seen.items() if times and times[-1] > now - longest
        }
        while len(self._seen) >= MOST_KEYS:
            self._seen.pop(next(iter(self._seen)))


def slow_down(interaction: "discord.Interaction[Maraude]") -> None:
    """Count a press, a command or a form.

    Raises:
        TooFast: when its person, its server or everybody together asks too often; never for
        helplines.
    """
    data = interaction.data or {}
    if data.get("name") == "sos" or str(data.get("custom_id", "")).startswith("sos:"):
        return
    bot = interaction.client
    bot.limits.take(("person", bot.vault.mark("limit", interaction.user.id)), PRESSES)
    if interaction.guild_id is not None:
        bot.limits.take(("server", interaction.guild_id), IN_A_SERVER)
    bot.limits.take("everywhere", EVERYWHERE)
