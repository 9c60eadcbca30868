"""config.toml and MARAUDE_* variables, typed and frozen; a typo stops the start and is named with
its line."""

import os
import re
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)


class BadSettings(Exception):
    """The settings cannot be used. The sentence names the dial, its line and what is wrong."""


def _plain(value: object) -> object:
    """A variable holds text, also when it is a number of seconds."""
    return float(value) if isinstance(value, str) and re.fullmatch(r"\d+(\.\d+)?", value) else value


Duration = Annotated[timedelta, BeforeValidator(_plain)]


class Section(BaseModel):
    """Parent of the sections: frozen, and a name nobody knows is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DiscordSection(Section):
    """[discord]"""

    token: SecretStr = Field(
        default=SecretStr(""),
        description="The bot's token. Better kept in MARAUDE_DISCORD__TOKEN than in this file.",
    )
    members_intent: bool = Field(
        default=False,
        description="Allow the members intent: mentors learn who left, newcomers find the panel.",
    )


class DatabaseSection(Section):
    """[database]"""

    url: SecretStr = Field(
        default=SecretStr("sqlite+aiosqlite:///maraude.db"),
        description="SQLite by default; postgresql+asyncpg://user:password@host/name for more.",
    )
    read_patience: Duration = Field(
        default=timedelta(seconds=2),
        gt=timedelta(0),
        description="How long a person waits for a look-up before they are told (seconds).",
    )
    write_patience: Duration = Field(
        default=timedelta(seconds=20),
        gt=timedelta(0),
        description="The same for a decision or a long list, once Discord was answered (seconds).",
    )


class KeysSection(Section):
    """[keys]"""

    file: Path = Field(
        default=Path("maraude.keys"),
        description=(
            "The keys that seal ids and words. Made on first start. Keep a "
            "copy away from the database's."
        ),
    )


class ServiceSection(Section):
    """[service]"""

    country: Literal["FR", "BE", "CH", "CA", "UK", "DE"] = Field(
        default="FR",
        description="Whose helplines are shown when the database cannot say which community asks.",
    )
    privacy_contact: str = Field(
        default="",
        max_length=200,
        description="Who answers questions about data; shown on the privacy page.",
    )


class DeliverySection(Section):
    """[delivery]"""

    at_once: int = Field(
        default=20,
        ge=1,
        le=45,
        description="How many messages may be on their way at the same moment.",
    )
    lease: Duration = Field(
        default=timedelta(seconds=60),
        ge=timedelta(seconds=5),
        description="After this, a delivery whose process died is taken up again (seconds).",
    )
    open_dm_every: Duration = Field(
        default=timedelta(seconds=2),
        ge=timedelta(0),
        description=(
            "Pause between two DMs opened for the first time; Discord watches bursts (seconds)."
        ),
    )
    invitations_per_minute: int = Field(
        default=30,
        ge=1,
        le=600,
        description=(
            "How many invitations may leave in a minute, of all teams together. More than 120 is "
            "for a verified bot whose DMs are open already."
        ),
    )
    look_every: Duration = Field(
        default=timedelta(seconds=5),
        gt=timedelta(0),
        description="How often to look for deliveries that became due (seconds).",
    )


class MonitoringSection(Section):
    """[monitoring]"""

    port: int = Field(
        default=0,
        ge=0,
        le=65535,
        description="Where /healthz, /readyz and /metrics answer; 0: nowhere.",
    )
    host: str = Field(
        default="127.0.0.1",
        min_length=1,
        description=(
            "Who may ask: this machine alone, unless another address is named. What is shown "
            "names nobody, but whoever reaches it can read it."
        ),
    )
    sentry_dsn: SecretStr = Field(
        default=SecretStr(""),
        description=(
            "Where crash reports go, without names, ids or words; nowhere when it is empty. Better "
            "kept in MARAUDE_MONITORING__SENTRY_DSN than in this file."
        ),
    )


class LogSection(Section):
    """[log]"""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much to say."
    )
    json_lines: bool = Field(default=False, description="One JSON object a line, for collectors.")


class Settings(BaseSettings):
    """Everything the operator can turn. What a team chooses for itself is set by command in
    Discord."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix="MARAUDE_", env_nested_delimiter="__"
    )

    discord: DiscordSection = DiscordSection()
    database: DatabaseSection = DatabaseSection()
    keys: KeysSection = KeysSection()
    service: ServiceSection = ServiceSection()
    delivery: DeliverySection = DeliverySection()
    monitoring: MonitoringSection = MonitoringSection()
    log: LogSection = LogSection()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over variables, variables over the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, config_path())


def config_path() -> Path:
    """Return where config.toml is looked for: MARAUDE_CONFIG, or the present folder."""
    return Path(os.environ.get("MARAUDE_CONFIG", "config.toml"))


def read_settings(**chosen: Any) -> Settings:
    """Read the settings.

    Raises:
        BadSettings: with the file, the line, the dial and what is wrong with it.
    """
    path, text = config_path(), ""
    try:
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        return Settings(**chosen)
    except UnicodeDecodeError as problem:
        raise BadSettings(f"{path}: this is not UTF-8 text. Save it as UTF-8.") from problem
    except tomllib.TOMLDecodeError as problem:
        raise BadSettings(f"{path}: this is not TOML: {problem}") from problem
    except SettingsError as problem:
        raise BadSettings(f"the environment: {problem}") from problem
    except ValidationError as problem:
        said = [
            _sentence(path, text, error["loc"], error["type"], error["msg"])
            for error in problem.errors(include_input=False)
        ]
        ordered = [sentence for _, sentence in sorted(said, key=lambda pair: pair[0])]
        raise BadSettings("\n".join(ordered)) from None


def _sentence(
    path: Path, text: str, loc: tuple[int | str, ...], kind: str, message: str
) -> tuple[int, str]:
    dial = ".".join(str(part) for part in loc)
    variable = "MARAUDE_" + "__".join(str(part) for part in loc).upper()
    line = None if variable in os.environ else _line_of(text, [str(part) for part in loc])
    where = f"{path}, line {line}" if line else "the environment"
    if kind == "extra_forbidden":
        sentence = f"there is no setting «{dial}». Look in config.example.toml for its spelling."
    else:
        sentence = f"«{dial}»: {message}."
    return line or 0, f"{where}: {sentence}"


def _line_of(text: str, loc: list[str]) -> int | None:
    section, found = "", None
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[\s*([\w.-]+)\s*\]", line)
        if header:
            section = header[1]
            found = number if [section] == loc else found
            continue
        key = re.match(r"\s*([\w-]+)\s*=", line)
        if key and [*filter(None, [section]), key[1]] == loc[:2]:
            return number
    return found
