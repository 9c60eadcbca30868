"""What an operator starts Maraude with, as data: the image, the composition, the manifests, the
unit."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.installation import HOUSE

DEPLOY = HOUSE / "deploy"
UNIT = DEPLOY / "systemd" / "maraude.service"
Described = dict[str, Any]


def compose() -> Described:
    """Return compose.yaml."""
    return yaml.safe_load((HOUSE / "compose.yaml").read_text(encoding="utf-8"))


def manifest_files() -> list[Path]:
    """Return every manifest, examples included."""
    return sorted((DEPLOY / "kubernetes").rglob("*.yaml"))


def things_in(file: Path) -> list[Described]:
    """Return what stands in one manifest."""
    return list(yaml.safe_load_all(file.read_text(encoding="utf-8")))


def manifests(*kinds: str) -> list[Described]:
    """Return all that is applied to a cluster, or what is of these kinds."""
    applied = [
        thing for file in (DEPLOY / "kubernetes").glob("*.yaml") for thing in things_in(file)
    ]
    return [thing for thing in applied if not kinds or thing["kind"] in kinds]


def pods() -> list[tuple[str, Described]]:
    """Return (name, pod) for everything that runs."""
    running = manifests("StatefulSet", "Deployment")
    return [(thing["metadata"]["name"], thing["spec"]["template"]["spec"]) for thing in running]


def containers(pod: Described) -> list[Described]:
    """Return the containers of a pod, with those that run first."""
    return [*pod.get("initContainers", []), *pod["containers"]]


def unit() -> dict[str, dict[str, list[str]]]:
    """Return the unit: section, name, every value in order."""
    found: dict[str, dict[str, list[str]]] = {}
    section = ""
    for line in UNIT.read_text(encoding="utf-8").splitlines():
        if header := re.fullmatch(r"\[(\w+)\]", line):
            section = header[1]
            found[section] = {}
        elif line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            found[section].setdefault(name, []).append(value)
    return found


def typed() -> Iterator[tuple[str, list[str]]]:
    """Return (where, words after ``maraude``) for every command that is typed for an operator."""
    image = (HOUSE / "Dockerfile").read_text(encoding="utf-8")
    for words in re.findall(r"CMD (\[.*\])$", image, re.MULTILINE):
        yield (
            "Dockerfile",
            [word for word in json.loads(words) if word not in {"python", "-m", "bot"}],
        )
    for name, service in compose()["services"].items():
        if "build" in service and "command" in service:
            yield f"compose.yaml {name}", service["command"]
    for name, pod in pods():
        yield from ((name, words) for c in containers(pod) if (words := _words_of(c)))
    for line in unit()["Service"]["ExecStart"]:
        yield "maraude.service", line.split()[1:]


def _words_of(container: Described) -> list[str]:
    """Return what a container says to Maraude, if it does."""
    match container.get("command"), container.get("args", []):
        case None, words:
            return words
        case ["sh", "-c"], [line]:
            return line.partition("python -m bot ")[2].split()
        case _:
            return []


def variables() -> Iterator[tuple[str, str]]:
    """Return (where, name) for every variable of Maraude's that is named, in words too."""
    for file in (HOUSE / "Dockerfile", HOUSE / "compose.yaml", UNIT, *manifest_files()):
        for name in re.findall(r"MARAUDE_[A-Z_]+", file.read_text(encoding="utf-8")):
            yield file.name, name
