"""The check of recordings finds what it is for."""

import copy
import unittest

from contract import KINDS, problems
from recording import LESSONS, ROOT, record


class Contract(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.events = record(LESSONS[-1]).events

    def spoil(self, kind, change):
        """The problems after a change of the first event of that kind."""
        events = copy.deepcopy(self.events)
        index = next(i for i, event in enumerate(events) if event["kind"] == kind)
        change(events, index)
        for seq, event in enumerate(events):
            event["seq"] = seq
        return " / ".join(problems(events))

    def test_a_good_recording_has_no_problems(self):
        self.assertEqual(problems(self.events), [])

    def test_each_planted_mistake_is_found(self):
        mistakes = [
            ("recording", lambda e, i: e.pop(i), "no recording of version 1"),
            ("waits", lambda e, i: e[i].pop("other"), "no other"),
            ("waits", lambda e, i: e[i].update(text="tea"), "text is tea"),
            ("waits", lambda e, i: e[i].update(value="1"), "value is '1'"),
            ("waits", lambda e, i: e[i].update(other="future:99"), "no future_new of future:99"),
            ("waits", lambda e, i: e[i].update(task="Task-99"), "no task_new of Task-99"),
            ("step_end", lambda e, i: e[i].update(text="stops"), "ends by stops"),
            ("step_end", lambda e, i: e.pop(i), "nothing to end"),
            ("handle_begin", lambda e, i: e[i].update(other="handle:77"), "out of turn"),
            ("select_end", lambda e, i: e.pop(i), "nothing to end"),
            ("loop_run_end", lambda e, i: e.pop(i), "no loop_run_end at the end"),
            ("task_done", lambda e, i: e.insert(i, dict(e[i])), "ends twice"),
            ("task_done", lambda e, i: e[i].update(text=""), "text is empty"),
            ("task_done", lambda e, i: e[i].update(kind="task_finished"), "unknown kind"),
            ("task_done", lambda e, i: e[i].update(value=1), "has a value"),
            ("timer_due", lambda e, i: e[i].update(t_ns=1), "time goes back"),
            ("timer_due", lambda e, i: e[i].update(loop="loop"), "loop is loop"),
            ("print", lambda e, i: e[i].pop("line"), "a file without a line"),
        ]
        for kind, change, expected in mistakes:
            with self.subTest(expected):
                self.assertIn(expected, self.spoil(kind, change))

    def test_the_table_has_the_kinds_of_the_cpp_runtime(self):
        source = (ROOT / "runtime" / "trace" / "event.hpp").read_text()
        body = source.split("enum class Kind", 1)[1].split("{", 1)[1].split("}", 1)[0]
        self.assertEqual({name.strip() for name in body.split(",") if name.strip()}, set(KINDS))


if __name__ == "__main__":
    unittest.main()
