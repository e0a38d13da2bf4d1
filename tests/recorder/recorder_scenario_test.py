"""What the person does: interrupts, cancels, sleeps that block, variants; and real Ctrl-C."""

import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from contract import problems
from recording import ENVIRONMENT, LESSONS, command, record

STOPPING = next(script for script in LESSONS if script.parent.name.startswith("05"))

SLEEPER = """
import asyncio
async def main():
    try:
        await asyncio.sleep(5)
    finally:
        print("clean-up")
asyncio.run(main())
"""

BLOCKER = """
import asyncio, time
async def block():
    time.sleep(5)
async def other():
    print("other")
loop = asyncio.new_event_loop()
tasks = [loop.create_task(block()), loop.create_task(other())]
try:
    loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
except KeyboardInterrupt:
    print("interrupted", tasks[0].done(), tasks[1].done())
loop.run_until_complete(tasks[1])
tasks[0].exception()
loop.close()
"""


def at(recording, second):
    """The story of that instant, without what the loop does by itself."""
    hidden = {"iteration_begin", "timer_set", "handle_begin", "handle_end"}
    kinds = {event["kind"] for event in recording.events} - hidden
    return [line for line, event in zip(recording.story(*kinds), recording.of(*kinds))
            if event["t_ns"] == round(second * 1e9)]


