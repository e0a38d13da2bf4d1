"""The command line as a person meets it: bad input gets one clear line and exit code 2, and what it
prints is what it says."""

import json
import os
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

COROSCOPE = os.environ["COROSCOPE_BIN"]


def coroscope(*arguments, **environment):
    return subprocess.run([COROSCOPE, *arguments], capture_output=True, text=True, timeout=60,
                          env=dict(os.environ, **environment))


class CommandLineTest(unittest.TestCase):
    def assert_refused(self, *arguments, says):
        result = coroscope(*arguments)
        self.assertEqual(result.returncode, 2, arguments)
        self.assertEqual(result.stdout, "")
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        self.assertIn(says, result.stderr)

    def test_bad_input_gets_one_line_that_names_it(self):
        self.assert_refused("run", "99", says="'99'")
        self.assert_refused("99", says="'99'")
        self.assert_refused("code", "nonsense", says="'nonsense'")
        self.assert_refused("run", "5", "--interrupt", "-1", says="-1")
        self.assert_refused("run", "5", "--interrupt", "soon", says="soon")
        self.assert_refused("run", "5", "--interrupt", "nan", says="nan")
        self.assert_refused("run", "5", "--cancel", "work(2)", says="TASK@SECONDS")
        self.assert_refused("run", "5", "--sleep", "never", says="'never'")
        self.assert_refused("run", "5", "--variant", "colour=red", says="'colour'")
        self.assert_refused("run", "5", "--clock", "sun", says="sun")
        self.assert_refused("run", "5", "--trace", "/nowhere/at/all.jsonl", says="/nowhere")
        self.assert_refused("run", "5", "--trace", "trace.txt", says=".jsonl")
        self.assert_refused("run", "5", "--bogus", says="--bogus")

    def test_a_full_disk_is_said(self):
        # A trace file on /dev/full: opening works, writing does not.
        with tempfile.TemporaryDirectory() as folder:
            link = os.path.join(folder, "full.jsonl")
            os.symlink("/dev/full", link)
            result = coroscope("run", "5", "--trace", link)
        self.assertEqual(result.returncode, 2)
        self.assertIn("No space left", result.stderr)

    def test_an_intervention_that_cannot_happen_is_said(self):
        unknown = coroscope("run", "5", "--cancel", "nobody@1")
        self.assertEqual(unknown.returncode, 2)
        self.assertIn("'nobody'", unknown.stderr)
        late = coroscope("run", "5", "--interrupt", "100")
        self.assertEqual(late.returncode, 2)
        self.assertIn("ended at 3.0 s", late.stderr)
        self.assertEqual(late.stdout, coroscope("run", "5").stdout)

    def test_without_a_display_the_window_says_what_to_do_instead(self):
        environment = {name: value for name, value in os.environ.items()
                       if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        result = subprocess.run([COROSCOPE, "5"], capture_output=True, text=True, env=environment)
        self.assertEqual(result.returncode, 2)
        self.assertIn("coroscope run 5 --timeline", result.stderr)

    def test_the_lessons_are_listed_in_the_language_of_the_locale(self):
        english = coroscope("list", LC_ALL="C.UTF-8").stdout.splitlines()
        chinese = coroscope("list", LC_ALL="zh_CN.UTF-8").stdout.splitlines()
        folders = sorted((Path(__file__).parent.parent / "lessons").glob("[0-9][0-9]_*"))
        self.assertEqual([line.split()[0] for line in english],
                         [str(int(folder.name[:2])) for folder in folders])
        self.assertTrue(all(line.isascii() for line in english))
        self.assertTrue(all(not line.isascii() for line in chinese))

    def test_an_interrupted_lesson_5_ends_with_one_task_done_and_two_cancelled(self):
        result = coroscope("run", "5", "--interrupt", "1.5", "--timeline")
        self.assertEqual(result.returncode, 0, result.stderr)
        rows = {line.split()[0]: line for line in result.stdout.splitlines() if "Task-" in line}
        self.assertIn("done", rows["work(1)"])
        self.assertIn("cancelled", rows["work(2)"])
        self.assertIn("cancelled", rows["work(3)"])

    def test_the_trace_is_json_lines_and_the_same_every_time(self):
        traces = []
        with tempfile.TemporaryDirectory() as folder:
            for name in ("one.jsonl", "two.jsonl"):
                file = os.path.join(folder, name)
                coroscope("run", "4", "--trace", file)
                with open(file, encoding="utf-8") as lines:
                    traces.append(lines.read())
        self.assertEqual(traces[0], traces[1])
        events = [json.loads(line) for line in traces[0].splitlines()]
        self.assertEqual(events[0]["kind"], "recording")
        self.assertEqual([event["seq"] for event in events], list(range(len(events))))

    def test_on_the_steady_clock_ctrl_c_is_the_programs_keyboard_interrupt(self):
        with subprocess.Popen([COROSCOPE, "run", "5", "--clock", "steady"], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
            self.assertEqual(program.stdout.readline(), "waited 1\n")
            # Now work(2) and work(3) sleep on for a second and more.
            program.send_signal(signal.SIGINT)
            self.assertEqual(program.stdout.read(), "False\nTrue\nTrue\n")
            self.assertEqual(program.wait(), 0)


if __name__ == "__main__":
    unittest.main()
