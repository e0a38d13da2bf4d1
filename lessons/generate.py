"""Turn the lesson folders into C++: every program in every combination of its variants, and a table.

    generate.py LESSONS OUT   writes OUT/lesson_NN_slug.cpp for each lesson and OUT/lessons_table.cpp

A lesson's folder has lesson.py, lesson.cpp, lesson.en.md and lesson.zh.md. Its variants stand in a
comment of lesson.en.md, the default choice first:

    <!-- variants: sleep=async|blocking collect=wait|gather -->
"""

import itertools
import re
import sys
from pathlib import Path

from colour import coloured
from listing import LessonError, Listing
from text import Part, paired, without_comments

DECLARATION = re.compile(r"<!-- variants:(.*?)-->")
PARTIAL = re.compile(r"\bpartial<(\w+)>")
HOISTED = re.compile(r"#|using namespace ")
HTTP = Path(__file__).resolve().parent.parent / "runtime/python/coroscope/http.py"
# Makes `from coroscope import http` work where there is no coroscope.
PROLOGUE = """\
# So that this file runs anywhere: coroscope.http, which it imports. The lesson begins below.
import sys, types
_http = sys.modules["coroscope.http"] = types.ModuleType("coroscope.http")
exec(compile(r'''
{source}''', "<coroscope.http>", "exec"), _http.__dict__)
sys.modules.setdefault("coroscope", types.ModuleType("coroscope")).http = _http

# {rule}

"""


class Lesson:
    """One folder: two listings, two texts, and the variants with their choices."""

    def __init__(self, folder: Path):
        self.slug = folder.name
        self.number = int(self.slug.split("_")[0])
        files = {language: folder / f"lesson.{language}.md" for language in ("en", "zh")}
        written = {language: path.read_text(encoding="utf-8") for language, path in files.items()}
        for language, text in written.items():
            if not text.startswith("# "):
                raise LessonError(f"{files[language]}:1: begin with `# Title`")
        self.text = {language: without_comments(text) for language, text in written.items()}
        self.variants = declared_variants(written["en"])
        self.parts = paired(files["en"], written["en"], files["zh"], written["zh"])
        self.python = Listing(folder / "lesson.py", "#")
        self.cpp = Listing(folder / "lesson.cpp", "//")
        for listing in (self.python, self.cpp):
            self._check_marks(listing)
        for number, line in enumerate(self.cpp.lines, start=1):
            if line.python_line > len(self.python.lines):
                raise self.cpp.error(number, f"lesson.py has only {len(self.python.lines)} lines")

    def title(self, language: str) -> str:
        return self.text[language].splitlines()[0].removeprefix("# ").strip()

    def combinations(self) -> list[dict[str, str]]:
        """Every combination of choices, all the defaults first."""
        return [
            dict(zip(self.variants, choices))
            for choices in itertools.product(*self.variants.values())
        ]

    def python_file(self, choices: dict[str, str]) -> str:
        """The listing as a file that runs anywhere, with the module that it imports in front."""
        listing = self.python.source(choices)
        if "from coroscope import http" not in listing:
            return listing
        source = HTTP.read_text(encoding="utf-8")
        return PROLOGUE.format(source=source, rule="-" * 97) + listing

    def _check_marks(self, listing: Listing) -> None:
        wanted = {(name, choice) for name, all in self.variants.items() for choice in all[1:]}
        for number, name, choice in listing.marks():
            if name not in self.variants or choice not in self.variants[name]:
                raise listing.error(number, f"{name}={choice} is not declared in lesson.en.md")
            if choice == self.variants[name][0]:
                raise listing.error(number, f"{name}={choice} is the default: it needs no mark")
            wanted.discard((name, choice))
        for name, choice in sorted(wanted):
            raise listing.error(1, f"no line is marked {name}={choice}, which lesson.en.md declares")


def declared_variants(text: str) -> dict[str, list[str]]:
    found = DECLARATION.search(text)
    pairs = [item.split("=") for item in found[1].split()] if found else []
    return {name: choices.split("|") for name, choices in pairs}


