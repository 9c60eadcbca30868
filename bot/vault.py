"""The keys: what seals a youth's id and words, and what finds them again."""

import base64
import hashlib
import hmac
import os
import stat
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.redaction import Private

LOOKUP_BYTES = 32
HEADER = """\
# Maraude's keys. With this file and the database, what is sealed can be opened: keep them apart,
# keep a copy of this file in a safe place, never send it. The first seal key seals, all open.
"""


class VaultProblem(Exception):
    """The keys are missing, unreadable or not those of this database. The sentence says what to
    do."""


class Vault:
    """Authenticated encryption with keys that can be rotated, and a keyed hash for look-ups."""

    def __init__(self, lookup: bytes, seals: list[bytes]) -> None:
        self._lookup = lookup
        self._seal = MultiFernet([Fernet(key) for key in seals])

    def __repr__(self) -> str:
        return "<Vault>"

    @classmethod
    def make(cls, path: Path) -> "Vault":
        """Write a new key file that only its owner can read.

        Raises:
            VaultProblem: when the file exists or cannot be written.
        """
        lookup, seal = base64.urlsafe_b64encode(os.urandom(LOOKUP_BYTES)), Fernet.generate_key()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(f"{HEADER}lookup {lookup.decode()}\nseal {seal.decode()}\n")
        except OSError as problem:
            raise VaultProblem(
                f"The key file {path} could not be written ({problem.strerror})."
            ) from problem
        return cls.load(path)

    @classmethod
    def load(cls, path: Path) -> "Vault":
        """Read a key file.

        Raises:
            VaultProblem: when it is missing, readable by others, or damaged.
        """
        try:
            mode = path.stat().st_mode
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError as problem:
            raise VaultProblem(
                f"The key file {path} could not be read ({problem.strerror})."
            ) from problem
        if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise VaultProblem(f"The key file {path} can be read by others. Run: chmod 600 {path}")
        pairs = [line.split() for line in lines if line.strip() and not line.startswith("#")]
        try:
            seals = [key.encode() for name, key in pairs if name == "seal"]
            lookups = [base64.urlsafe_b64decode(key) for name, key in pairs if name == "lookup"]
            (lookup,) = [key for key in lookups if len(key) == LOOKUP_BYTES]
            return cls(lookup, seals)
        except ValueError as problem:
            raise VaultProblem(
                f"The key file {path} is damaged: restore your copy of it."
            ) from problem

    def seal(self, words: str) -> bytes:
        """Return ``words`` sealed with the newest key."""
        return self._seal.encrypt(words.encode())

    def open(self, sealed: bytes) -> str:
        """Return what was sealed.

        Raises:
            VaultProblem: when none of the keys fits.
        """
        try:
            return self._seal.decrypt(sealed).decode()
        except InvalidToken as problem:
            raise VaultProblem(
                "Something sealed cannot be opened with the present keys."
            ) from problem

    def seal_words(self, words: Private) -> bytes:
        """Seal what somebody wrote."""
        return self.seal(words.reveal())

    def open_words(self, sealed: bytes) -> Private:
        """Open what somebody wrote."""
        return Private(self.open(sealed))

    def open_id(self, sealed: bytes) -> int:
        """Open a sealed Discord id."""
        return int(self.open(sealed))

    def mark(self, kind: str, value: int | str) -> bytes:
        """Return the keyed hash that finds ``value`` again among its kind."""
        return hmac.digest(self._lookup, f"{kind}:{value}".encode(), hashlib.sha256)
