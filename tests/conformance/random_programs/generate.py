"""Small asyncio programs out of a seed, as data: what CPython and our runtime are compared on.

A program is a dictionary:
    seed        what it was made from
    mode        how main is run: "run", "run_until_complete" (then the loop goes on until all tasks are done)
                or "leftovers" (then it is closed)
    objects     {name: [class, arguments…]}: locks, semaphores, events, conditions, queues, barriers
    coroutines  {name: statements}; "main" is the first
    callbacks   {name: statements that await nothing}
    person      [["interrupt", seconds], ["cancel", task, seconds], …]
A statement is a dictionary: "do" says what, the statements inside are lists under "body", "handler"
and "finally". An awaitable is a list: ["call", "c1", 2], ["var", "t0"], ["sleep", 1], ["gather", [awaitables],
return_exceptions], ["shield", awaitable], ["wait_for", awaitable, timeout], or one method of an
object: ["get", "q0"].

Every program ends: there is no recursion (a coroutine calls, spawns and awaits only later ones, so no
tasks wait for each other in a circle, which no cancel could get out of), loops are counted, and main starts
a watchdog that cancels whatever still waits after a time.
"""

import random

DELAYS = [0, 0, 0.1, 0.25, 0.5, 0.5, 1, 1, 1, 2, 2, 3]
TIMEOUTS = [0, 0.1, 0.5, 0.5, 1, 1, 2, 3, None]
CAUGHT = ["CancelledError", "CancelledError", "CancelledError", "Exception", "Exception", "TimeoutError", "ValueError"]
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


class _Scope:
    """Where a statement stands: what it may name."""

    def __init__(self, index, depth=0, groups=(), timeouts=(), callback=False):
        self.index = index
        self.depth = depth
        self.groups = groups
        self.timeouts = timeouts
        self.callback = callback

    def inside(self, groups=(), timeouts=()):
        return _Scope(self.index, self.depth + 1, self.groups + groups, self.timeouts + timeouts,
                      self.callback)


