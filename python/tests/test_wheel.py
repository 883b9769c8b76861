"""The wheel: complete, repeatable, and working where nothing else is."""

import base64
import hashlib
import os
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

from every import phalanx  # makes the modules beside the tests known

import build_wheel

_library = phalanx._library


class WheelTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.wheel = build_wheel.build(_library._place(), self.folder)

    def test_the_same_files_make_the_same_bytes(self):
        again = build_wheel.build(_library._place(), self.folder / "again")
        self.assertEqual(self.wheel.name, again.name)
        self.assertEqual(self.wheel.read_bytes(), again.read_bytes())

    def test_the_record_has_the_checksum_of_every_file(self):
        with zipfile.ZipFile(self.wheel) as wheel:
            record = next(name for name in wheel.namelist() if name.endswith(".dist-info/RECORD"))
            lines = [line.split(",") for line in wheel.read(record).decode().splitlines()]
            self.assertEqual([line[0] for line in lines], wheel.namelist())
            for name, digest, size in lines[:-1]:
                content = wheel.read(name)
                self.assertEqual(digest, "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode())
                self.assertEqual(int(size), len(content))

    def test_it_works_alone(self):
        with zipfile.ZipFile(self.wheel) as wheel:
            wheel.extractall(self.folder / "site")
        environment = {name: value for name, value in os.environ.items() if name != "PHALANX_LIBRARY"}
        program = "import phalanx_environments as p; e = p.parallel_env('battle/3m'); e.reset(seed=1); print(p.__file__, len(e.agents))"
        ran = subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True, env={**environment, "PYTHONPATH": str(self.folder / "site")}, cwd=self.folder
        )
        self.assertEqual(ran.stdout.split(), [str(self.folder / "site/phalanx_environments/__init__.py"), "3"])

    def test_the_version_is_that_of_the_product(self):
        properties = (build_wheel.ROOT / "Directory.Build.props").read_text(encoding="utf-8")
        self.assertTrue(f"<Version>{build_wheel.version()}</Version>" in properties or f"<VersionPrefix>{build_wheel.version()}</VersionPrefix>" in properties)


if __name__ == "__main__":
    unittest.main()
