"""One listing of a lesson (lesson.py or lesson.cpp) with the marks at the ends of its lines.

A line may end in marks, each after two blanks, and in C++ then in the Python line that it belongs to:

    await asyncio.sleep(x)  #| sleep=blocking: time.sleep(x)
    co_await sleep(x);  //| sleep=blocking: time_sleep(x);  // py:4

Under the choice `sleep=blocking` the code behind the mark stands in the line's place, at the line's
indentation (nothing behind the mark: a blank line). Several marks may follow each other; where more
than one applies, the first does. The line itself is the default choice, and marks are never shown.
"""

import re
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"(?P<name>[a-z_]+)=(?P<choice>[a-z_]+):(?: (?P<code>.*))?")
PYTHON_LINE = re.compile(r"  // py:(?P<line>\d+)$")


class LessonError(Exception):
    """What is wrong with a lesson, as `file:line: message`."""


@dataclass(frozen=True)
class Line:
    text: str  # without marks: the default choice
    alternatives: dict[tuple[str, str], str]  # by (variant, choice), in the order of the marks
    python_line: int  # 0 where the line has no Python counterpart

    def shown(self, choices: dict[str, str]) -> str:
        for (name, choice), code in self.alternatives.items():
            if choices.get(name) == choice:
                return code
        return self.text


class Listing:
    """The lines of one file; `comment` is what begins a comment in its language."""

    def __init__(self, path: Path, comment: str):
        self.path = path
        self.comment = comment
        text = path.read_text(encoding="utf-8")
        if not text.endswith("\n") or "\t" in text or "\r" in text:
            raise LessonError(f"{path}:1: end the file in one newline, and use neither tabs nor CRs")
        self.lines = [self._parse(n, line) for n, line in enumerate(text.splitlines(), start=1)]

    def shown(self, choices: dict[str, str]) -> list[str]:
        return [line.shown(choices) for line in self.lines]

    def source(self, choices: dict[str, str]) -> str:
        return "\n".join(self.shown(choices)) + "\n"

    def marks(self) -> list[tuple[int, str, str]]:
        """Every mark as (line number, variant, choice)."""
        return [
            (number, name, choice)
            for number, line in enumerate(self.lines, start=1)
            for name, choice in line.alternatives
        ]

    def error(self, number: int, message: str) -> LessonError:
        return LessonError(f"{self.path}:{number}: {message}")

    def _parse(self, number: int, line: str) -> Line:
        python_line = 0
        if self.comment == "//" and (tie := PYTHON_LINE.search(line)):
            python_line = int(tie["line"])
            line = line[: tie.start()]
        if "// py:" in line:
            raise self.error(number, "write `  // py:N` once, after two blanks, at the line's end")
        text, *marks = line.split(f"{self.comment}|")
        indent = text[: len(text) - len(text.lstrip())]
        if any(before and not before.isspace() and not before.endswith("  ")
               for before in (text, *marks)[: len(marks)]):
            raise self.error(number, "put two blanks before a mark")
        alternatives = {}
        for mark in marks:
            found = MARK.fullmatch(mark.strip())
            if not found:
                raise self.error(number, f"write a mark as `  {self.comment}| NAME=CHOICE: CODE`")
            key = (found["name"], found["choice"])
            if key in alternatives:
                raise self.error(number, f"{key[0]}={key[1]} is marked twice on this line")
            code = (found["code"] or "").strip()
            alternatives[key] = indent + code if code else ""
        return Line(text.rstrip(), alternatives, python_line)