class _Generator:
    def __init__(self, rng, seed):
        self.rng = rng
        self.seed = seed
        self.coroutines = ["main"] + [f"c{i}" for i in range(1, rng.randint(2, 5))]
        self.callbacks = [f"k{i}" for i in range(rng.randint(0, 3))]
        self.objects = self._objects()
        self.tasks = {}    # a variable of a task or a gather: who may await it: those below
        self.typed = []    # the variables of int: what gather, wait and as_completed take
        self.plain = []    # the variables of plain futures, made by main
        self.handles = []
        self.recent = []   # the variables that the present coroutine sets
        self.counts = {}

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
            bodies[index] = self._block(_Scope(index), rng.randint(2, most))
        main = [{"do": "future", "var": name} for name in self.plain] + bodies[0]
        main.insert(0, {"do": "watchdog"})
        callbacks = {name: self._block(_Scope(i, callback=True), rng.randint(1, 3))
                     for i, name in enumerate(self.callbacks)}
        return {"seed": self.seed, "mode": rng.choice(["run"] * 6 + ["run_until_complete"] * 3 + ["leftovers"]),
                "objects": self.objects,
                "coroutines": {"main": main, **{self.coroutines[i]: bodies[i] for i in order[1:]}},
                "callbacks": callbacks, "person": self._person()}

    def _objects(self):
        rng = self.rng
        kinds = rng.sample(["Lock", "Semaphore", "BoundedSemaphore", "Event", "Condition", "Queue", "LifoQueue",
                            "PriorityQueue", "Barrier"], rng.randint(1, 4))
        objects = {}
        for kind in kinds:
            arguments = {"Semaphore": [rng.randint(0, 2)], "BoundedSemaphore": [rng.randint(1, 2)],
                         "Barrier": [rng.randint(1, 3)]}.get(kind, [])
            if kind.endswith("Queue"):
                arguments = [rng.randint(0, 2)]
            objects[f"{kind.lower()}{len(objects)}"] = [kind, *arguments]
        return objects

    def _person(self):
        rng = self.rng
        person = []
        while rng.random() < 0.25 and len(person) < 3:
            at = rng.choice([0.05, 0.25, 0.5, 0.75, 1, 1, 1.5, 2, 2.5])
            person.append(["interrupt", at] if rng.random() < 0.4
                          else ["cancel", f"Task-{rng.randint(1, 5)}", at])
        return person

    def _new(self, letter):
        self.counts[letter] = self.counts.get(letter, -1) + 1
        return f"{letter}{self.counts[letter]}"

    def _named(self, *kinds):
        return [name for name, (kind, *_) in self.objects.items() if kind in kinds]

    # Statements

    def _block(self, scope, length):
        statements = []
        while len(statements) < length:
            statement = self._statement(scope)
            if statement is not None:
                statements.append(statement)
        return statements

    def _statement(self, scope):
        """One, or None where what was thought of has nothing to be done to."""
        choices = _CALLBACK_STATEMENTS if scope.callback else _STATEMENTS
        names, weights = zip(*choices.items())
        [name] = self.rng.choices(names, weights)
        statement = getattr(self, "_" + name)(scope)
        return None if statement is None else {"do": name, **statement}

    def _print(self, _scope):
        return {"text": self._new("line ")}

    def _await(self, scope):
        expr = self._awaitable(scope)
        return expr and {"expr": expr}

    def _spawn(self, scope):
        expr = self._coroutine(scope)
        if expr is None:
            return None
        var = self._task_variable(expr, scope)
        statement = {"var": var, "expr": expr}
        if scope.groups and self.rng.random() < 0.6:
            statement["group"] = scope.groups[-1]
        if self.rng.random() < 0.05:
            statement["name"] = self._new("brew")
        return statement

    def _task_variable(self, expr, scope):
        own = expr[0] == "call"
        var = self._new("t" if own else "r")
        self.tasks[var] = self._rank(expr)
        self.recent.append(var)
        if own:
            self.typed.append(var)
        return var

    def _pick(self, names):
        """One of the variables; rather one that is likely to be set already."""
        recent = [name for name in names if name in self.recent]
        return self.rng.choice(recent if recent and self.rng.random() < 0.75 else names)

    def _rank(self, expr):
        """The least index of a coroutine in there; awaiting it is for those below."""
        if expr[0] == "call":
            return self.coroutines.index(expr[1])
        if expr[0] == "var":
            return self.tasks.get(expr[1], len(self.coroutines))
        inner = expr[1] if expr[0] == "gather" else [
            part for part in expr[1:] if isinstance(part, list)]
        return min(map(self._rank, inner), default=len(self.coroutines))

    def _assign(self, scope):
        """A gather or a shield that is kept and awaited later."""
        expr = self._future(scope)
        if expr is None or expr[0] == "var":
            return None
        var = self._new("g")
        self.tasks[var] = self._rank(expr)
        self.recent.append(var)
        return {"var": var, "expr": expr}

    def _cancel(self, scope):
        names = [*self.tasks, *self.plain]
        if not names or self.rng.random() < 0.1:
            return None if scope.callback else {"var": "self"}
        statement = {"var": self._pick(names)}
        if self.rng.random() < 0.15:
            statement["message"] = "stop"
        return statement

    def _uncancel(self, _scope):
        return {}

    def _cancel_all(self, _scope):
        return {}

    def _look(self, _scope):
        names = [*self.tasks, *self.plain]
        return {"var": self._pick(names)} if names else None

    def _result(self, _scope):
        names = [name for name in self.typed if self.tasks.get(name, 99) > 0]
        return {"var": self._pick(names)} if names else None

    def _exception(self, _scope):
        return self._result(_scope)

    def _wait(self, scope):
        names = self._typed_below(scope)
        if not names:
            return None
        return {"vars": [self._pick(names) for _ in range(self.rng.randint(1, 3))],
                "timeout": self.rng.choice(TIMEOUTS + [None] * 4),
                "when": self.rng.choice(["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"])}

    def _as_completed(self, scope):
        children = self._children(scope)
        return children and {"exprs": children,
                             "timeout": self.rng.choice(TIMEOUTS + [None] * 4)}

    def _timeout(self, scope):
        var = self._new("d")
        statement = {"var": var, "delay": self.rng.choice(TIMEOUTS)}
        if self.rng.random() < 0.2 and statement["delay"] is not None:
            statement["at"] = True
        return self._compound(statement, scope.inside(timeouts=(var,)))

    def _reschedule(self, scope):
        if not scope.timeouts:
            return None
        return {"var": self.rng.choice(scope.timeouts), "delay": self.rng.choice(TIMEOUTS)}

    def _task_group(self, scope):
        var = self._new("group")
        return self._compound({"var": var}, scope.inside(groups=(var,)))

    def _compound(self, statement, scope, most=3):
        if scope.depth > 3:
            return None
        statement["body"] = self._block(scope, self.rng.randint(1, most))
        return statement

    def _repeat(self, scope):
        return self._compound({"times": self.rng.randint(2, 3)}, scope.inside(), 2)

    def _try(self, scope):
        rng = self.rng
        statement = self._compound({}, scope.inside())
        if statement is None:
            return None
        kind = rng.random()
        if kind < 0.8:
            statement["catch"] = rng.choice(CAUGHT)
            statement["handler"] = self._block(scope.inside(), rng.randint(0, 2))
            statement["reraise"] = rng.random() < 0.5
        if kind > 0.6:
            statement["finally"] = self._block(scope.inside(), rng.randint(1, 2))
        return statement

    def _raise(self, _scope):
        kinds = ["ValueError"] * 8 + ["CancelledError"] * 2 + ["KeyboardInterrupt", "SystemExit"]
        return {"type": self.rng.choice(kinds)}

    def _return(self, scope):
        return {"value": self.rng.randint(0, 9)} if scope.depth else None

    def _block_thread(self, _scope):
        return {"delay": self.rng.choice([0.1, 0.5, 1])}

    def _hold(self, scope):
        names = self._named("Lock", "Semaphore", "BoundedSemaphore", "Condition")
        if not names:
            return None
        return self._compound({"object": self.rng.choice(names)}, scope.inside())

    def _on_object(self, _scope):
        """A method that waits for nothing."""
        methods = [(name, method) for name, (kind, *_) in self.objects.items()
                   for method in _METHODS[kind]]
        if not methods:
            return None
        name, method = self.rng.choice(methods)
        statement = {"object": name, "method": method}
        if method == "put_nowait":
            statement["item"] = self.rng.randint(0, 9)
        if method == "notify":
            statement["item"] = self.rng.randint(1, 2)
        return statement

    def _set_result(self, _scope):
        if not self.plain:
            return None
        return {"var": self.rng.choice(self.plain), "value": self.rng.randint(0, 9),
                "fails": self.rng.random() < 0.2, "careful": self.rng.random() < 0.8}

    def _call_soon(self, scope):
        callback = self._callback(scope)
        if callback is None:
            return None
        var = self._new("h")
        self.handles.append(var)
        delay = self.rng.choice([None, None, *DELAYS])
        return {"var": var, "callback": callback, "delay": delay}

    def _cancel_handle(self, _scope):
        return {"var": self.rng.choice(self.handles)} if self.handles else None

    def _add_done_callback(self, scope):
        names, callback = [*self.tasks, *self.plain], self._callback(scope)
        return callback and names and {"var": self._pick(names), "callback": callback} or None

    def _remove_done_callback(self, scope):
        return self._add_done_callback(scope)

    def _callback(self, scope):
        later = self.callbacks[scope.index + 1:] if scope.callback else self.callbacks
        return self.rng.choice(later) if later else None

    def _drop(self, scope):
        return self._call(scope)

    def _stop(self, _scope):
        return {}

    # Awaitables

    def _call(self, scope):
        later = self.coroutines[scope.index + 1:]
        if scope.callback or not later:
            return None
        return {"expr": ["call", self.rng.choice(later), self.rng.randint(0, 9)]}

    def _coroutine(self, scope):
        """What create_task takes, or None."""
        call = self._call(scope)
        if call is not None and self.rng.random() < 0.7:
            return call["expr"]
        kind = self.rng.random()
        if kind < 0.2:
            return ["sleep", self.rng.choice(DELAYS)]
        if kind < 0.5:
            expr = self._awaitable(scope)
            return expr and ["wait_for", expr, self.rng.choice(TIMEOUTS)]
        return self._object_wait()

    def _awaitable(self, scope, depth=0):
        kind = self.rng.random()
        if kind < 0.3:
            return ["sleep", self.rng.choice(DELAYS)]
        if kind < 0.45:
            return self._object_wait()
        if kind < 0.55:
            call = self._call(scope)
            return call and call["expr"]
        if kind < 0.8 or depth > 1:
            return self._future(scope, depth)
        inner = self._awaitable(scope, depth + 1)
        if inner is None:
            return None
        return (["wait_for", inner, self.rng.choice(TIMEOUTS)] if kind < 0.92
                else ["shield", inner])

    def _future(self, scope, depth=0):
        kind = self.rng.random()
        if kind < 0.55:
            names = [*self.plain, *(name for name, rank in self.tasks.items()
                                    if rank > scope.index)]
            return ["var", self._pick(names)] if names else None
        if kind < 0.85:
            children = self._children(scope)
            return children and ["gather", children, self.rng.random() < 0.4]
        inner = self._awaitable(scope, depth + 1) if depth < 2 else None
        return inner and ["shield", inner]

    def _typed_below(self, scope):
        return [name for name in self.typed if self.tasks.get(name, 99) > scope.index]

    def _children(self, scope):
        """Of a gather or as_completed: coroutines or variables, not both."""
        names, count = self._typed_below(scope), self.rng.randint(1, 3)
        if names and self.rng.random() < 0.6:
            return [["var", self._pick(names)] for _ in range(count)]
        calls = [self._call(scope) for _ in range(count)]
        return None if None in calls else [call["expr"] for call in calls]

    def _object_wait(self):
        waits = [[method, name] for name, (kind, *_) in self.objects.items()
                 for method in _WAITS[kind]]
        if not waits:
            return None
        wait = self.rng.choice(waits)
        return [*wait, self.rng.randint(0, 9)] if wait[0] == "put" else wait


