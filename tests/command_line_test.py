"""The command line as a person meets it: bad input gets one clear line and exit code 2, and what it
prints is what it says."""

import json
import os
import random
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
        self.assert_refused("run", says="which lesson")
        self.assert_refused("run", "5", "--scenario", "/nowhere/x", says="/nowhere/x")
        self.assert_refused("run", "5", "--compare", "sleep", says="NAME=CHOICE")
        self.assert_refused("run", "5", "--compare", "sleep=async", says="choose the other")
        self.assert_refused("run", "5", "--compare", "sleep=never", says="'never'")

    def test_whatever_file_it_is_given_it_speaks_in_its_own_words(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)

        def file(name, content):
            path = os.path.join(folder.name, name)
            Path(path).write_bytes(content)
            return path

        chance = random.Random(3)
        rubbish = bytes(chance.randrange(256) for _ in range(3000))
        files = [folder.name, file("rubbish", rubbish), file("nul.scenario", b"lesson 5\0"),
                 file("long.scenario", b"x" * 5000), file("rubbish.coro", b"\x89CORO\r\n\x1a" + rubbish),
                 file("rubbish.jsonl", b'{"seq":0' + rubbish), "/nowhere/x", "x" * 300, "/dev/full",
                 "/dev/null/x"]
        for number, program in enumerate([
                "x", "{x}", "5", "[]", "{}", '{"loops":"1","tasks":[]}', '{"loops":1,"tasks":{}}',
                '{"loops":-1,"tasks":[]}', '{"loops":1,"tasks":[5]}', '{"loops":1e99,"tasks":[]}',
                '{"loops":1,"tasks":[{"name":"brew","loop":0,"starts":true,"steps":[{"do":5}]}]}',
                '{"loops":1,"tasks":[{"name":"brew","loop":0,"starts":true,"steps":'
                '[{"do":"sleep","tenths":4294967297}]}]}']):
            files.append(file(f"{number}.scenario", f"lesson 9\nprogram {program}\n".encode()))
        for path in files:
            for command in (["run", "--scenario", path], ["open", path, "--timeline"],
                            ["code", "--scenario", path, "9"], ["export", path, "-o", "x.png"]):
                result = coroscope(*command)
                said = result.stderr
                self.assertEqual(result.returncode, 2, command)
                self.assertEqual(len(said.splitlines()), 1, said)
                self.assertIn(path[:20], said)
                self.assertLess(len(said.replace(path, "")), 400)
                for word in ("basic_", "json.exception", "std::", "filesystem error", "what()"):
                    self.assertNotIn(word, said)

    def test_output_that_cannot_be_written_is_said(self):
        with open("/dev/full", "wb") as full:
            for command in (["list"], ["run", "5"], ["code", "5"], ["--help"]):
                result = subprocess.run([COROSCOPE, *command], stdout=full, text=True,
                                        stderr=subprocess.PIPE, timeout=60)
                self.assertEqual(result.returncode, 2, command)
                self.assertIn("the output cannot be written", result.stderr)
                self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        with tempfile.TemporaryDirectory() as folder:
            for name in ("a.coro", "a.jsonl"):
                os.symlink("/dev/full", os.path.join(folder, name))
                result = coroscope("run", "5", "--trace", os.path.join(folder, name))
                self.assertEqual(result.returncode, 2)
                self.assertIn("No space left", result.stderr)
                self.assert_refused("export", "5", "-o", os.path.join(folder, name),
                                    says="it is a device")

    def test_an_option_that_is_there_twice_or_has_no_value_is_said_in_words(self):
        self.assert_refused("run", "5", "--clock", "virtual", "--clock", "steady",
                            says="--clock is there more than once")
        self.assert_refused("run", "5", "--interrupt", says="--interrupt needs a value")

    def scenario(self, *lines):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, "person.scenario")
        Path(path).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return path

    def test_a_scenario_file_says_what_runs_and_what_is_done_to_it(self):
        path = self.scenario("lesson 5", "variant sleep=async", "at 1.5: interrupt")
        by_file = coroscope("run", "--scenario", path)
        self.assertEqual(by_file.stdout, coroscope("run", "5", "--interrupt", "1.5").stdout)
        self.assertEqual(by_file.returncode, 0)
        self.assertEqual(coroscope("run", "5", "--scenario", path).stdout, by_file.stdout)
        raised = coroscope("run", "5", "--scenario",
                           self.scenario("at 1: raise work(2) ValueError: boom"))
        self.assertIn("ValueError('boom')", raised.stdout)

    def test_a_bad_scenario_is_said_with_its_line(self):
        path = self.scenario("lesson 5", "at 1: dance")
        self.assert_refused("run", "--scenario", path, says=f"{path}:2: 'dance' is no action")
        self.assert_refused("run", "--scenario", self.scenario("at 1: interrupt"),
                            says="names no lesson")
        self.assert_refused("run", "3", "--scenario", self.scenario("lesson 5"),
                            says="is of lesson 5, not 3")

    def test_what_is_lost_or_impossible_is_said(self):
        lost = coroscope("run", "5", "--scenario", self.scenario("after 2 print Task-1: interrupt"))
        self.assertEqual(lost.returncode, 2)
        self.assertIn("lost: no event 2 print Task-1", lost.stderr)
        late = coroscope("run", "5", "--scenario", self.scenario("at 2.5: complete work(1)"))
        self.assertIn("could not complete 'work(1)' at 2.5 s: Task-1 is finished", late.stderr)

    def test_compare_says_what_differs(self):
        compared = coroscope("run", "5", "--compare", "sleep=blocking", LC_ALL="C.UTF-8")
        self.assertEqual(compared.returncode, 0)
        self.assertIn("- Time: sleep=async takes 3.000 s, sleep=blocking takes 6.000 s.\n"
                      "- loop-1 is held up: with sleep=async for 0.000 s, "
                      "with sleep=blocking for 6.000 s.\n", compared.stdout)
        self.assertNotIn("beats", compared.stdout)
        drawn = coroscope("run", "5", "--compare", "sleep=blocking", "--timeline")
        self.assertEqual(drawn.stdout.count(" s in "), 2)
        person = coroscope("run", "5", "--interrupt", "1.5", "--compare", "sleep=blocking",
                           LC_ALL="C.UTF-8")
        self.assertIn("work(2): with sleep=async it is cancelled, with sleep=blocking it fails.",
                      person.stdout)

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
