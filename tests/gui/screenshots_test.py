"""Keeps a picture of each lesson in both languages, both themes and two sizes, for people to look
at; checks that none of them is empty and that language and theme show."""

import subprocess
import unittest

from desktop import BINARY, Desktop, Window, wait_until

LESSONS = tuple(line.split()[0] for line in subprocess.run(
    [BINARY, "list"], check=True, capture_output=True, text=True).stdout.splitlines())


class ScreenshotsTest(unittest.TestCase):
    def take(self, width: int, height: int, locale: str, language: str):
        pictures = {}
        with Desktop(width, height) as desktop, Window(desktop, locale=locale) as window:
            for theme in ("dark", "light"):
                for lesson in LESSONS:
                    before = desktop.picture()
                    window.key(lesson)
                    wait_until(lambda: desktop.picture() != before, f"lesson {lesson} opens")
                    window.key("Home")
                    window.key(*["Right"] * 14)
                    picture = desktop.still_picture()
                    desktop.save(picture, f"lesson-{lesson}-{language}-{theme}-{height}")
                    pictures[lesson, theme] = picture
                window.key("d")
        self.assertEqual(len(set(pictures.values())), len(pictures), "all pictures differ")
        return pictures

    def test_every_lesson_is_seen_in_both_languages_and_themes(self):
        for width, height in ((1280, 720), (1920, 1080)):
            english = self.take(width, height, "C.UTF-8", "en")
            chinese = self.take(width, height, "zh_CN.UTF-8", "zh")
            for key, picture in english.items():
                self.assertNotEqual(picture, chinese[key], f"{key}: the language shows")


if __name__ == "__main__":
    unittest.main()
