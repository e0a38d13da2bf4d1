"""`coroscope open FILE`: recordings are read back as they were written, in both forms and from both
languages; a file that is not whole shows its good part and gets one clear line."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "conformance"))
from recordings import record_python  # noqa: E402

COROSCOPE = os.environ["COROSCOPE_BIN"]
ROOT = HERE.parent


def coroscope(*arguments):
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run([COROSCOPE, *arguments], capture_output=True, text=True, timeout=120,
                          env=environment)


def wait_until(condition, what):
    end = time.monotonic() + 60
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within a minute")
        time.sleep(0.02)


def kill_where_it_runs(process):
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        pass


class OpenTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, name, content=None):
        path = os.path.join(self.folder.name, name)
        if content is not None:
            Path(path).write_bytes(content)
        return path

    def recorded(self, name, lesson="5"):
        path = self.file(name)
        result = coroscope("run", lesson, "--interrupt", "1.5", "--trace", path)
        self.assertIn(result.returncode, (0, 1), result.stderr)
        return path

    def test_both_forms_show_what_the_run_showed(self):
        shown = coroscope("run", "5", "--interrupt", "1.5", "--timeline").stdout
        told = coroscope("run", "5", "--interrupt", "1.5", "--narrate").stdout
        for name in ("run.coro", "run.jsonl"):
            path = self.recorded(name)
            opened = coroscope("open", path, "--timeline")
            self.assertEqual(opened.returncode, 0, opened.stderr)
            self.assertTrue(opened.stdout)
            self.assertTrue(shown.endswith(opened.stdout), name)
            self.assertEqual(coroscope("open", path, "--narrate").stdout, told)

    def test_the_binary_form_is_the_smaller_one(self):
        binary = os.path.getsize(self.recorded("run.coro"))
        lines = os.path.getsize(self.recorded("run.jsonl"))
        self.assertLess(binary * 5, lines)

    def test_a_scenario_is_opened_as_run_replays_it(self):
        path = self.file("stopping.scenario", b"lesson 5\nat 1.5: interrupt\n")
        for how in ("--timeline", "--narrate"):
            opened = coroscope("open", path, how)
            self.assertEqual(opened.stdout, coroscope("run", "--scenario", path, how).stdout)
            self.assertEqual(opened.returncode, 0, opened.stderr)
        self.assert_one_line(coroscope("open", self.file("no.scenario", b"at 1: jump\n")),
                             "no.scenario:1:")
        self.assert_one_line(coroscope("open", self.file("none.scenario", b"at 1: interrupt\n")),
                             "names no lesson")

    def test_a_recording_of_cpython_is_opened(self):
        path = self.file("python.jsonl")
        record_python(ROOT / "lessons" / "05_stopping" / "lesson.py", path)
        opened = coroscope("open", path, "--timeline")
        self.assertEqual(opened.returncode, 0, opened.stderr)
        self.assertIn("work(2)", opened.stdout)

    SCRIPT = b"""import asyncio


async def brew(cup):
    await asyncio.sleep(2)
    print("brewed", cup)


async def main():
    await asyncio.gather(brew(1), brew(2))


