"""Small asyncio programs out of a seed, as data: what CPython and our runtime are compared on.

A program is a dictionary:
    seed        what it was made from
    mode        how main is run: "run", "run_until_complete" (then the loop goes on until all tasks
                are done) or "leftovers" (then it is closed)
    objects     {name: [class, arguments…]}: locks, semaphores, events, conditions, queues, barriers
    coroutines  {name: statements}; "main" is the first
    callbacks   {name: statements that await nothing}
    person      [["interrupt", seconds], ["cancel", task, seconds], …]
A statement is a dictionary: "do" says what, the statements inside are lists under "body",
"handler" and "finally". An awaitable is a list: ["call", "c1", 2], ["var", "t0"], ["sleep", 1],
["gather", [awaitables], return_exceptions], ["shield", awaitable], ["wait_for", awaitable, timeout],
or a method of an object: ["get", "q0"].

Every program ends: there is no recursion (a coroutine calls, spawns and awaits only later ones, so
no tasks wait for each other in a circle, which no cancel could get out of), loops are counted, and
main starts a watchdog that cancels whatever still waits after a time.
"""

import random

from awaitables import Scope
from statements import Statements
from threads import with_threads

MOST_STATEMENTS = 250  # executed in one program


def generate(seed, threads=False):
    """The program of that seed, with threads or without: the same today and tomorrow."""
    for attempt in range(1000):
        rng = random.Random(f"{seed}/{attempt}" + "/threads" * threads)
        if threads:
            program = with_threads(lambda *part: _Generator(rng, seed, *part), rng, seed)
        else:
            program = _Generator(rng, seed).program()
        if weight(program) <= MOST_STATEMENTS:
            return program
    raise AssertionError(f"seed {seed} makes only big programs")


def weight(program):
    """About how many statements are executed, at most."""
    bodies = program["coroutines"] | program.get("jobs", {})
    known = {}

    def of(part):
        if isinstance(part, dict):
            inner = sum(of(value) for value in part.values() if isinstance(value, (dict, list)))
            job = of_name(part["job"]) if "job" in part else 0
            return 1 + job + inner * part.get("times", 1)
        if part[:1] == ["call"] or part[:1] == ["to_thread"]:
            return of_name(part[1])
        if part[:1] == ["in_executor"]:
            return of_name(part[2])
        return sum(of(item) for item in part if isinstance(item, (dict, list)))

    def of_name(name):
        if name not in known:
            known[name] = of(bodies[name])
        return known[name]

    mains = ["main", *(loop["main"] for loop in program.get("loops", {}).values() if loop)]
    return sum(map(of_name, mains))


class _Generator(Statements):
    """Makes a program, or with a prefix the part of it that is another loop's."""

    def __init__(self, rng, seed, prefix="", level=0, shared=None):
        coroutines = [f"{prefix}main"] + [f"{prefix}c{i}" for i in range(1, rng.randint(2, 5))]
        callbacks = [f"{prefix}k{i}" for i in range(rng.randint(0, 3))]
        super().__init__(rng, coroutines, callbacks, _objects(rng, prefix), prefix)
        self.seed = seed
        self.level = level
        self.shared = shared
        self.has_main = True  # which makes the plain futures

    def program(self):
        rng = self.rng
        futures = rng.choice([0, 0, 1, 1, 2]) if self.has_main else 0
        self.plain = [f"{self.prefix}f{i}" for i in range(futures)]
        self.typed += self.plain
        bodies = {}
        # The last first: whoever comes before knows which tasks there are.
        order = list(range(len(self.coroutines)))
        for index in reversed(order):
            self.recent = []
            most = 7 if index == 0 else 5
            bodies[index] = self.block(Scope(index), rng.randint(2, most))
        main = [{"do": "future", "var": name} for name in self.plain] + bodies[0]
        main.insert(0, {"do": "watchdog"})
        callbacks = {name: self.block(Scope(i, callback=True), rng.randint(1, 3))
                     for i, name in enumerate(self.callbacks)}
        modes = ["run"] * 6 + ["run_until_complete"] * 3 + ["leftovers"]
        return {"seed": self.seed, "mode": rng.choice(modes), "objects": self.objects,
                "coroutines": {self.coroutines[0]: main, **{self.coroutines[i]: bodies[i] for i in order[1:]}},
                "callbacks": callbacks, "person": self._person()}

    def _person(self):
        rng = self.rng
        person = []
        while rng.random() < 0.25 and len(person) < 3:
            at = rng.choice([0.05, 0.25, 0.5, 0.75, 1, 1, 1.5, 2, 2.5])
            person.append(["interrupt", at] if rng.random() < 0.4
                          else ["cancel", f"Task-{rng.randint(1, 5)}", at])
        return person


def _objects(rng, prefix):
    kinds = rng.sample(["Lock", "Semaphore", "BoundedSemaphore", "Event", "Condition", "Queue",
                        "LifoQueue", "PriorityQueue", "Barrier"], rng.randint(1, 4))
    objects = {}
    for kind in kinds:
        arguments = {"Semaphore": [rng.randint(0, 2)], "BoundedSemaphore": [rng.randint(1, 2)],
                     "Barrier": [rng.randint(1, 3)]}.get(kind, [])
        if kind.endswith("Queue"):
            arguments = [rng.randint(0, 2)]
        objects[f"{prefix}{kind.lower()}{len(objects)}"] = [kind, *arguments]
    return objects
