"""What threads add to a random program: loops in other threads, jobs, pools, and what crosses.

A program with threads has besides (generate.py says the rest):
    loops   {name: {}} for one that a thread runs for ever, {name: {"main": coroutine}} for one that
            asyncio.run makes in a thread; main's own is `lm`
    jobs    {name: statements that await nothing}: what threads, pools and executors run
    pools   {name: how many threads}
Each loop has coroutines, callbacks, objects and variables of its own; `x` are futures of
concurrent.futures, `th` threads. Every program ends here too: who starts something starts what
comes later in the order of its coroutines, jobs come after all but the last of them, and whoever
would wait for a result without a time-out is on an earlier loop, or a job.
"""

from awaitables import Scope

# What a coroutine, a callback and a job do with threads, with how often.
STATEMENTS = {"submit": 30, "post": 12, "ask": 20, "withdraw": 10, "look_at": 4, "pool": 10,
              "thread": 14, "join": 10, "alive": 3, "halt": 0.4}
CALLBACK_STATEMENTS = {"post": 2, "withdraw": 3, "look_at": 2, "alive": 1, "halt": 0.2}
JOB_STATEMENTS = {"print": 6, "block_thread": 14, "submit": 8, "ask": 10, "withdraw": 3,
                  "look_at": 2, "post": 6, "pool": 3, "thread": 3, "join": 3, "alive": 1,
                  "raise": 3, "try": 5, "return": 3, "repeat": 1, "halt": 0.3}
WAITS = [0, 0.1, 0.5, 1, 2]


class Shared:
    """What all threads of a program name: the makers of each loop's part, and what crosses."""

    def __init__(self, rng):
        self.loops = {}       # name: who makes its part
        self.jobs = [f"j{i}" for i in range(rng.randint(1, 3))]
        self.pools = {f"e{i}": rng.randint(1, 2) for i in range(rng.randint(0, 2))}
        self.futures = {}     # name: the level of the loop that it comes from; a pool's is high
        self.threads = []
        self.counts = {}

    def new(self, letter):
        self.counts[letter] = self.counts.get(letter, -1) + 1
        return f"{letter}{self.counts[letter]}"


class Crossing:
    """Statements that reach other threads; part of Statements, whose `shared` is a Shared."""

    def _is_last(self, scope):
        """Is it the last coroutine of its loop? It starts nothing anywhere else, so jobs may start it."""
        return not scope.job and scope.index == len(self.coroutines) - 1

    def _later_coroutines(self, part, scope):
        """Those of another part that this scope may start."""
        if self._is_last(scope):
            return []
        return part.coroutines[-1:] if scope.job else part.coroutines[scope.index + 1:]

    def _submit(self, scope):
        name = self.rng.choice(list(self.shared.loops))
        part = self.shared.loops[name]
        later = self._later_coroutines(part, scope)
        if not later:
            return None
        var = self._new_shared("x")
        self.shared.futures[var] = part.level
        return {"var": var, "loop": name,
                "expr": ["call", self.rng.choice(later), self.rng.randint(0, 9)]}

    def _post(self, scope):
        name = self.rng.choice(list(self.shared.loops))
        part = self.shared.loops[name]
        later = part.callbacks[scope.index + 1:] if scope.callback else part.callbacks
        return {"loop": name, "callback": self.rng.choice(later)} if later else None

    def _halt(self, _scope):
        return {"loop": self.rng.choice(list(self.shared.loops))}

    def _job(self, scope):
        """A job that this scope may start."""
        if scope.callback or self._is_last(scope):
            return None
        jobs = self.shared.jobs[scope.index + 1:] if scope.job else self.shared.jobs
        return self.rng.choice(jobs) if jobs else None

    def _pool(self, scope):
        job = self._job(scope)
        if job is None or not self.shared.pools:
            return None
        var = self._new_shared("x")
        self.shared.futures[var] = 99
        return {"var": var, "pool": self.rng.choice(list(self.shared.pools)), "job": job,
                "number": self.rng.randint(0, 9)}

    def _thread(self, scope):
        job = self._job(scope)
        if job is None:
            return None
        var = self._new_shared("th")
        self.shared.threads.append(var)
        return {"var": var, "job": job, "number": self.rng.randint(0, 9)}

    def _new_shared(self, letter):
        var = self.shared.new(letter)
        self.recent.append(var)
        return var

    def _one_future(self):
        return self._pick(list(self.shared.futures)) if self.shared.futures else None

    def _ask(self, scope):
        var = self._one_future()
        if var is None:
            return None
        may_wait = scope.job or self.shared.futures[var] > self.level
        waits = may_wait and self.rng.random() < 0.6
        return {"var": var, "timeout": None if waits else self.rng.choice(WAITS),
                "exception": self.rng.random() < 0.15}

    def _withdraw(self, _scope):
        var = self._one_future()
        return var and {"var": var}

    def _look_at(self, scope):
        return self._withdraw(scope)

    def _join(self, _scope):
        if not self.shared.threads:
            return None
        waits = self.rng.random() < 0.4
        return {"var": self._pick(self.shared.threads),
                "timeout": None if waits else self.rng.choice(WAITS)}

    def _alive(self, _scope):
        return {"var": self._pick(self.shared.threads)} if self.shared.threads else None

    def _crossing_awaitable(self, scope):
        """What only programs with threads await: a job in an executor, a future from elsewhere."""
        if self.rng.random() < 0.35:
            var = self._one_future()
            return var and ["wrap", var]
        job = self._job(scope)
        if job is None:
            return None
        if self.rng.random() < 0.5:
            return ["to_thread", job, self.rng.randint(0, 9)]
        return ["in_executor", self.rng.choice([None, *self.shared.pools]), job,
                self.rng.randint(0, 9)]


def with_threads(make_part, rng, seed):
    """A program with threads. `make_part(prefix, level, shared)` makes a loop's part."""
    shared = Shared(rng)
    main = make_part("", 0, shared)
    others = {f"l{'ab'[i]}": make_part("ab"[i] + "_", i + 1, shared)
              for i in range(rng.randint(1, 2))}
    shared.loops = {"lm": main, **others}
    for part in others.values():
        part.has_main = rng.random() < 0.4
    # The jobs first, and the last thread's coroutines before the earlier ones': whoever comes
    # later in this knows which futures and threads there are.
    jobs = {}
    for index, name in reversed(list(enumerate(shared.jobs))):
        main.recent = []
        jobs[name] = main.block(Scope(index, job=True), rng.randint(1, 4))
    parts = {name: part.program() for name, part in reversed(shared.loops.items())}
    program = parts.pop("lm")
    program["coroutines"]["main"].insert(0, {"do": "own_loop", "var": "lm"})
    loops = {}
    for name in others:
        part, own_main = parts[name], others[name].coroutines[0]
        if others[name].has_main:
            part["coroutines"][own_main].insert(0, {"do": "own_loop", "var": name})
            loops[name] = {"main": own_main}
        else:
            del part["coroutines"][own_main]
            loops[name] = {}
        for key in ("coroutines", "callbacks", "objects"):
            program[key] |= part[key]
    return {**program, "seed": seed, "loops": loops, "jobs": jobs, "pools": shared.pools}