def scope(lesson: Lesson, choices: dict[str, str]) -> str:
    """The namespace of one combination, as `lesson_05_stopping::sleep_async`."""
    parts = [part for pair in choices.items() for part in pair] or ["only"]
    return f"lesson_{lesson.slug}::{'_'.join(parts)}"


def definitions(lines: list[str], scope: str) -> str:
    """What tells the runtime at which lines those functions are defined that `partial` binds."""
    told = []
    for name in sorted(set(PARTIAL.findall("\n".join(lines)))):
        for number, line in enumerate(lines, start=1):
            if re.fullmatch(rf"\w.*[ *&]{name}\(.*\) \{{", line):
                told.append(
                    f"namespace coroscope::lessons::{scope} {{\n{line.removesuffix(' {')};\n}}\n"
                    f"template <>\ninline constexpr std::uint_least32_t coroscope::line_of_definition<"
                    f"coroscope::lessons::{scope}::{name}> = {number};\n")
                break
    return "".join(told)


def programs_file(lesson: Lesson) -> str:
    """All combinations of lesson.cpp, each in its namespace and with the line numbers of the file.

    Recordings name the line at which a callback begins, and C++ cannot know it: it is said here.

    They share one file so that the runtime's headers are compiled once for a lesson. Includes and
    `using namespace` lines cannot stand inside a namespace; they go to the top.
    """
    hoisted: dict[str, None] = {}
    bodies = []
    for choices in lesson.combinations():
        lines = lesson.cpp.shown(choices)
        hoisted |= dict.fromkeys(line for line in lines if HOISTED.match(line))
        body = "\n".join("" if HOISTED.match(line) else line for line in lines)
        bodies.append(definitions(lines, scope(lesson, choices)))
        bodies.append(
            f"namespace coroscope::lessons::{scope(lesson, choices)} {{\n"
            f'#line 1 "lessons/{lesson.slug}/lesson.cpp"\n{body}\n}}\n'
        )
    return "\n".join([*hoisted, "", *bodies])


def quoted(text: str) -> str:
    """A C++ string literal, one line of source for each line of text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", '\\n"\n    "') + '"'


def listing_tables(name: str, listing: Listing, choices: dict[str, str], language: str) -> str:
    """The tokens and lines of one listing in one combination, as two C++ arrays."""
    tokens: list[str] = []
    lines: list[str] = []
    for line, pieces in zip(listing.lines, coloured(listing.source(choices), language), strict=True):
        lines.append(
            f"{{{quoted(line.shown(choices))}, {{{name}_tokens + {len(tokens)}, {len(pieces)}}}, "
            f"{line.python_line}, {'true' if line.alternatives else 'false'}}}"
        )
        tokens += [f"{{TokenKind::{kind}, {quoted(piece)}}}" for kind, piece in pieces]
    return (
        f"constexpr Token {name}_tokens[] = {{\n    {f',{chr(10)}    '.join(tokens)}}};\n"
        f"constexpr Line {name}[] = {{\n    {f',{chr(10)}    '.join(lines)}}};\n"
    )


def combination_tables(lesson: Lesson, choices: dict[str, str], name: str) -> tuple[str, str]:
    """The arrays of one combination, and the Program that refers to them."""
    arrays = listing_tables(f"{name}_python", lesson.python, choices, "python")
    arrays += listing_tables(f"{name}_cpp", lesson.cpp, choices, "cpp")
    chosen = "{}"
    if choices:
        pairs = ", ".join(f"{{{quoted(key)}, {quoted(value)}}}" for key, value in choices.items())
        arrays += f"constexpr Choice {name}_choices[] = {{{pairs}}};\n"
        chosen = f"{name}_choices"
    program = (
        f"{{{chosen}, {scope(lesson, choices)}::program, {name}_python, {name}_cpp,\n    "
        f"{quoted(lesson.python_file(choices))},\n    {quoted(lesson.cpp.source(choices))}}}"
    )
    return arrays, program


def words(english: str, chinese: str) -> str:
    return f"{{{quoted(english)}, {quoted(chinese)}}}"


def part_tables(part: Part, other: Part, name: str) -> tuple[str, str]:
    """The array of a part's choices, where it has some, and the Part that refers to it."""
    arrays, options = "", "{}"
    if part.options:
        rows = ",\n    ".join(
            f"{{{words(one.text, two.text)}, {quoted(one.claim)}, {str(one.right).lower()}}}"
            for one, two in zip(part.options, other.options))
        arrays = f"constexpr Option {name}[] = {{\n    {rows}}};\n"
        options = name
    notes = [quoted(part.notes.get(note, "")) for note in ("at", "with", "check", "do")]
    return arrays, (
        f"{{PartKind::{part.kind}, {words(part.heading, other.heading)},\n    "
        f"{words(part.text, other.text)},\n    {words(part.after, other.after)},\n    "
        f"{', '.join(notes)}, {options}}}"
    )


