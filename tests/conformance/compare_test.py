"""The comparison finds what differs, says where, and skips what does not count."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

COMPARE = Path(__file__).resolve().parent / "compare.py"

STEP = {"t_ns": 5, "thread": "MainThread", "kind": "step_begin", "loop": "loop-1", "task": "Task-1"}


def event(kind="step_begin", **fields):
    return {**STEP, "kind": kind, **fields}


def compare(one, other):
    """The exit code and the output for two recordings, given as lists of events or as text."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, events in (("python.jsonl", one), ("cpp.jsonl", other)):
            paths.append(Path(folder, name))
            if not isinstance(events, str):
                events = "".join(json.dumps({"seq": seq, **fields}) + "\n"
                                 for seq, fields in enumerate(events))
            paths[-1].write_text(events, encoding="utf-8")
        done = subprocess.run([sys.executable, COMPARE, *paths], capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr


class CompareTest(unittest.TestCase):
    def test_equal_recordings_are_the_same(self):
        events = [event(text=str(i)) for i in range(3)]
        self.assertEqual(compare(events, events), (0, "the same: 3 events\n"))

    def test_what_does_not_count_is_skipped_and_the_rest_renumbered(self):
        skipped = [event(kind) for kind in ("recording", "line", "coro_new", "io_wait", "io_ready")]
        status, _ = compare([event(), *skipped, event(file="a.py", line=3)],
                            [*skipped[:2], event(file="a.cpp", line=30), event()])
        self.assertEqual(status, 0)

    def test_what_the_library_reports_on_stderr_is_cpythons_alone(self):
        report = event("print", value=2, text="Unhandled error in exception handler\ncontext: {}")
        self.assertEqual(compare([event(), report], [event()])[0], 0)
        self.assertEqual(compare([event(), event("print", value=2, text="oh")], [event()])[0], 1)

    def test_each_other_field_counts(self):
        for field, value in (("t_ns", 6), ("thread", "Thread-1"), ("kind", "step_end"),
                             ("loop", "loop-2"), ("task", "Task-2"), ("other", "future:1"),
                             ("value", 0), ("text", "x"), ("anything", "new")):
            with self.subTest(field):
                status, output = compare([event()], [event(**{field: value})])
                self.assertEqual(status, 1)
                self.assertIn(f"  {field}: {STEP.get(field, 'absent')!r} / {value!r}\n", output)

    def test_the_first_difference_is_shown_with_six_events_about_it_on_both_sides(self):
        one = [event(text=f"event {i}") for i in range(30)]
        other = [*one[:15], event(text="other"), *one[16:20], event(text="later")]
        status, output = compare(one, other)
        self.assertEqual(status, 1)
        self.assertTrue(output.startswith("event 15 differs\n  text: 'event 15' / 'other'\n"))
        lines = output.splitlines()
        self.assertEqual([line[:6] for line in lines if line.startswith(">")], [">   15"] * 2)
        self.assertEqual(sum("event 9'" in line for line in lines), 2)
        self.assertNotIn("event 8'", output)
        self.assertIn("event 21'", output)
        self.assertNotIn("event 22'", output)
        self.assertIn("(line 16)", output)

    def test_a_recording_that_ends_early_differs_there(self):
        for one, other in (([event()], [event(), event()]), ([event(), event()], [event()])):
            status, output = compare(one, other)
            self.assertEqual(status, 1)
            self.assertIn("event 1 differs", output)
            self.assertIn("(end of the recording)", output)

    def test_only_what_the_exit_drops_may_come_in_another_order(self):
        one, two = event("destroyed_pending"), event("destroyed_pending", task="Task-2")
        end = event("thread_end")
        self.assertEqual(compare([event(), end, one, two], [event(), end, two, one])[0], 0)
        self.assertEqual(compare([event(), end, one], [event(), end, two])[0], 1)
        self.assertEqual(compare([end, one, two], [end, one])[0], 1)
        self.assertEqual(compare([one, two, end], [two, one, end])[0], 1)
        other = event("thread_end", thread="Thread-1")
        self.assertEqual(compare([other, one, two], [other, two, one])[0], 1)

    def test_what_is_no_recording_is_an_error_of_one_line(self):
        for text in ("hello\n", "[1]\n", '{"seq":0}\n'):
            with self.subTest(text):
                status, output = compare(text, [event()])
                self.assertEqual((status, output.count("\n")), (2, 1))
                self.assertIn("python.jsonl:1: no event", output)
        for paths in (["/nowhere"], ["/nowhere", "/nowhere"]):
            done = subprocess.run([sys.executable, COMPARE, *paths], capture_output=True)
            self.assertEqual(done.returncode, 2)


if __name__ == "__main__":
    unittest.main()
