"""How often one person, one server and everybody together may ask something of Maraude.

In memory of each process, by keyed marks; nothing is stored. Everybody may do a few things a minute
whatever the others do; what goes beyond that is taken from what all share. Helplines are never
limited, and what was typed into a form is read however many others press.
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
"""Of one person: presses and commands. A mentor with ten requests stays below it."""
FORMS = Limit(60, timedelta(minutes=1))
"""Of one person: forms that are sent in. Nobody types that fast: no words of a human are lost."""
RESERVE = Limit(12, timedelta(minutes=1))
"""What one person may do at any time, also in the middle of a flood."""
SUGGESTIONS = Limit(120, timedelta(minutes=1))
"""Of one person: what is suggested while they type into a command; beyond it nothing is."""
IN_A_SERVER = Limit(1200, timedelta(minutes=1))
EVERYWHERE = Limit(3000, timedelta(minutes=1))
"""What all share, beyond each one's reserve."""
REQUESTS_IN_A_SERVER = Limit(400, timedelta(hours=1))
"""New requests; a stream with a thousand viewers stays below it."""
REQUESTS_OF_ONE = Limit(8, timedelta(hours=1))
"""New requests that one person may take from those, also when they were forgotten in between."""
WORDS_BY_DM = Limit(30, timedelta(minutes=1))
"""Of one person: beyond it words are kept and passed on all the same, without a nod for each."""
ANSWERS_TO_STRANGERS = Limit(4, timedelta(hours=1))
"""What somebody is told of whom nothing is stored; helplines are shown beyond it."""
GUESSES = Limit(10, timedelta(hours=1))
"""Codes for a link that one person tries."""
GUESSES_IN_A_SERVER = Limit(20, timedelta(hours=1))
IDEAS = Limit(5, timedelta(hours=1))
"""What one person puts into the suggestion box."""
IDEAS_IN_A_SERVER = Limit(100, timedelta(hours=1))
MOST_KEYS = 50_000
WAYS_OUT = {"sos", "stop", "privacy"}
"""Commands, and the first word of addresses, that lead to help or away from Maraude."""


class Limiter:
    """Counts in a sliding window for each key."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: dict[Hashable, deque[float]] = {}
        self._longest = 0.0

    def __len__(self) -> int:
        return len(self._seen)

    def take(self, key: Hashable, limit: Limit) -> None:
        """Count one more for a key.

        Raises:
            TooFast: when there were too many; it is not counted then.
        """
        now, span = self._clock(), limit.within.total_seconds()
        self._longest = max(self._longest, span)
        if len(self._seen) >= MOST_KEYS:
            self._forget(now)
        times = self._seen.setdefault(key, deque())
        while times and times[0] <= now - span:
            times.popleft()
        if len(times) >= limit.most:
            raise TooFast(minutes=max(1, round((times[0] + span - now) / 60)))
        times.append(now)

    def has_room(self, key: Hashable, limit: Limit) -> bool:
        """Count one more for a key if there is room; return whether there was."""
        try:
            self.take(key, limit)
        except TooFast:
            return False
        return True

    def _forget(self, now: float) -> None:
        begin = now - self._longest
        self._seen = {
            key: times for key, times in self._seen.items() if times and times[-1] > begin
        }
        while len(self._seen) >= MOST_KEYS:
            self._seen.pop(next(iter(self._seen)))


def slow_down(interaction: "discord.Interaction[Maraude]") -> None:
    """Count a press, a command or a form.

    Raises:
        TooFast: when its person asks too often; or when their server or everybody together does,
        beyond the few things that each may do at any time. Forms, the team and the ways out are
        not measured by what others do, helplines by nothing.
    """
    data = interaction.data or {}
    first_word = str(data.get("custom_id") or data.get("name")).partition(":")[0]
    if first_word == "sos":
        return
    bot = interaction.client
    person = bot.vault.mark("limit", interaction.user.id)
    if interaction.type.name == "modal_submit":
        bot.limits.take(("forms", person), FORMS)
        return
    bot.limits.take(("person", person), PRESSES)
    if first_word in WAYS_OUT or _is_staff(interaction):
        return
    if bot.limits.has_room(("reserve", person), RESERVE):
        return
    if interaction.guild_id is not None:
        bot.limits.take(("server", interaction.guild_id), IN_A_SERVER)
    bot.limits.take("everywhere", EVERYWHERE)


def _is_staff(interaction: "discord.Interaction[Maraude]") -> bool:
    """Tell whether somebody holds a role of the team, as far as it is known without the
    database."""
    theirs = interaction.client.staff.get(interaction.guild_id or 0, frozenset())
    return any(role.id in theirs for role in getattr(interaction.user, "roles", ()))
