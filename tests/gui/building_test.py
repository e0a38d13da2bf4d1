"""The sandbox and real time with a real mouse and real keys. What came of it is read in the files
that the window saves."""

import json
import re
import tempfile
import unittest
from pathlib import Path

from desktop import Desktop, Window, wait_until

WIDTH, HEIGHT = 1920, 1080
# Of the dark theme: the edge of a chip of something that waits.
WAITING = bytes((0x56, 0xB4, 0xE9))
CODE = (14, 578, 470, 990)  # left, right, top, bottom
PLUS_ONE = (303, 974)       # in the strip that changes a sleep
CLOCK = (461, 1045)


class BuildingTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.desktop = self.enterContext(Desktop(WIDTH, HEIGHT))

    def open(self, lesson):
        window = self.enterContext(Window(self.desktop, lesson))
        window.key("Home", "r")
        self.desktop.still_picture()
        return window

    def changed_by(self, act):
        before = self.desktop.picture()
        act()
        wait_until(lambda: self.desktop.picture() != before, "something is to be seen of it")
        return self.desktop.still_picture()

    def saved(self, window, key, name):
        """What the window saves into a file of that name, after that key or click."""
        path = Path(self.folder.name) / name
        self.changed_by(key)
        self.desktop.run("xdotool", "key", "ctrl+a")
        self.desktop.run("xdotool", "type", "--delay", "5", str(path))
        window.key("Return")
        wait_until(path.exists, "the file is saved")
        return path.read_text(encoding="utf-8")

    def chips(self, picture):
        """The upper edges of the chips that wait: (x of the middle, y), from the top."""
        left, right, top, bottom = CODE
        found = []
        for y in range(top, bottom):
            row = picture[3 * (y * WIDTH + left):3 * (y * WIDTH + right)]
            for match in re.finditer(b"(?:" + re.escape(WAITING) + b"){60,}", row):
                if match.start() % 3 == 0:
                    found.append((left + (match.start() + len(match[0]) // 2) // 3, y))
        return found

    def test_a_chip_is_changed_with_the_mouse_and_what_is_saved_runs(self):
        window = self.open("9")
        chips = self.chips(self.desktop.still_picture())
        self.assertTrue(chips, "a chip of a sleep is to be seen")
        x, y = chips[0]
        self.changed_by(lambda: window.click(x, y + 14))
        self.desktop.save(self.changed_by(lambda: window.click(*PLUS_ONE)), "sandbox-window")
        lines = self.saved(window, lambda: window.key("ctrl+s"), "own.scenario").splitlines()
        self.assertEqual(lines[0], "lesson 9")
        program = json.loads(lines[1].removeprefix("program "))
        self.assertEqual(program["tasks"][0]["steps"][1], {"do": "sleep", "tenths": 30})
        self.changed_by(lambda: window.key("ctrl+z"))

    def test_in_real_time_control_c_ends_the_program_that_runs(self):
        window = self.open("5")
        self.changed_by(lambda: window.click(*CLOCK))
        window.key("ctrl+c")
        self.desktop.save(self.desktop.still_picture(), "real-time")
        lines = self.saved(window, lambda: window.key("ctrl+s"), "real.scenario").splitlines()
        self.assertIn("clock steady", lines)
        self.assertIn("lesson 5", lines)
        # The interrupt was the running program's: it is no part of the scenario.
        self.assertFalse([line for line in lines if "interrupt" in line], lines)
        self.assertIsNone(window.process.poll())


if __name__ == "__main__":
    unittest.main()
