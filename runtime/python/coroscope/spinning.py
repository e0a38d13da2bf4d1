"""Busy waiting on the virtual clock: how much time passes for who never waits.

Running code takes no virtual time, so a loop that polls the clock (`while time.time() < end`) or its
turn (`while not done: await asyncio.sleep(0)`) would see the same instant for ever. A thread that
does so again and again, with no wait in between, is therefore charged: nothing at first, so that
ordinary programs see whole seconds, then about what it would take, then more and more. Rounds in which
a loop has work to do are charged, too, much later.
"""

_LONGEST = 100_000_000  # at once, in ns


class Spinning:
    """How often a thread has polled since it last waited."""

    def __init__(self, free, unit, even):
        self._free = free      # so many cost nothing
        self._unit = unit      # ns that each costs then
        self._even = even      # of so many; later ones cost a 256th of what has passed
        self.reset()

    def reset(self):
        self.count = 0
        self._passed = 0

    def charge(self):
        """One more: the nanoseconds that pass for it."""
        self.count += 1
        if self.count <= self._free:
            return 0
        cost = self._unit
        if self.count > self._free + self._even:
            cost = max(cost, min(self._passed >> 8, _LONGEST))
        self._passed += cost
        return cost


def of_readings():
    """Of the clock."""
    return Spinning(free=1000, unit=1_000, even=100_000)


def of_rounds():
    """Of a loop in which every task only yields, or of time.sleep(0)."""
    return Spinning(free=1000, unit=20_000, even=9_000)


def of_work():
    """Of a loop that does something in each round: it may do so until a timer ends it."""
    return Spinning(free=10_000, unit=20_000, even=1_000_000)
