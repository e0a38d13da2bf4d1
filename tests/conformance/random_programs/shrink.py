"""Makes a program that shows something as small as it can be while it still shows it."""

import copy

from source import statements_in


def shrink(program, shows, say=lambda _: None):
    """The smallest that was found. `shows(programs)` tells of each whether it still shows it.

    Greedy: of all programs that are one cut away the first that shows it is taken, until none does.
    """
    size = len(str(program))
    while True:
        smaller = [tidy(candidate) for candidate in cuts(program)]
        smaller = [candidate for candidate in smaller if candidate != program]
        for start in range(0, len(smaller), BATCH):
            batch = smaller[start:start + BATCH]
            found = next((one for one, showing in zip(batch, shows(batch)) if showing), None)
            if found is not None:
                break
        else:
            return program
        program = found
        say(f"shrinking: {len(str(program))} of {size}")


BATCH = 24  # of programs tried at once: big cuts come first


def cuts(program):
    """All programs that are one cut smaller, those with the biggest cuts first."""
    yield from _without_person(program)
    yield from _without_loop(program)
    places = list(_blocks(program, ()))
    chunks = sorted({(len(_at(program, place)) + 1) // 2 for place in places}, reverse=True)
    for chunk in [*(c for c in chunks if c > 1), 1]:
        for place in places:
            yield from _without_statements(program, place, chunk)
    for place in places:
        for index, statement in enumerate(_at(program, place)):
            for replacement in _simpler(statement):
                smaller = copy.deepcopy(program)
                _at(smaller, place)[index:index + 1] = replacement
                yield smaller
    if program["mode"] != "run":
        yield {**program, "mode": "run"}


def _without_loop(program):
    for name in program.get("loops", {}):
        loops = {other: value for other, value in program["loops"].items() if other != name}
        yield {**program, "loops": loops}


def _without_person(program):
    for index in range(len(program["person"])):
        yield {**program, "person": program["person"][:index] + program["person"][index + 1:]}


BODIES = (("coroutines",), ("callbacks",), ("jobs",))


def _blocks(part, place):
    """The paths to all lists of statements, the outer ones first."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("body", "handler", "finally") or place in BODIES:
                yield (*place, key)
            if key not in ("expr", "exprs", "objects", "person", "loops", "pools"):
                yield from _blocks(value, (*place, key))
    elif isinstance(part, list):
        for index, item in enumerate(part):
            yield from _blocks(item, (*place, index))


def _at(program, place):
    for key in place:
        program = program[key]
    return program


def _without_statements(program, place, chunk):
    block = _at(program, place)
    for start in range(0, len(block), chunk):
        # Without the watchdog it might never end.
        left = [s for s in block[start:start + chunk] if s["do"] == "watchdog"]
        if len(left) < len(block[start:start + chunk]):
            smaller = copy.deepcopy(program)
            _at(smaller, place)[start:start + chunk] = left
            yield smaller


def _simpler(statement):
    """What could stand in the statement's place, as lists of statements."""
    if "body" in statement:
        yield _ungrouped(statement["body"], statement)
    if "catch" in statement and "finally" in statement:
        yield [{key: value for key, value in statement.items() if key != "finally"}]
        yield [{key: value for key, value in statement.items()
                if key not in ("catch", "handler", "reraise")}]
    for key, plain in (("timeout", None), ("times", 1), ("name", None), ("message", None),
                       ("group", None)):
        if statement.get(key) not in (None, plain):
            yield [{**{k: v for k, v in statement.items() if k != key},
                    **({key: plain} if key in ("timeout", "times") else {})}]
    if "expr" in statement:
        for expr in _simpler_expression(statement["expr"]):
            if statement["do"] == "spawn" and not is_coroutine(expr):
                continue
            if statement["do"] == "assign" and expr[0] not in ("gather", "shield"):
                continue
            yield [{**statement, "expr": expr}]
    for key in ("exprs", "vars"):
        for index in range(len(statement.get(key, [])) if len(statement.get(key, [])) > 1 else 0):
            yield [{**statement, key: statement[key][:index] + statement[key][index + 1:]}]
    if statement.get("delay"):
        yield [{**statement, "delay": 1}] if statement["delay"] != 1 else []


def _ungrouped(body, statement):
    """The body without what surrounds it; its tasks then belong to no group."""
    body = copy.deepcopy(body)
    for inner in statements_in(body):
        if statement["do"] == "task_group" and inner.get("group") == statement["var"]:
            del inner["group"]
    return body


def is_coroutine(expr):
    """May create_task take it?"""
    return expr[0] not in ("var", "gather", "shield", "in_executor", "wrap")


def _simpler_expression(expr):
    if expr[0] in ("wait_for", "shield"):
        yield expr[1]
        for inner in _simpler_expression(expr[1]):
            yield [expr[0], inner, *expr[2:]]
    elif expr[0] == "gather":
        for index in range(len(expr[1]) if len(expr[1]) > 1 else 0):
            yield ["gather", expr[1][:index] + expr[1][index + 1:], expr[2]]
        if expr[2]:
            yield ["gather", expr[1], False]
    elif expr[0] == "sleep" and expr[1] not in (0, 1):
        yield ["sleep", 1]


def tidy(program):
    """Without coroutines, callbacks and objects that nothing names any more."""
    program = dict(program)
    while True:
        names = {"main"}
        for key in ("coroutines", "callbacks", "jobs", "loops"):
            names |= set(_words(list(program.get(key, {}).values())))
        before = _bodies(program)
        for key in ("coroutines", "callbacks", "objects", "jobs", "pools"):
            if key in program:
                program[key] = {name: value for name, value in program[key].items()
                                if name in names}
        if before == _bodies(program):
            return program


def _bodies(program):
    return [name for [key] in BODIES for name in program.get(key, {})]


def _words(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, (list, dict)):
        for item in part.values() if isinstance(part, dict) else part:
            yield from _words(item)
