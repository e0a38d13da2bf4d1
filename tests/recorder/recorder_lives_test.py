"""What CPython guarantees of loops, names and ends is what the recording says."""

import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from case import Case
from recording import PROGRAMS, brief, plain, record


class Loops(Case):
    def test_stop_survives_until_run_forever_and_gives_exactly_one_pass(self):
        recording = self.record("""
            loop = asyncio.new_event_loop()
            loop.call_soon(loop.call_soon, print, "left over")
            loop.stop()
            loop.run_forever()
            loop.call_later(5, print)
            loop.close()
            """)
        self.assertEqual(recording.story("loop_stop", "loop_run_begin", "iteration_begin",
                                         "loop_run_end", "loop_close", "select_begin"),
                         ["loop_stop", "loop_run_begin run_forever", "iteration_begin 1",
                          "loop_run_end", "loop_close 2"])

    def test_run_until_complete_makes_its_task_before_it_runs(self):
        story = self.record("""
            async def main():
                raise SystemExit(3)
            loop = asyncio.new_event_loop()
            loop.run_until_complete(main())
            """).story("loop_new", "task_new", "callback_add", "loop_run_begin", "task_failed",
                       "loop_run_end", "callback_remove")
        self.assertEqual(story, ["loop_new", "task_new Task-1 main()",
                                 "callback_add task:Task-1 _run_until_complete_cb",
                                 "loop_run_begin task:Task-1 run_until_complete",
                                 "task_failed Task-1 SystemExit: 3", "loop_run_end SystemExit"])

    def test_run_says_that_it_is_run(self):
        self.assertEqual(self.record("""
            async def main():
                pass
            asyncio.run(main())
            """).story("loop_run_begin"),
            ["loop_run_begin task:Task-1 run", "loop_run_begin task:Task-2 run_until_complete",
             "loop_run_begin task:Task-3 run_until_complete"])

    def test_a_long_sleep_is_cut_into_days_and_ends_on_the_nanosecond(self):
        recording = self.record("""
            async def main():
                await asyncio.sleep(1e7)
                print(asyncio.get_running_loop().time())
            asyncio.run(main())
            """)
        self.assertEqual(recording.of("print")[0]["t_ns"], 10_000_000_000_000_000)
        self.assertEqual({e["value"] for e in recording.of("select_begin")[:-1]},
                         {86_400_000_000_000})

    def test_where_nothing_can_ever_run_the_run_ends_and_says_who_waits(self):
        recording = record("import asyncio\n"
                           "async def main():\n"
                           "    await asyncio.Event().wait()\n"
                           "asyncio.run(main())\n")
        self.assertEqual(recording.status, 1)
        self.assertIn("DeadlockError: nothing is scheduled and nobody can ever run again", recording.stderr)
        self.assertIn("loop-1 to be woken (Task-1 awaits event)", recording.stderr)


