"""Random programs record the same under CPython and on our runtime; what differs is shrunk."""

import os
import sys
import tempfile
import unittest

from recordings import HERE, record_python

FOLDER = HERE / "random_programs"
sys.path.insert(0, str(FOLDER))

import both_sides  # noqa: E402
import long_run  # noqa: E402
import shrink  # noqa: E402
from generate import MOST_STATEMENTS, generate, weight  # noqa: E402
from source import scenario, source  # noqa: E402

BINARY = os.path.join(os.environ["COROSCOPE_BUILD"], "random_programs")
# The first 300, and those that have found what no other test had.
SEEDS = [*range(1, 301), 7827, 15096, 203013, 401652, 504494, 509608, 511184]
# The same of programs with threads.
SEEDS_WITH_THREADS = [*range(1, 101), 1895, 1933]


class RandomProgramsTest(unittest.TestCase):
    maxDiff = None

    def check_same(self, seeds, threads):
        batches = [seeds[i:i + 25] for i in range(0, len(seeds), 25)]
        differ = [seed for batch, result in long_run.compared(batches, BINARY, threads)
                  for seed, difference in zip(batch, result) if difference]
        shown = (long_run.explain(min(differ), BINARY, lambda _: None, threads=threads)
                 if differ else "")
        self.assertEqual([], differ, shown)

    def test_300_programs_record_the_same_on_both_sides(self):
        self.check_same(SEEDS, threads=False)

    def test_100_programs_with_threads_record_the_same_on_both_sides(self):
        self.check_same(SEEDS_WITH_THREADS, threads=True)

    def test_a_seed_is_the_same_program_every_time_and_another_seed_another(self):
        self.assertEqual(generate(7), generate(7))
        self.assertNotEqual(source(generate(7)), source(generate(8)))

    def test_programs_are_small_and_every_statement_occurs(self):
        programs = [generate(seed) for seed in SEEDS]
        self.assertLessEqual(max(map(weight, programs)), MOST_STATEMENTS)
        text = "\n".join(map(source, programs)) + "".join(map(scenario, programs))
        for word in ("create_task", "sleep(0)", "gather(", "return_exceptions=True", "shield(",
                     "wait_for(", "FIRST_EXCEPTION", "timeout(", "timeout_at(", "reschedule(",
                     "as_completed(", "async with lock", "async with condition", "Semaphore(",
                     ".notify(", ".set()", ".get()", ".put(", ".join()", "barrier", "TaskGroup",
                     "finally:", "raise ValueError", "except asyncio.CancelledError",
                     "call_soon(", "call_later(", "uncancel()", "add_done_callback",
                     "remove_done_callback", "set_result", "set_exception", "time.sleep",
                     "cancel('stop')", "raise KeyboardInterrupt", ": interrupt", ": cancel Task",
                     "asyncio.run(main())", "run_until_complete(main())"):
            self.assertIn(word, text)

    def test_programs_with_threads_are_small_and_every_statement_of_theirs_occurs(self):
        programs = [generate(seed, threads=True) for seed in SEEDS_WITH_THREADS]
        self.assertLessEqual(max(map(weight, programs)), MOST_STATEMENTS)
        text = "\n".join(map(source, programs))
        for word in ("threading.Thread(target=j", ".join()", ".join(0.5)", ".is_alive()",
                     "target=serve", "target=run_l", "call_soon_threadsafe(k", ".stop)",
                     "run_coroutine_threadsafe(", ".result()", ".result(1)", ".exception(",
                     "print(x0.cancel())", ".running()", "to_thread(j", "run_in_executor(None, j",
                     "run_in_executor(e", ".submit(j", "wrap_future(x", "    time.sleep("):
            self.assertIn(word, text)

    def test_many_in_one_process_are_recorded_as_each_alone(self):
        program = generate(SEEDS[0])
        with tempfile.TemporaryDirectory() as folder:
            both_sides.write_scripts(folder, [program])
            both_sides.record_python_side(folder, 1).wait()
            alone = os.path.join(folder, "alone.jsonl")
            record_python(os.path.join(folder, "0.py"), alone,
                          "--scenario", os.path.join(folder, "0.scenario"))
            read = both_sides.compare.read
            self.assertEqual(read(alone), read(os.path.join(folder, "0.python.jsonl")))

    def test_a_crash_of_our_side_is_a_difference(self):
        [difference] = both_sides.differences([generate(1)], "/bin/false")
        self.assertIn("our side made no recording", difference)


class ShrinkTest(unittest.TestCase):
    """With a fault planted into the comparison: on our side a cancelled timer counts as none."""

    @staticmethod
    def shows(programs):
        def faulty(events, doubtful):
            return [event for event in both_sides.counted(events, doubtful)
                    if event[1]["kind"] != "timer_cancel"]

        return [difference is not None
                for difference in both_sides.differences(programs, BINARY, ours_counts=faulty)]

    def test_a_difference_is_found_and_shrunk_until_nothing_can_be_left_out(self):
        programs = [generate(seed) for seed in SEEDS[:20]]
        showing = [program for program, shows in zip(programs, self.shows(programs)) if shows]
        self.assertTrue(showing)
        small = shrink.shrink(showing[0], self.shows)
        self.assertEqual([True], self.shows([small]))
        self.assertLess(len(source(small).splitlines()), 30, source(small))
        smaller = [one for one in map(shrink.tidy, shrink.cuts(small)) if one != small]
        self.assertFalse(any(self.shows(smaller)))


if __name__ == "__main__":
    unittest.main()
