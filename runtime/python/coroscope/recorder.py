"""Turns what the patches see into events: names, numbers, the current thread, loop and task."""

import asyncio
import collections
import contextlib
import os
import threading
from asyncio import events, tasks

from coroscope import labels

AUTO = object()  # the innermost of the program's own lines


class FutureInfo:
    """What a recording knows of a future or task; kept on the object itself."""

    __slots__ = ("order", "party", "made_by", "label", "deadline", "reported", "sleeps", "yielded",
                 "known")

    def __init__(self, order):
        self.order = order        # of creation, among futures and tasks
        self.party = None         # `future:2`, `task:Task-3`
        self.made_by = None       # sleep, gather, wait, …
        self.label = None         # a task's: `work(2)`
        self.deadline = None      # where a timer will finish it
        self.reported = False     # future_done, task_done, … is out
        self.sleeps = 0           # how many a task has begun
        self.yielded = False      # the task's last step did nothing else
        self.known = None         # a task's entry in the directory


class Recorder:
    """Gives every thread, loop, task, future and handle its name, and writes events.

    Holds no reference to anything of the program's: objects die when they would without it.
    """

    def __init__(self, clock, writer, places):
        self.clock = clock
        self.places = places
        self.interventions = None
        self.output = None        # turns what is written into events
        self.directory = None
        self.enabled = True
        self._writer = writer
        self._names = {}
        self._counts = collections.Counter()
        self._local = threading.local()
        self.shutting_down = False
        self.dismantling = False  # the program's modules go
        self.at_end = []          # called before the last event is written
        self.repeatable = True    # False: somebody outside of the program took part
        self.runs_script = None   # the code of our function below which is the script
        self.origin_depth = 0     # how many frames of a coroutine's making the program wants
        self.scheduler = None     # on the virtual clock: who runs
        self.waiting = None       # the main thread's select or blocking call
        self.follow = None        # told the seq of each event, for `after SEQ …`
        self.held = []            # at most one Held: what is being written, before anything else

    # Names and numbers

    def count(self, what):
        """The next number: 1, 2, 3, …"""
        self._counts[what] += 1
        return self._counts[what]

    def unique(self, name):
        """`brew`, and when it comes again `brew#2`."""
        count = self._names[name] = self._names.get(name, 0) + 1
        return name if count == 1 else f"{name}#{count}"

    def name_thread(self, thread):
        """The calling thread begins: name it."""
        self._local.thread = thread._coroscope_name = self.unique(thread.name)

    def thread(self):
        """The calling thread's name in the recording."""
        try:
            return self._local.thread
        except AttributeError:
            self._local.thread = self.unique(threading.current_thread().name)
            return self._local.thread

    @property
    def actor(self):
        """On whose behalf code runs on this thread: `handle:3`, `person`, or None."""
        return getattr(self._local, "actor", None)

    @actor.setter
    def actor(self, party):
        self._local.actor = party

    @property
    def call(self):
        """The blocking call that this thread is in, or None."""
        return getattr(self._local, "call", None)

    @call.setter
    def call(self, call):
        self._local.call = call

    @property
    def telling(self):
        """Does this thread write to stderr what another event says?"""
        return getattr(self._local, "telling", False)

    @contextlib.contextmanager
    def told_elsewhere(self):
        """Within it the library writes to stderr what another event says."""
        outside, self._local.telling = self.telling, True
        try:
            yield
        finally:
            self._local.telling = outside

    @staticmethod
    def loop_name(loop):
        return loop if isinstance(loop, str) else getattr(loop, "_coroscope_name", None)

    @staticmethod
    def current_loop():
        return events._get_running_loop()

    def current_task(self):
        """The task whose step this thread is in."""
        loop = events._get_running_loop()
        return tasks.current_task(loop) if loop is not None else None

    def has_yielded(self, task):
        """Has the task ended its last step only to be queued again?"""
        return task is not None and self.info(task).yielded

    def info(self, future):
        """The FutureInfo of a future or task."""
        info = getattr(future, "_coroscope", None)
        if info is None:
            info = future._coroscope = FutureInfo(self.count("created"))
        return info

    def party(self, future):
        """`future:2` or `task:Task-3`; None for what is no asyncio future."""
        if not isinstance(future, asyncio.Future):
            return None
        info = self.info(future)
        if info.party is None:
            info.party = f"future:{self.count('future')}"
        return info.party

    def task_name(self, task):
        """The task's name in the recording: CPython's at its creation."""
        party = self.info(task).party if isinstance(task, asyncio.Task) else None
        return party[5:] if party else None

    def note_others(self, who):
        """Something from outside has taken part: say so at the end."""
        if self.repeatable:
            self.repeatable = False
            self.at_end.append(lambda: os.write(
                2, f"coroscope: {who}: another run may differ\n".encode()))

    # Events

    def emit(self, kind, *, loop=None, task=None, other=None, value=None, text=None, place=AUTO):
        """Write an event. `loop` and `task`, the object or its name in the recording, default to
        those running on this thread."""
        if not self.enabled:
            return
        if self.scheduler is not None:
            self.scheduler.check_in()
        self.write_held()
        self._write(self.event(kind, loop=loop, task=task, other=other, value=value, text=text,
                               place=place))

    def event(self, kind, *, loop=None, task=None, other=None, value=None, text=None, place=AUTO):
        """What `emit` writes."""
        running = events._get_running_loop()
        if loop is None:
            loop = running
        if task is None and running is not None:
            task = tasks.current_task(running)
        event = {"t_ns": self.clock.now(), "thread": self.thread(), "kind": kind}
        name = self.loop_name(loop)
        if name:
            event["loop"] = name
        name = task if isinstance(task, str) else self.task_name(task)
        if name:
            event["task"] = name
        if other:
            event["other"] = other
        if value is not None:
            event["value"] = value
        # A print of an empty line has a text, and it is empty.
        if text or (text is not None and kind == "print"):
            event["text"] = text
        if place is AUTO:
            place = self.places.innermost()
        if place:
            event["file"], event["line"] = place
        return event

    def take_held(self):
        """What is held, or None; it is the caller's alone now."""
        try:
            return self.held.pop()
        except IndexError:
            return None

    def write(self, held):
        """It is complete; None is nothing."""
        if held is not None:
            self._write(held.event())

    def write_held(self):
        """Something else happens: what is held is complete."""
        if self.held:
            self.write(self.take_held())

    def _write(self, event):
        seq = self._writer.write(event)
        if self.follow is not None:
            self.follow(seq, event)

    def begin(self, about):
        """The first line of the file."""
        self._about = about
        self.emit("recording", value=1, text=about, place=None)

    def flush(self):
        self.write_held()
        self._writer.flush()

    def flush_if_real(self):
        """Before a wait that takes time: somebody may be reading along."""
        if not self.clock.is_virtual:
            self.flush()

    def end(self):
        """Write what is left; from now on nothing is recorded."""
        self.enabled = False
        self.flush()
        if not self.repeatable:
            self._writer.change_first_text(f"{self._about} repeatable=no")

    def settled(self, future):
        """The future may have become done: say so, once, before who hears of it."""
        info = self.info(future)
        if info.reported or not future.done():
            return
        info.reported = True
        if isinstance(future, asyncio.Task):
            self._task_settled(future)
        else:
            text = "result"
            if future.cancelled():
                text = "cancelled"
            elif future._exception is not None:
                text = labels.describe(future._exception)
            self.emit("future_done", loop=future._loop, other=self.party(future), text=text)

    def _task_settled(self, task):
        if (known := self.info(task).known) is not None:
            known.is_done = True
        if task.cancelled():
            kind, text = "task_cancelled", self._cancel_message(task)
        elif task._exception is not None:
            kind, text = "task_failed", labels.describe(task._exception)
        else:
            kind, text = "task_done", labels.value_repr(task._result)
        self.emit(kind, loop=task._loop, task=task, text=text)

    @staticmethod
    def _cancel_message(task):
        return None if task._cancel_message is None else str(task._cancel_message)
