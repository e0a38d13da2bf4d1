"""What `./dev bench` measures: the works, who does them, how much of each, and the targets."""

from dataclasses import dataclass

OURS = "ours"
PEERS = ("asio", "uvloop", "cpython")
TRACED = ("traced-steady", "traced-virtual")
# Ours on the virtual clock without tracing: what traced-virtual is compared with.
VIRTUAL = "virtual"
RUNTIMES = (OURS, VIRTUAL, *TRACED, *PEERS)


@dataclass(frozen=True)
class Work:
    """One work. `count` is how many operations a run does, by who does it: enough to take tens of
    milliseconds. `asio` and `cpython` are how many times faster (or smaller) ours is to be."""
    name: str
    what: str
    unit: str
    count: int
    asio_count: int
    python_count: int
    asio: float = 0
    cpython: float = 0

    def count_of(self, runtime):
        if runtime == "asio":
            return self.asio_count
        return self.python_count if runtime in PEERS else self.count


WORKS = [
    Work("yield-1", "sleep(0), one task", "ns", 1_000_000, 400_000, 20_000, 8, 100),
    Work("yield-1000", "sleep(0), 1,000 tasks", "ns", 1_000_000, 400_000, 20_000, 8, 100),
    Work("spawn", "spawn and finish, in turn", "ns", 400_000, 100_000, 10_000, 8, 100),
    Work("spawn-batch", "the same, 1,000 at a time", "ns", 400_000, 100_000, 10_000, 8, 100),
    Work("queue", "ping-pong, two queues", "ns", 400_000, 100_000, 20_000, 8, 100),
    Work("event", "ping-pong, two events", "ns", 400_000, 50_000, 20_000, 8, 100),
    Work("timers", "100,000 random timers", "ns", 100_000, 100_000, 100_000, 4, 25),
    Work("posted", "callback from a thread", "ns", 400_000, 400_000, 20_000, 1.8, 30),
    Work("memory", "suspended task, of 1,000,000", "bytes", 1_000_000, 1_000_000, 1_000_000, 4),
    Work("echo", "64 bytes over TCP and back", "ns", 5_000, 5_000, 2_000),
]

# An event as it is recorded, beside the least that it could cost. None of them has a peer.
RECORDING = [
    Work("store", "a bare store of 32 bytes", "ns", 2_000_000, 0, 0),
    Work("rdtsc", "a bare rdtsc", "ns", 2_000_000, 0, 0),
    Work("clock-gettime", "a bare clock_gettime", "ns", 2_000_000, 0, 0),
    Work("record-virtual", "an event, virtual clock", "ns", 2_000_000, 0, 0),
    Work("record-steady", "an event that looks at a steady clock", "ns", 2_000_000, 0, 0),
    Work("record-steps", "an event, steady clock, as steps make them", "ns", 2_000_000, 0, 0),
]

# The same work among more and more live tasks.
LIVE = (1_000, 10_000, 100_000, 1_000_000)
GROWTH = [
    *(Work(f"yield-{live}", f"switch, {live:,} tasks", "ns", max(1_000_000, live),
           max(400_000, live), 0) for live in LIVE),
    *(Work("timers", f"timer, {live:,} tasks", "ns", live, live, 0) for live in LIVE),
]
