"""Every lesson, in every variant, left alone and with a person's interventions, records the same
events under CPython and on our runtime. That is what "CPython verified" means."""

import os
import unittest
from concurrent.futures import ThreadPoolExecutor

from lessons import combinations, difference, numbers

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


if __name__ == "__main__":
    unittest.main()
