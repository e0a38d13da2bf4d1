"""The hand-out of a lesson: a page that parses, needs nothing else, and holds the whole lesson."""

import html.parser
import re
import unittest

from exporting import LESSONS, ExportCase, coroscope

VOID = {"meta", "br"}


class Page(html.parser.HTMLParser):
    """Reads a page strictly: what is opened is closed, in order."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.faults = []
        self.texts = {}  # by class or tag: the texts of such elements
        self.outside = []  # what it would have to fetch
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag, _ in self.open]

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        for name in ("src", "href", "action", "xlink:href"):
            if name in names:
                self.outside.append(names[name])
        if tag not in VOID:
            self.open.append((tag, (names.get("class") or tag).split()[0]))
            self.texts.setdefault(self.open[-1][1], []).append("")

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.faults.append(f"</{tag}> closes nothing at {self.getpos()}")
        else:
            self.open.pop()

    def handle_data(self, data):
        for name in {name for _, name in self.open}:
            self.texts[name][-1] += data


class Handout(ExportCase):
    def page(self, *run: str) -> tuple[Page, str]:
        file = self.export("a.html", *run)
        text = file.read_text(encoding="utf-8")
        file.unlink()
        return Page(text), text

    def test_every_lesson_parses_and_needs_nothing_else_in_both_languages(self):
        for lesson in LESSONS:
            for language in ("en", "zh"):
                page, text = self.page(lesson, "--lang", language)
                self.assertEqual(page.faults, [], lesson)
                self.assertEqual(page.outside, [])
                self.assertEqual(re.findall(r"@import|url\((?!#)", text), [])
                self.assertIn("<!DOCTYPE html>", text)
                self.assertIn('<meta charset="utf-8">', text)
                for part in ("h1", "listing", "svg", "console"):
                    self.assertTrue(page.texts[part][0].strip(), part)

    def test_the_answers_stand_apart_from_the_questions(self):
        for language, questions, answers in (("en", "Questions", "Answers"), ("zh", "问题", "答案")):
            _, text = self.page("5", "--lang", language)
            before, asked = text.split(f"<h2>{questions}</h2>")
            asked, told = asked.split(f"<h2>{answers}</h2>")
            self.assertNotRegex(before, "☐|☑")
            self.assertEqual((asked.count("☐"), asked.count("☑")), (9, 0))
            self.assertEqual((told.count("☐"), told.count("☑")), (0, 3))

    def test_its_listings_are_those_that_ran(self):
        for run in (("5", "--sleep", "blocking"), ("2",)):
            page, _ = self.page(*run)
            for listing, language in zip(page.texts["listing"], ("--python", "--cpp")):
                code = coroscope("code", *run, language).stdout
                lines = [line for line in listing.splitlines() if line.strip()]
                shown = [re.sub(r"^ *\d+", "", line).rstrip() for line in lines]
                self.assertTrue(set(filter(None, shown)) <= {line.rstrip() for line in
                                                             code.splitlines()} , run)

    def test_what_was_printed_stands_there_in_its_order(self):
        page, _ = self.page("5", "--interrupt", "1.5")
        self.assertEqual(page.texts["td"], ["1.000", "waited 1", "1.500", "^C KeyboardInterrupt",
                                            "1.500", "False", "1.500", "True", "1.500", "True"])

    def test_the_timeline_is_a_vector_picture_whose_text_is_text(self):
        page, text = self.page("5", "--interrupt", "1.5", "--lang", "zh")
        self.assertIn("work(3)", page.texts["svg"][0])
        self.assertIn("就绪", page.texts["svg"][0])
        used = set(re.findall(r"url\(#([^)]+)\)", text))
        self.assertTrue(used)
        self.assertTrue(used <= set(re.findall(r'id="([^"]+)"', text)))

    def test_it_is_light_for_paper_unless_another_theme_is_asked_for(self):
        self.assertIn("color-scheme: light", self.page("2")[1])
        self.assertIn("color-scheme: dark", self.page("2", "--theme", "dark")[1])


if __name__ == "__main__":
    unittest.main()
