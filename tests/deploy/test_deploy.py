"""What an operator starts Maraude with is valid, asks for things that exist, and has no right that
it does not need."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import typer

from bot.__main__ import app
from bot.installation import HOUSE
from bot.settings import Section, Settings
from tests.deploy import files
from tests.deploy.files import Described

OLDEST, NEWEST = "1.28", kubernetes_validate.latest_version()
"""The label with a pod's number came with 1.28."""
ANALYZE = shutil.which("systemd-analyze")
TYPED = list(files.typed())
commands: dict[str, Any] = vars(typer.main.get_command(app))["commands"]


def named(part: str | Described) -> str:
    """Return how a test of one pod is called."""
    return part if isinstance(part, str) else ""


def options_of(command: Any) -> set[str]:
    """Return the options that a command knows."""
    return {word for param in command.params for word in param.opts if word.startswith("--")}


def test_the_composition_is_valid() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec",
         str(HOUSE / "compose.yaml")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
@pytest.mark.parametrize("file", files.manifest_files(), ids=lambda file: file.name)
def test_every_manifest_is_valid(file: Path, version: str) -> None:
    validate: Any = kubernetes_validate.validate
    things = files.things_in(file)

    for thing in things:
        validate(thing, version, strict=True)

    assert things


@pytest.mark.parametrize(("where", "words"), TYPED, ids=[where for where, _ in TYPED])
def test_every_command_that_is_typed_exists(where: str, words: list[str]) -> None:
    verb, *rest = words

    assert verb in commands, where
    assert {word for word in rest if word.startswith("--")} <= options_of(commands[verb])


def test_every_variable_that_is_named_exists() -> None:
    known = {"MARAUDE_CONFIG"}
    for section, field in Settings.model_fields.items():
        assert isinstance(field.annotation, type)
        assert issubclass(field.annotation, Section)
        known |= {f"MARAUDE_{section}__{dial}".upper() for dial in field.annotation.model_fields}

    named = list(files.variables())

    assert len(named) > 10
    assert [f"{where}: {name}" for where, name in named if name not in known] == []


@pytest.mark.parametrize(("name", "pod"), files.pods(), ids=named)
def test_no_pod_has_a_right_that_it_does_not_need(name: str, pod: Described) -> None:
    (uid,) = re.findall(r"--uid (\d+)", (HOUSE / "Dockerfile").read_text(encoding="utf-8"))

    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] == int(uid)
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in files.containers(pod):
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert {"cpu", "memory"} <= container["resources"]["requests"].keys()
        assert "memory" in container["resources"]["limits"]


@pytest.mark.parametrize(("name", "pod"), files.pods(), ids=named)
def test_what_a_pod_refers_to_is_there(name: str, pod: Described) -> None:
    secrets = {thing["metadata"]["name"] for file in files.manifest_files()
               for thing in files.things_in(file) if thing["kind"] == "Secret"}  # fmt: skip
    (config,) = files.manifests("ConfigMap")
    volumes = {volume["name"]: volume for volume in pod["volumes"]}

    for container in files.containers(pod):
        assert {mount["name"] for mount in container["volumeMounts"]} <= volumes.keys()
        for source in container.get("envFrom", []):
            (kind, said) = next(iter(source.items()))
            assert said["name"] in (
                {config["metadata"]["name"]} if kind == "configMapRef" else secrets
            )
    assert volumes["secret"]["secret"]["secretName"] in secrets
    (bot,) = pod["containers"]
    assert {"name": "keys", "mountPath": "/keys", "readOnly": True} in bot["volumeMounts"]
    assert config["data"]["MARAUDE_KEYS__FILE"].startswith("/keys/")


@pytest.mark.parametrize(("name", "pod"), files.pods(), ids=named)
def test_every_pod_is_asked_for_its_health_where_it_answers(name: str, pod: Described) -> None:
    (config,), (bot,) = files.manifests("ConfigMap"), pod["containers"]
    (port,) = bot["ports"]

    assert port == {
        "name": "monitoring",
        "containerPort": int(config["data"]["MARAUDE_MONITORING__PORT"]),
    }
    asked = {
        probe: bot[f"{probe}Probe"]["httpGet"] for probe in ("startup", "liveness", "readiness")
    }
    assert asked == {
        "startup": {"path": "/healthz", "port": "monitoring"},
        "liveness": {"path": "/healthz", "port": "monitoring"},
        "readiness": {"path": "/readyz", "port": "monitoring"},
    }


