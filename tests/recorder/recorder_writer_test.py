"""The file of a recording, whatever comes in between while it is written."""

import json
import signal
import sys
import tempfile
import unittest
from pathlib import Path

from recording import PACKAGE

sys.path.insert(0, str(PACKAGE))
from coroscope.writer import Writer  # noqa: E402


class Interrupted(Exception):
    pass


class WriterTest(unittest.TestCase):
    SIGNALS = 150

    def written(self, handle, raising):
        """The numbers in a file while whose writing `handle(writer)` runs in a signal's handler,
        which then raises or returns."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "recording.jsonl")
            writer = Writer(path)
            left, may_raise = self.SIGNALS, False

            def on_signal(*_):
                nonlocal left, may_raise
                left -= 1
                raises, may_raise = may_raise, False
                handle(writer)
                signal.setitimer(signal.ITIMER_REAL, 0.0003)
                if raises:
                    raise Interrupted

            outside = signal.signal(signal.SIGALRM, on_signal)
            signal.setitimer(signal.ITIMER_REAL, 0.0003)
            while left > 0:
                try:
                    may_raise = raising
                    while left > 0:
                        writer.write({"t_ns": 0, "text": "x" * 50})
                    may_raise = False
                except Interrupted:
                    pass
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, outside)
            writer.flush()
            return [json.loads(line)["seq"] for line in path.read_text().splitlines()]

    def test_a_signal_handler_that_writes_leaves_every_event_once_and_in_order(self):
        for raising in (False, True):
            def handle(writer):
                writer.write({"t_ns": 0, "text": "signal"})
                writer.flush()

            with self.subTest(raising=raising):
                seqs = self.written(handle, raising)
                self.assertEqual(seqs, list(range(len(seqs))))


if __name__ == "__main__":
    unittest.main()
