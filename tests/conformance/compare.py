"""Compares two recordings event by event: compare.py python.jsonl cpp.jsonl

What is compared is what EVENTS.md says: every kind but recording, line, coro_new and io_*; every
field but file and line; `seq` is renumbered after that. What Python's library reports on stderr in
words of its own (with addresses, paths and tracebacks) is CPython's alone. What follows the end of the last thread,
the main one among them, is compared without its order: it is what an interpreter's exit happens to
drop first (a list of tasks goes from its end), which no program can rely on. Exit code 0: the same; 1: they differ (the
first difference is printed with both sides' context); 2: a file that cannot be read.
"""

import json
import sys

SKIPPED_KINDS = {"recording", "line", "coro_new"}
SKIPPED_FIELDS = {"seq", "file", "line"}
REPORTS = ("Unhandled error in exception handler\n", "exception calling callback for <",
           "unhandled exception during asyncio.run() shutdown\n", "Exception ignored in: ", "Task <",
           "socket.send() raised exception.")
CONTEXT = 6


class Unreadable(Exception):
    """One line for stderr."""


def compared_events(lines, name):
    """The events that count, as (line number in the file, fields that count)."""
    events = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            event = json.loads(line)
            kind = event["kind"]
        except (ValueError, KeyError, TypeError):
            raise Unreadable(f"{name}:{number}: no event: {line.strip()[:60]}") from None
        if (kind not in SKIPPED_KINDS and not kind.startswith("io_")
                and not (kind == "print" and event.get("value") == 2
                         and event.get("text", "").startswith(REPORTS))):
            fields = {key: event[key] for key in event if key not in SKIPPED_FIELDS}
            events.append((number, fields))
    return with_sorted_exit(events)


def with_sorted_exit(events):
    """The events, with those after the last thread's end in an order of their own."""
    ends = [(index, fields.get("thread")) for index, (_, fields) in enumerate(events)
            if fields["kind"] == "thread_end"]
    if "MainThread" not in (thread for _, thread in ends):
        return events
    last = ends[-1][0] + 1
    return events[:last] + sorted(events[last:],
                                  key=lambda event: sorted(map(str, event[1].items())))


def first_difference(one, other):
    """The index of the first pair that differs, or None. The end of one list differs too."""
    for index, (a, b) in enumerate(zip(one, other)):
        if a[1] != b[1]:
            return index
    return None if len(one) == len(other) else min(len(one), len(other))


def one_line(fields):
    """An event as people read it: time, thread (if not the main one), kind, the rest."""
    rest = [f"{key}={value!r}" if key == "text" else f"{key}={value}"
            for key, value in fields.items()
            if key not in ("t_ns", "kind") and (key, value) != ("thread", "MainThread")]
    return f"{fields.get('t_ns', 0) / 1e9:.9g} s  {fields['kind']}  {' '.join(rest)}"


def context(events, index, name):
    """The events about `index` with their numbers after renumbering and their lines in the file."""
    shown = [f"{name}:"]
    for i in range(max(0, index - CONTEXT), min(len(events), index + CONTEXT + 1)):
        number, fields = events[i]
        shown.append(f"{'>' if i == index else ' '} {i:4} (line {number}) {one_line(fields)}")
    if index >= len(events):
        shown.append(f"> {len(events):4} (end of the recording)")
    return shown


def report(one, other, index, names):
    """The first difference, in words and with its context."""
    lines = [f"event {index} differs"]
    if index < min(len(one), len(other)):
        a, b = one[index][1], other[index][1]
        for key in [*a, *(key for key in b if key not in a)]:
            if a.get(key) != b.get(key):
                lines.append(f"  {key}: {a.get(key, 'absent')!r} / {b.get(key, 'absent')!r}")
    lines += context(one, index, names[0]) + context(other, index, names[1])
    return "\n".join(lines)


def read(name):
    try:
        with open(name, encoding="utf-8") as file:
            return compared_events(file, name)
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"cannot read {name}: {error}") from None


def main(arguments):
    if len(arguments) != 2:
        print("usage: compare.py python.jsonl cpp.jsonl", file=sys.stderr)
        return 2
    try:
        one, other = map(read, arguments)
    except Unreadable as error:
        print(error, file=sys.stderr)
        return 2
    index = first_difference(one, other)
    if index is None:
        print(f"the same: {len(one)} events")
        return 0
    print(report(one, other, index, arguments))
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