class Names(Case):
    def test_labels_show_the_arguments_as_bound_at_creation(self):
        labels = [e["text"] for e in self.record("""
            class Brewer:
                async def brew(self, kind, minutes=3):
                    minutes = None
            async def many(first, *rest, loud=False, **more):
                pass
            async def takes(anything):
                pass
            async def main():
                await asyncio.gather(Brewer().brew("tea"), Brewer().brew(kind="tea", minutes=[1]),
                                     many(1, 2, 3, loud=True, x=1), takes("x" * 60),
                                     takes(object()), takes([1, len]), takes({"a": (1, None)}),
                                     takes(ValueError("v")), asyncio.sleep(0))
            asyncio.run(main())
            """).of("task_new")]
        self.assertEqual(labels[1:10], [
            "Brewer.brew('tea', 3)", "Brewer.brew('tea', [1])", "many(1, 2, 3)",
            "takes('" + "x" * 38 + "…)", "takes(…)", "takes(…)", "takes({'a': (1, None)})",
            "takes(ValueError('v'))", "sleep()"])

    def test_a_coroutine_is_named_as_cpython_names_it_but_for_the_function_around_it(self):
        recording = self.record("""
            async def main():
                async def work(x):
                    pass
                await asyncio.create_task(work(1))
                work(2)
                await asyncio.create_task(asyncio.Lock().acquire())
            asyncio.run(main())
            """)
        self.assertEqual([e["text"] for e in recording.of("task_new")][1:3],
                         ["work(1)", "Lock.acquire()"])
        self.assertEqual([e["text"] for e in recording.of("coro_enter")][1:], ["work(1)"])
        self.assertEqual([e["text"] for e in recording.of("never_awaited")],
                         ["main.<locals>.work(2)"])
        self.assertIn("coroutine 'main.<locals>.work' was never awaited", recording.stderr)

    def test_a_name_given_to_create_task_comes_after_the_task(self):
        """Until 3.12: asyncio.create_task names the task that the loop has made."""
        story = self.record("""
            async def work():
                pass
            async def main():
                loop = asyncio.get_running_loop()
                asyncio.create_task(work(), name="tea")
                loop.create_task(work(), name="brew")
                loop.create_task(work(), name="brew")
            asyncio.run(main())
            """).story("task_new", "task_renamed")
        self.assertEqual(story[1:5], [
            "task_new Task-2 task:Task-1 work()", "task_renamed Task-2 tea",
            "task_new brew task:Task-1 work()", "task_new brew#2 task:Task-1 work()"])

    def test_internal_sets_iterate_in_the_order_of_creation(self):
        recording = self.record("""
            async def work(x):
                await asyncio.sleep(1)
                return x
            async def main():
                tasks = [asyncio.create_task(work(x)) for x in range(50)]
                done, pending = await asyncio.wait(set(reversed(tasks)))
                print([task.result() for task in done] == list(range(50)))
                print([task.result() for task in set(tasks)] == list(range(50)) or "own set")
                async with asyncio.TaskGroup() as group:
                    for x in range(50):
                        group.create_task(asyncio.sleep(9))
                    group.create_task(work(0)).add_done_callback(lambda f: boom.set_result(1))
                    boom = asyncio.get_running_loop().create_future()
                    await boom
                    asyncio.current_task().cancel()
            try:
                asyncio.run(main())
            except asyncio.CancelledError:
                print("cancelled")
            """)
        self.assertEqual(recording.stdout.splitlines()[0], "True")
        asked = [int(e["task"][5:]) for e in recording.of("cancel_asked")
                 if e["task"] != "Task-1"]
        self.assertEqual(len(asked), 50)
        self.assertEqual(asked, sorted(asked))


