"""What a random program can await, and the variables that it has."""

DELAYS = [0, 0, 0.1, 0.25, 0.5, 0.5, 1, 1, 1, 2, 2, 3]
TIMEOUTS = [0, 0.1, 0.5, 0.5, 1, 1, 2, 3, None]

_WAITS = {"Lock": ["acquire"], "Semaphore": ["acquire"], "BoundedSemaphore": ["acquire"],
          "Event": ["wait"], "Condition": ["wait"], "Barrier": ["wait", "wait", "reset", "abort"]}
for _kind in ("Queue", "LifoQueue", "PriorityQueue"):
    _WAITS[_kind] = ["get", "get", "put", "put", "join"]


class Scope:
    """Where a statement stands: what it may name."""

    def __init__(self, index, depth=0, groups=(), timeouts=(), callback=False, job=False):
        self.index = index
        self.depth = depth
        self.groups = groups
        self.timeouts = timeouts
        self.callback = callback
        self.job = job

    def inside(self, groups=(), timeouts=()):
        return Scope(self.index, self.depth + 1, self.groups + groups, self.timeouts + timeouts,
                     self.callback, self.job)


class Awaitables:
    """Makes awaitables, and knows the program's names. None is what nothing was found for."""

    def __init__(self, rng, coroutines, callbacks, objects, prefix=""):
        self.rng = rng
        self.prefix = prefix   # of all names: one for each loop
        self.shared = None     # what threads share, in a program with threads
        self.coroutines = coroutines
        self.callbacks = callbacks
        self.objects = objects
        self.tasks = {}    # a variable of a task or a gather: who may await it: those below
        self.typed = []    # the variables of int: what gather, wait and as_completed take
        self.plain = []    # the variables of plain futures, made by main
        self.recent = []   # the variables that the present coroutine sets
        self.handles = []
        self.counts = {}

    def _new(self, letter):
        self.counts[letter] = self.counts.get(letter, -1) + 1
        return f"{self.prefix}{letter}{self.counts[letter]}"

    def _named(self, *kinds):
        return [name for name, (kind, *_) in self.objects.items() if kind in kinds]

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
        if self.shared is not None and self.rng.random() < 0.4:
            job = self._job(scope)
            return job and ["to_thread", job, self.rng.randint(0, 9)]
        kind = self.rng.random()
        if kind < 0.2:
            return ["sleep", self.rng.choice(DELAYS)]
        if kind < 0.5:
            expr = self._awaitable(scope)
            return expr and ["wait_for", expr, self.rng.choice(TIMEOUTS)]
        return self._object_wait()

    def _awaitable(self, scope, depth=0):
        if self.shared is not None and self.rng.random() < 0.2:
            return self._crossing_awaitable(scope)
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
