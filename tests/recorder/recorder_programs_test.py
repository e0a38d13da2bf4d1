"""A program does under the recorder what it does without, and its recording keeps the contract."""

import re
import unittest
from concurrent.futures import ThreadPoolExecutor

from contract import problems
from recording import LESSONS, PROGRAMS, plain, record, written

SCRIPTS = sorted(PROGRAMS.glob("*.py"))
REPEATABLE = [script for script in SCRIPTS if script.stem != "outside"]


def title(script):
    return script.parent.name if script.stem == "lesson" else script.stem


class Programs(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        with ThreadPoolExecutor(2) as pool:
            scripts = SCRIPTS + LESSONS
            cls.plain = dict(zip(scripts, pool.map(plain, scripts)))
            cls.real = dict(zip(scripts, pool.map(lambda s: record(s, virtual=False), scripts)))
            cls.virtual = dict(zip(REPEATABLE + LESSONS, pool.map(record, REPEATABLE + LESSONS)))

    def for_each(self, check):
        """Call check(script, recording) for every program on both clocks."""
        for clock, recordings in (("real", self.real), ("virtual", self.virtual)):
            for script, recording in recordings.items():
                with self.subTest(program=title(script), clock=clock):
                    check(script, recording)

    def test_it_prints_and_exits_as_without_the_recorder(self):
        def check(script, recording):
            expected = self.plain[script]
            self.assertEqual((recording.stdout, recording.status),
                             (expected.stdout, expected.returncode), recording.stderr)
        self.for_each(check)

    def test_its_tracebacks_logs_and_warnings_are_those_of_cpython(self):
        self.for_each(lambda script, recording:
                      self.assertEqual(recording.stderr, self.plain[script].stderr))

    def test_its_recording_keeps_the_contract(self):
        self.for_each(lambda _, recording:
                      self.assertEqual(problems(recording.events), []))

    def test_what_it_prints_is_recorded(self):
        def check(script, recording):
            self.assertEqual(written(recording, 1), recording.stdout)
        self.for_each(check)

    def test_both_clocks_record_the_same_order(self):
        """Of what no timer decides: lesson by lesson, the deadlines lie far apart; and of what one
        thread does, since on the real clock several run at once. Where one hands work to another's
        loop, only what happens is the same: when it is seen is the machine's choice."""
        def story(recording, thread):
            lines = [re.sub(r"\d{6,}", "T", line) for line in recording.story(
                "task_new", "step_begin", "step_end", "task_done", "print", "callback_run",
                "coro_enter", "coro_exit", "thread_start", "thread_end", thread=thread)]
            return sorted(lines) if recording.of("call_threadsafe") else lines

        for script in LESSONS:
            real, virtual = self.real[script], self.virtual[script]
            threads = {event["thread"] for event in virtual.events}
            self.assertEqual(threads, {event["thread"] for event in real.events})
            for thread in threads:
                with self.subTest(lesson=title(script), thread=thread):
                    self.assertEqual(story(real, thread), story(virtual, thread))

    def test_sleeping_takes_no_time_on_the_virtual_clock(self):
        quick = record("import asyncio, time\n"
                       "asyncio.run(asyncio.sleep(3600))\n"
                       "time.sleep(3600)\n"
                       "print(time.monotonic(), time.perf_counter_ns())\n")
        self.assertEqual(quick.stdout, "7200.0 7200000000000\n")
        self.assertLess(quick.seconds, 30)

    def test_the_same_program_makes_the_same_file_every_time(self):
        for script, runs in ((PROGRAMS / "primitives.py", 20), (PROGRAMS / "cancellation.py", 4),
                             *((lesson, 4) for lesson in LESSONS)):
            with self.subTest(program=title(script)), ThreadPoolExecutor(2) as pool:
                texts = set(pool.map(lambda _: record(script).text, range(runs)))
                self.assertEqual(texts, {self.virtual[script].text})


if __name__ == "__main__":
    unittest.main()