asyncio.run(main())
"""

    def test_a_python_program_is_run_under_cpython_and_opened(self):
        path = self.file("tea.py", self.SCRIPT)
        opened = coroscope("open", path, "--timeline")
        self.assertEqual(opened.returncode, 0, opened.stderr)
        self.assertIn("brewed 1\nbrewed 2\n", opened.stdout)
        self.assertIn("brew(2)", opened.stdout)
        self.assertIn("tea.py runs under CPython", opened.stderr)
        self.assertEqual(os.listdir(self.folder.name), ["tea.py"])

    def test_a_program_is_given_its_arguments(self):
        path = self.file("tea.py", self.SCRIPT + b"import sys; print(sys.argv[1:])\n")
        opened = coroscope("open", path, "two", "cups", "--timeline")
        self.assertIn("['two', 'cups']\n", opened.stdout)
        for given in (), ("black",):
            opened = coroscope("open", path, *given, "--timeline", "--", "--cups", "2", "-h", "--")
            self.assertIn(f"{[*given, '--cups', '2', '-h', '--']}\n", opened.stdout)
        self.assertIn("brew(2)", opened.stdout)
        self.assert_one_line(coroscope("open", self.recorded("run.coro"), "cup"),
                             "only a Python program is given arguments")

    def test_who_runs_a_file_like_a_lesson_is_told_how_to_open_it(self):
        path = self.file("tea.py", self.SCRIPT)
        for words in ([path], ["run", path], ["export", path, "-o", self.file("tea.png")]):
            self.assert_one_line(coroscope(*words), f"'coroscope open {path}' shows it")

    def test_a_program_that_fails_is_opened_too(self):
        for end, says in ((b"raise ValueError('cold')", "ValueError: cold"),
                          (b"import sys; sys.exit('cold')", "cold"),
                          (b"import sys; sys.exit(3)", ""), (b"import os; os._exit(3)", "")):
            path = self.file("tea.py", self.SCRIPT + end + b"\n")
            opened = coroscope("open", path, "--timeline")
            self.assertEqual(opened.returncode, 1, opened.stderr)
            self.assertIn(says, opened.stderr)
            self.assertIn("brew(2)", opened.stdout)

    def test_a_program_that_a_signal_kills_is_shown_up_to_there(self):
        path = self.file("dies.py", self.SCRIPT + b"import os\nos.kill(os.getpid(), 11)\n")
        opened = coroscope("open", path, "--narrate")
        self.assertEqual(opened.returncode, 1)
        self.assertIn("dies.py was ended by signal 11: Segmentation fault", opened.stderr)
        self.assertIn("brew(2) prints: brewed 2", opened.stdout)
        self.assertIn("The process is ended by signal 11: Segmentation fault.",
                      opened.stdout.splitlines()[-1])

    def test_where_the_process_ends_at_once_that_is_told(self):
        path = self.file("exits.py", self.SCRIPT + b"import os\nos._exit(0)\n")
        opened = coroscope("open", path, "--narrate")
        self.assertEqual(opened.returncode, 0, opened.stderr)
        self.assertIn("calls os._exit(0)", opened.stdout.splitlines()[-1])

    def test_what_is_shown_begins_on_a_line_of_its_own(self):
        path = self.file("part.py", b"print('part', end='')\n")
        self.assertTrue(coroscope("open", path, "--narrate").stdout.startswith("part\n"))
        whole = coroscope("open", self.file("whole.py", b"print('whole')\n"), "--narrate").stdout
        self.assertTrue(whole.startswith("whole\n"))
        self.assertFalse(whole.startswith("whole\n\n"))

    def test_ctrl_c_ends_a_program_that_never_would_and_what_it_did_is_shown(self):
        path = self.file("ticks.py", b"""import asyncio


async def ticks():
    while True:
        await asyncio.sleep(1)
        print("tick", flush=True)


asyncio.run(ticks())
""")
        shown = subprocess.Popen([COROSCOPE, "open", path, "--timeline"], text=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                 start_new_session=True)
        self.assertEqual(shown.stdout.readline(), "tick\n")
        os.killpg(shown.pid, signal.SIGINT)  # as a terminal does: to both of them
        output, _ = shown.communicate(timeout=120)
        self.assertEqual(shown.returncode, 0)
        self.assertIn("^C", output)
        self.assertIn("ticks()", output)

    def test_asked_to_end_while_a_program_runs_it_leaves_nothing_behind(self):
        path = self.file("waits.py", b"""import sys
print("here", flush=True)
sys.stdin.read()
""")
        os.mkdir(self.file("tmp"))
        for request in (signal.SIGTERM, signal.SIGHUP):
            asked = subprocess.Popen([COROSCOPE, "open", path, "--timeline"], text=True,
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     stderr=subprocess.PIPE,
                                     env={**os.environ, "TMPDIR": self.file("tmp")})
            self.assertEqual(asked.stdout.readline(), "here\n")
            self.assertEqual(len(os.listdir(self.file("tmp"))), 1)
            asked.send_signal(request)
            # Its pipes are closed when the script has ended too.
            _, errors = asked.communicate(timeout=60)
            self.assertEqual(asked.returncode, 2)
            self.assertIn("was ended before its end", errors.splitlines()[-1])
            self.assertEqual(os.listdir(self.file("tmp")), [])

    def test_asked_to_end_twice_it_leaves_nothing_behind_either(self):
        path = self.file("waits.py", b"""import sys
print("here", flush=True)
sys.stdin.read()
""")
        os.mkdir(self.file("tmp"))
        asked = subprocess.Popen([COROSCOPE, "open", path, "--timeline"], text=True,
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE,
                                 env={**os.environ, "TMPDIR": self.file("tmp")})
        self.assertEqual(asked.stdout.readline(), "here\n")
        asked.send_signal(signal.SIGSTOP)
        os.waitpid(asked.pid, os.WUNTRACED)
        for request in (signal.SIGTERM, signal.SIGHUP, signal.SIGCONT):  # both wait for it
            asked.send_signal(request)
        asked.communicate(timeout=60)
        self.assertNotEqual(asked.returncode, 0)
        self.assertEqual(os.listdir(self.file("tmp")), [])

    def test_hangups_that_are_ignored_stay_so_for_the_program_too(self):
        path = self.file("long.py", self.SCRIPT.replace(b"asyncio.run", b"""import signal