class Planned(unittest.TestCase):
    maxDiff = None

    def record(self, program, scenario, **options):
        recording = record(program, scenario=scenario, **options)
        self.assertEqual(problems(recording.events), [], recording.stderr)
        return recording

    def test_an_interrupt_leaves_select_with_no_task_touched(self):
        recording = self.record(STOPPING, "lesson 5\nprogram {\"a\": \"b # c\"}\nat 1.5: interrupt  # in the middle\n")
        self.assertEqual(at(recording, 1.5)[:6], [
            "select_end 0 interrupted", "intervention 0 interrupt", "interrupt",
            "loop_run_end KeyboardInterrupt",
            "callback_remove future:1 _run_until_complete_cb", "cancel_asked Task-1 0"])
        self.assertEqual((recording.status, recording.stdout), (0, "waited 1\nFalse\nTrue\nTrue\n"))

    def test_an_interrupt_inside_of_a_step_ends_that_task_and_leaves_the_loop(self):
        recording = self.record(BLOCKER, "at 2: interrupt\n")
        self.assertEqual(at(recording, 2)[:9], [
            "block_end Task-1 interrupted", "intervention Task-1 0 interrupt",
            "interrupt Task-1", "coro_exit Task-1 block()", "task_failed Task-1 KeyboardInterrupt",
            "call_soon Task-1 handle:1 _done_callback", "step_end Task-1 ends",
            "loop_run_end KeyboardInterrupt", "callback_remove future:1 _run_until_complete_cb"])
        self.assertEqual(recording.stdout, "interrupted True False\nother\n")

    def test_an_interrupt_under_run_cancels_the_main_task(self):
        recording = self.record(SLEEPER, "at 2: interrupt\n")
        self.assertEqual(at(recording, 2)[:8], [
            "select_end 0 interrupted", "intervention 0 interrupt", "interrupt",
            "future_done future:1 cancelled", "woken Task-1 future:1", "cancel_asked Task-1 1",
            "call_threadsafe handle:2 <lambda>", "step_begin Task-1 CancelledError"])
        self.assertEqual((recording.status, recording.stdout), (1, "clean-up\n"))
        self.assertTrue(recording.stderr.endswith("\nKeyboardInterrupt\n"))

    def test_a_blocking_sleep_goes_on_where_the_handler_returns(self):
        recording = self.record("""
import asyncio, time
async def main():
    time.sleep(5)
    await asyncio.sleep(1)
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
""", "at 2: interrupt\n")
        self.assertEqual(at(recording, 2), ["intervention Task-1 0 interrupt", "interrupt Task-1",
                                            "cancel_asked Task-1 task:Task-1 1",
                                            "call_threadsafe Task-1 handle:1 <lambda>"])
        self.assertEqual(at(recording, 5)[0], "block_end Task-1")
        self.assertEqual(recording.stdout, "interrupted\n")

    def test_a_second_interrupt_under_run_is_at_once(self):
        recording = self.record("""
import asyncio
async def main():
    for _ in range(3):
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print("no")
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
""", "at 1: interrupt\nat 2: interrupt\n")
        self.assertEqual(recording.stdout, "no\nno\ninterrupted\n")

    def test_a_cancel_comes_before_the_timers_of_its_instant(self):
        recording = self.record(STOPPING, "at 2: cancel work(2)\n")
        self.assertEqual(at(recording, 2)[:8], [
            "select_end 0 wakeup", "intervention task:Task-2 0 cancel",
            "future_done future:3 cancelled", "woken Task-2 future:3",
            "cancel_asked Task-2 person 1", "timer_due handle:2",
            "step_begin Task-2 CancelledError", "handle_cancel Task-2 handle:2"])
        self.assertEqual(recording.stdout, "waited 1\nwaited 3\n[1, CancelledError(''), 3]\n")

    def test_a_cancel_during_a_blocking_call_waits_for_its_end(self):
        recording = self.record(STOPPING, "at 1.5: cancel work(3)\nblock work(2) 1\n")
        self.assertIn("intervention Task-2 task:Task-2 1 block", at(recording, 0))
        self.assertIn("block_begin Task-2 2000000000 sleep", at(recording, 0))
        self.assertIn("cancel_asked Task-3 person 1", at(recording, 2))

    def test_tasks_are_found_by_name_by_label_and_by_number_among_equals(self):
        program = """
import asyncio
async def work(x):
    await asyncio.sleep(3)
async def main():
    tasks = [asyncio.get_running_loop().create_task(work(1), name=name)
             for name in (None, "brew", "brew")]
    await asyncio.gather(*tasks, return_exceptions=True)
asyncio.run(main())
"""
        for target, task in (("Task-2", "Task-2"), ("brew", "brew"), ("brew#2", "brew#2"),
                             ("work(1)", "Task-2"), ("work(1)#3", "brew#2")):
            with self.subTest(target):
                recording = self.record(program, f"at 1: cancel {target}\n")
                self.assertEqual(recording.of("cancel_asked")[0]["task"], task)

    def test_an_intervention_after_an_event_is_as_if_the_next_statement_did_it(self):
        events = record(STOPPING).events
        seq = next(e["seq"] for e in events if e["kind"] == "print" and e["text"] == "waited 1")
        recording = self.record(STOPPING, f"after {seq} print Task-1: cancel work(3)\n"
                                          f"after {seq + 1} print Task-1: interrupt\n")
        self.assertEqual([event["kind"] for event in recording.events[seq:seq + 5]],
                         ["print", "intervention", "future_done", "woken", "cancel_asked"])
        self.assertEqual(recording.text.splitlines()[1:seq],
                         record(STOPPING).text.splitlines()[1:seq])
        self.assertIn(f"lost: no event {seq + 1} print Task-1", recording.stderr)

    def test_an_interrupt_after_an_event_is_raised_there(self):
        events = record(STOPPING).events
        seq = next(e["seq"] for e in events if e["kind"] == "print" and e["text"] == "waited 1")
        recording = self.record(STOPPING, f"after {seq} print Task-1: interrupt\n")
        self.assertIn("task_failed Task-1 KeyboardInterrupt", recording.story("task_failed"))
        self.assertEqual(recording.stdout, "waited 1\nFalse\nTrue\nTrue\n")

    def test_what_did_not_happen_is_said(self):
        recording = self.record(STOPPING, "at 1: cancel nobody\nat 9: interrupt\n")
        self.assertEqual(recording.stderr.splitlines(), [
            "coroscope: there was no task 'nobody' to cancel at 1.0 s",
            "coroscope: nothing happened at 9.0 s: the program ended at 3.0 s"])
        self.assertEqual(recording.of("intervention"), [])

    def test_complete_and_raise_finish_the_innermost_future_that_is_awaited(self):
        recording = self.record(STOPPING, "at 0.5: complete work(3)\nat 1.5: raise work(2) ValueError: boom\n")
        self.assertEqual(at(recording, 0.5)[:4], [
            "select_end 0 wakeup", "intervention task:Task-3 0 complete",
            "future_done future:4 result", "woken Task-3 future:4"])
        self.assertEqual(at(recording, 1.5)[1:4], [
            "intervention task:Task-2 1 raise", "future_done future:3 ValueError: boom",
            "woken Task-2 future:3"])
        self.assertEqual(recording.stdout,
                         "waited 3\nwaited 1\n[1, ValueError('boom'), 3]\n")

    def test_what_cannot_be_completed_is_said_with_the_reason(self):
        recording = self.record("""
import asyncio
async def work():
    await asyncio.sleep(2)
async def main():
    await asyncio.gather(work())
asyncio.run(main())
""", "at 1: complete Task-1\nafter 0 print#1 MainThread: interrupt\n")
        self.assertEqual(recording.stderr.splitlines(), [
            "coroscope: could not complete 'Task-1' at 1.0 s: Task-1 awaits a gather, wait or "
            "shield, which ends with its parts",
            "coroscope: lost: no event 0 print MainThread"])

    def test_a_finished_task_is_told_the_same_whether_or_not_somebody_holds_it(self):
        for held in ("", "    task = None\n"):
            program = ("import asyncio\nasync def job():\n    pass\nasync def main():\n"
                       "    task = asyncio.create_task(job())\n    await asyncio.sleep(0.5)\n"
                       f"{held}    await asyncio.sleep(1)\nasyncio.run(main())\n")
            recording = self.record(program, "at 1: cancel Task-2\nat 1: complete job()\n")
            told = [event for event in recording.events
                    if event["kind"] in ("intervention", "cancel_asked")]
            self.assertEqual([(event["kind"], event.get("task"), event["other"], event["value"],
                               event["loop"]) for event in told],
                             [("intervention", None, "task:Task-2", 0, "loop-1"),
                              ("cancel_asked", "Task-2", "person", 0, "loop-1")])
            self.assertIn("could not complete 'job()' at 1.0 s: Task-2 is finished",
                          recording.stderr)

    def test_a_task_that_was_destroyed_while_pending_is_gone(self):
        program = ("import asyncio, gc\nasync def job():\n"
                   "    await asyncio.get_running_loop().create_future()\nasync def main():\n"
                   "    task = asyncio.create_task(job())\n    await asyncio.sleep(0.5)\n"
                   "    task = None\n    gc.collect()\n    await asyncio.sleep(1)\n"
                   "asyncio.run(main())\n")
        recording = self.record(program, "at 1: cancel Task-2\n")
        self.assertEqual(recording.story("intervention", "cancel_asked"), [])
        self.assertIn("could not cancel 'Task-2' at 1.0 s: the task is gone", recording.stderr)

    def test_so_is_one_of_which_nobody_is_told_that_it_was_destroyed(self):
        program = ("import asyncio, gc\nasync def job():\n"
                   "    await asyncio.get_running_loop().create_future()\nasync def main():\n"
                   "    together = asyncio.gather(job())\n    await asyncio.sleep(0.5)\n"
                   "    together = None\n    gc.collect()\n    await asyncio.sleep(1)\n"
                   "asyncio.run(main())\n")
        recording = self.record(program, "at 1: cancel Task-2\nat 1: complete job()\n")
        self.assertEqual(recording.story("destroyed_pending", "intervention", "cancel_asked"), [])
        for act in ("cancel 'Task-2'", "complete 'job()'"):
            self.assertIn(f"could not {act} at 1.0 s: the task is gone", recording.stderr)

    def test_in_a_circle_of_tasks_there_is_nothing_to_complete(self):
        recording = self.record("""
import asyncio
async def follow(i):
    await tasks[1 - i]
async def main():
    tasks.extend([asyncio.create_task(follow(0)), asyncio.create_task(follow(1))])
    await asyncio.sleep(2)
tasks = []
asyncio.new_event_loop().run_until_complete(main())
""", "at 1: complete follow(0)\n")
        self.assertIn("coroscope: could not complete 'follow(0)' at 1.0 s: Task-2 awaits tasks "
                      "that wait in a circle", recording.stderr.splitlines())

    def test_a_step_begins_and_the_person_acts_within_it(self):
        cancelled = self.record(STOPPING, "after 0 step_begin#2 Task-3: cancel work(3)\n")
        self.assertIn("cancel_asked Task-3 person 1", at(cancelled, 3))
        self.assertEqual(cancelled.stdout, "waited 1\nwaited 2\nwaited 3\n"
                                           "[1, 2, CancelledError('')]\n")
        broken = self.record(STOPPING, "after 0 step_begin#2 Task-3: interrupt\n")
        self.assertIn("task_failed Task-3 KeyboardInterrupt", at(broken, 3))

    def test_what_is_switched_off_is_not_done(self):
        recording = self.record(STOPPING, "off at 1.5: interrupt\n")
        self.assertEqual((recording.of("intervention"), recording.stderr), ([], ""))

    def test_a_scenario_works_on_the_real_clock_too(self):
        recording = self.record(SLEEPER, "at 0.1: interrupt\n", virtual=False)
        self.assertEqual((recording.status, recording.stdout), (1, "clean-up\n"))
        self.assertLess(recording.seconds, 4)

    def test_a_variant_runs_line_for_line(self):
        blocking = self.record(STOPPING, "variant sleep=blocking\n")
        self.assertEqual(len(blocking.of("block_begin")), 3)
        self.assertIn("script=lesson.py sleep=blocking clock=virtual", blocking.events[0]["text"])
        default = self.record(STOPPING, "")
        self.assertEqual([e["line"] for e in default.of("print")],
                         [e["line"] for e in blocking.of("print")])


