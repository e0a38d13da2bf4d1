"""Random scenarios of every lesson record the same under CPython and on our runtime; and what was
saved is replayed to the identical recording."""

import tempfile
import unittest
from pathlib import Path

import random_scenarios
from recordings import COROSCOPE

# The first 300, and those that have found what no other did.
SEEDS = [*range(1, 301), 878, 1071, 1076, 1926]


class RandomScenariosTest(unittest.TestCase):
    maxDiff = None

    def test_300_scenarios_record_the_same_on_both_sides(self):
        results = [one for batch in random_scenarios.compared(SEEDS, COROSCOPE) for one in batch]
        self.assertEqual(len(SEEDS), len(results))
        differ = [(seed, lines) for seed, lines, difference in results if difference]
        shown = random_scenarios.explain(differ[0][1], COROSCOPE) if differ else ""
        self.assertEqual([], [seed for seed, _ in differ], shown)
        text = "\n".join("\n".join(lines) for _, lines, _ in results)
        for word in ("lesson 1", "lesson 8", "variant ", "after ", "at ", "block ", ": interrupt",
                     ": cancel", ": complete", ": raise", "step_begin#"):
            self.assertIn(word, text)

    def test_a_scenario_is_replayed_to_the_identical_recording(self):
        with tempfile.TemporaryDirectory() as folder:
            for seed in SEEDS[:16]:
                lines = random_scenarios.draw(seed, COROSCOPE, folder)
                first = random_scenarios.ours(lines, COROSCOPE, Path(folder, "first"))
                self.assertEqual(first, random_scenarios.ours(lines, COROSCOPE,
                                                              Path(folder, "second")))

    def test_a_seed_draws_the_same_scenario_every_time(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(random_scenarios.draw(7, COROSCOPE, folder),
                             random_scenarios.draw(7, COROSCOPE, folder))

    def test_a_difference_is_found(self):
        # A planted one: a scenario that CPython is told otherwise.
        scenarios = [["lesson 5", "at 1.5: interrupt"]]
        ours = random_scenarios.ours
        random_scenarios.ours = lambda lines, binary, stem: ours(
            ["lesson 5", "at 2.5: interrupt"], binary, stem)
        try:
            [difference] = random_scenarios.differences(scenarios, COROSCOPE)
        finally:
            random_scenarios.ours = ours
        self.assertIn("differs", difference or "")


if __name__ == "__main__":
    unittest.main()
