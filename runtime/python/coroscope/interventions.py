"""Carries out what a scenario says, where the main thread waits or after an event."""

import inspect
import sys
import threading
import weakref

import asyncio

from coroscope.clock import SECOND
from coroscope.patches.interrupts import handler_returns, raise_interrupt
from coroscope.scenario import make_exception


class Known:
    """What is known of a task: whether it is still there or not."""

    def __init__(self, task, name, loop):
        self._reference = weakref.ref(task)
        self.name = name              # that it has now
        self.party = f"task:{name}"   # that it is in the recording
        self.loop = loop              # its loop's name
        self.is_done = task.done()    # an eager one may be as soon as it is known

    def task(self):
        """None where nobody holds it any more."""
        return self._reference()


class Directory:
    """Finds tasks by name or label. Holds none of them alive."""

    def __init__(self):
        self._by_name = {}
        self._by_label = {}
        self._labels = {}

    def add(self, task, name, label, loop):
        """A new task: its unique name in the recording, its label, its loop's name. What is known
        of it from now on."""
        known = Known(task, name, loop)
        self._by_name.setdefault(name, known)
        count = self._labels[label] = self._labels.get(label, 0) + 1
        self._by_label.setdefault(label if count == 1 else f"{label}#{count}", known)
        return known

    def find(self, address):
        """The task of that name or label, or None."""
        return self._by_name.get(address) or self._by_label.get(address)


# What closes a beat (EVENTS.md) and leaves the program where its next statement could come. What
# follows a select_end is done with what is due there.
_ALWAYS = frozenset({
    "thread_start", "thread_end", "block_end", "loop_new", "loop_run_begin", "loop_run_end",
    "loop_stop", "loop_close", "handle_end", "task_new", "step_end", "cancel_asked",
    "callback_run", "print"})
_WITH_LINE = frozenset({"call_soon", "call_threadsafe", "handle_begin"})

# What a person may complete; everything else that is awaited ends by itself.
_PLAIN = frozenset({"sleep", "future", "lock", "semaphore", "event", "condition", "queue_item",
                    "queue_room", "queue_join", "barrier", "as_completed"})
_GROUPS = frozenset({"gather", "wait", "wait_for", "task_group", "shield"})


