"""The bridge against a stand-in for hawkBit on loopback, and a stand-in for the command voxbus."""

import contextlib
import hashlib
import http.server
import json
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

BRIDGE = pathlib.Path(__file__).with_name("bridge.py")
BUNDLE = b"a bundle " * 1000

# Installs by writing down what it was given; what `list` says is in a file.
VOXBUS = """
import pathlib, sys
folder = pathlib.Path(sys.argv[sys.argv.index("--models") + 1])
if sys.argv[2] == "install":
    if (folder / "refuse").exists():
        sys.exit("voxbus model install: it is not signed")
    (folder / "installed").write_bytes(pathlib.Path(sys.argv[3]).read_bytes())
    print("installed  bundle two, counter 7")
else:
    print((folder / "after" if (folder / "installed").exists() else folder / "before").read_text())
"""
BEFORE = "active    one in a\nprevious  zero in b\ncounter   6\n"
AFTER = "active    two in b\nprevious  one in a\ncounter   7\nupdate    two taken over at 2026-11-27T12:00:00Z\n"
REJECTED = BEFORE + "update    two rejected at 2026-11-27T12:00:00Z: a golden command came out otherwise\n"


class Hawkbit(http.server.BaseHTTPRequestHandler):
    """Has one deployment for one device."""

    def do_GET(self):
        server = self.server
        server.tokens.append(self.headers["Authorization"])
        path = self.path.rsplit("/", 1)[-1]
        if path == "file":
            self.answer(server.content)
        else:
            self.answer(json.dumps(server.resources[path]).encode())

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.said.append((self.path.split("/v1/car/")[1], body))
        self.answer(b"")

    do_PUT = do_POST

    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def hawkbit(content=BUNDLE, sha256=None, link="deploymentBase"):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hawkbit)
    base = f"http://127.0.0.1:{server.server_port}/DEFAULT/controller/v1/car"
    server.said, server.tokens, server.content = [], [], content
    file = {
        "filename": "../../etc/passwd",
        "size": len(BUNDLE),
        "hashes": {"sha256": sha256 or hashlib.sha256(BUNDLE).hexdigest()},
        "_links": {"download": {"href": f"{base}/file"}},
    }
    server.resources = {
        "car": {
            "config": {"polling": {"sleep": "00:01:00"}},
            "_links": {link: {"href": f"{base}/work"}, "configData": {"href": f"{base}/configData"}},
        },
        "work": {
            "id": "8",
            "deployment": {"chunks": [{"part": "bApp", "artifacts": [file]}]},
            "cancelAction": {"stopId": "8"},
        },
    }
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class BridgeTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.models = pathlib.Path(self.folder.name)
        (self.models / "token").write_text("secret\n")
        (self.models / "voxbus.py").write_text(VOXBUS)
        (self.models / "before").write_text(BEFORE)
        (self.models / "after").write_text(AFTER)

    def bridge(self, server):
        return subprocess.run(
            [sys.executable, str(BRIDGE), "--server", f"http://127.0.0.1:{server.server_port}", "--controller", "car"]
            + ["--token", str(self.models / "token"), "--models", str(self.models), "--trust", "key.pub", "--once"]
            + ["--voxbus", f"{sys.executable} {self.models / 'voxbus.py'}", "--patience", "1"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def states(self, server):
        return [
            (body["status"]["execution"], body["status"]["result"]["finished"])
            for path, body in server.said
            if path == "deploymentBase/8/feedback"
        ]

    def reason(self, server):
        return server.said[-1][1]["status"]["details"][0]

    def test_server_away(self):
        with hawkbit() as server:
            pass
        self.assertEqual(self.bridge(server).returncode, 1)

    def test_file_cut_off(self):
        with hawkbit(content=BUNDLE[:100]) as server:
            self.bridge(server)
        self.assertEqual(self.states(server)[-1], ("closed", "failure"))
        self.assertIn("100 bytes", self.reason(server))
        self.assertFalse((self.models / "installed").exists())

    def test_file_with_another_hash(self):
        with hawkbit(sha256="0" * 64) as server:
            self.bridge(server)
        self.assertEqual(self.states(server)[-1], ("closed", "failure"))
        self.assertEqual(list((self.models / "inbox").iterdir()), [])

    def test_bundle_that_is_refused(self):
        (self.models / "refuse").touch()
        with hawkbit() as server:
            self.bridge(server)
        self.assertEqual(self.states(server)[-1], ("closed", "failure"))
        self.assertIn("not signed", self.reason(server))

    def test_bundle_that_does_not_prove_itself(self):
        (self.models / "after").write_text(REJECTED)
        with hawkbit() as server:
            self.bridge(server)
        self.assertEqual(self.states(server)[-1], ("closed", "failure"))
        self.assertIn("golden", self.reason(server))

    def test_bundle_that_nobody_takes_over(self):
        (self.models / "after").write_text(BEFORE + "pending   two in b\n")
        with hawkbit() as server:
            self.bridge(server)
        self.assertIn("did not take over", self.reason(server))

    def test_bundle_takes_over(self):
        with hawkbit() as server:
            self.assertEqual(self.bridge(server).returncode, 0)
        self.assertEqual(
            self.states(server),
            [("proceeding", "none"), ("downloaded", "none"), ("proceeding", "none"), ("closed", "success")],
        )
        self.assertEqual((self.models / "installed").read_bytes(), BUNDLE)
        self.assertEqual(list((self.models / "inbox").iterdir()), [])
        self.assertEqual(set(server.tokens), {"TargetToken secret"})

    def test_attributes(self):
        with hawkbit() as server:
            self.bridge(server)
        path, body = server.said[0]
        self.assertEqual(path, "configData")
        self.assertEqual(body, {"mode": "merge", "data": {"model": "one", "model_before": "zero", "rollback_counter": "6"}})

    def test_cancelled_action_is_closed(self):
        with hawkbit(link="cancelAction") as server:
            self.bridge(server)
        path, body = server.said[-1]
        self.assertEqual(path, "cancelAction/8/feedback")
        self.assertEqual(body["status"]["result"]["finished"], "success")
        self.assertFalse((self.models / "installed").exists())


if __name__ == "__main__":
    unittest.main()
