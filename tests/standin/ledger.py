"""The ledger: every message that was ever shown, changed or taken away, place by place."""

import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.standin.reading import text_of
from tests.standin.server import StandIn

KINDS = {"MESSAGE_CREATE": "shown", "MESSAGE_UPDATE": "changed", "MESSAGE_DELETE": "taken away"}


@dataclass(frozen=True)
class Line:
    """Something that people could see, at a moment of the run (seconds)."""

    at: float
    what: str
    channel_id: int
    message_id: int
    author_id: int
    text: str


class Ledger:
    """Writes down what people see."""

    def __init__(self, discord: StandIn) -> None:
        self._began = time.monotonic()
        self.lines: list[Line] = []
        self.changed_at = self._began
        discord.backend.subscribers.append(self._happened)

    def _happened(self, event: str, payload: Mapping[str, Any]) -> None:
        if event not in KINDS:
            return
        self.changed_at = time.monotonic()
        message = SimpleNamespace(**{"content": "", "embeds": [], **payload})
        self.lines.append(
            Line(
                at=round(self.changed_at - self._began, 3),
                what=KINDS[event],
                channel_id=int(payload["channel_id"]),
                message_id=int(payload["id"]),
                author_id=int(payload.get("author", {}).get("id", 0)),
                text=text_of(message),
            )
        )

    @property
    def quiet_for(self) -> float:
        """Return for how many seconds nobody saw anything new."""
        return time.monotonic() - self.changed_at

    def about(self, token: str) -> list[Line]:
        """Return what happened to one word."""
        return [line for line in self.lines if token in line.text]

    def keep(self, file: Path) -> None:
        """Write it to a file, one line each."""
        rows = [json.dumps(asdict(line), ensure_ascii=False) for line in self.lines]
        file.write_text("\n".join(rows), encoding="utf-8")
