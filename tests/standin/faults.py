"""What goes wrong on the way to Discord, drawn from a seed or asked for."""

import fnmatch
import random
from collections import Counter
from dataclasses import dataclass, field

SPARED = ("/gateway*", "/users/@me", "/oauth2/*", "/applications/*/commands")
"""Without these no process starts at all: they fail only when asked to."""


@dataclass(frozen=True)
class Trouble:
    """One way a call goes wrong.

    Args:
        status: what is answered instead; 0 when the connection drops and nothing is.
        after: the call took effect all the same.
        pause: how many seconds the answer takes.
    """

    name: str
    status: int = 200
    code: int = 0
    after: bool = False
    pause: float = 0.0
    retry_after: float = 0.0


SERVER_ERROR = Trouble("500 before", 500)
BAD_GATEWAY = Trouble("502 before", 502)
UNAVAILABLE = Trouble("503 before", 503)
SERVER_ERROR_AFTER = Trouble("500 after", 500, after=True)
BAD_GATEWAY_AFTER = Trouble("502 after", 502, after=True)
UNAVAILABLE_AFTER = Trouble("503 after", 503, after=True)
DROPPED = Trouble("dropped before", 0)
ANSWER_LOST = Trouble("answer lost", 0, after=True)
SLOW = Trouble("slow", after=True, pause=3.0)
TOO_FAST = Trouble("429", 429, retry_after=0.7)
DMS_CLOSED = Trouble("DMs closed", 403, 50007)
CHANNEL_GONE = Trouble("channel gone", 404, 10003)

USUAL: dict[Trouble, int] = {
    SERVER_ERROR: 3,
    BAD_GATEWAY: 2,
    UNAVAILABLE: 3,
    SERVER_ERROR_AFTER: 2,
    BAD_GATEWAY_AFTER: 2,
    UNAVAILABLE_AFTER: 3,
    DROPPED: 3,
    ANSWER_LOST: 4,
    SLOW: 2,
    TOO_FAST: 4,
}
"""What happens by chance, and how often compared with the others."""


@dataclass
class Planned:
    """A trouble for the next calls that match."""

    method: str
    path: str
    trouble: Trouble
    times: int | None = 1

    def matches(self, method: str, path: str) -> bool:
        """Tell whether this call is meant."""
        return self.method in {method, "*"} and fnmatch.fnmatch(path, self.path)


@dataclass
class Faults:
    """Decides for each call whether it goes wrong, and how.

    Args:
        rate: how many calls in one go wrong by chance.
    """

    dice: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - a test's
    rate: float = 0.0
    planned: list[Planned] = field(default_factory=list[Planned])
    happened: Counter[str] = field(default_factory=Counter[str])

    def plan(self, method: str, path: str, trouble: Trouble, *, times: int | None = 1) -> Planned:
        """Let the next matching calls go wrong; ``times=None`` until :meth:`calm`."""
        plan = Planned(method, path, trouble, times)
        self.planned.append(plan)
        return plan

    def calm(self) -> None:
        """Let everything go well from now on; closed DMs stay closed."""
        self.rate = 0.0
        self.planned = [plan for plan in self.planned if plan.trouble is DMS_CLOSED]

    def next(self, method: str, path: str) -> Trouble | None:
        """Return what happens to this call."""
        trouble = self._asked_for(method, path) or self._by_chance(path)
        if trouble is not None:
            self.happened[trouble.name] += 1
        return trouble

    def _asked_for(self, method: str, path: str) -> Trouble | None:
        for plan in self.planned:
            if plan.matches(method, path):
                if plan.times is not None:
                    plan.times -= 1
                    if plan.times <= 0:
                        self.planned.remove(plan)
                return plan.trouble
        return None

    def _by_chance(self, path: str) -> Trouble | None:
        if self.rate <= 0 or any(fnmatch.fnmatch(path, spared) for spared in SPARED):
            return None
        if self.dice.random() >= self.rate:
            return None
        return self.dice.choices(list(USUAL), weights=list(USUAL.values()))[0]
