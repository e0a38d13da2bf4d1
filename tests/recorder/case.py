"""A test case whose recordings all keep the contract."""

import textwrap
import unittest

from contract import problems
from recording import record


class Case(unittest.TestCase):
    maxDiff = None

    def record(self, source, **options):
        recording = record("import asyncio, time\nfrom functools import partial\n"
                           + textwrap.dedent(source), **options)
        self.assertEqual(problems(recording.events), [], recording.stderr)
        return recording
