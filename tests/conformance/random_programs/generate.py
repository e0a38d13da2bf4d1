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

MOST_STATEMENTS = 250  # executed in one program


def generate(seed):
    """The program of that seed: the same today and tomorrow."""
    for attempt in range(1000):
        program = _Generator(random.Random(f"{seed}/{attempt}"), seed).program()
        if weight(program) <= MOST_STATEMENTS:
            return program
    raise AssertionError(f"seed {seed} makes only big programs")


def weight(program):
    """About how many statements are executed, at most."""
    known = {}
    for name in reversed(program["coroutines"]):
        known[name] = _weight_of(program["coroutines"][name], known)
    return known["main"]


def _weight_of(part, known):
    if isinstance(part, dict):
        inner = sum(_weight_of(value, known) for value in part.values()
                    if isinstance(value, (dict, list)))
        return 1 + inner * part.get("times", 1)
    if part[:1] == ["call"]:
        return known.get(part[1], 0)
    return sum(_weight_of(item, known) for item in part if isinstance(item, (dict, list)))


class _Generator(Statements):
    def __init__(self, rng, seed):
        coroutines = ["main"] + [f"c{i}" for i in range(1, rng.randint(2, 5))]
        callbacks = [f"k{i}" for i in range(rng.randint(0, 3))]
        super().__init__(rng, coroutines, callbacks, _objects(rng))
        self.seed = seed

    def program(self):
        rng = self.rng
        self.plain = [f"f{i}" for i in range(rng.choice([0, 0, 1, 1, 2]))]
        self.typed += self.plain
        bodies = {}
        # The last first: whoever comes before knows which tasks there are.
        order = list(range(len(self.coroutines)))
        for index in reversed(order):
            self.recent = []
            most = 7 if index == 0 else 5
            bodies[index] = self._block(Scope(index), rng.randint(2, most))
        main = [{"do": "future", "var": name} for name in self.plain] + bodies[0]
        main.insert(0, {"do": "watchdog"})
        callbacks = {name: self._block(Scope(i, callback=True), rng.randint(1, 3))
                     for i, name in enumerate(self.callbacks)}
        modes = ["run"] * 6 + ["run_until_complete"] * 3 + ["leftovers"]
        return {"seed": self.seed, "mode": rng.choice(modes), "objects": self.objects,
                "coroutines": {"main": main, **{self.coroutines[i]: bodies[i] for i in order[1:]}},
                "callbacks": callbacks, "person": self._person()}

    def _person(self):
        rng = self.rng
        person = []
        while rng.random() < 0.25 and len(person) < 3:
            at = rng.choice([0.05, 0.25, 0.5, 0.75, 1, 1, 1.5, 2, 2.5])
            person.append(["interrupt", at] if rng.random() < 0.4
                          else ["cancel", f"Task-{rng.randint(1, 5)}", at])
        return person


def _objects(rng):
    kinds = rng.sample(["Lock", "Semaphore", "BoundedSemaphore", "Event", "Condition", "Queue",
                        "LifoQueue", "PriorityQueue", "Barrier"], rng.randint(1, 4))
    objects = {}
    for kind in kinds:
        arguments = {"Semaphore": [rng.randint(0, 2)], "BoundedSemaphore": [rng.randint(1, 2)],
                     "Barrier": [rng.randint(1, 3)]}.get(kind, [])
        if kind.endswith("Queue"):
            arguments = [rng.randint(0, 2)]
        objects[f"{kind.lower()}{len(objects)}"] = [kind, *arguments]
    return objects
