"""The statements of a random program: a method for each kind."""

import threads
from awaitables import DELAYS, TIMEOUTS, Awaitables, Scope

CAUGHT = ["CancelledError"] * 3 + ["Exception"] * 2 + ["TimeoutError", "ValueError"]

_METHODS = {"Lock": ["release"], "Semaphore": ["release"], "BoundedSemaphore": ["release"],
            "Event": ["set", "set", "clear"], "Condition": ["notify", "notify_all"], "Barrier": []}
for _kind in ("Queue", "LifoQueue", "PriorityQueue"):
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


class Statements(threads.Crossing, Awaitables):
    """Makes statements. `_NAME` makes what "do": "NAME" is, or None where it has no object."""

    def block(self, scope, length):
        statements = []
        while len(statements) < length:
            statement = self._statement(scope)
            if statement is not None:
                statements.append(statement)
        return statements

    def _statement(self, scope):
        """One, or None where what was thought of has nothing to be done to."""
        choices = self._choices(scope)
        names, weights = zip(*choices.items())
        [name] = self.rng.choices(names, weights)
        statement = getattr(self, "_" + name)(scope)
        return None if statement is None else {"do": name, **statement}

    def _choices(self, scope):
        """What may be done there, with how often."""
        if scope.job:
            return threads.JOB_STATEMENTS
        choices = _CALLBACK_STATEMENTS if scope.callback else _STATEMENTS
        if self.shared is None:
            return choices
        return choices | (threads.CALLBACK_STATEMENTS if scope.callback else threads.STATEMENTS)

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

    def _assign(self, scope):
        """A gather or a shield that is kept and awaited later."""
        expr = self._future(scope)
        if expr is None or expr[0] == "var":
            return None
        var = self._new("g")
        self.tasks[var] = self._rank(expr)
        self.recent.append(var)
        if expr[0] in ("in_executor", "wrap"):
            self.typed.append(var)
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
        statement["body"] = self.block(scope, self.rng.randint(1, most))
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
            statement["handler"] = self.block(scope.inside(), rng.randint(0, 2))
            statement["reraise"] = rng.random() < 0.5
        if kind > 0.6:
            statement["finally"] = self.block(scope.inside(), rng.randint(1, 2))
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
