"""Every lesson, in every variant, left alone and with a person's interventions, records the same
events under CPython and on our runtime. That is what "CPython verified" means."""

import os
import unittest
from concurrent.futures import ThreadPoolExecutor

from lessons import begins, combinations, difference, numbers

# What a person might do, as (kind, target, seconds); each is tried on every lesson.
INTERVENTIONS = [
    [],
    [("interrupt", None, 0.15)],
    [("interrupt", None, 1.5)],
    [("cancel", "Task-1", 0.15)],
    [("cancel", "Task-2", 0.15)],
    [("cancel", "Task-2", 1.5), ("interrupt", None, 2.5)],
    [("interrupt", None, 1.0), ("cancel", "Task-3", 1.0)],
]


class LessonsTest(unittest.TestCase):
    maxDiff = None

    def test_both_sides_record_the_same(self):
        cases = [(lesson, combination, interventions)
                 for lesson in numbers()
                 for combination in combinations(lesson)
                 for interventions in INTERVENTIONS]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for case, differs in zip(cases, pool.map(lambda case: difference(*case), cases)):
                with self.subTest(lesson=case[0], variants=case[1], person=case[2]):
                    self.assertEqual("", differs)
        print(f"{len(cases)} runs of {len(numbers())} lessons compared with CPython")

    def test_a_callback_begins_at_the_line_at_which_it_is_defined(self):
        callbacks = 0
        for lesson in numbers():
            for combination in combinations(lesson):
                python, cpp = begins(lesson, combination)
                callbacks += len(python)
                own = {one[1] for one in python}
                # asyncio's own, as stop, begin at none.
                self.assertEqual(python, [one for one in cpp
                                          if one[0] == "handle_begin" or one[1] in own])
        self.assertGreater(callbacks, 0)


if __name__ == "__main__":
    unittest.main()
