"""The scan against a stand-in for the OSV database on loopback."""

import contextlib
import http.server
import json
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

SCAN = pathlib.Path(__file__).with_name("vulnerabilities.py")
BILL = {"components": [{"purl": "pkg:maven/io.netty/netty-codec@4.1.1?type=jar"}, {"name": "without a package URL"}]}


class Database(http.server.BaseHTTPRequestHandler):
    """Knows one vulnerability of netty-codec."""

    asked: list[str] = []

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        purls = [query["package"]["purl"] for query in body["queries"]]
        Database.asked += purls
        results = [{"vulns": [{"id": "GHSA-netty"}]} if "netty-codec" in purl else {} for purl in purls]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"results": results}).encode())

    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def database():
    server = http.server.HTTPServer(("127.0.0.1", 0), Database)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class VulnerabilitiesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        Database.asked = []

    def write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def scan(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run([sys.executable, SCAN, *arguments], capture_output=True, text=True, check=False)

    def test_a_known_vulnerability_fails_and_is_named(self):
        with database() as address:
            done = self.scan("--database", address, self.write("bom.json", json.dumps(BILL)))
        self.assertEqual(1, done.returncode)
        self.assertIn("pkg:maven/io.netty/netty-codec@4.1.1: GHSA-netty", done.stdout)

    def test_an_accepted_one_does_not(self):
        accepted = self.write("accepted", "# why each does no harm\nGHSA-netty we decode nothing with it\n")
        with database() as address:
            done = self.scan("--database", address, "--accepted", accepted, self.write("bom.json", json.dumps(BILL)))
        self.assertEqual(0, done.returncode, done.stdout)

    def test_requirements_are_asked_about_by_name_and_version(self):
        with database() as address:
            done = self.scan("--database", address, self.write("r.txt", "# ours\nPyYAML==6.0.4\nnumpy==2.4.6\n"))
        self.assertEqual(0, done.returncode, done.stdout)
        self.assertEqual(["pkg:pypi/numpy@2.4.6", "pkg:pypi/pyyaml@6.0.4"], Database.asked)

    def test_a_database_out_of_reach_is_no_pass(self):
        done = self.scan("--database", "http://127.0.0.1:1", self.write("r.txt", "numpy==2.4.6\n"))
        self.assertEqual(3, done.returncode)
        self.assertIn("nothing was scanned", done.stdout)

    def test_a_list_without_packages_is_a_mistake(self):
        self.assertEqual(2, self.scan(self.write("bom.json", "{}")).returncode)


if __name__ == "__main__":
    unittest.main()