class BadInput(unittest.TestCase):
    def expect(self, message, *, scenario=None, script=STOPPING, options=()):
        recording = record(script, scenario=scenario, options=options)
        self.assertEqual((recording.status, recording.stdout), (2, ""), recording.stderr)
        self.assertEqual(recording.stderr.count("\n"), 1, recording.stderr)
        self.assertIn(message, recording.stderr)

    def test_each_bad_line_gets_one_clear_line(self):
        for line, message in (
                ("at soon: interrupt", ":1: 'soon' is no time in seconds"),
                ("\nat -1: interrupt", ":2: the time -1 must be 0 or later"),
                ("at nan: interrupt", ":1: the time nan must be 0 or later"),
                ("at 1: cancel", "cancel what? Write: cancel TASK"),
                ("at 1: complete", "complete what? Write: complete TASK"),
                ("at 1: raise work(1)", "Write: raise TASK ValueError: message"),
                ("at 1: raise work(1) Surprise: x", "'Surprise' is no exception"),
                ("after 1 print#0 Task-1: interrupt", "counts nothing"),
                ("off lesson 5", "only what the person does"),
                ("at 1: dance", "'dance' is no action"),
                ("after x step_end Task-1: interrupt", "'x' is no event number"),
                ("block work(1) 0", "counted from 1"),
                ("variant sleep", "cannot read 'variant sleep'"),
                ("variant speed=fast", "has no variant speed=fast"),
                ("hello", "cannot read 'hello'")):
            with self.subTest(line):
                self.expect(message, scenario=line)

    def test_files_that_cannot_be_read_or_written(self):
        self.expect("cannot read /nowhere/x.py: No such file", script=Path("/nowhere/x.py"))
        self.expect("cannot write /nowhere/y: No such file", options=["-o", "/nowhere/y"])
        full = record(STOPPING, options=["-o", "/dev/full"])
        self.assertEqual(full.status, 2)
        self.assertEqual(full.stderr, "coroscope: cannot write /dev/full: No space left on device\n")
        self.expect("cannot read /nowhere/z: No such file", options=["--scenario", "/nowhere/z"])
        self.expect("unrecognized", options=["--speed"])
        self.expect("write NAME=CHOICE", options=["--variant", "sleep"])


