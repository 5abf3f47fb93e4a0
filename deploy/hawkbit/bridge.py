"""Brings model bundles from an Eclipse hawkBit server to a vehicle's folder of models.

Speaks hawkBit's Direct Device Integration API: polls, tells attributes, downloads what is deployed, has it installed by
`voxbus model install`, waits until the service took it over or did not, and gives feedback on each step. Needs Python 3.9
or newer and nothing else. See README.md beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
import shlex
import subprocess
import sys
import time
import urllib.error
import urllib.request

TIMEOUT = 30
CHUNK = 1 << 16
# A bundle that is larger is not taken by the vehicle either.
LARGEST = 64 << 20


class Failed(Exception):
    """Why a deployment came to nothing, one line."""


class Server:
    """hawkBit, as this one device sees it."""

    def __init__(self, url: str, tenant: str, controller: str, token: str):
        self.base = f"{url.rstrip('/')}/{tenant}/controller/v1/{controller}"
        self.token = token

    def get(self, url: str) -> dict:
        with self.open(url) as answer:
            return json.load(answer)

    def send(self, url: str, body: dict, method: str = "POST") -> None:
        request = self.request(url, method)
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, json.dumps(body).encode(), TIMEOUT):
            pass

    def open(self, url: str):
        return urllib.request.urlopen(self.request(url, "GET"), timeout=TIMEOUT)

    def request(self, url: str, method: str) -> urllib.request.Request:
        return urllib.request.Request(url, method=method, headers={"Authorization": f"TargetToken {self.token}"})

    def feedback(self, kind: str, action: str, execution: str, finished: str, *details: str) -> None:
        status = {"execution": execution, "result": {"finished": finished}, "details": list(details)}
        self.send(f"{self.base}/{kind}/{action}/feedback", {"id": action, "status": status})


class Vehicle:
    """The folder of models, by the commands of voxbus."""

    def __init__(self, voxbus: str, models: pathlib.Path, trust: pathlib.Path, patience: float):
        self.voxbus = shlex.split(voxbus)
        self.models = models
        self.trust = trust
        self.patience = patience

    def run(self, *arguments: str) -> str:
        command = [*self.voxbus, "model", *arguments, "--models", str(self.models)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Failed(last_line(done.stderr) or f"exit code {done.returncode}")
        return done.stdout

    def state(self) -> dict[str, str]:
        lines = (line.split(None, 1) for line in self.run("list").splitlines())
        return {words[0]: words[1] for words in lines if len(words) == 2}

    def attributes(self) -> dict[str, str]:
        state = self.state()
        names = {"active": "model", "previous": "model_before", "counter": "rollback_counter", "update": "last_update"}
        return {names[key]: state[key].split(" in ")[0] for key in names if key in state}

    def install(self, file: pathlib.Path) -> str:
        """Installs a file; returns the bundle's id."""
        said = self.run("install", str(file), "--trust", str(self.trust))
        return said.split("bundle ", 1)[1].split(",", 1)[0]

    def await_take_over(self, bundle: str) -> None:
        end = time.monotonic() + self.patience
        while time.monotonic() < end:
            state = self.state()
            if state["active"].startswith(f"{bundle} in ") and "pending" not in state:
                return
            update = state.get("update", "")
            if update.startswith((f"{bundle} rejected", f"{bundle} fallen back")):
                raise Failed(update)
            time.sleep(min(1, self.patience / 10))
        raise Failed(f"{bundle} was installed, and did not take over within {self.patience:.0f} s")


def last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""


def artifact(deployment: dict) -> dict:
    """The one file of a deployment."""
    files = [file for chunk in deployment["deployment"]["chunks"] for file in chunk["artifacts"]]
    if len(files) != 1:
        raise Failed(f"a deployment must have one file, has {len(files)}")
    return files[0]


