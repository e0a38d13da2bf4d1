"""What a person does to a program with a real mouse and real keys. What came of it is read where a
person would keep it: in the scenario file that the window saves."""

import re
import tempfile
import unittest
from pathlib import Path

from desktop import Desktop, Window, wait_until

WIDTH, HEIGHT = 1920, 1080
# Of the dark theme: the dot of the second task, the edge of Ctrl-C's button, a mark that ends something.
SECOND_TASK = (0xF0, 0xA8, 0x30)
WARNING = (0xF5, 0x9A, 0x6B)
ENDING = (0xE8, 0x74, 0x3B)
STAGE = (600, 1900, 100, 520)  # left, right, top, bottom
NAMES = (600, 740, 620, 960)
YOU = (730, 1900, 915, 965)
TOPBAR = (600, 1900, 0, 56)


def runs(picture: bytes, colour, part, least: int):
    """The stretches of exactly that colour in a part of the picture: (x, y, length)."""
    left, right, top, bottom = part
    found = []
    pixel = bytes(colour)
    for y in range(top, bottom):
        row = picture[3 * (y * WIDTH + left):3 * (y * WIDTH + right)]
        for match in re.finditer(b"(?:" + re.escape(pixel) + b"){%d,}" % least, row):
            if match.start() % 3 == 0:
                found.append((left + match.start() // 3, y, len(match.group()) // 3))
    return found


def middle(picture: bytes, colour, part, least: int):
    """The middle of the longest such stretch."""
    found = runs(picture, colour, part, least)
    if not found:
        raise AssertionError(f"nothing has the colour {colour} in {part}")
    x, y, length = max(found, key=lambda run: run[2])
    return x + length // 2, y


class TouchTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.desktop = self.enterContext(Desktop(WIDTH, HEIGHT))
        self.window = self.enterContext(Window(self.desktop, "5"))
        self.saved = 0
        self.window.key("Home", "t", "r")
        self.desktop.still_picture()

    def seen_to(self, act):
        """Does something and waits until something is to be seen of it."""
        before = self.desktop.picture()
        act()
        wait_until(lambda: self.desktop.picture() != before, "something is to be seen of it")

    def changed_by(self, act):
        """Does something and returns the picture that it leads to."""
        self.seen_to(act)
        return self.desktop.still_picture()

    def mouse(self, x, y, button="1"):
        self.desktop.run("xdotool", "mousemove", str(x), str(y), "click", button)

    def go_into_the_waits(self):
        """Puts the cursor into the middle of the timeline's ruler."""
        return self.changed_by(lambda: self.mouse(1150, 618))

    def scenario(self):
        """The lines of the scenario that the window saves, without the lesson's."""
        self.saved += 1
        path = Path(self.folder.name) / f"{self.saved}.scenario"
        self.changed_by(lambda: self.window.key("ctrl+s"))
        self.desktop.run("xdotool", "type", "--delay", "5", str(path))
        self.window.key("Return")
        wait_until(path.exists, "the scenario is saved")
        self.changed_by(lambda: self.window.key("Escape"))  # the notice that says so
        lines = path.read_text().splitlines()
        return [line for line in lines if not line.startswith(("lesson", "variant"))]

    def test_the_right_button_on_a_token_offers_to_cancel_it(self):
        picture = self.go_into_the_waits()
        x, y = middle(picture, SECOND_TASK, STAGE, 5)
        menu = self.changed_by(lambda: self.mouse(x, y, "3"))
        self.desktop.save(menu, "touch-menu")
        self.changed_by(lambda: self.mouse(x + 100, y + 71))
        self.desktop.save(self.desktop.still_picture(), "touch-cancelled")
        lines = self.scenario()
        self.assertEqual(len(lines), 1, lines)
        self.assertRegex(lines[0], r"^at [\d.]+: cancel work\(2\)$")

    def test_the_right_button_on_a_bar_goes_there_and_offers_it_too(self):
        picture = self.changed_by(lambda: self.window.key("End"))
        _, y = middle(picture, SECOND_TASK, NAMES, 5)
        self.desktop.save(self.changed_by(lambda: self.mouse(1000, y, "3")), "touch-bar")
        self.changed_by(lambda: self.mouse(700, y))
        self.assertEqual(self.scenario(), [], "a click beside the menu does nothing")
        self.changed_by(lambda: self.mouse(1000, y, "3"))
        self.changed_by(lambda: self.window.key("Return"))
        self.assertRegex(self.scenario()[0], r"^at [\d.]+: cancel work\(2\)$")

    def test_control_c_and_its_button_interrupt_and_undo_takes_them_back(self):
        self.go_into_the_waits()
        self.changed_by(lambda: self.window.key("ctrl+c"))
        first = self.scenario()
        self.assertRegex(first[0], r"^at [\d.]+: interrupt$")
        self.changed_by(lambda: self.window.key("ctrl+z"))
        self.assertEqual(self.scenario(), [])
        self.changed_by(lambda: self.window.key("ctrl+shift+z"))
        self.assertEqual(self.scenario(), first)
        self.changed_by(lambda: self.window.key("ctrl+z"))
        picture = self.desktop.still_picture()
        edge = runs(picture, WARNING, TOPBAR, 60)
        self.assertTrue(edge, "the button of Ctrl-C has an edge of its own colour")
        x, y, length = max(edge, key=lambda run: run[2])
        self.changed_by(lambda: self.mouse(x + length // 2, 28))
        self.assertEqual(self.scenario(), first)

    def test_a_mark_is_dragged_along_the_axis_and_removed_by_delete(self):
        self.go_into_the_waits()
        picture = self.changed_by(lambda: self.window.key("ctrl+c"))
        first = self.scenario()
        picture = self.desktop.still_picture()
        x, y = middle(picture, ENDING, YOU, 5)
        self.changed_by(lambda: self.desktop.run("xdotool", "mousemove", str(x), str(y)))
        self.desktop.run("xdotool", "mousedown", "1")
        for by in (60, 130, 200):  # a window draws all the time while a button is held
            self.seen_to(lambda: self.desktop.run("xdotool", "mousemove", str(x - by), str(y)))
        dropped = self.changed_by(lambda: self.desktop.run("xdotool", "mouseup", "1"))
        self.desktop.save(dropped, "touch-dragged")
        moved = self.scenario()
        self.assertRegex(moved[0], r": interrupt$")
        self.assertNotEqual(moved, first)
        x, y = middle(self.desktop.still_picture(), ENDING, YOU, 5)
        self.changed_by(lambda: self.mouse(x, y))
        self.changed_by(lambda: self.window.key("Delete"))
        self.assertEqual(self.scenario(), [])

    def test_delete_on_the_selected_task_opens_its_menu_for_the_keyboard(self):
        self.go_into_the_waits()
        self.changed_by(lambda: self.window.key("j", "j"))
        self.changed_by(lambda: self.window.key("Delete"))
        self.changed_by(lambda: self.window.key("Return"))
        self.assertRegex(self.scenario()[0], r"^at [\d.]+: cancel ")

    def test_what_was_saved_is_opened_again(self):
        self.go_into_the_waits()
        self.changed_by(lambda: self.window.key("ctrl+c"))
        lines = self.scenario()
        self.changed_by(lambda: self.window.key("2"))
        self.changed_by(lambda: self.window.key("ctrl+o"))
        path = Path(self.folder.name) / f"{self.saved}.scenario"
        self.desktop.run("xdotool", "type", "--delay", "5", str(path))
        self.changed_by(lambda: self.window.key("Return"))
        self.window.key("Home")
        self.desktop.still_picture()
        self.assertEqual(self.scenario(), lines)


if __name__ == "__main__":
    unittest.main()