class Exits(Case):
    def test_what_is_left_behind_is_recorded_when_it_dies(self):
        story = self.record("""
            async def work(x):
                await asyncio.sleep(x)
            async def fails():
                raise ValueError("boom")
            async def main():
                asyncio.create_task(fails())
                await asyncio.sleep(0)
                await asyncio.sleep(0)
                print("after")
            work(1)
            loop = asyncio.new_event_loop()
            loop.run_until_complete(main())
            task = loop.create_task(work(2))
            loop.close()
            never = work(3)
            """).story("never_awaited", "exception_unretrieved", "destroyed_pending", "print",
                       "loop_close")
        self.assertEqual(story[:4], ["never_awaited work(1)",
                                     "exception_unretrieved task:Task-2 2 ValueError: boom",
                                     "print Task-1 after", "loop_close 1"])
        # The pending task never started: CPython warns of its coroutine too.
        self.assertCountEqual(story[4:], ["destroyed_pending Task-3 2", "never_awaited work(2)",
                                          "never_awaited work(3)"])

    def test_a_task_of_another_class_is_complained_of_as_without_the_recorder(self):
        source = ("import asyncio, gc\nasync def job():\n"
                  "    await asyncio.get_running_loop().create_future()\nasync def main():\n"
                  "    task = asyncio.tasks._PyTask(job(), loop=asyncio.get_running_loop())\n"
                  "    await asyncio.sleep(0)\n    del task\n    gc.collect()\n"
                  "asyncio.run(main())\n")
        recording = record(source)
        self.assertEqual(recording.story("destroyed_pending", "print"), ["destroyed_pending 2"])
        self.assertNotIn("AttributeError", recording.stderr)
        self.assertIn("Task was destroyed but it is pending!", recording.stderr)

    def test_what_the_program_hears_itself_is_not_told_on_stderr(self):
        recording = self.record("""
            async def fails():
                raise ValueError("boom")
            async def main():
                loop = asyncio.get_running_loop()
                loop.set_exception_handler(lambda loop, context: print(context["message"]))
                task = asyncio.create_task(fails())
                await asyncio.sleep(1)
                del task
            asyncio.run(main())
            """)
        self.assertEqual(recording.story("exception_unretrieved"),
                         ["exception_unretrieved Task-1 task:Task-2 ValueError: boom"])
        self.assertEqual(recording.stderr, "")

    def test_an_uncaught_exception_ends_it_as_python_does(self):
        recording = self.record("""
            async def main():
                await asyncio.sleep(1)
                raise ValueError("boom")
            asyncio.run(main())
            """)
        self.assertEqual(recording.status, 1)
        self.assertTrue(recording.stderr.startswith("Traceback (most recent call last):\n"))
        self.assertTrue(recording.stderr.endswith("\nValueError: boom\n"))
        self.assertNotIn("coroscope", recording.stderr)
        self.assertIn("task_failed Task-1 ValueError: boom", recording.story("task_failed"))

    def test_its_exit_code_is_the_programs(self):
        for code, status in (("sys.exit(5)", 5), ("sys.exit('no')", 1), ("sys.exit()", 0),
                             ("os._exit(4)", 4), ("1 / 0", 1)):
            with self.subTest(code):
                recording = self.record(f"import os, sys\nprint('x')\n{code}\n")
                self.assertEqual((recording.status, recording.story("print")),
                                 (status, ["print x"]))

    def test_a_process_that_ends_at_once_says_where(self):
        recording = record("""if True:
            import asyncio, os
            async def main():
                await asyncio.sleep(1)
                os._exit(5)
            asyncio.run(main())
            """)
        self.assertEqual(recording.status, 5)
        self.assertEqual(brief(recording.events[-1]), "thread_end Task-1 os._exit(5)")

    def test_what_happened_before_a_crash_is_recorded(self):
        recording = record("""if True:
            import asyncio, os, signal
            async def main():
                await asyncio.sleep(1)
                print("before")
                os.kill(os.getpid(), signal.SIGKILL)
            asyncio.run(main())
            """)
        self.assertEqual(recording.status, -9)
        self.assertEqual(recording.events[-1]["text"], "before")

    def test_a_script_in_another_encoding_is_refused_as_by_python(self):
        with TemporaryDirectory() as folder:
            script = Path(folder, "latin.py")
            for source in (b"import asyncio\nprint('caf\xe9')\n", b"\xff",
                           b"# coding: latin-1\nprint(ascii('caf\xe9'))\n",
                           b"# coding: utf-8\nprint('caf\xe9')\n"):
                with self.subTest(source):
                    script.write_bytes(source)
                    recording, expected = record(script), plain(script)
                    self.assertEqual((recording.status, recording.stdout),
                                     (expected.returncode, expected.stdout))
                    self.assertEqual(recording.stderr.splitlines()[-1:],
                                     expected.stderr.splitlines()[-1:])

    def test_atexit_functions_and_arguments_are_the_programs_own(self):
        recording = record("import atexit, sys\n"
                           "atexit.register(print, 'bye')\n"
                           "print(sys.argv[1:], __name__, sys.path[0] in __file__)\n",
                           arguments=["--virtual", "-o"])
        self.assertEqual(recording.stdout, "['--virtual', '-o'] __main__ True\nbye\n")

    def test_awaits_reach_as_deep_as_without_the_recorder(self):
        program = PROGRAMS / "deep.py"
        recording = record(program)
        self.assertEqual(recording.stdout, plain(program).stdout)
        story = recording.story("coro_enter", "coro_exit", "print")
        self.assertEqual(len(story) % 2, 1)  # as many ends as starts, and the print
        self.assertEqual(story[-3:], ["coro_enter Task-1 last()", "coro_exit Task-1 last()",
                                      "coro_exit Task-1 main()"])


if __name__ == "__main__":
    unittest.main()
