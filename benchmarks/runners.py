"""The two that are compared, each in a process of its own."""

import asyncio
import os
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.stage import Stage, Unanswered
from bot.installation import HOUSE
from tests.standin.gateway import Session
from tests.standin.process import Home

READY = "Ready; servers"
START_WITHIN = 600.0
LOOKS_EVERY = 0.01
TICKS = os.sysconf("SC_CLK_TCK")
BOT, FLOOR = "bot", "floor"
USUAL = {
    "DELIVERY__LEASE": "PT60S",
    "DELIVERY__LOOK_EVERY": "PT5S",
    "LOG__LEVEL": "INFO",
    "DATABASE__READ_PATIENCE": "PT2S",
}
"""As an operator has them: a harness that kills processes has others."""


@dataclass
class Runner:
    """The bot, or the floor.

    Args:
        who: ``bot`` or ``floor``.
        variables: more variables of the process.
    """

    who: str
    home: Home
    stage: Stage
    variables: dict[str, str] = field(default_factory=dict[str, str])
    ready_after: float = 0.0
    """Seconds from its start until it had heard of every server."""

    def __post_init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._session: Session | None = None

    @property
    def answers(self) -> bool:
        """Tell whether its first answers are followed by what was asked for."""
        return self.who == BOT

    @property
    def log(self) -> Path:
        """Return what it wrote."""
        return self.home.folder / f"{self.who}.log"

    @property
    def session(self) -> Session:
        """Return its connection.

        Raises:
            Unanswered: before it has one.
        """
        if self._session is None:
            raise Unanswered
        return self._session

    async def start(self) -> None:
        """Start it, and wait until it is ready.

        Raises:
            Unanswered: when it ends, or is not ready in time; with the end of what it wrote.
        """
        known, began = set(self.stage.gateway.sessions), time.perf_counter()
        log = self.log
        with log.open("wb") as out:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "benchmarks.launch", self.who, cwd=HOUSE, env=self._env(),
                stdout=out, stderr=out,
            )  # fmt: skip
        while READY not in log.read_text(encoding="utf-8", errors="replace"):
            late = time.perf_counter() - began > START_WITHIN
            if late or self._process.returncode is not None:
                raise Unanswered(log.read_text(encoding="utf-8", errors="replace")[-2000:])
            await asyncio.sleep(LOOKS_EVERY)
        self.ready_after = time.perf_counter() - began
        sessions = self.stage.gateway.sessions
        self._session = next(sessions[name] for name in sessions if name not in known)

    def _env(self) -> dict[str, str]:
        return self.home.variables(self.stage.port) | self.variables

    async def stop(self) -> None:
        """Ask it to end."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(20):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()

    # -- what it costs, as Linux tells it ---------------------------------------------------------

    @property
    def memory(self) -> int:
        """Return the bytes that it holds in memory."""
        lines = self._told("status").splitlines()
        held = next(line for line in lines if line.startswith("VmRSS"))
        return int(held.split()[1]) * 1024

    @property
    def cpu(self) -> float:
        """Return the seconds for which it kept a core busy."""
        fields = self._told("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def _told(self, name: str) -> str:
        if self._process is None:
            raise Unanswered
        return Path(f"/proc/{self._process.pid}/{name}").read_text()


def a_home(folder: Path, database: str, **dials: str) -> Home:
    """Return an installation with the dials that an operator has."""
    return Home(folder, database, USUAL | dials)
