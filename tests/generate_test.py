"""What lessons/generate.py makes of good and of bad lessons."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "lessons"))
from colour import coloured  # noqa: E402
from generate import Lesson, programs_file  # noqa: E402
from listing import LessonError  # noqa: E402

ENGLISH = ("# Tea\n<!-- variants: sleep=async|blocking cup=one|two -->\n\n"
           '## Brew <!-- at: print "hot" -->\nHot.\n')
PYTHON = (
    "import asyncio, time\n"
    "await asyncio.sleep(1)  #| sleep=blocking: time.sleep(1)\n"
    "    pour(1)  #| cup=two: pour(2)  #| sleep=blocking: spill()\n"
)
CPP = (
    '#include "runtime/asyncio.hpp"  // py:1\n'
    "using namespace coroscope;\n"
    "    co_await sleep(1s);  //| sleep=blocking: time_sleep(1s);  // py:2\n"
    "    sweeten();  //| cup=two:\n"
    "void program() {}\n"
)
CHINESE = "# 茶\n\n## 泡\n烫。\n"
DEFAULT = {"sleep": "async", "cup": "one"}


class Generate(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "09_tea"
        self.folder.mkdir()

    def lesson(self, python=PYTHON, cpp=CPP, english=ENGLISH, chinese=CHINESE) -> Lesson:
        for name, text in (("lesson.py", python), ("lesson.cpp", cpp), ("lesson.en.md", english),
                           ("lesson.zh.md", chinese)):
            (self.folder / name).write_text(text, encoding="utf-8")
        return Lesson(self.folder)

    def error(self, **files) -> str:
        with self.assertRaises(LessonError) as raised:
            self.lesson(**files)
        return str(raised.exception).removeprefix(f"{self.folder}/")

    def test_the_file_as_it_stands_is_the_default(self):
        self.assertEqual(
            self.lesson().python.source(DEFAULT),
            "import asyncio, time\nawait asyncio.sleep(1)\n    pour(1)\n")

    def test_a_choice_replaces_its_lines_at_their_indentation(self):
        lesson = self.lesson()
        self.assertEqual(lesson.python.shown({"sleep": "blocking", "cup": "one"}),
                         ["import asyncio, time", "time.sleep(1)", "    spill()"])
        self.assertEqual(lesson.cpp.shown({"sleep": "blocking", "cup": "one"})[2],
                         "    time_sleep(1s);")

    def test_where_two_marks_apply_the_first_does(self):
        both = {"sleep": "blocking", "cup": "two"}
        self.assertEqual(self.lesson().python.shown(both)[2], "    pour(2)")

    def test_a_mark_without_code_is_a_blank_line(self):
        self.assertEqual(self.lesson().cpp.shown({"sleep": "async", "cup": "two"})[3], "")

    def test_every_combination_is_there_and_the_defaults_come_first(self):
        combinations = self.lesson().combinations()
        self.assertEqual(combinations[0], DEFAULT)
        self.assertEqual(len({tuple(choices.items()) for choices in combinations}), 4)

    def test_a_lesson_without_variants_has_one_program(self):
        lesson = self.lesson(python="a()\n", cpp="void program() {}\n", english="# Tea\n", chinese="# 茶\n")
        self.assertEqual(lesson.combinations(), [{}])
        self.assertIn("lesson_09_tea::only {", programs_file(lesson))

    def test_titles_come_from_the_first_line_and_the_declaration_is_not_shown(self):
        lesson = self.lesson()
        self.assertEqual((lesson.title("en"), lesson.title("zh")), ("Tea", "茶"))
        self.assertEqual(lesson.text["en"], "# Tea\n\n## Brew\nHot.\n")

    def test_lines_of_the_compiled_program_have_the_numbers_of_the_file(self):
        parts = programs_file(self.lesson()).split('#line 1 "lessons/09_tea/lesson.cpp"\n')
        self.assertEqual(len(parts), 5)
        for part in parts[1:]:
            self.assertEqual(part.splitlines()[4], "void program() {}")
        self.assertEqual(parts[0].splitlines()[:2],
                         ['#include "runtime/asyncio.hpp"', "using namespace coroscope;"])

    def test_the_runtime_is_told_where_a_callback_is_defined(self):
        cpp = CPP.replace("void program() {}", "void pour(int cups) {\n}\n\n"
                          "void program() {\n    loop.call_soon(partial<pour>(2));\n}")
        told = programs_file(self.lesson(cpp=cpp))
        scope = "coroscope::lessons::lesson_09_tea::sleep_async_cup_one"
        self.assertIn(f"namespace {scope} {{\nvoid pour(int cups);\n}}\ntemplate <>\n"
                      "inline constexpr std::uint_least32_t "
                      f"coroscope::line_of_definition<{scope}::pour> = 5;\n", told)

    def test_a_bad_mark_is_named_with_file_and_line(self):
        self.assertRegex(self.error(python="a()  #| sleep blocking: b()\n"), r"^lesson\.py:1: write")
        self.assertRegex(self.error(python="\na() #| sleep=blocking: b()\n"),
                         r"^lesson\.py:2: put two blanks")
        self.assertRegex(self.error(cpp="a();  //| sleep=blocking: b(); // py:1\n"),
                         r"^lesson\.cpp:1: write `  // py:N`")
        twice = "a()  #| sleep=blocking: b()  #| sleep=blocking: c()\n"
        self.assertRegex(self.error(python=twice), r"^lesson\.py:1: .* marked twice")

    def test_an_unknown_choice_is_an_error(self):
        self.assertRegex(self.error(python="a()  #| sleep=deep: b()\n"),
                         r"^lesson\.py:1: sleep=deep is not declared")
        self.assertRegex(self.error(python="a()  #| milk=yes: b()\n"),
                         r"^lesson\.py:1: milk=yes is not declared")
        self.assertRegex(self.error(python="a()  #| sleep=async: b()\n"),
                         r"^lesson\.py:1: sleep=async is the default")

    def test_both_files_have_all_variants(self):
        self.assertRegex(self.error(cpp="void program() {}\n"),
                         r"^lesson\.cpp:1: no line is marked cup=two")

    def test_a_python_line_beyond_the_file_is_an_error(self):
        self.assertRegex(self.error(cpp=CPP.replace("py:2", "py:4")),
                         r"^lesson\.cpp:3: lesson\.py has only 3 lines")

    def test_parts_have_both_languages_and_what_ties_them_to_the_program(self):
        english = ENGLISH + (
            "## Question: Hot? <!-- with: variant cup=two -->\n- [ ] no\n"
            "- [x] yes <!-- lasts 1 -->\n\nIt is.\n"
            "## Try: Pour <!-- check: lasts 2 --> <!-- do: variant cup=two -->\nDo.\n\nDone: So.\n")
        chinese = CHINESE + "## 问题：烫吗？\n- 不\n- 烫\n\n是。\n## 试一试：倒\n倒吧。\n\n完成：好。\n"
        (step, _), (question, asked), (task, tried) = self.lesson(
            english=english, chinese=chinese).parts
        self.assertEqual((step.kind, step.heading, step.text, step.notes),
                         ("step", "Brew", "Hot.", {"at": 'print "hot"'}))
        self.assertEqual((question.kind, question.heading, question.text, asked.heading),
                         ("question", "Hot?", "It is.", "烫吗？"))
        self.assertEqual([(o.text, o.right, o.claim) for o in question.options],
                         [("no", False, ""), ("yes", True, "lasts 1")])
        self.assertEqual([o.text for o in asked.options], ["不", "烫"])
        self.assertEqual((task.kind, task.text, task.after, tried.after),
                         ("try_this", "Do.", "So.", "好。"))

    def test_parts_that_do_not_fit_are_named_with_file_and_line(self):
        self.assertRegex(self.error(chinese="# 茶\n"), r"^lesson\.zh\.md:1: 0 parts, but English has 1")
        self.assertRegex(self.error(english=ENGLISH.replace("at:", "et:")),
                         r"^lesson\.en\.md:4: a step has no `et`")
        self.assertRegex(self.error(english=ENGLISH.replace(' <!-- at: print "hot" -->', "")),
                         r"^lesson\.en\.md:4: write `<!-- at: … -->`")
        self.assertRegex(self.error(english=ENGLISH + "## Question: Hot?\n- [ ] no\n\nSo.\n",
                                    chinese=CHINESE + "## 问题：烫吗？\n- 不\n\n是。\n"),
                         r"^lesson\.en\.md:6: mark one choice")
        self.assertRegex(self.error(chinese="# 茶\n\n## 误解：泡\n烫。\n"),
                         r"^lesson\.zh\.md:3: `Brew` stands here in English")
        self.assertRegex(self.error(english=ENGLISH.replace("Hot.\n", "")),
                         r"^lesson\.en\.md:4: `Brew` has no text")

    def test_coloured_pieces_are_the_line(self):
        source = 'async def f():\n\n    """Two\n    lines."""\n    await sleep(200)  # so\n'
        lines = coloured(source, "python")
        self.assertEqual("\n".join("".join(text for _, text in line) for line in lines) + "\n",
                         source)
        self.assertIn(("name", "sleep"), lines[4])
        self.assertIn(("comment", "# so"), lines[4])
        self.assertIn(("number", "200ms"), coloured("co_await sleep(200ms);\n", "cpp")[0])

    def test_a_second_run_leaves_unchanged_files_alone(self):
        self.lesson()
        command = ["/usr/bin/python3", str(ROOT / "lessons/generate.py"), str(self.folder.parent),
                   str(self.folder.parent / "out")]
        subprocess.run(command, check=True)
        out = sorted((self.folder.parent / "out").iterdir())
        self.assertEqual([file.name for file in out], ["lesson_09_tea.cpp", "lessons_table.cpp"])
        times = [file.stat().st_mtime_ns for file in out]
        (self.folder / "lesson.zh.md").write_text(CHINESE.replace("茶", "绿茶"), encoding="utf-8")
        subprocess.run(command, check=True)
        self.assertEqual([file.stat().st_mtime_ns == time for file, time in zip(out, times)],
                         [True, False])

    def test_an_error_is_one_line_and_exit_code_1(self):
        with self.assertRaises(LessonError):
            self.lesson(python="a()  #| nonsense\n")
        ran = subprocess.run(
            ["/usr/bin/python3", str(ROOT / "lessons/generate.py"), str(self.folder.parent),
             str(self.folder.parent / "out")], capture_output=True, text=True)
        self.assertEqual((ran.returncode, ran.stderr.count("\n")), (1, 1))


if __name__ == "__main__":
    unittest.main()
