"""A lesson's text, in two languages, as parts: steps, tasks to try, questions, misconceptions.

`## Heading` begins a step; `## Try: …`, `## Question: …` and `## Myth: …` (`## 试一试：…`, `## 问题：…`,
`## 误解：…`) begin the others. Both files have the same parts in the same order. What ties a part to the
program stands in comments of the English file, behind its heading:

    <!-- at: MOMENT -->       when it happens (viz/model/moment.hpp says how a moment is written)
    <!-- with: SCENARIO -->   lines of a scenario, with `;` between them, under which it can be seen
    <!-- check: RULE -->      a task to try: what is so when it is done (viz/model/rule.hpp)
    <!-- do: SCENARIO -->     a task to try: what does it, for the test

A question's choices are a list, `- [x]` the right one; the rule behind a choice is what it claims, and tests
hold all of them against the recording. Its last paragraph says why. A task's last paragraph, `Done: …`
(`完成：…`), is told when it is done.
"""

import re
from dataclasses import dataclass, field

from listing import LessonError

KINDS = {
    "Try: ": "try_this", "Question: ": "question", "Myth: ": "myth",
    "试一试：": "try_this", "问题：": "question", "误解：": "myth",
}
DONE = re.compile(r"(?:Done: |完成：)")
CHECKBOX = re.compile(r"^- \[[x ]\] ")
COMMENT = re.compile(r" *<!--(.*?)-->")
ALLOWED = {
    "step": {"at", "with"}, "try_this": {"check", "do"},
    "question": {"at", "with"}, "myth": {"at", "with"},
}
NEEDED = {"step": {"at"}, "try_this": {"check", "do"}, "question": set(), "myth": {"at"}}


@dataclass
class Option:
    text: str
    right: bool
    claim: str


@dataclass
class Part:
    kind: str
    line: int
    heading: str
    text: str = ""
    after: str = ""  # what is told when a task is done
    notes: dict[str, str] = field(default_factory=dict)
    options: list[Option] = field(default_factory=list)


def without_comments(text: str) -> str:
    """The text as people read it."""
    lines = [CHECKBOX.sub("- ", COMMENT.sub("", line))
             for line in text.splitlines() if not line.startswith("<!--")]
    return "\n".join(lines) + "\n"


def parts_of(path, text: str) -> list[Part]:
    """The parts of one file. Raises LessonError with the line of what is wrong."""
    parts: list[Part] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("## "):
            parts.append(_begun(path, number, line.removeprefix("## ")))
        elif parts and line.startswith("- ") and parts[-1].kind == "question":
            claims = COMMENT.findall(line)
            shown = CHECKBOX.sub("- ", COMMENT.sub("", line)).removeprefix("- ").strip()
            claim = claims[0].strip() if claims else ""
            parts[-1].options.append(Option(shown, line.startswith("- [x] "), claim))
        elif parts:
            _add(parts[-1], COMMENT.sub("", line))
    for part in parts:
        part.text = part.text.strip("\n")
        part.after = part.after.strip("\n").replace("\n", " ")
        if not part.text or (part.kind == "try_this" and not part.after):
            raise LessonError(f"{path}:{part.line}: `{part.heading}` has no text, or no `Done: …`")
    return parts


def _begun(path, number: int, heading: str) -> Part:
    notes = {}
    for comment in COMMENT.findall(heading):
        name, _, value = comment.strip().partition(":")
        notes[name] = value.strip()
    heading = COMMENT.sub("", heading).strip()
    prefix, kind = next(((p, k) for p, k in KINDS.items() if heading.startswith(p)), ("", "step"))
    if not notes.keys() <= ALLOWED[kind]:
        wrong = ", ".join(sorted(notes.keys() - ALLOWED[kind]))
        raise LessonError(f"{path}:{number}: a {kind} has no `{wrong}`")
    return Part(kind, number, heading.removeprefix(prefix), notes=notes)


def _add(part: Part, line: str) -> None:
    if part.after or DONE.match(line):
        part.after += DONE.sub("", line) + "\n"
    else:
        part.text += line + "\n"


def paired(english_path, english: str, chinese_path, chinese: str) -> list[tuple[Part, Part]]:
    """The parts of both files, side by side; they must be the same ones."""
    pairs = []
    ours, theirs = parts_of(english_path, english), parts_of(chinese_path, chinese)
    for part, other in zip(ours, theirs):
        if part.kind != other.kind or len(part.options) != len(other.options):
            raise LessonError(f"{chinese_path}:{other.line}: `{part.heading}` stands here in English")
        missing = NEEDED[part.kind] - part.notes.keys()
        if missing:
            raise LessonError(f"{english_path}:{part.line}: write `<!-- {min(missing)}: … -->` "
                              "behind the heading")
        if part.kind == "question" and sum(option.right for option in part.options) != 1:
            raise LessonError(f"{english_path}:{part.line}: mark one choice as `- [x]`")
        pairs.append((part, other))
    if len(ours) != len(theirs):
        raise LessonError(f"{chinese_path}:1: {len(theirs)} parts, but English has {len(ours)}")
    return pairs
