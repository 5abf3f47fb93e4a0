"""The bill of material of an image, of archives that are made here."""

import io
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import unittest

BILL = pathlib.Path(__file__).with_name("bill")
BASE = "Package: libc6\nVersion: 2.41\nArchitecture: arm64\n\nPackage: odd\nVersion: 1\nArchitecture: all\n\n"
JDK = "Package: openjdk-25-jre-headless\nVersion: 25\nArchitecture: arm64\n\nPackage: dash\nVersion: 1\nArchitecture: arm64\n\n"
LIBRARIES = {"components": [{"bom-ref": "pkg:maven/a/b@1", "name": "b", "licenses": [{"license": {"id": "MIT"}}]}]}


class BillTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "libraries").write_text(json.dumps(LIBRARIES))
        self.archive("jdk", {"var/lib/dpkg/status": JDK})

    def archive(self, name, files):
        with tarfile.open(self.folder / name, "w") as tar:
            for path, text in files.items():
                entry = tarfile.TarInfo(f"./{path}")
                entry.size = len(text.encode())
                tar.addfile(entry, io.BytesIO(text.encode()))

    def bill(self):
        archives = [word for name in ("libraries", "base", "jdk") for word in (f"--{name}", str(self.folder / name))]
        rest = ["--digest", f"sha256:{'1' * 64}", "--arch", "arm64", "--epoch", "0", "--revision", "abc"]
        out = ["--out", str(self.folder / "image")]
        return subprocess.run([sys.executable, str(BILL), *archives, *rest, *out], capture_output=True, text=True, check=False)

    def written(self, kind):
        return json.loads((self.folder / f"image.{kind}.json").read_text())

    def with_copyright(self, text):
        self.archive("base", {"var/lib/dpkg/status": BASE, "usr/share/doc/odd/copyright": text})
        return self.bill()

    def test_a_part_without_a_licence_is_found(self):
        done = self.with_copyright("nothing is said")
        self.assertEqual(done.returncode, 1)
        self.assertIn("no licence is known of odd", done.stderr)

    def test_all_that_is_in_the_image_is_listed_with_its_licence(self):
        self.assertEqual(self.with_copyright("Files: *\nLicense: BSD-3-clause\n").returncode, 0)
        listed = {part["name"]: part["licenses"][0]["license"] for part in self.written("cdx")["components"]}
        self.assertEqual(listed["odd"], {"name": "BSD-3-clause"})
        self.assertEqual(listed["b"], {"id": "MIT"})
        self.assertIn("openjdk-25-jre-headless", listed)
        self.assertNotIn("dash", listed)

    def test_two_bills_of_one_image_are_the_same(self):
        self.with_copyright("License: MIT\n")
        first = (self.folder / "image.cdx.json").read_bytes()
        self.with_copyright("License: MIT\n")
        self.assertEqual((self.folder / "image.cdx.json").read_bytes(), first)

    def test_provenance_names_image_and_source(self):
        self.with_copyright("License: MIT\n")
        statement = self.written("provenance")
        self.assertEqual(statement["subject"][0]["digest"]["sha256"], "1" * 64)
        sources = statement["predicate"]["buildDefinition"]["resolvedDependencies"]
        self.assertEqual(sources[0]["digest"], {"gitCommit": "abc"})
        self.assertEqual(len(sources[1]["digest"]["sha256"]), 64)


if __name__ == "__main__":
    unittest.main()