_WAITS = {"Lock": ["acquire"], "Semaphore": ["acquire"], "BoundedSemaphore": ["acquire"],
          "Event": ["wait"], "Condition": ["wait"], "Barrier": ["wait", "wait", "reset", "abort"]}
_METHODS = {"Lock": ["release"], "Semaphore": ["release"], "BoundedSemaphore": ["release"],
            "Event": ["set", "set", "clear"], "Condition": ["notify", "notify_all"], "Barrier": []}
for _kind in ("Queue", "LifoQueue", "PriorityQueue"):
    _WAITS[_kind] = ["get", "get", "put", "put", "join"]
    _METHODS[_kind] = ["put_nowait", "put_nowait", "get_nowait", "task_done"]

# What a coroutine does, with how often.
_STATEMENTS = {
    "await": 40, "spawn": 26, "try": 14, "cancel": 12, "on_object": 8, "hold": 6, "timeout": 6,
    "task_group": 6, "print": 5, "assign": 5, "wait": 5, "as_completed": 3, "add_done_callback": 4,
    "call_soon": 4, "set_result": 4, "raise": 3, "repeat": 3, "uncancel": 2, "reschedule": 4,
    "look": 3, "result": 2, "exception": 2, "return": 3, "block_thread": 2, "cancel_handle": 2,
    "remove_done_callback": 2, "drop": 0.5, "stop": 0.3, "cancel_all": 0.5,
}
_CALLBACK_STATEMENTS = {
    "print": 6, "cancel": 5, "set_result": 4, "on_object": 4, "call_soon": 3,
    "add_done_callback": 3, "remove_done_callback": 1, "look": 2, "result": 2, "exception": 1,
    "raise": 2, "block_thread": 1, "cancel_handle": 1, "stop": 0.2, "cancel_all": 0.2,
}
