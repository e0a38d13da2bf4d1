"""A program as Python source: what CPython runs, and what a person reads."""

import threads_source

LOOP = "asyncio.get_running_loop()"


def source(program):
    """The program's script."""
    names = sorted({name for statement in statements_in(program)
                    for name in [statement.get("var", "self"), *variables(statement)]} - {"self"})
    lines = ["import asyncio", "import time", *threads_source.imports(program), ""]
    for name, (kind, *arguments) in program["objects"].items():
        lines.append(f"{name} = asyncio.{kind}({', '.join(map(str, arguments))})")
    lines += [f"{name} = None" for name in names]
    lines += [*threads_source.pools(program), "", ""]
    for name, body in program["callbacks"].items():
        lines += [f"def {name}(_future=None):", *_function(body), "", ""]
    if any(statement["do"] == "watchdog" for statement in statements_in(program)):
        lines += _WATCHDOG
    for name, body in reversed(program["coroutines"].items()):
        number = "" if name.endswith("main") else "number"
        lines += [f"async def {name}({number}):", *_function(body)]
        lines += ["    return number" if number else "    return 0", "", ""]
    for name, body in reversed(program.get("jobs", {}).items()):
        lines += [f"def {name}(number):", *_function(body), "    return number", "", ""]
    if program["mode"] == "run_until_complete":
        lines += _FINISH
    return "\n".join(lines + threads_source.around(program, _end(program["mode"]))) + "\n"


def scenario(program):
    """What the person does, as the recorder reads it."""
    lines = []
    for action, *target, at in program["person"]:
        lines.append(f"at {at}: {' '.join([action, *target])}\n")
    return "".join(lines)


_WATCHDOG = f"""
def watchdog(left):
    for task in asyncio.all_tasks():
        task.cancel()
    if left > 0:
        {LOOP}.call_later(20, watchdog, left - 1)


""".strip("\n").splitlines() + ["", ""]

_FINISH = """
def finish(loop):
    for _ in range(4):
        if asyncio.all_tasks(loop):
            try:
                loop.call_later(250, loop.stop)
                loop.run_forever()
            except (KeyboardInterrupt, SystemExit) as error:
                print(repr(error))


""".strip("\n").splitlines() + ["", ""]


def _end(mode):
    """How the module runs main."""
    if mode == "run":
        return ["asyncio.run(main())"]
    finish = ["    finish(loop)"] if mode == "run_until_complete" else []
    return ["loop = asyncio.new_event_loop()", "try:",
            "    print(loop.run_until_complete(main()))", "finally:", *finish, "    loop.close()"]


def statements_in(part):
    """All statements in there, at any depth."""
    if isinstance(part, dict):
        if "do" in part:
            yield part
        for value in part.values():
            yield from statements_in(value)
    elif isinstance(part, list):
        for item in part:
            yield from statements_in(item)


def _function(body):
    assigned = sorted({statement["var"] for statement in statements_in(body)
                       if statement["do"] in _ASSIGNING})
    lines = [f"global {', '.join(assigned)}"] if assigned else []
    return _indented(lines + _block(body))


_ASSIGNING = {"spawn", "assign", "future", "call_soon", "timeout", "task_group", "own_loop",
              "submit", "pool", "thread"}


def _indented(lines):
    return ["    " + line for line in lines]


def _block(body):
    return [line for statement in body for line in _guarded(statement)] or ["pass"]


def variables(statement):
    """The variables that the statement needs: it is left out while one of them is not set."""
    if statement["do"] in ("spawn", "assign", "await"):
        return sorted(_variables_of(statement["expr"]))
    if "loop" in statement:
        return [statement["loop"]]
    if statement["do"] == "as_completed":
        return sorted(set().union(*map(_variables_of, statement["exprs"])))
    if statement["do"] == "wait":
        return sorted(set(statement["vars"]))
    if statement["do"] in _ASSIGNING or statement.get("var", "self") == "self":
        return []
    return [statement["var"]]


def _variables_of(expr):
    if expr[0] in ("var", "wrap"):
        return {expr[1]}
    inner = expr[1] if expr[0] == "gather" else [part for part in expr if isinstance(part, list)]
    return set().union(*map(_variables_of, inner))


def _guarded(statement):
    lines = _LINES[statement["do"]](statement)
    if needed := variables(statement):
        return [f"if {' and '.join(needed)}:", *_indented(lines)]
    return lines


def expression(expr):
    """An awaitable."""
    kind = expr[0]
    if kind == "call":
        return f"{expr[1]}({expr[2]})"
    if kind == "var":
        return expr[1]
    if kind == "sleep":
        return f"asyncio.sleep({expr[1]})"
    if kind == "gather":
        more = ", return_exceptions=True" if expr[2] else ""
        return f"asyncio.gather({', '.join(map(expression, expr[1]))}{more})"
    if kind == "shield":
        return f"asyncio.shield({expression(expr[1])})"
    if kind == "wait_for":
        return f"asyncio.wait_for({expression(expr[1])}, {expr[2]})"
    if kind in threads_source.AWAITABLES:
        return threads_source.AWAITABLES[kind](expr)
    return f"{expr[1]}.{kind}({', '.join(map(str, expr[2:]))})"


