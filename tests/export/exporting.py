"""`coroscope export` as a person calls it, in a folder of its own and without a display."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

COROSCOPE = os.environ["COROSCOPE_BIN"]
ARTIFACTS = Path(os.environ["COROSCOPE_ARTIFACTS"])
LESSONS = tuple(line.split()[0] for line in subprocess.run(
    [COROSCOPE, "list"], check=True, capture_output=True, text=True).stdout.splitlines())


def coroscope(*arguments, **environment):
    without_display = {name: value for name, value in os.environ.items()
                       if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run([COROSCOPE, *arguments], capture_output=True, text=True, timeout=280,
                          env={**without_display, "LC_ALL": "C.UTF-8", **environment})


class ExportCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def export(self, name: str, *arguments: str) -> Path:
        """The file, which is the only one there besides earlier ones."""
        before = set(self.folder.iterdir())
        file = self.folder / name
        result = coroscope("export", *arguments, "-o", str(file))
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""), arguments)
        self.assertEqual(set(self.folder.iterdir()), before | {file})
        return file

    def keep(self, file: Path, name: str):
        """Leaves a copy among the tests' artefacts, for people to look at."""
        ARTIFACTS.mkdir(parents=True, exist_ok=True)
        (ARTIFACTS / name).write_bytes(file.read_bytes())

    def assert_refused(self, *arguments: str, says: str):
        result = coroscope("export", *arguments)
        self.assertEqual(result.returncode, 2, arguments)
        self.assertEqual(result.stdout, "")
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        self.assertIn(says, result.stderr)
