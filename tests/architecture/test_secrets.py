"""Nothing that opens a door is committed: no bot token, no key of a vault, no private key."""

import re
import subprocess
from pathlib import Path

import pytest

from bot.installation import HOUSE

DOORS = {
    "a bot token": re.compile(r"[MNO][A-Za-z\d_-]{23,25}\.[A-Za-z\d_-]{6}\.[A-Za-z\d_-]{27,}"),
    "a key of a vault": re.compile(r"^(lookup|seal) [A-Za-z\d_-]{43}=", re.MULTILINE),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a webhook": re.compile(r"/api/webhooks/\d{17,20}/[\w-]{60,}"),
}


def secrets_in(text: str) -> list[str]:
    """Return what kinds of doors a text would open."""
    return [name for name, pattern in DOORS.items() if pattern.search(text)]


def test_nothing_that_opens_a_door_is_committed() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=HOUSE, check=True, capture_output=True, text=True
    )
    found = {
        name: secrets
        for name in listed.stdout.split("\0")
        if name and (file := HOUSE / name).is_file() and file.stat().st_size < 2_000_000
        if (secrets := secrets_in(file.read_text(encoding="utf-8", errors="replace")))
    }

    assert found == {}


@pytest.mark.parametrize(
    "door",
    [
        "M" + "T" * 23 + "." + "G" * 6 + "." + "x" * 30,
        "seal " + "a" * 43 + "=",
        "-----BEGIN " + "PRIVATE KEY-----",
        "/api/webhooks/" + "1" * 18 + "/" + "x" * 64,
    ],
)
def test_such_a_thing_would_be_found(door: str, tmp_path: Path) -> None:
    assert secrets_in(f"# before\n{door}\n") != []
