"""The operator's dials: a typo is named with its line, a variable wins over the file."""

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import BadSettings, Settings, read_settings


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where config.toml stands; there is none yet."""
    path = tmp_path / "config.toml"
    monkeypatch.setenv("MARAUDE_CONFIG", str(path))
    return path


def problem(file: Path, text: str) -> str:
    """Return what the operator is told about a file."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings) as told:
        read_settings()
    return str(told.value)


def test_without_a_file_everything_has_its_usual_value(file: Path) -> None:
    assert not file.exists()

    settings = read_settings()

    assert settings.database.url.get_secret_value() == "sqlite+aiosqlite:///maraude.db"
    assert settings.discord.token.get_secret_value() == ""
    assert settings.delivery.lease == timedelta(minutes=1)


def test_the_file_turns_dials(file: Path) -> None:
    file.write_text('[database]\nurl = "sqlite+aiosqlite:///x.db"\n[delivery]\nlease = 30\n')

    settings = read_settings()

    assert settings.database.url.get_secret_value() == "sqlite+aiosqlite:///x.db"
    assert settings.delivery.lease == timedelta(seconds=30)


def test_a_variable_wins_over_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('[service]\ncountry = "BE"\n')

    monkeypatch.setenv("MARAUDE_SERVICE__COUNTRY", "CH")

    assert read_settings().service.country == "CH"


def test_an_argument_wins_over_both(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('[service]\ncountry = "BE"\n')
    monkeypatch.setenv("MARAUDE_SERVICE__COUNTRY", "CH")

    assert read_settings(service={"country": "CA"}).service.country == "CA"


@pytest.mark.parametrize("written", ["30", "30.0", "PT30S", "00:00:30"])
def test_a_duration_in_a_variable_is_a_number_of_seconds_as_in_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    file.write_text("[delivery]\nlease = 90\n")
    monkeypatch.setenv("MARAUDE_DELIVERY__LEASE", written)

    assert read_settings().delivery.lease == timedelta(seconds=30)


def test_a_typo_in_a_dial_is_named_with_its_line(file: Path) -> None:
    told = problem(file, "# ours\n\n[delivery]\nlease = 60\nat_one = 3\n")

    assert told == (
        f"{file}, line 5: there is no setting «delivery.at_one». "
        "Look in config.example.toml for its spelling."
    )


def test_a_typo_in_a_section_is_named_with_its_line(file: Path) -> None:
    told = problem(file, "[log]\n\n[databse]\nurl = 'x'\n")

    assert f"{file}, line 3: there is no setting «databse»" in told


@pytest.mark.parametrize(
    ("text", "line", "dial"),
    [
        ("[log]\nlevel = 'LOUD'\n", 2, "log.level"),
        ("[delivery]\nat_once = 0\n", 2, "delivery.at_once"),
        ("[delivery]\n\nlease = 1\n", 3, "delivery.lease"),
        ("[service]\ncountry = 'FRANCE'\n", 2, "service.country"),
        ("[database]\nread_patience = 'soon'\n", 2, "database.read_patience"),
        ("log = 3\n", 1, "log"),
    ],
)
def test_a_value_that_will_not_do_is_named_with_its_line(
    file: Path, text: str, line: int, dial: str
) -> None:
    assert problem(file, text).startswith(f"{file}, line {line}: «{dial}»: ")


def test_every_mistake_is_named_at_once(file: Path) -> None:
    told = problem(file, "[log]\nlevel = 'LOUD'\nloud = true\n[delivery]\nat_once = 99\n")

    assert [line.partition(":")[0][-1] for line in told.splitlines()] == ["2", "3", "5"]


def test_a_file_that_is_no_toml_is_named_with_the_place(file: Path) -> None:
    told = problem(file, "[log\nlevel = 1\n")

    assert told.startswith(f"{file}: this is not TOML: ")
    assert "line 1" in told


def test_a_mistake_in_a_variable_is_looked_for_in_the_environment(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not file.exists()
    monkeypatch.setenv("MARAUDE_LOG__LEVL", "INFO")

    with pytest.raises(BadSettings, match=r"the environment: there is no setting «log\.levl»"):
        read_settings()


def test_a_mistake_in_a_variable_is_not_looked_for_in_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("[log]\nlevel = 'INFO'\n")
    monkeypatch.setenv("MARAUDE_LOG__LEVEL", "LOUD")

    with pytest.raises(BadSettings, match="the environment: «log.level»"):
        read_settings()


def test_a_variable_for_a_whole_section_is_a_mistake_with_a_sentence(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not file.exists()
    monkeypatch.setenv("MARAUDE_LOG", "INFO")

    with pytest.raises(BadSettings):
        read_settings()


def test_a_file_in_another_encoding_is_a_mistake_with_a_sentence(file: Path) -> None:
    file.write_bytes("[service]\ncountry = 'é'\n".encode("latin-1"))

    with pytest.raises(BadSettings):
        read_settings()


def test_the_token_never_shows_itself(file: Path) -> None:
    file.write_text("[discord]\ntoken = 'MTIz.abc.def'\n")

    settings = read_settings()

    assert (
        "abc" not in f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"
    )
    assert settings.discord.token.get_secret_value() == "MTIz.abc.def"


def test_a_token_that_will_not_do_is_not_repeated(file: Path) -> None:
    told = problem(file, "[discord]\ntoken = 12345678\n")

    assert "12345678" not in told
    assert "discord.token" in told


def test_nobody_turns_a_dial_while_the_bot_runs() -> None:
    settings = Settings()

    with pytest.raises(ValidationError):
        settings.log = settings.log
    with pytest.raises(ValidationError):
        settings.delivery.at_once = 3
