"""Nothing that opens a door is committed, shown or logged: no bot token, no key of a vault, no
password of the database, no token of a press."""

import logging
import re
import subprocess
import traceback
from pathlib import Path

import pytest

from bot.installation import HOUSE
from bot.log import start_logging
from bot.settings import Settings
from bot.vault import Vault

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


TOKEN = "M" + "T" * 25 + "." + "G" * 6 + "." + "x" * 38
PASSWORD = "hunter2" + "p@ss"
URL = f"postgresql+asyncpg://maraude:{PASSWORD}@db.example/maraude"
PRESS = "aW50ZXJhY3Rpb246" + "a" * 120


@pytest.fixture
def settings() -> Settings:
    """Return settings with a token and a password."""
    return Settings.model_validate({"discord": {"token": TOKEN}, "database": {"url": URL}})


def test_settings_show_neither_token_nor_password(settings: Settings) -> None:
    shown = f"{settings!r} {settings} {settings.database!r} {settings.model_dump()}"

    assert TOKEN not in shown
    assert PASSWORD not in shown
    assert settings.database.url.get_secret_value() == URL


def test_a_vault_shows_no_key(tmp_path: Path) -> None:
    vault = Vault.make(tmp_path / "maraude.keys")

    keys = re.findall(r"[\w-]{43}=", (tmp_path / "maraude.keys").read_text())

    assert keys
    assert not [key for key in keys if key in f"{vault!r} {vault}"]


@pytest.mark.parametrize(
    "line",
    [
        f"login failed with {TOKEN}",
        f"cannot connect to {URL}",
        f"We are rate limited. POST https://discord.com/api/v10/webhooks/145/{PRESS} responded",
        f"POST https://discord.com/api/v10/interactions/145/{PRESS}/callback responded with 429",
        f"the token {PRESS} is used up",
        "seal " + "k" * 43 + "=",
        "lookup " + "k" * 43 + "=",
    ],
    ids=["a token", "a url", "an answer", "a callback", "a press", "a key", "another key"],
)
@pytest.mark.parametrize("as_json", [False, True], ids=["for people", "for collectors"])
def test_a_log_shows_nothing_that_opens_a_door(
    capfd: pytest.CaptureFixture[str], line: str, *, as_json: bool
) -> None:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    start_logging("DEBUG", as_json=as_json)
    try:
        logging.getLogger("discord.http").warning("It went wrong: %s", line)
        try:
            raise RuntimeError(line)
        except RuntimeError:
            logging.getLogger("bot").exception("Something failed")
    finally:
        root.handlers = before
        root.setLevel(level)

    logged = capfd.readouterr().err
    assert "It went wrong" in logged
    assert "RuntimeError" in logged
    assert not [secret for secret in (TOKEN, PASSWORD, PRESS, "k" * 43) if secret in logged]


def test_a_traceback_that_shows_the_settings_shows_no_secret(settings: Settings) -> None:
    try:
        raise ValueError(settings)
    except ValueError:
        shown = traceback.format_exc()

    assert TOKEN not in shown
    assert PASSWORD not in shown
