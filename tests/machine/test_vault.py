"""The keys: who holds them opens what was sealed; nobody else does, and they never show
themselves."""

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.redaction import Private
from bot.vault import Vault, VaultProblem

SECRET = "je m'appelle Lina"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a key file will stand."""
    return tmp_path / "maraude.keys"


def rotated(file: Path) -> None:
    """The operator puts a newer seal key before the old one."""
    lines = file.read_text().splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("seal "))
    lines.insert(first, f"seal {Fernet.generate_key().decode()}")
    file.write_text("\n".join(lines) + "\n")


def test_what_was_sealed_opens_again_and_shows_nothing_meanwhile(file: Path) -> None:
    vault = Vault.make(file)

    sealed = vault.seal(SECRET)

    assert b"Lina" not in sealed
    assert vault.seal(SECRET) != sealed
    assert vault.open(sealed) == SECRET
    assert vault.open_words(vault.seal_words(Private(SECRET))).reveal() == SECRET
    assert vault.open_id(vault.seal("123456789012345678")) == 123456789012345678


def test_the_next_start_opens_what_this_one_sealed(file: Path) -> None:
    sealed, mark = (before := Vault.make(file)).seal(SECRET), before.mark("youth", 12)

    after = Vault.load(file)

    assert after.open(sealed) == SECRET
    assert after.mark("youth", 12) == mark


def test_after_a_rotation_old_words_still_open_and_people_are_still_found(file: Path) -> None:
    before = Vault.make(file)
    sealed, mark = before.seal(SECRET), before.mark("youth", 12)

    rotated(file)
    after = Vault.load(file)

    assert after.open(sealed) == SECRET
    assert after.mark("youth", 12) == mark


def test_a_process_that_runs_opens_what_another_sealed_with_a_new_key(file: Path) -> None:
    before = Vault.make(file)

    rotated(file)

    assert before.open(Vault.load(file).seal(SECRET)) == SECRET


def test_who_seals_looks_for_a_new_key_now_and_then(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Vault.make(file)
    rotated(file)
    monkeypatch.setattr("bot.vault.LOOKS_EVERY", -1)

    assert Vault.load(file).is_newest(before.seal(SECRET))


def test_old_keys_that_were_forgotten_open_nothing(file: Path) -> None:
    sealed = (vault := Vault.make(file)).seal(SECRET)
    vault.add_seal()
    vault.forget_old_seals()

    with pytest.raises(VaultProblem):
        vault.open(sealed)
    assert file.stat().st_mode & 0o077 == 0


def test_another_installations_keys_open_nothing_and_find_nobody(tmp_path: Path) -> None:
    ours, theirs = Vault.make(tmp_path / "ours"), Vault.make(tmp_path / "theirs")

    with pytest.raises(VaultProblem, match="present keys"):
        theirs.open(ours.seal(SECRET))

    assert theirs.mark("youth", 12) != ours.mark("youth", 12)


def test_what_was_tampered_with_does_not_open(file: Path) -> None:
    vault = Vault.make(file)
    sealed = bytearray(vault.seal(SECRET))
    sealed[-5] ^= 1

    with pytest.raises(VaultProblem):
        vault.open(bytes(sealed))


def test_one_number_has_another_mark_among_another_kind(file: Path) -> None:
    vault = Vault.make(file)

    marks = {vault.mark("youth", 12), vault.mark("channel", 12), vault.mark("youth", 13)}

    assert len(marks) == 3
    assert {len(mark) for mark in marks} == {32}


def test_a_new_key_file_is_for_its_owner_alone(file: Path) -> None:
    Vault.make(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o660, 0o644], ids=oct)
def test_a_key_file_that_others_can_read_is_refused_with_what_to_type(
    file: Path, mode: int
) -> None:
    Vault.make(file)
    file.chmod(mode)

    with pytest.raises(VaultProblem, match=f"chmod 600 {file}"):
        Vault.load(file)


def test_keys_that_exist_are_never_written_over(file: Path) -> None:
    Vault.make(file)
    before = file.read_bytes()

    with pytest.raises(VaultProblem, match="could not be written"):
        Vault.make(file)

    assert file.read_bytes() == before


def test_a_missing_key_file_is_named(file: Path) -> None:
    with pytest.raises(VaultProblem, match=f"{file} could not be read"):
        Vault.load(file)


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "lookup AAAA\n",
        "seal not-a-key\nlookup AAAA\n",
        "seal {seal}\n",
        "seal {seal}\nlookup\n",
        "seal {seal} {seal}\nlookup AAAA\n",
        "seal {seal}\nlookup AAAA\nlookup BBBB\n",
        "seal {seal}\nlookup A\n",
        "half a line",
    ],
    ids=[
        "empty", "without a seal", "a seal that is none", "without a lookup", "a lookup cut off",
        "two seals in a line", "two lookups", "a lookup that is none", "words",
    ],
)  # fmt: skip
def test_a_damaged_key_file_is_refused(file: Path, damage: str) -> None:
    file.write_text(damage.format(seal=Fernet.generate_key().decode()))
    file.chmod(0o600)

    with pytest.raises(VaultProblem, match="damaged: restore your copy"):
        Vault.load(file)


@pytest.mark.parametrize("lookup", ["", "AAAA"], ids=["empty", "three bytes"])
def test_a_lookup_key_that_anybody_could_guess_is_refused(file: Path, lookup: str) -> None:
    file.write_text(f"seal {Fernet.generate_key().decode()}\nlookup {lookup}=\n")
    file.chmod(0o600)

    with pytest.raises(VaultProblem, match="damaged"):
        Vault.load(file)


def test_a_key_file_with_bytes_that_are_no_text_is_refused(file: Path) -> None:
    file.write_bytes(b"seal \xff\xfe\x00\n")
    file.chmod(0o600)

    with pytest.raises(VaultProblem, match="damaged"):
        Vault.load(file)


def test_keys_never_show_themselves(file: Path) -> None:
    vault = Vault.make(file)
    keys = [line.split()[1] for line in file.read_text().splitlines() if not line.startswith("#")]

    shown = f"{vault} {vault!r} {[vault]}"

    assert not any(key in shown for key in keys)
    assert "<Vault>" in shown
