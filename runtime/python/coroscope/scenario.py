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

    action: str                 # interrupt, cancel, complete, raise or block
    target: str = ""            # the task's name or label
    at: int | None = None       # virtual or real ns since the run began …
    after: tuple | None = None  # … or (seq, kind, id, nth) of the event that it follows …
    sleep: int | None = None    # … or the number of the target's sleep that blocks
    exception: str = ""         # of raise: `ValueError: boom`
    off: bool = False           # kept, but not done


@dataclass
class Scenario:
    """A parsed file."""

    variants: dict = field(default_factory=dict)
    interventions: list = field(default_factory=list)


_AT = re.compile(r"at\s+(\S+)\s*:\s*(.*)")
_AFTER = re.compile(r"after\s+(\S+)\s+(\w+)(?:#(\d+))?\s+(.+?)\s*:\s*"
                    r"((?:interrupt|cancel|complete|raise)\b.*)")
_BLOCK = re.compile(r"block\s+(.+?)\s+(\d+)")
_VARIANT = re.compile(r"variant\s+(\w+)=(\w+)")
_EXCEPTION = re.compile(r"(\w+)(?:: (.*))?")

# What `raise` knows, as the C++ runtime.
RAISABLE = {error.__name__: error for error in (
    ValueError, TypeError, RuntimeError, TimeoutError, ConnectionError, OSError, PermissionError,
    ConnectionResetError, ConnectionRefusedError, BrokenPipeError, EOFError)}


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
    # `work(2)#2` holds a `#` too: a comment begins the line or follows a space. A backslash
    # between them says that it is none.
    line = re.split(r"(?:^|(?<=\s))#", line, maxsplit=1)[0]
    return re.sub(r"(^|\s)\\(\\*#)", r"\1\2", line)


def _parse_line(scenario, line):
    word = line.split()[0]
    if word in ("lesson", "program", "clock"):
        return  # the script, and --virtual, are given on the command line
    if word == "off":
        before = len(scenario.interventions)
        _parse_line(scenario, line.partition(" ")[2].strip())
        if len(scenario.interventions) == before:
            raise ValueError(f"cannot switch '{line.partition(' ')[2]}' off: only what the person "
                             "does")
        scenario.interventions[-1].off = True
        return
    if word == "variant" and (match := _VARIANT.fullmatch(line)):
        scenario.variants[match[1]] = match[2]
    elif word == "at" and (match := _AT.fullmatch(line)):
        action, target, exception = _parse_action(match[2])
        scenario.interventions.append(
            Intervention(action, target, at=_parse_time(match[1]), exception=exception))
    elif word == "after" and (match := _AFTER.fullmatch(line)):
        action, target, exception = _parse_action(match[5])
        if not match[1].isdigit():
            raise ValueError(f"'{match[1]}' is no event number")
        if match[3] and int(match[3]) == 0:
            raise ValueError(f"'{match[2]}#{match[3]}' counts nothing: write KIND#1 or more")
        scenario.interventions.append(
            Intervention(action, target, exception=exception,
                         after=(int(match[1]), match[2], match[4], int(match[3] or 0))))
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
        return action, "", ""
    if action in ("cancel", "complete") and target:
        return action, target, ""
    if action in ("cancel", "complete"):
        raise ValueError(f"{action} what? Write: {action} TASK")
    if action == "raise":
        target, exception = _split_exception(target)
        return action, target, exception
    raise ValueError(f"'{text.strip()}' is no action: use interrupt, cancel TASK, complete TASK or "
                     "raise TASK Type: message")


def _split_exception(text):
    """`TASK Type: message`: the task and the rest."""
    begin = next((i for also_inside in (False, True) for i, inside in _blanks(text)
                  if (also_inside or not inside) and _EXCEPTION.fullmatch(text[i:].strip())), None)
    if not begin:
        raise ValueError("raise what, where? Write: raise TASK ValueError: message")
    target, exception = text[:begin].strip(), text[begin:].strip()
    name = _EXCEPTION.fullmatch(exception)[1]
    if name not in RAISABLE:
        raise ValueError(f"'{name}' is no exception that can be raised: use one of "
                         + ", ".join(RAISABLE))
    return target, exception


def _blanks(text):
    """Where the blanks are, and whether within parentheses or quotes. A label that was cut may
    leave a quote open."""
    depth, quote = 0, ""
    for i, c in enumerate(text):
        if quote:
            quote = "" if c == quote else quote
        elif depth > 0 and c in "'\"":
            quote = c
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        if c == " ":
            yield i, bool(quote) or depth > 0


def make_exception(text):
    """The exception that `Type: message` names."""
    name, message = _EXCEPTION.fullmatch(text).groups()
    return RAISABLE[name]() if message is None else RAISABLE[name](message)


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
