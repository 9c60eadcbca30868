"""The image cannot be built by a test, but its steps can be taken: here, in a clean environment."""

import json
import os
import re
import shutil
import subprocess
import venv
from pathlib import Path
from typing import Any

import pytest
import yaml

HOUSE = Path(__file__).resolve().parents[2]
SECRET = re.compile(r"TOKEN|PASSWORD|SECRET|CREDENTIAL", re.IGNORECASE)

Step = tuple[str, str]


def steps() -> list[Step]:
    """Return the Dockerfile as (instruction, what it says) pairs."""
    text = (HOUSE / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line.strip() for line in text.splitlines())
    pairs = (line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return [(instruction.upper(), " ".join(said.split())) for instruction, said in pairs]


def said_by(instruction: str) -> list[str]:
    """Return what every step of one kind says."""
    return [said for kind, said in steps() if kind == instruction]


def compose() -> dict[str, Any]:
    """Return compose.yaml."""
    return yaml.safe_load((HOUSE / "compose.yaml").read_text(encoding="utf-8"))


def take(step: Step, *, image: Path, python: Path) -> None:
    """Take one step of the Dockerfile, with a folder for the image and a clean Python inside."""
    match step:
        case ("COPY", said):
            source, target = said.split()
            copy(HOUSE / source, image / target)
        case ("RUN", said) if said.startswith("pip "):
            command = [python, "-m", *said.split()]
            subprocess.run(command, cwd=image, check=True, capture_output=True)
        case ("RUN", said):
            assert said.startswith("useradd "), (
                f"this test does not know how to take the step: {said}"
            )
        case _:
            pass


class Questions:
    """Asks the bot in the image, as ENTRYPOINT and ENV would have it, with a volume under /data."""

    def __init__(self, image: Path, python: Path, *, data: Path) -> None:
        first, *self.rest = json.loads(said_by("ENTRYPOINT")[0])
        assert first == "python"
        self.image, self.python = image, python
        told = dict(re.findall(r"(\w+)=(\S+)", " ".join(said_by("ENV"))))
        self.env = {name: value.replace("/data", str(data)) for name, value in told.items()}

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.python, *self.rest, *words],
            cwd=self.image,
            env={"PATH": os.environ["PATH"], **self.env},
            capture_output=True,
            text=True,
            check=False,
        )


def copy(source: Path, target: Path) -> None:
    """Copy a file or a folder, as COPY does."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


@pytest.mark.slow
def test_the_steps_of_the_image_lead_to_a_bot_that_answers(tmp_path: Path) -> None:
    image = tmp_path / "app"
    image.mkdir()
    venv.create(tmp_path / "python", with_pip=True)
    python = tmp_path / "python" / "bin" / "python"

    for step in steps():
        take(step, image=image, python=python)

    (tmp_path / "data").mkdir()
    ask = Questions(image, python, data=tmp_path / "data")
    assert "Usage" in ask("--help").stdout
    assert "current" in ask("migrate").stdout
    assert ask("healthy").returncode == 1
    assert (tmp_path / "data" / "maraude.db").is_file()


def test_the_image_has_the_oldest_python_we_promise() -> None:
    promised = re.search(
        r'requires-python = ">=([\d.]+)"', (HOUSE / "pyproject.toml").read_text(encoding="utf-8")
    )

    assert promised
    assert said_by("FROM") == [f"python:{promised[1]}-slim"]


def test_the_bot_in_the_image_is_nobody_in_particular() -> None:
    kinds = [kind for kind, _ in steps()]

    assert said_by("USER") == ["maraude"]
    assert not {"RUN", "COPY"} & set(kinds[kinds.index("USER") :])


def test_the_image_tells_whether_the_bot_is_alive() -> None:
    [check] = said_by("HEALTHCHECK")

    assert json.loads(check.partition("CMD ")[2]) == ["python", "-m", "bot", "healthy"]


def test_the_image_keeps_no_secret_and_no_data() -> None:
    names = re.findall(r"(\w+)=", " ".join(said_by("ENV") + said_by("ARG")))

    assert "MARAUDE_KEYS__FILE" in names
    assert [name for name in names if SECRET.search(name)] == []
    assert said_by("VOLUME") == ["/data"]


def test_only_what_the_image_needs_is_handed_to_it() -> None:
    ignored = (HOUSE / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in ignored if line and not line.startswith("#")]
    copied = {said.split()[0] for said in said_by("COPY")}

    assert rules[0] == "*"
    assert {rule.removeprefix("!") for rule in rules if rule.startswith("!")} == copied


def test_the_composed_bot_waits_for_its_database_and_reads_its_token_from_outside() -> None:
    services = compose()["services"]
    bot, database = services["bot"], services["database"]

    assert bot["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert bot["env_file"] == ".env"
    assert bot["environment"]["MARAUDE_DATABASE__URL"].startswith("postgresql+asyncpg://")
    assert database["image"] == "postgres:16"
    assert "pg_isready" in database["healthcheck"]["test"][1]
    assert ".env" in (HOUSE / ".gitignore").read_text(encoding="utf-8").split()


def test_the_composed_services_keep_what_they_hold() -> None:
    named = compose()

    used = {
        volume.split(":")[0]
        for service in named["services"].values()
        for volume in service["volumes"]
    }

    assert used == set(named["volumes"])


def test_no_secret_stands_in_the_composition() -> None:
    for service in compose()["services"].values():
        for name, value in service.get("environment", {}).items():
            if SECRET.search(name) or "PASSWORD" in value:
                assert "${" in value, f"{name} is written out"