def lesson_tables(lesson: Lesson) -> tuple[str, str]:
    """The arrays of one lesson, and the Lesson that refers to them."""
    name = f"lesson_{lesson.number}"
    arrays = ""
    for variant, choices in lesson.variants.items():
        names = ", ".join(quoted(choice) for choice in choices)
        arrays += f"constexpr std::string_view {name}_{variant}[] = {{{names}}};\n"
    variants = "{}"
    if lesson.variants:
        pairs = ", ".join(f"{{{quoted(v)}, {name}_{v}}}" for v in lesson.variants)
        arrays += f"constexpr Variant {name}_variants[] = {{{pairs}}};\n"
        variants = f"{name}_variants"
    parts = []
    for index, (part, other) in enumerate(lesson.parts):
        more, row = part_tables(part, other, f"{name}_options_{index}")
        arrays += more
        parts.append(row)
    table = "{}"
    if parts:
        table = f"{name}_parts"
        arrays += f"constexpr Part {table}[] = {{\n    {f',{chr(10)}    '.join(parts)}}};\n"
    programs = []
    for index, choices in enumerate(lesson.combinations()):
        more, program = combination_tables(lesson, choices, f"{name}_{index}")
        arrays += more
        programs.append(program)
    joined = ",\n    ".join(programs)
    arrays += f"constexpr Program {name}_programs[] = {{\n    {joined}}};\n"
    entry = (
        f"{{{lesson.number}, {quoted(lesson.slug)}, {quoted(lesson.title('en'))}, "
        f"{quoted(lesson.title('zh'))},\n    {quoted(lesson.text['en'])},\n    "
        f"{quoted(lesson.text['zh'])},\n    {variants}, {name}_programs, {table}}}"
    )
    return arrays, entry


def table_file(lessons: list[Lesson]) -> str:
    declarations = "".join(
        f"namespace coroscope::lessons::{scope(lesson, choices)} {{ void program(); }}\n"
        for lesson in lessons
        for choices in lesson.combinations()
    )
    tables = [lesson_tables(lesson) for lesson in lessons]
    entries = ",\n    ".join(entry for _, entry in tables)
    return (
        f'#include "lessons/lessons.hpp"\n\n{declarations}\n'
        "namespace coroscope::lessons {\nnamespace {\n\n"
        f"{''.join(arrays for arrays, _ in tables)}"
        f"constexpr Lesson lessons[] = {{\n    {entries}}};\n\n"
        "}  // namespace\n\nstd::span<const Lesson> all() { return lessons; }\n\n"
        "}  // namespace coroscope::lessons\n"
    )


def write_if_changed(path: Path, content: str) -> None:
    """An unchanged file keeps its time, so that editing one lesson does not recompile the others."""
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        path.write_text(content, encoding="utf-8")


def read_lessons(folder: Path) -> list[Lesson]:
    return [Lesson(path) for path in sorted(folder.glob("[0-9][0-9]_*"))]


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        lessons = read_lessons(Path(arguments[0]))
        out = Path(arguments[1])
        out.mkdir(parents=True, exist_ok=True)
        for lesson in lessons:
            write_if_changed(out / f"lesson_{lesson.slug}.cpp", programs_file(lesson))
        write_if_changed(out / "lessons_table.cpp", table_file(lessons))
    except (LessonError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