class RealInterrupts(unittest.TestCase):
    """SIGINT to programs on the real clock, as soon as their recording says that they wait."""

    def interrupt(self, program, kind):
        with tempfile.TemporaryDirectory() as folder:
            script, output = Path(folder, "program.py"), Path(folder, "out.jsonl")
            script.write_text(program)
            process = subprocess.Popen(
                command(str(output), script, virtual=False), env=ENVIRONMENT, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
            while not output.exists() or f'"kind":"{kind}"' not in output.read_text():
                self.assertIsNone(process.poll())
                time.sleep(0.02)
            time.sleep(0.1)  # from the flush into the wait
            process.send_signal(signal.SIGINT)
            stdout, stderr = process.communicate(timeout=30)
            text = output.read_text()
        return process.returncode, stdout, stderr, text

    def kinds_from(self, text, kind):
        kinds = [line.split('"kind":"')[1].split('"')[0] for line in text.splitlines()]
        return kinds[kinds.index(kind) + 1:]

    def test_in_select(self):
        status, stdout, _, text = self.interrupt(STOPPING.read_text(), "select_begin")
        self.assertEqual((status, stdout), (0, "True\nTrue\nTrue\n"))
        self.assertEqual(self.kinds_from(text, "select_begin")[:3],
                         ["select_end", "interrupt", "loop_run_end"])

    def test_in_a_blocking_sleep(self):
        status, stdout, _, text = self.interrupt(BLOCKER, "block_begin")
        self.assertEqual((status, stdout), (0, "interrupted True False\nother\n"))
        self.assertEqual(self.kinds_from(text, "block_begin")[:4],
                         ["block_end", "interrupt", "coro_exit", "task_failed"])

    def test_an_uncaught_one_kills_as_it_does_without_the_recorder(self):
        status, stdout, stderr, text = self.interrupt(SLEEPER, "select_begin")
        self.assertEqual((status, stdout), (-signal.SIGINT, "clean-up\n"))
        self.assertTrue(stderr.endswith("\nKeyboardInterrupt\n"), stderr)
        self.assertEqual(self.kinds_from(text, "select_begin")[:3],
                         ["select_end", "interrupt", "future_done"])


if __name__ == "__main__":
    unittest.main()