def _later(delay):
    return "None" if delay is None else f"{LOOP}.time() + {delay}"


def _spawn(s):
    name = f", name={s['name']!r}" if "name" in s else ""
    return [f"{s['var']} = {s.get('group', 'asyncio')}.create_task({expression(s['expr'])}{name})"]


def _cancel(s):
    task = "asyncio.current_task()" if s["var"] == "self" else s["var"]
    return [f"print({task}.cancel({repr(s['message']) if 'message' in s else ''}))"]


def _timeout(s):
    manager = (f"asyncio.timeout_at({_later(s['delay'])})" if s.get("at")
               else f"asyncio.timeout({s['delay']})")
    return [f"async with {manager} as {s['var']}:", *_indented(_block(s["body"]))]


def _try(s):
    lines = ["try:", *_indented(_block(s["body"]))]
    if "catch" in s:
        name = "asyncio.CancelledError" if s["catch"] == "CancelledError" else s["catch"]
        handler = ["print(repr(error))", *(_block(s["handler"]) if s["handler"] else [])]
        if s["reraise"]:
            handler.append("raise")
        lines += [f"except {name} as error:", *_indented(handler)]
    if "finally" in s:
        lines += ["finally:", *_indented(_block(s["finally"]))]
    return lines if len(lines) > 1 and ("catch" in s or "finally" in s) else _block(s["body"])


def _raise(s):
    name = "asyncio.CancelledError" if s["type"] == "CancelledError" else s["type"]
    return [f"raise {name}" if name != "ValueError" else "raise ValueError('boom')"]


def _on_object(s):
    call = f"{s['object']}.{s['method']}({s.get('item', '')})"
    return [f"print({call})" if s["method"] == "get_nowait" else call]


def _set_result(s):
    what = "set_exception(ValueError('bad'))" if s["fails"] else f"set_result({s['value']})"
    line = f"{s['var']}.{what}"
    return [f"if not {s['var']}.done():", f"    {line}"] if s["careful"] else [line]


def _call_soon(s):
    if s["delay"] is None:
        return [f"{s['var']} = {LOOP}.call_soon({s['callback']})"]
    return [f"{s['var']} = {LOOP}.call_later({s['delay']}, {s['callback']})"]


def _as_completed(s):
    exprs = ", ".join(map(expression, s["exprs"]))
    return [f"for coming in asyncio.as_completed([{exprs}], timeout={s['timeout']}):",
            "    print(await coming)"]


_LINES = {
    "watchdog": lambda s: [f"{LOOP}.call_later(20, watchdog, 9)"],
    "future": lambda s: [f"{s['var']} = {LOOP}.create_future()"],
    "print": lambda s: [f"print({s['text']!r})"],
    "await": lambda s: [f"print(await {expression(s['expr'])})"],
    "spawn": _spawn,
    "assign": lambda s: [f"{s['var']} = {expression(s['expr'])}"],
    "cancel": _cancel,
    "uncancel": lambda s: ["print(asyncio.current_task().uncancel())"],
    "cancel_all": lambda s: ["for task in asyncio.all_tasks():", "    task.cancel()",
                             "task = None"],
    "look": lambda s: [f"print({s['var']}.done(), {s['var']}.cancelled())"],
    "result": lambda s: [f"print({s['var']}.result())"],
    "exception": lambda s: [f"print(repr({s['var']}.exception()))"],
    "wait": lambda s: [f"print(*map(len, await asyncio.wait([{', '.join(s['vars'])}], "
                       f"timeout={s['timeout']}, return_when=asyncio.{s['when']})))"],
    "as_completed": _as_completed,
    "timeout": _timeout,
    "reschedule": lambda s: [f"{s['var']}.reschedule({_later(s['delay'])})"],
    "task_group": lambda s: [f"async with asyncio.TaskGroup() as {s['var']}:",
                             *_indented(_block(s["body"]))],
    "repeat": lambda s: [f"for _ in range({s['times']}):", *_indented(_block(s["body"]))],
    "try": _try,
    "raise": _raise,
    "return": lambda s: [f"return {s['value']}"],
    "block_thread": lambda s: [f"time.sleep({s['delay']})"],
    "hold": lambda s: [f"async with {s['object']}:", *_indented(_block(s["body"]))],
    "on_object": _on_object,
    "set_result": _set_result,
    "call_soon": _call_soon,
    "cancel_handle": lambda s: [f"{s['var']}.cancel()"],
    "add_done_callback": lambda s: [f"{s['var']}.add_done_callback({s['callback']})"],
    "remove_done_callback": lambda s: [
        f"print({s['var']}.remove_done_callback({s['callback']}))"],
    "drop": lambda s: [expression(s["expr"])],
    "stop": lambda s: [f"{LOOP}.stop()"],
    **threads_source.LINES,
}
