"""Pictures of a moment open in their own readers, without a display, and SVG shows what PNG does."""

import re
import unittest
import xml.etree.ElementTree as ElementTree

from exporting import ExportCase
from pixels import decoded, rasterised, size_of

SVG = "{http://www.w3.org/2000/svg}"
INTERRUPTED = ("5", "--interrupt", "1.5")


class Png(ExportCase):
    def test_it_is_as_large_as_the_scale_says(self):
        for scale, size in ((None, (1920, 1080)), ("0.5", (960, 540)), ("2", (3840, 2160))):
            scaled = () if scale is None else ("--scale", scale)
            file = self.export("a.png", "2", *scaled)
            self.assertEqual(size_of(file), size)
            file.unlink()

    def test_language_theme_and_moment_show_and_the_same_wish_gives_the_same_file(self):
        wishes = [("--lang", "en"), ("--lang", "zh"), ("--theme", "light"),
                  ("--theme", "high-contrast"), ("--at", "0"), ("--at", "1.25"), ("--beat", "7")]
        files = [self.export(f"{i}.png", *INTERRUPTED, *wish) for i, wish in enumerate(wishes)]
        self.assertEqual(len({file.read_bytes() for file in files}), len(files))
        again = self.export("again.png", *INTERRUPTED, *wishes[1])
        self.assertEqual(again.read_bytes(), files[1].read_bytes())
        self.keep(files[1], "export-zh-dark.png")

    def test_without_a_moment_it_shows_the_end(self):
        last = self.export("a.png", *INTERRUPTED)
        at_end = self.export("b.png", *INTERRUPTED, "--at", "1.5")
        self.assertEqual(last.read_bytes(), at_end.read_bytes())


class Svg(ExportCase):
    def parsed(self, file):
        root = ElementTree.parse(file).getroot()
        self.assertEqual(root.tag, SVG + "svg")
        return root

    def test_drawn_by_another_program_it_looks_like_the_png(self):
        for run in (INTERRUPTED, ("6",), ("7",)):
            for look in (("--lang", "zh", "--theme", "dark"), ("--lang", "en", "--theme", "light")):
                moment = (*run, "--at", "1.25", *look)
                png = decoded(self.export("a.png", *moment))
                svg = self.export("a.svg", *moment)
                drawn = rasterised(svg, self.folder / "drawn.png")
                self.assertEqual((drawn.width, drawn.height), (1920, 1080))
                blocks = drawn.smaller(96, 54), png.smaller(96, 54)
                self.assertLess(blocks[0].difference(blocks[1]), 1.5, moment)
                self.keep(self.folder / "drawn.png", f"export-svg-{run[0]}-{look[1]}.png")
                for file in self.folder.iterdir():
                    file.unlink()

    def test_the_lessons_text_is_the_one_of_the_moment(self):
        def texts(*moment):
            file = self.export("a.svg", "4", "--lang", "en", *moment)
            words = " ".join(element.text for element in self.parsed(file).iter(SVG + "text"))
            file.unlink()
            return words

        self.assertIn("none begins", texts("--beat", "1"))
        self.assertIn("They wait together", texts("--at", "0.05"))
        self.assertIn("gives two sets", texts())

    def test_its_text_is_text(self):
        root = self.parsed(self.export("a.svg", *INTERRUPTED, "--lang", "zh"))
        texts = [element.text for element in root.iter(SVG + "text")]
        for expected in ("协程停止", "work(1)", "就绪", "Cancelled", "waited 1"):
            self.assertTrue(any(expected in text for text in texts), expected)
        for element in root.iter(SVG + "text"):
            self.assertRegex(element.get("font-family"), "sans-serif|monospace")
            self.assertGreater(float(element.get("textLength")), 0)
        self.assertEqual(root.find(SVG + "title").text, "协程停止")
        self.assertTrue(root.find(SVG + "desc").text)

    def test_textures_are_patterns_and_everything_that_is_referred_to_is_there(self):
        root = self.parsed(self.export("a.svg", *INTERRUPTED))
        defined = {element.get("id") for element in root.iter() if element.get("id")}
        text = ElementTree.tostring(root, encoding="unicode")
        used = set(re.findall(r"url\(#([^)]+)\)", text))
        self.assertEqual(used, defined)
        patterns = {element.get("id") for element in root.iter(SVG + "pattern")}
        self.assertTrue(patterns)
        fills = {element.get("fill") for element in root.iter() if element.get("fill")}
        self.assertTrue({f"url(#{pattern})" for pattern in patterns} <= fills)

    def test_the_scale_enlarges_the_sheet_and_nothing_else(self):
        one = self.parsed(self.export("a.svg", "2"))
        three = self.parsed(self.export("b.svg", "2", "--scale", "3"))
        self.assertEqual((three.get("width"), three.get("height")), ("5760", "3240"))
        self.assertEqual(three.get("viewBox"), one.get("viewBox"))
        self.assertEqual(len(list(one.iter())), len(list(three.iter())))


class Refused(ExportCase):
    def test_bad_wishes_get_one_line_that_names_them(self):
        file = str(self.folder / "a.png")
        text = str(self.folder / "a.txt")
        self.assert_refused("5", says="-o is required")
        self.assert_refused("5", "-o", "a.bmp", says=".svg (picture for slides)")
        self.assert_refused("99", "-o", file, says="'99'")
        self.assert_refused("5", "-o", "/nowhere/at/all.png", says="/nowhere/at/all.png")
        self.assert_refused("5", "-o", "/dev/full", says="/dev/full")
        self.assert_refused("5", "-o", file, "--lang", "fr", says="--lang fr")
        self.assert_refused("5", "-o", file, "--theme", "pink", says="--theme pink")
        self.assert_refused("5", "-o", file, "--scale", "0", says="--scale 0")
        self.assert_refused("5", "-o", file, "--scale", "nan", says="--scale nan")
        self.assert_refused("5", "-o", file, "--scale", "1e9", says="--scale 1e9")
        self.assert_refused("5", "-o", file, "--at", "-1", says="--at -1")
        self.assert_refused("5", "-o", file, "--at", "99", says="ended at 3.000 s")
        self.assert_refused("5", "-o", file, "--beat", "999", says="choose 0 to")
        self.assert_refused("5", "-o", file, "--beat", "1", "--at", "1", says="one of them")
        self.assert_refused("5", "-o", file, "--sleep", "never", says="'never'")
        self.assert_refused("5", "-o", text, "--at", "1", says="--at 1")
        self.assert_refused("5", "-o", text, "--theme", "dark", says="--theme dark")
        self.assert_refused("5", "-o", text, "--scale", "2", says="--scale 2")
        self.assertEqual(list(self.folder.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
