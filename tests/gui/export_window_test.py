"""Taking away from the window: its picture is what is on the screen, by keyboard alone, and a long
export shows how far it is and can be stopped."""

import subprocess
import tempfile
import unittest
from pathlib import Path

from desktop import Desktop, Window, wait_until


def pixels(file: Path) -> bytes:
    return subprocess.run(["convert", str(file), "-depth", "8", "rgb:-"], check=True,
                          capture_output=True).stdout


class ExportWindow(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)

    def files(self, pattern: str) -> list[Path]:
        return list(self.home.glob(pattern))

    def test_the_picture_is_what_is_on_the_screen(self):
        for width, height, locale in ((1920, 1080, "C.UTF-8"), (1280, 720, "zh_CN.UTF-8")):
            with Desktop(width, height) as desktop:
                desktop.environment["HOME"] = str(self.home)
                with Window(desktop, "5", locale=locale) as window:
                    window.key("Home")
                    window.key(*["Right"] * 17)
                    screen = desktop.still_picture()
                    window.key("ctrl+e")
                    desktop.still_picture()
                    window.key("Return")
                    [file] = wait_until(lambda: self.files("*.png"), "the picture is written")
                    wait_until(lambda: desktop.picture() != screen, "a notice says so")
                    exported = pixels(file)
                    file.unlink()
            self.assertEqual(len(exported), len(screen))
            far = sum(abs(a - b) > 24 for a, b in zip(exported, screen))
            # What differs are single pixels at the edges of letters and curves.
            self.assertLess(far / len(screen), 0.002)

    def test_a_long_export_is_stopped_by_the_keyboard_and_leaves_nothing(self):
        with Desktop(1280, 720) as desktop:
            desktop.environment["HOME"] = str(self.home)
            with Window(desktop, "5") as window:
                window.key("Home")
                desktop.still_picture()
                window.key("ctrl+e")
                desktop.still_picture()
                for key in ("Tab", "Tab", "Tab", "Return", "Escape"):
                    # The third format, an animation; Escape lets it go, so that Enter starts.
                    window.key(key)
                    desktop.still_picture()
                desktop.save(desktop.still_picture(), "export-dialog")
                window.key("Return")
                wait_until(lambda: self.files("*.gif.*.part"), "it is being written")
                desktop.save(desktop.picture(), "export-progress")
                window.key("shift+Tab")  # the last control: it stops
                window.key("Return")
                wait_until(lambda: not self.files("*"), "it is stopped")
                desktop.save(desktop.still_picture(), "export-stopped")
                self.assertIsNone(window.process.poll())


if __name__ == "__main__":
    unittest.main()
