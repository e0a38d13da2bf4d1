"""The contract of EVENTS.md as a table, and a check of recordings against it."""

import re

ALWAYS = {"seq", "t_ns", "thread", "kind"}
PLACE = {"file", "line"}
NUMBERS = {"seq", "t_ns", "value", "line"}
OTHER = re.compile(r"person|(task|thread):.+|(future|handle|conn):[1-9]\d*")
LOOP = re.compile(r"loop-[1-9]\d*")

ENDINGS = {"waits", "yields", "refused", "ends"}
WAITS_FOR = {"sleep", "task", "future", "gather", "wait", "shield", "lock", "semaphore", "event",
             "condition", "queue_item", "queue_room", "queue_join", "barrier", "as_completed",
             "wait_for", "task_group", "executor", "run_in_executor", "to_thread", "io",
             "process", "pipe"}
# Who makes the futures of concurrent.futures, which belong to no loop.
MAKES_CONCURRENT = {"run_coroutine_threadsafe", "submit"}

# kind: (fields that it must have, fields that it may have)
KINDS = {
    "recording": ("value text", ""),
    "thread_start": ("other", "loop task"),
    "thread_end": ("", "text"),
    "block_begin": ("text", "loop task other value"),
    "block_end": ("", "loop task other value text"),
    "loop_new": ("loop", "task"),
    "loop_run_begin": ("loop text", "other task"),
    "loop_run_end": ("loop", "text task"),
    "loop_stop": ("loop", "task"),
    "loop_close": ("loop value", "task"),
    "iteration_begin": ("loop value", ""),
    "select_begin": ("loop", "value"),
    "select_end": ("loop value text", ""),
    "call_soon": ("loop other text", "task"),
    "call_threadsafe": ("loop other text", "task"),
    "timer_set": ("loop other value text", "task"),
    "timer_due": ("loop other", ""),
    "timer_cancel": ("loop other", "task"),
    "handle_cancel": ("loop other", "task"),
    "handle_begin": ("loop other text", ""),
    "handle_end": ("loop other", "text value"),
    "coro_new": ("text", "loop task"),
    "coro_enter": ("text", "loop task"),
    "coro_exit": ("text", "loop task"),
    "never_awaited": ("text", "loop task"),
    "task_new": ("loop task text", "other"),
    "task_renamed": ("task text", "loop"),
    "step_begin": ("loop task", "text"),
    "waits": ("loop task other text", "value"),
    "step_end": ("loop task text", "value"),
    "woken": ("loop task other", ""),
    "cancel_asked": ("loop task value", "other text"),
    "uncancel": ("task value", "loop"),
    "task_done": ("loop task text", ""),
    "task_failed": ("loop task text", ""),
    "task_cancelled": ("loop task", "text"),
    "destroyed_pending": ("loop task", "value"),
    "future_new": ("other text", "loop task"),
    "future_done": ("other text", "loop task"),
    "callback_add": ("other text", "loop task"),
    "callback_remove": ("other text", "loop task"),
    "callback_run": ("loop other text", ""),
    "exception_unretrieved": ("other text", "loop task value"),
    "io_wait": ("other text", "loop task"),
    "io_ready": ("other text", "loop task"),
    "print": ("text", "value loop task"),
    "line": ("", "loop task"),
    "interrupt": ("", "loop task"),
    "intervention": ("value text", "loop task other"),
}

# What opens and what closes: these nest on a thread.
PAIRS = {"select_begin": "select_end", "block_begin": "block_end", "handle_begin": "handle_end",
         "step_begin": "step_end", "loop_run_begin": "loop_run_end"}


def problems(events):
    """What is wrong with the events, one sentence each; nothing for a good recording."""
    found = []
    if not events or events[0].get("kind") != "recording" or events[0].get("value") != 1:
        found.append("the first event is no recording of version 1")
    for index, event in enumerate(events):
        found += [f"event {index} ({event.get('kind')}): {problem}"
                  for problem in _event_problems(index, event, events)]
    return found + _order_problems(events)


def _event_problems(index, event, events):
    kind = event.get("kind")
    if kind not in KINDS:
        yield "unknown kind"
        return
    must, may = (set(fields.split()) for fields in KINDS[kind])
    for field in (ALWAYS | must) - set(event):
        yield f"no {field}"
    for field in set(event) - ALWAYS - must - may - PLACE:
        yield f"has a {field}"
    for field, value in event.items():
        if type(value) is not (int if field in NUMBERS else str):
            yield f"{field} is {value!r}"
        elif value == "" and kind != "print":
            yield f"{field} is empty"
    if ("file" in event) != ("line" in event):
        yield "a file without a line"
    if event["seq"] != index:
        yield f"seq is {event['seq']}"
    if index and event["t_ns"] < events[index - 1]["t_ns"]:
        yield "time goes back"
    if not OTHER.fullmatch(event.get("other", "person")):
        yield f"other is {event['other']}"
    if not LOOP.fullmatch(event.get("loop", "loop-1")):
        yield f"loop is {event['loop']}"
    if kind == "step_end" and event["text"] not in ENDINGS:
        yield f"a step ends by {event['text']}"
    known = WAITS_FOR | (MAKES_CONCURRENT if kind == "future_new" else set())
    if kind in ("waits", "future_new") and event["text"] not in known:
        yield f"text is {event['text']}"


def _order_problems(events):
    return list(_find_order_problems(events))


def _find_order_problems(events):
    tasks, futures, handles, over, open_ones = set(), set(), set(), set(), {}
    for event in events:
        where = f"event {event['seq']} ({event['kind']})"
        kind, task, other = event["kind"], event.get("task"), event.get("other", "")
        if kind == "task_new":
            tasks.add(task)
        elif task is not None and task not in tasks:
            yield f"{where}: no task_new of {task}"
        if other.startswith("task:") and other[5:] not in tasks:
            yield f"{where}: no task_new of {other[5:]}"
        if kind == "future_new":
            futures.add(other)
        elif other.startswith("future:") and other not in futures:
            yield f"{where}: no future_new of {other}"
        if other.startswith("handle:"):
            handles.add(other)
            if f"handle:{len(handles)}" not in handles:
                yield f"{where}: {other} is numbered out of turn"
        if kind in ("task_done", "task_failed", "task_cancelled"):
            if task in over:
                yield f"{where}: {task} ends twice"
            over.add(task)
        stack = open_ones.setdefault(event["thread"], [])
        if kind in PAIRS:
            stack.append((PAIRS[kind], _whom(event)))
        elif kind in PAIRS.values():
            if not stack or stack[-1] != (kind, _whom(event)):
                yield f"{where}: nothing to end"
            else:
                stack.pop()
        elif kind == "iteration_begin" and (not stack or stack[-1][0] != "loop_run_end"):
            yield f"{where}: the loop is not running, or busy"
    for stack in open_ones.values():
        for kind, _ in stack:
            yield f"no {kind} at the end"


def _whom(event):
    """What must be the same at both ends."""
    return event.get("other") if event["kind"].startswith("handle") else event.get("task")
