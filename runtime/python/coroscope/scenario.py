"""Scenario files: what the person does to the run, and which variant of the script runs."""

import math
import re
from dataclasses import dataclass, field

from coroscope.clock import SECOND


class ScenarioError(Exception):
    """The file is malformed, or asks for what the recorder cannot do. One line, for stderr."""


@dataclass
class Intervention:
    """One thing that the person does."""

    action: str                 # interrupt, cancel or block
    target: str = ""            # the task's name or label
    at: int | None = None       # virtual or real ns since the run began …
    after: tuple | None = None  # … or (seq, kind, id) of the event that it follows …
    sleep: int | None = None    # … or the number of the target's sleep that blocks


@dataclass
class Scenario:
    """A parsed file."""

    variants: dict = field(default_factory=dict)
    interventions: list = field(default_factory=list)


_AT = re.compile(r"at\s+(\S+)\s*:\s*(.*)")
_AFTER = re.compile(r"after\s+(\S+)\s+(\w+)\s+(.+?)\s*:\s*"
                    r"((?:interrupt|cancel|complete|raise)\b.*)")
_BLOCK = re.compile(r"block\s+(.+?)\s+(\d+)")
_VARIANT = re.compile(r"variant\s+(\w+)=(\w+)")


def parse(text, name):
    """The scenario that the text of file `name` describes."""
    scenario = Scenario()
    for number, line in enumerate(text.splitlines(), 1):
        line = _without_comment(line).strip()
        try:
            if line:
                _parse_line(scenario, line)
        except ValueError as error:
            raise ScenarioError(f"{name}:{number}: {error}") from None
    return scenario


def _without_comment(line):
    # `work(2)#2` holds a `#` too: a comment begins the line or follows a space.
    return re.split(r"(?:^|(?<=\s))#", line, maxsplit=1)[0]


def _parse_line(scenario, line):
    word = line.split()[0]
    if word == "lesson":
        return  # the script is given on the command line
    if word == "variant" and (match := _VARIANT.fullmatch(line)):
        scenario.variants[match[1]] = match[2]
    elif word == "at" and (match := _AT.fullmatch(line)):
        action, target = _parse_action(match[2])
        scenario.interventions.append(Intervention(action, target, at=_parse_time(match[1])))
    elif word == "after" and (match := _AFTER.fullmatch(line)):
        action, target = _parse_action(match[4])
        if not match[1].isdigit():
            raise ValueError(f"'{match[1]}' is no event number")
        scenario.interventions.append(
            Intervention(action, target, after=(int(match[1]), match[2], match[3])))
    elif word == "block" and (match := _BLOCK.fullmatch(line)):
        if int(match[2]) == 0:
            raise ValueError("a task's sleeps are counted from 1")
        scenario.interventions.append(Intervention("block", match[1], sleep=int(match[2])))
    else:
        raise ValueError(f"cannot read '{line}': expected lesson, variant NAME=CHOICE, "
                         "at SECONDS: ACTION, after SEQ KIND ID: ACTION or block TASK N")


def _parse_time(text):
    try:
        seconds = float(text)
    except ValueError:
        raise ValueError(f"'{text}' is no time in seconds") from None
    if not math.isfinite(seconds) or seconds < 0:
        raise ValueError(f"the time {text} must be 0 or later")
    return round(seconds * SECOND)


def _parse_action(text):
    action, _, target = text.strip().partition(" ")
    target = target.strip()
    if action == "interrupt" and not target:
        return action, ""
    if action == "cancel" and target:
        return action, target
    if action == "cancel":
        raise ValueError("cancel what? Write: cancel TASK")
    if action in ("complete", "raise", "block"):
        raise ValueError(f"the recorder cannot do '{action}' yet: use interrupt or cancel TASK")
    raise ValueError(f"'{text.strip()}' is no action: use interrupt or cancel TASK")


def listing(source, variants):
    """The source under these choices, as `  #| NAME=CHOICE: CODE` marks say; line for line."""
    lines = []
    known = {}
    for line in source.splitlines():
        shown, *marks = re.split(r"  #\| ", line)
        for mark in marks:
            match = re.match(r"(\w+)=(\w+):\s?(.*)", mark.rstrip())
            if match is None:
                continue
            known.setdefault(match[1], set()).add(match[2])
            if variants.get(match[1]) == match[2]:
                indent = line[:len(line) - len(line.lstrip())]
                shown = indent + match[3] if match[3] else ""
        lines.append(shown.rstrip() if marks else line)
    return "\n".join(lines) + "\n", known
