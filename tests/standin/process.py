"""One process of the bot: started, killed, asked to stop."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot import ui
from bot.installation import HOUSE
from tests.standin.server import StandIn

START_WITHIN = 30.0
TOKEN = "MTIz.stand.in"


@dataclass
class Home:
    """What every process of one installation shares: database, keys, logs.

    Args:
        dials: more MARAUDE_* variables, without their prefix.
        without: protections to take away, to see that it is noticed.
        patience: seconds after which somebody is told that it takes too long.
    """

    folder: Path
    database: str
    dials: dict[str, str] = field(default_factory=dict[str, str])
    without: str = ""
    patience: float = ui.PATIENCE

    @property
    def keys(self) -> Path:
        """Return where the keys are."""
        return self.folder / "maraude.keys"

    def variables(self, port: int) -> dict[str, str]:
        """Return the environment of a process."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("MARAUDE_", "STANDIN_"))}
        dials = {
            "CONFIG": str(self.folder / "none.toml"),
            "DISCORD__TOKEN": TOKEN,
            "DATABASE__URL": self.database,
            "KEYS__FILE": str(self.keys),
            "DELIVERY__LEASE": "PT5S",
            "DELIVERY__OPEN_DM_EVERY": "PT0S",
            "DELIVERY__LOOK_EVERY": "PT1S",
            **self.dials,
        }
        ours = {f"MARAUDE_{name}": value for name, value in dials.items()}
        here = {"STANDIN_PORT": str(port), "STANDIN_WITHOUT": self.without}
        return kept | ours | here | {"STANDIN_PATIENCE": str(self.patience)}


class BotProcess:
    """The real bot, in a process of its own.

    Args:
        role: what stands behind ``maraude`` in the shell.
    """

    def __init__(
        self, home: Home, discord: StandIn, number: int = 1, *, role: tuple[str, ...] = ("run",)
    ) -> None:
        self._home, self._discord, self._role = home, discord, role
        self.log = home.folder / f"bot-{number}.log"
        self._process: asyncio.subprocess.Process | None = None

    @property
    def lives(self) -> bool:
        """Tell whether it runs."""
        return self._process is not None and self._process.returncode is None

    async def start(self, *, wait: bool = True) -> None:
        """Start it, and wait until Discord knows it: a worker only asks who it is."""
        begun = self._begun()
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.standin.launch",
                *self._role,
                cwd=HOUSE, env=self._home.variables(self._discord.port), stdout=log, stderr=log,
            )  # fmt: skip
        if wait:
            await until(lambda: self._begun() > begun or not self.lives, START_WITHIN)
            assert self.lives, f"the bot did not start: {self.log.read_text()[-2000:]}"

    def _begun(self) -> int:
        is_worker = self._role[0] == "work"
        gateway = self._discord.gateway
        return self._discord.count("GET", "/users/@me") if is_worker else gateway.identifies

    async def kill(self) -> None:
        """End it without a word (SIGKILL)."""
        if self.lives and self._process is not None:
            self._process.send_signal(signal.SIGKILL)
        await self.ended()

    def freeze(self) -> None:
        """Let it stand still in the middle of whatever it does (SIGSTOP)."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on as if no time had passed (SIGCONT)."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)

    async def stop(self) -> timedelta:
        """Ask it to end (SIGTERM); return how long that took."""
        began = asyncio.get_running_loop().time()
        if self.lives and self._process is not None:
            self._process.send_signal(signal.SIGTERM)
        await self.ended()
        return timedelta(seconds=asyncio.get_running_loop().time() - began)

    async def ended(self) -> int | None:
        """Wait until it is gone; return its exit code."""
        return await self._process.wait() if self._process is not None else None


async def until(fact: Callable[[], object], within: float, what: str = "") -> None:
    """Wait until something is true.

    Raises:
        TimeoutError: when it still is not.
    """
    ends = asyncio.get_running_loop().time() + within
    while not fact():
        if asyncio.get_running_loop().time() > ends:
            raise TimeoutError(what or "it did not come true")
        await asyncio.sleep(0.02)
