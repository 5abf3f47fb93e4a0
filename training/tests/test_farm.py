"""The farm's manifests against the schemas of Kubernetes, and against each other."""

from pathlib import Path

import pytest
import yaml

FARM = Path(__file__).resolve().parents[2] / "hil/farm"
VERSIONS = ["1.29", "1.33"]


def documents():
    return [document for path in sorted(FARM.glob("*.yaml")) for document in yaml.safe_load_all(path.read_text("utf-8"))]


def named(kind, name):
    return next(d for d in documents() if (d["kind"], d["metadata"]["name"]) == (kind, name))


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("document", documents(), ids=lambda d: f"{d['kind']}-{d['metadata']['name']}")
def test_a_manifest_is_one_that_kubernetes_takes(document, version):
    kubernetes_validate = pytest.importorskip("kubernetes_validate")
    kubernetes_validate.validate(document, version, strict=True)


def test_every_shard_is_run_once():
    job = named("Job", "voxbus-bench")["spec"]
    bench = job["template"]["spec"]["containers"][0]
    assert job["completionMode"] == "Indexed"
    assert {"name": "SHARDS", "value": str(job["completions"])} in bench["env"]


def test_whoever_needs_the_broker_names_its_service():
    service = named("Service", "voxbus-bench-broker")
    spec = named("Job", "voxbus-bench")["spec"]["template"]["spec"]
    for container in spec["initContainers"] + spec["containers"]:
        words = " ".join(container["command"] + container.get("args", []))
        assert f"mqtt://{service['metadata']['name']}:{service['spec']['ports'][0]['port']}" in words