class Interventions:
    """What is still to be done. True while anything was planned at all."""

    def __init__(self, recorder, planned):
        self._recorder = recorder
        self._planned = planned
        self._done = [item.off for item in planned]
        self._seen = [0] * len(planned)    # events of the kind and id that it follows
        self._armed = {}                   # index → (time, thread), once that event has come
        self._woke = set()                 # of those: whose thread was woken for it
        self._lost = set()
        if any(item.after and not item.off for item in planned):
            recorder.follow = self._follow

    def __bool__(self):
        return bool(self._planned)

    def _due(self, index):
        item = self._planned[index]
        return self._armed[index][0] if index in self._armed else item.at

    def _next(self, kind):
        """The index of what comes next in such a wait: by time, then in the order given."""
        return min((i for i, item in enumerate(self._planned)
                    if not self._done[i] and self._due(i) is not None
                    and (kind == "select" or item.action == "interrupt")
                    and self._acts_here(i)),
                   key=lambda i: (self._due(i), i), default=None)

    def _acts_here(self, index):
        """An interrupt is the main thread's, anything else that of the thread that runs the task,
        or of the event that it follows."""
        recorder, item = self._recorder, self._planned[index]
        if index in self._armed:
            return self._armed[index][1] == threading.get_ident()
        known = None if item.action == "interrupt" else recorder.directory.find(item.target)
        if known is None:
            return threading.current_thread() is threading.main_thread()
        return known.loop == recorder.loop_name(recorder.current_loop())

    def next_act(self, kind, deadline):
        """When the person ends the wait, and how that looks; (None, None) if nobody does."""
        index = self._next(kind)
        if index is None or deadline is not None and deadline < self._due(index):
            return None, None
        action = self._planned[index].action
        return self._due(index), "interrupted" if action == "interrupt" else "wakeup"

    def is_woken(self):
        """Was this thread's select ended for an interrupt?"""
        return self._next("select") in self._woke

    def act(self, kind):
        """Do all that is due; was there anything?"""
        acted = False
        while (index := self._next(kind)) is not None:
            if self._due(index) > self._recorder.clock.now():
                break
            acted = True
            self._perform(index)
        return acted

    def has_blocks(self):
        """Is some sleep to block?"""
        return any(item.sleep for item in self._planned)

    def sleep_blocks(self, task):
        """The task begins a sleep: shall it hold the thread?"""
        info = self._recorder.info(task)
        info.sleeps += 1
        for index, item in enumerate(self._planned):
            if (not self._done[index] and item.sleep == info.sleeps
                    and (known := self._recorder.directory.find(item.target)) is not None
                    and known.task() is task):
                self._settle(index, known.party)
                return True
        return False

    # After an event

    def _follow(self, seq, event):
        for index, item in enumerate(self._planned):
            if self._done[index] or item.after is None or index in self._armed:
                continue
            if self._is_followed(index, seq, event):
                self._arm(index)
            elif not item.after[3] and seq >= item.after[0]:
                self._done[index] = True
                self._lost.add(index)
        if event["kind"] in _ALWAYS or event["kind"] in _WITH_LINE and "line" in event:
            self._act_after_beat()

    def _is_followed(self, index, seq, event):
        at, kind, name, nth = self._planned[index].after
        if event["kind"] != kind or name not in _identities(event):
            return False
        self._seen[index] += 1
        # CPython's recording has no coro_new: where the count is said, its number does not matter.
        return self._seen[index] == nth if nth else seq == at

    def _arm(self, index):
        # By number: a thread that begins or ends is no threading.current_thread().
        recorder, thread = self._recorder, threading.get_ident()
        if self._planned[index].action == "interrupt":
            thread = threading.main_thread().ident
            if thread != threading.get_ident() and recorder.scheduler is not None:
                self._woke.add(index)
                recorder.scheduler.wake(recorder.scheduler.main)
        self._armed[index] = recorder.clock.now(), thread

    def armed_here(self, interrupts=True):
        """What has been armed for this thread, in the order given."""
        return [i for i, (_, thread) in self._armed.items()
                if not self._done[i] and thread == threading.get_ident()
                and (interrupts or self._planned[i].action != "interrupt")]

    def _act_after_beat(self):
        if (self._recorder.shutting_down
                and threading.get_ident() == threading.main_thread().ident):
            return
        while waiting := self.armed_here():
            self._perform(min(waiting))

    def act_in_step(self, is_thrown):
        """As a task's step begins; an interrupt does not take the place of what `is_thrown`."""
        while waiting := self.armed_here(not is_thrown or handler_returns()):
            self._perform(min(waiting))

    # What the person does

    def _settle(self, index, party):
        """It is being done: say so, before its effects."""
        self._done[index] = True
        self._recorder.emit("intervention", value=index, text=self._planned[index].action,
                            other=party, place=None)

    def _perform(self, index):
        item = self._planned[index]
        if item.action == "interrupt":
            self._settle(index, None)
            raise_interrupt(self._recorder)
            return
        known = self._recorder.directory.find(item.target)
        if known is None:
            self._done[index] = True
            _note(f"there was no task '{item.target}' to {item.action} at "
                  f"{_seconds(self._recorder)} s")
            return
        task = known.task()
        if task is None or task.done() and item.action != "cancel":
            self._perform_on_ended(index, item, known)
            return
        future, why = task, None
        if item.action != "cancel":
            future, why = self._innermost(task)
        if why is None and not task.done() and task._loop.is_closed():
            why = "its loop is closed"
        if why is not None:
            self._fail(index, why)
            return
        self._settle(index, known.party)
        outside, self._recorder.actor = self._recorder.actor, "person"
        try:
            if item.action == "cancel":
                task.cancel()
            elif item.action == "complete":
                future.set_result(None)
            else:
                future.set_exception(make_exception(item.exception))
        finally:
            self._recorder.actor = outside

    def _perform_on_ended(self, index, item, known):
        """Nothing more can be asked of it, whether or not the program still holds it; its cancel()
        answers False. One that went while it was pending is another thing."""
        if known.task() is None and not known.is_done:
            self._fail(index, "the task is gone")
        elif item.action != "cancel":
            self._fail(index, f"{known.name} is finished")
        else:
            self._settle(index, known.party)
            self._recorder.emit("cancel_asked", loop=known.loop, task=known.party[5:],
                                other="person", value=0)

    def _fail(self, index, why):
        item = self._planned[index]
        self._done[index] = True
        _note(f"could not {item.action} '{item.target}' at {_seconds(self._recorder)} s: {why}")

    def _innermost(self, task):
        """The plain future at the end of what the task awaits, or None and why there is none."""
        recorder, first, passed = self._recorder, task, set()
        while True:
            if task in passed:
                return None, f"{first.get_name()} awaits tasks that wait in a circle"
            passed.add(task)
            name, awaited = task.get_name(), task._fut_waiter
            if task.done():
                return None, f"{name} is finished"
            if awaited is None and task is recorder.current_task():
                return None, f"{name} is running"
            if awaited is None or awaited.done():
                begun = inspect.getcoroutinestate(task.get_coro()) != inspect.CORO_CREATED
                return None, (f"{name} is queued and waits for nothing" if begun
                              else f"{name} has not begun")
            if not isinstance(awaited, asyncio.Task):
                break
            task = awaited
        made_by = recorder.info(awaited).made_by
        if made_by in _GROUPS:
            return None, f"{name} awaits a gather, wait or shield, which ends with its parts"
        if made_by not in _PLAIN:
            return None, f"{name} awaits another thread or a connection"
        return awaited, None

    def report_undone(self):
        """Say on stderr what never happened."""
        for index, (done, item) in enumerate(zip(self._done, self._planned)):
            event = item.after and f"event {item.after[0]} {item.after[1]} {item.after[2]}"
            if index in self._lost or not done and event and index not in self._armed:
                _note(f"lost: no {event}")
            elif not done and event:
                _note(f"nothing happened after {event}: the thread had ended")
            elif not done and item.at is not None:
                _note(f"nothing happened at {item.at / SECOND} s: the program ended at "
                      f"{_seconds(self._recorder)} s")
            elif not done:
                _note(f"'{item.target}' had no sleep number {item.sleep}")


def _identities(event):
    """What may stand as ID in `after SEQ KIND ID`."""
    names = {event.get("task"), event.get("loop"), event["thread"]}
    kind, _, number = event.get("other", "").partition(":")
    return names | {number, f"{kind}:{number}"} if kind in ("future", "handle", "conn") else names


def _seconds(recorder):
    return recorder.clock.now() / SECOND


def _note(text):
    sys.__stderr__.write(f"coroscope: {text}\n")
