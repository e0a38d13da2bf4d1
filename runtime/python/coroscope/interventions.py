"""Carries out what a scenario says, where the main thread waits or after an event."""

import sys
import threading
import weakref

from coroscope.clock import SECOND
from coroscope.patches.interrupts import raise_interrupt


class Directory:
    """Finds tasks by name or label. Holds none of them alive."""

    def __init__(self):
        self._by_name = {}
        self._by_label = {}
        self._labels = {}
        self._loops = {}          # address → its loop's name

    def add(self, task, name, label, loop):
        """A new task: its unique name in the recording, its label, its loop's name."""
        reference = weakref.ref(task)
        self._by_name.setdefault(name, reference)
        count = self._labels[label] = self._labels.get(label, 0) + 1
        address = label if count == 1 else f"{label}#{count}"
        self._by_label.setdefault(address, reference)
        self._loops.setdefault(address, loop)
        self._loops[name] = loop

    def loop_of(self, address):
        """The name of the loop of the task of that name or label; None where there was none."""
        return self._loops.get(address)

    def find(self, address):
        """Was there such a task, and is it still there? (bool, task or None)"""
        reference = self._by_name.get(address) or self._by_label.get(address)
        return reference is not None, reference() if reference is not None else None


class Interventions:
    """What is still to be done. True while anything was planned at all."""

    def __init__(self, recorder, planned):
        self._recorder = recorder
        self._planned = planned
        self._done = [False] * len(planned)
        if any(item.after for item in planned):
            recorder.follow = self._follow

    def __bool__(self):
        return bool(self._planned)

    def _next(self, kind):
        """The index of what comes next in such a wait: by time, then in the order given."""
        return min((i for i, item in enumerate(self._planned)
                    if not self._done[i] and item.at is not None
                    and (kind == "select" or item.action == "interrupt")
                    and self._acts_here(item)),
                   key=lambda i: (self._planned[i].at, i), default=None)

    def _acts_here(self, item):
        """An interrupt is the main thread's, a cancel that of the thread that runs the task."""
        recorder = self._recorder
        loop = recorder.directory.loop_of(item.target) if item.action == "cancel" else None
        if loop is None:
            return threading.current_thread() is threading.main_thread()
        return loop == recorder.loop_name(recorder.current_loop())

    def next_act(self, kind, deadline):
        """When the person ends the wait, and how that looks; (None, None) if nobody does."""
        index = self._next(kind)
        if index is None or deadline is not None and deadline < self._planned[index].at:
            return None, None
        item = self._planned[index]
        return item.at, "interrupted" if item.action == "interrupt" else "wakeup"

    def act(self, kind):
        """Do all that is due; was there anything?"""
        acted = False
        while (index := self._next(kind)) is not None:
            if self._planned[index].at > self._recorder.clock.now():
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
                    and self._recorder.directory.find(item.target)[1] is task):
                self._done[index] = True
                self._recorder.emit("intervention", value=index, text="block",
                                    other=self._recorder.party(task))
                return True
        return False

    def _follow(self, seq, event):
        for index, item in enumerate(self._planned):
            if self._done[index] or item.after is None or item.after[0] != seq:
                continue
            if item.after[1] == event["kind"] and item.after[2] in _identities(event):
                self._perform(index)

    def _perform(self, index):
        self._done[index] = True
        recorder, item = self._recorder, self._planned[index]
        if item.action == "interrupt":
            recorder.emit("intervention", value=index, text="interrupt", place=None)
            raise_interrupt(recorder)
            return
        existed, task = recorder.directory.find(item.target)
        recorder.emit("intervention", value=index, text="cancel", place=None,
                      other=recorder.party(task) if task is not None else None)
        if not existed:
            _note(f"there was no task '{item.target}' to cancel at {_seconds(recorder)} s")
        elif task is not None:
            outside, recorder.actor = recorder.actor, "person"
            try:
                task.cancel()
            finally:
                recorder.actor = outside

    def report_undone(self):
        """Say on stderr what never happened."""
        for done, item in zip(self._done, self._planned):
            if not done and item.at is not None:
                _note(f"nothing happened at {item.at / SECOND} s: the program ended at "
                      f"{_seconds(self._recorder)} s")
            elif not done and item.after is not None:
                _note("lost: no event " + " ".join(map(str, item.after)))
            elif not done:
                _note(f"'{item.target}' had no sleep number {item.sleep}")


def _identities(event):
    """What may stand as ID in `after SEQ KIND ID`."""
    other = event.get("other", "")
    return {event.get("task"), event.get("loop"), event["thread"], other, other.partition(":")[2]}


def _seconds(recorder):
    return recorder.clock.now() / SECOND


def _note(text):
    sys.__stderr__.write(f"coroscope: {text}\n")
