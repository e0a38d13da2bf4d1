"""The file of a recording: one JSON object a line, in the order of `seq`."""

import _thread
import json
import os
import shutil
import stat

_exit_at_once = os._exit  # the recorder's own writes before it ends
_write = os.write         # the recorder's own tells what the program writes
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Writer:
    """Appends events to a file. Nothing is lost where the process ends by os._exit, and hardly
    anything where it dies: at most one of so many events waits to be written."""

    _WRITTEN = 4096

    def __init__(self, path):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
        self._files = [os.open(path, flags, 0o666)]
        self._path = os.path.abspath(path)
        self._owner = os.getpid()
        self._events = []         # with their numbers, in order
        self._count = 0           # of all events
        self._taken = 0           # of those that have left _events
        self._left = []           # octets: one block that is being written, or none
        self._written = []        # how many of them have gone
        self._last_ns = 0
        # CPython's own, whatever threading's are; a signal may come in between.
        self._lock = _thread.RLock()

    def write(self, event):
        """Append the event, given without its `seq`; return that."""
        with self._lock:
            # A signal's handler comes after a call at the earliest: not before the append is done.
            seq = self._count
            self._count += 1
            self._events.append((seq, event))
        if len(self._events) > seq // self._WRITTEN:
            try:
                self.flush()
            except RecursionError:
                pass  # the program is too deep just now; nothing is lost
        return seq

    def flush(self):
        """Hand everything to the operating system. A forked child writes nothing."""
        with self._lock:
            self._flush()

    def change_first_text(self, text):
        """Let the first line say something that was not known when it was written. A file's only:
        what has gone into a pipe has gone."""
        if os.getpid() != self._owner or not stat.S_ISREG(os.fstat(self._files[0]).st_mode):
            return
        changed = f"{self._path}.{self._owner}"
        with open(self._path, "rb") as old, open(changed, "wb") as new:
            first = json.loads(old.readline())
            new.write((_encode({**first, "text": text}) + "\n").encode())
            shutil.copyfileobj(old, new)
        os.replace(changed, self._path)

    def _flush(self):
        """After every call a signal's handler may flush, too, or raise. What is to be written is
        in _left, then in _events, and between two calls these are changed at once.
        """
        if os.getpid() != self._owner:
            return
        while self._events or self._left:
            self._write_left()
            taken, events = self._taken, self._events[:]
            octets, count = self._lines(events), len(events)
            if taken == self._taken and not self._left:
                self._taken += count
                self._left[:] = [octets] if octets else []
                del self._events[:count]

    def _lines(self, events):
        lines = []
        for seq, event in events:
            self._last_ns = event["t_ns"] = max(self._last_ns, event["t_ns"])
            lines.append(_encode({"seq": seq, **event}) + "\n")
        # What a program prints need not be UTF-8; the file has to be.
        return "".join(lines).encode("utf-8", "replace")

    def _write_left(self):
        while self._left:
            if self._written:
                left = self._left[0][self._written[0]:]
                self._left[:] = [left] if left else []
                del self._written[:]
                continue
            try:
                # One call writes what is left by then and notes how much it was.
                self._written.extend(map(_write, self._files, self._left))
            except OSError as error:
                # Nothing more can be recorded, and an exception here would be the program's.
                _write(2, f"coroscope: cannot write {self._path}: {error.strerror}\n".encode())
                _exit_at_once(2)