print(signal.getsignal(signal.SIGHUP) == signal.SIG_IGN, flush=True)
input()
asyncio.run"""))
        shown = subprocess.Popen([COROSCOPE, "open", path, "--timeline"], text=True,
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, start_new_session=True,
                                 preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        self.assertEqual(shown.stdout.readline(), "True\n")
        os.killpg(shown.pid, signal.SIGHUP)  # as a terminal does that is closed
        output, errors = shown.communicate("\n", timeout=60)
        self.assertEqual(shown.returncode, 0, errors)
        self.assertIn("brew(2)", output)

    def test_killed_while_a_program_runs_it_leaves_nothing_behind_either(self):
        path = self.file("waits.py", b"""import os, sys
print(os.getpid(), flush=True)
while True:
    pass
""")
        os.mkdir(self.file("tmp"))
        killed = subprocess.Popen([COROSCOPE, "open", path, "--timeline"], text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                  env={**os.environ, "TMPDIR": self.file("tmp")})
        script = int(killed.stdout.readline())
        self.addCleanup(kill_where_it_runs, script)
        killed.kill()
        killed.communicate(timeout=60)  # the script has closed its output
        wait_until(lambda: os.listdir(self.file("tmp")) == [], "the folder is removed")

    def test_a_program_that_cannot_be_run_is_told_of(self):
        broken = coroscope("open", self.file("broken.py", b"async def main(:\n"), "--timeline")
        self.assertEqual(broken.returncode, 1)
        self.assertIn("SyntaxError", broken.stderr)
        self.assertIn("broken.py was not recorded", broken.stderr.splitlines()[-1])
        self.assert_one_line(coroscope("open", self.file("none.py"), "--timeline"),
                             "none.py cannot be read")
        # Without Python there is one line more, and nothing is left behind.
        os.mkdir(self.file("tmp"))
        alone = subprocess.run([COROSCOPE, "open", self.file("tea.py", self.SCRIPT), "--timeline"],
                               capture_output=True, text=True, timeout=120,
                               env={"PATH": self.file("nowhere"), "TMPDIR": self.file("tmp")})
        self.assertEqual(alone.returncode, 2)
        self.assertIn("python3 cannot be run", alone.stderr.splitlines()[-1])
        self.assertEqual(os.listdir(self.file("tmp")), [])
        # Nothing runs for a window that cannot be opened.
        path = self.file("tea.py", self.SCRIPT)
        self.assert_one_line(coroscope("open", path), "no display", f"open {path} --timeline")

    def test_the_script_stands_beside_its_recording_unless_it_was_changed_since(self):
        script = self.file("tea.py", self.SCRIPT)
        recording, page = self.file("tea.jsonl"), self.file("tea.html")
        record_python(script, recording)
        self.assertEqual(coroscope("export", recording, "-o", page).returncode, 0)
        self.assertIn("brewed", Path(page).read_text().split("<h2>Python</h2>")[1])
        after = os.stat(recording).st_mtime + 10
        os.utime(script, (after, after))
        self.assertEqual(coroscope("export", recording, "-o", page).returncode, 0)
        self.assertNotIn("<h2>Python</h2>", Path(page).read_text())

    def assert_one_line(self, result, *says):
        self.assertEqual(result.returncode, 2, result)
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        for each in says:
            self.assertIn(each, result.stderr)

    def test_what_is_no_recording_gets_one_line(self):
        self.assert_one_line(coroscope("open", "/nowhere/x.coro"), "/nowhere/x.coro", "No such file")
        self.assert_one_line(coroscope("open", self.folder.name), "folder")
        for content in (b"", b"hello\n", b"\x89PNG\r\n\x1a\n", b"{}\n", b"\x00" * 100):
            path = self.file("x.coro", content)
            self.assert_one_line(coroscope("open", path), path)
            self.assert_one_line(coroscope("open", path, "--timeline"), path)

    def test_without_a_display_it_says_what_to_do_instead(self):
        path = self.recorded("run.coro")
        self.assert_one_line(coroscope("open", path), f"coroscope open {path} --timeline")

    def test_a_damaged_file_shows_its_good_part_and_says_so(self):
        whole = Path(self.recorded("run.jsonl")).read_bytes()
        cut = self.file("cut.jsonl", whole[:len(whole) // 2])
        result = coroscope("open", cut, "--timeline")
        self.assert_one_line(result, cut, "cut off", "is shown")
        self.assertIn("work(2)", result.stdout)
        lines = whole.splitlines(keepends=True)
        spoilt = self.file("spoilt.jsonl", b"".join(lines[:20] + [b"oops\n"] + lines[20:]))
        self.assert_one_line(coroscope("open", spoilt, "--timeline"), "line 21", "20 events")

    def test_any_damage_to_a_binary_file_is_said(self):
        whole = Path(self.recorded("run.coro")).read_bytes()
        chance = random.Random(5)
        for _ in range(25):
            spoilt = bytearray(whole)
            spoilt[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
            self.assert_one_line(coroscope("open", self.file("a.coro", bytes(spoilt)), "--timeline"))
            self.assert_one_line(coroscope(
                "open", self.file("b.coro", whole[:chance.randrange(len(whole))]), "--timeline"))


if __name__ == "__main__":
    unittest.main()
