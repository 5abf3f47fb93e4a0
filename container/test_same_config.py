"""What of an image's archive is the same in each build."""

import hashlib
import io
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import unittest

SAME_CONFIG = pathlib.Path(__file__).with_name("same-config")
NAME = "localhost/voxbus/voxbus:arm64"
CHECK = {"Test": ["CMD", "java", "HealthCheck"]}


class SameConfigTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def archive(self, container, layer=b"layer"):
        """As buildah writes it, of a build by that working container."""
        config = {
            "config": {"Hostname": container[:12], "Image": container, "User": "65532", "Healthcheck": CHECK},
            "container": container,
            "container_config": {"Hostname": container[:12]},
            "parent": f"sha256:{container}",
            "history": [{"created_by": "COPY", "comment": f"FROM {container}"}, {"created_by": "USER", "empty_layer": True}],
            "rootfs": {"type": "layers", "diff_ids": [hashlib.sha256(layer).hexdigest()]},
        }
        manifest = [{"Config": "c.json", "RepoTags": ["voxbus:arm64"], "Layers": ["l.tar", "l.tar"]}]
        path = self.folder / f"{container[:4]}.tar"
        with tarfile.open(path, "w") as tar:
            for name, content in (
                ("l.tar", layer),
                ("c.json", json.dumps(config).encode()),
                ("manifest.json", json.dumps(manifest).encode()),
            ):
                member = tarfile.TarInfo(name)
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))
        subprocess.run([sys.executable, str(SAME_CONFIG), str(path), NAME], check=True)
        return path

    def test_two_builds_of_the_same_layers_are_the_same_bytes(self):
        self.assertEqual(self.archive("1" * 64).read_bytes(), self.archive("2" * 64).read_bytes())

    def test_another_layer_is_another_image(self):
        self.assertNotEqual(self.archive("1" * 64).read_bytes(), self.archive("2" * 64, b"other").read_bytes())

    def test_what_the_image_does_is_kept_under_the_hash_of_its_configuration(self):
        with tarfile.open(self.archive("1" * 64)) as tar:
            (image,) = json.load(tar.extractfile("manifest.json"))
            content = tar.extractfile(image["Config"]).read()
            self.assertEqual(tar.extractfile("l.tar").read(), b"layer")
        config = json.loads(content)
        self.assertEqual(image["Config"], hashlib.sha256(content).hexdigest() + ".json")
        self.assertEqual(image["RepoTags"], [NAME])
        self.assertEqual(image["Layers"], ["l.tar", "l.tar"])
        self.assertEqual(config["config"], {"User": "65532", "Healthcheck": CHECK})
        self.assertEqual(config["history"], [{"created_by": "COPY"}, {"created_by": "USER", "empty_layer": True}])
        self.assertNotIn("1" * 12, content.decode())


if __name__ == "__main__":
    unittest.main()