def download(server: Server, file: dict, folder: pathlib.Path) -> pathlib.Path:
    """Fetches a file and checks its size and hash; what is not as it must be is deleted."""
    size, expected = int(file["size"]), file["hashes"]["sha256"]
    if size > LARGEST:
        raise Failed(f"{size} bytes, {LARGEST} at most")
    links = file["_links"]
    link = links.get("download") or links["download-http"]
    folder.mkdir(parents=True, exist_ok=True)
    # The name is the hash: nothing that the server says becomes a path.
    target = folder / f"{hashlib.sha256(expected.encode()).hexdigest()}.voxbundle"
    digest = hashlib.sha256()
    with server.open(link["href"]) as source, target.open("wb") as to:
        received = 0
        while received <= size and (part := source.read(CHUNK)):
            digest.update(part)
            to.write(part)
            received += len(part)
    if received != size or digest.hexdigest() != expected:
        target.unlink()
        raise Failed(f"{received} bytes arrived with SHA-256 {digest.hexdigest()}, not what was announced")
    return target


def deploy(server: Server, vehicle: Vehicle, url: str) -> None:
    deployment = server.get(url)
    action = deployment["id"]
    kind = "deploymentBase"
    try:
        server.feedback(kind, action, "proceeding", "none", "downloading")
        file = download(server, artifact(deployment), vehicle.models / "inbox")
        try:
            server.feedback(kind, action, "downloaded", "none", "installing")
            bundle = vehicle.install(file)
            server.feedback(kind, action, "proceeding", "none", f"{bundle} proves itself")
            vehicle.await_take_over(bundle)
        finally:
            file.unlink()
        server.feedback(kind, action, "closed", "success", f"{bundle} answers")
        print(f"{bundle} answers", flush=True)
    except (Failed, KeyError, ValueError) as failed:
        server.feedback(kind, action, "closed", "failure", str(failed))
        print(f"action {action} failed: {failed}", file=sys.stderr, flush=True)


def cancel(server: Server, url: str) -> None:
    """Nothing is under way between two polls: what was done is done, and the rest is not begun."""
    action = server.get(url)["cancelAction"]["stopId"]
    server.feedback("cancelAction", action, "closed", "success", "not begun")


def poll(server: Server, vehicle: Vehicle) -> float:
    """Does what the server has for this device; returns the seconds until the next poll."""
    found = server.get(server.base)
    links = found.get("_links", {})
    if "configData" in links:
        server.send(links["configData"]["href"], {"mode": "merge", "data": vehicle.attributes()}, "PUT")
    if "cancelAction" in links:
        cancel(server, links["cancelAction"]["href"])
    elif "deploymentBase" in links:
        deploy(server, vehicle, links["deploymentBase"]["href"])
    return seconds(found.get("config", {}).get("polling", {}).get("sleep", "00:05:00"))


def seconds(clock: str) -> float:
    hours, minutes, rest = (int(part) for part in clock.split(":"))
    return hours * 3600 + minutes * 60 + rest


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--server", required=True, metavar="URL", help="for example https://hawkbit.example")
    parser.add_argument("--tenant", default="DEFAULT", help="(%(default)s)")
    parser.add_argument("--controller", required=True, metavar="ID", help="the device's id at the server")
    parser.add_argument("--token", required=True, metavar="FILE", type=pathlib.Path, help="the device's security token")
    parser.add_argument("--voxbus", default="./voxbus", metavar="COMMAND", help="(%(default)s)")
    parser.add_argument("--models", required=True, metavar="DIR", type=pathlib.Path, help="the folder of models")
    parser.add_argument("--trust", required=True, metavar="FILE", type=pathlib.Path, help="the trusted public keys")
    parser.add_argument("--patience", type=float, default=120, metavar="SECONDS", help="for a take-over (%(default)s)")
    parser.add_argument("--once", action="store_true", help="poll once, for cron and for tests")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    token = options.token.read_text(encoding="utf-8").strip()
    server = Server(options.server, options.tenant, options.controller, token)
    vehicle = Vehicle(options.voxbus, options.models, options.trust, options.patience)
    while True:
        try:
            pause = poll(server, vehicle)
        except (OSError, Failed, KeyError, ValueError) as away:
            print(f"trying again: {away}", file=sys.stderr, flush=True)
            if options.once:
                return 1
            pause = 60
        if options.once:
            return 0
        time.sleep(pause)


if __name__ == "__main__":
    sys.exit(main())
