"""The keys: what seals a youth's id and words, and what finds them again."""

import base64
import hashlib
import hmac
import os
import stat
import time
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.redaction import Private

LOOKUP_BYTES = 32
HEADER = """\
# Maraude's keys. With this file and the database, what is sealed can be opened: keep them apart,
# keep a copy of this file in a safe place, never send it. The first seal key seals, all open.
"""


LOOKS_EVERY = 5.0
"""Seconds after which who seals looks whether a key was added."""


class VaultProblem(Exception):
    """The keys are missing, unreadable or not those of this database. The sentence says what to
    do."""


class Vault:
    """Authenticated encryption with keys that can be rotated, and a keyed hash for look-ups."""

    def __init__(self, lookup: bytes, seals: list[bytes], file: Path | None = None) -> None:
        self._lookup = lookup
        self._file = file
        self._use(seals)

    def _use(self, seals: list[bytes]) -> None:
        self._seals = seals
        self._newest = Fernet(seals[0])
        self._seal = MultiFernet([Fernet(key) for key in seals])
        self._looked_at, self._written_at = time.monotonic(), _written_at(self._file)

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
            return cls(lookup, seals, path)
        except ValueError as problem:
            raise VaultProblem(
                f"The key file {path} is damaged: restore your copy of it."
            ) from problem

    def seal(self, words: str) -> bytes:
        """Return ``words`` sealed with the newest key."""
        return self.seal_bytes(words.encode())

    def open(self, sealed: bytes) -> str:
        """Return what was sealed.

        Raises:
            VaultProblem: when none of the keys fits.
        """
        return self.open_bytes(sealed).decode()

    def seal_bytes(self, image: bytes) -> bytes:
        """Seal a picture."""
        if time.monotonic() - self._looked_at > LOOKS_EVERY:
            self._look_again()
        return self._seal.encrypt(image)

    def open_bytes(self, sealed: bytes) -> bytes:
        """Open a picture; what another process sealed with a key that was added meanwhile opens
        too.

        Raises:
            VaultProblem: when none of the keys fits.
        """
        for look_again in (True, False):
            try:
                return self._seal.decrypt(sealed)
            except InvalidToken as problem:
                if not look_again or not self._look_again():
                    raise VaultProblem(
                        "Something sealed cannot be opened with the present keys."
                    ) from problem
        raise AssertionError

    def is_newest(self, sealed: bytes) -> bool:
        """Tell whether the newest key sealed this."""
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            return False
        return True

    @property
    def how_many_seals(self) -> int:
        """Return how many keys can open."""
        return len(self._seals)

    def add_seal(self) -> None:
        """Put a new key in front: it seals from now on, the others still open.

        Raises:
            VaultProblem: when the file cannot be written.
        """
        self._write([Fernet.generate_key(), *self._seals])

    def forget_old_seals(self) -> None:
        """Keep the newest key only: what others sealed can never be opened again.

        Raises:
            VaultProblem: when the file cannot be written.
        """
        self._write(self._seals[:1])

    def _write(self, seals: list[bytes]) -> None:
        """Replace the file as a whole: a crash leaves the one or the other."""
        if self._file is None:
            raise VaultProblem("These keys have no file.")
        lookup = base64.urlsafe_b64encode(self._lookup).decode()
        lines = [f"lookup {lookup}", *(f"seal {key.decode()}" for key in seals)]
        beside = self._file.with_name(f"{self._file.name}.new")
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(HEADER + "\n".join(lines) + "\n")
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._file)
        except OSError as problem:
            raise VaultProblem(
                f"The key file {self._file} could not be written ({problem.strerror})."
            ) from problem
        self._use(seals)

    def _look_again(self) -> bool:
        """Read the file again if it was written meanwhile; return whether it was."""
        self._looked_at = time.monotonic()
        if self._file is None or _written_at(self._file) == self._written_at:
            return False
        fresh = Vault.load(self._file)
        self._use(fresh._seals)  # noqa: SLF001 - one of us
        return True

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


def _written_at(file: Path | None) -> int | None:
    try:
        return file.stat().st_mtime_ns if file is not None else None
    except OSError:
        return None