def test_keys_become_no_variable_and_no_secret_is_applied() -> None:
    assert files.manifests("Secret") == []
    for _, pod in files.pods():
        for container in files.containers(pod):
            from_secrets = [
                s["secretRef"]["name"] for s in container.get("envFrom", []) if "secretRef" in s
            ]
            assert "maraude-keys" not in from_secrets


def test_the_gateways_have_every_shard_once() -> None:
    (gateway,) = files.manifests("StatefulSet")
    (bot,) = gateway["spec"]["template"]["spec"]["containers"]
    env = {variable["name"]: variable.get("value", "") for variable in bot["env"]}
    (line,) = bot["args"]
    taken: list[int] = []

    for number in range(gateway["spec"]["replicas"]):
        said = subprocess.run(
            ["sh", "-c", line.replace("exec python", "echo python")],
            env={**env, "NUMBER": str(number)}, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        found = re.fullmatch(r"python -m bot run --shards (\d+)-(\d+)/(\d+)\n", said)
        assert found, said
        taken += range(int(found[1]), int(found[2]) + 1)
        assert found[3] == env["SHARDS"]

    assert taken == list(range(int(env["SHARDS"])))


def test_whatever_chooses_pods_finds_them() -> None:
    running = files.manifests("StatefulSet", "Deployment")
    labels = [thing["spec"]["template"]["metadata"]["labels"] for thing in running]
    choosing = [thing["spec"]["selector"] for thing in files.manifests("Service")]
    choosing += [
        thing["spec"]["selector"]["matchLabels"]
        for thing in files.manifests("PodDisruptionBudget", "StatefulSet", "Deployment")
    ]
    choosing += [t["spec"]["podSelector"]["matchLabels"] for t in files.manifests("NetworkPolicy")]

    assert len(choosing) == 7
    for chosen in choosing:
        assert any(chosen.items() <= theirs.items() for theirs in labels), chosen


def test_nothing_reaches_a_pod_but_at_its_monitoring_port() -> None:
    (policy,) = files.manifests("NetworkPolicy")

    assert set(policy["spec"]["policyTypes"]) == {"Ingress", "Egress"}
    (way_in,) = policy["spec"]["ingress"]
    assert way_in["ports"] == [{"protocol": "TCP", "port": "monitoring"}]
    assert way_in["from"]
    out = {port["port"] for way in policy["spec"]["egress"] for port in way["ports"]}
    assert out == {53, 443, 5432}


def test_every_process_is_of_one_version_and_says_which() -> None:
    images = {c["image"] for _, pod in files.pods() for c in files.containers(pod)}

    assert len(images) == 1
    assert not images.pop().endswith(":latest")


def test_the_composed_bot_has_no_right_that_it_does_not_need() -> None:
    bot = files.compose()["services"]["bot"]

    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert bot["security_opt"] == ["no-new-privileges:true"]
    assert bot["volumes"] == ["keys:/data"]


def test_the_unit_starts_what_is_installed_and_writes_nowhere_else() -> None:
    service = files.unit()["Service"]

    assert service["User"] == ["maraude"]
    assert service["ProtectSystem"] == ["strict"]
    assert service["NoNewPrivileges"] == ["yes"]
    assert service["CapabilityBoundingSet"] == [""]
    assert service["StateDirectory"] == ["maraude"]
    assert service["StateDirectoryMode"] == ["0700"]
    assert service["WorkingDirectory"] == ["/var/lib/maraude"]
    assert service["Restart"] == ["on-failure"]
    assert "ReadWritePaths" not in service
    assert not any("TOKEN=" in value for value in service.get("Environment", []))


def test_the_unit_gives_the_bot_time_to_finish() -> None:
    """Ten seconds at most are promised; what is killed earlier must be looked for again."""
    (seconds,) = files.unit()["Service"]["TimeoutStopSec"]
    patience = [
        int(seconds),
        int(files.compose()["services"]["bot"]["stop_grace_period"].rstrip("s")),
    ]
    patience += [pod["terminationGracePeriodSeconds"] for _, pod in files.pods()]

    assert min(patience) > 20


@pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")
def test_systemd_understands_the_unit_and_finds_it_hardened(tmp_path: Path) -> None:
    (line,) = files.unit()["Service"]["ExecStart"]
    copy = tmp_path / "maraude.service"
    text = files.UNIT.read_text(encoding="utf-8")
    copy.write_text(text.replace(line, sys.executable), encoding="utf-8")

    for check in (["verify"], ["security", "--offline=true", "--threshold=20"]):
        told = subprocess.run(
            [str(ANALYZE), *check, str(copy)], capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stderr or told.stdout[-200:]
        assert "maraude.service:" not in told.stderr, told.stderr
