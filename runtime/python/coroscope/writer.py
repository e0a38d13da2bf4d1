"""The file of a recording: one JSON object a line, in the order of `seq`."""

import _thread
import itertools
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
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
        self._path = os.path.abspath(path)
        self._owner = os.getpid()
        self._events = []
        self._next_seq = itertools.count().__next__
        self._last_ns = 0
        # CPython's own, whatever threading's are; a signal may come in between.
        self._lock = _thread.RLock()

    def write(self, event):
        """Append the event, given without its `seq`; return that."""
        with self._lock:
            # One atomic step gives the number: a signal may come in between.
            seq = self._next_seq()
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
        if os.getpid() != self._owner or not stat.S_ISREG(os.fstat(self._file).st_mode):
            return
        changed = f"{self._path}.{self._owner}"
        with open(self._path, "rb") as old, open(changed, "wb") as new:
            first = json.loads(old.readline())
            new.write((_encode({**first, "text": text}) + "\n").encode())
            shutil.copyfileobj(old, new)
        os.replace(changed, self._path)

    def _flush(self):
        events = sorted(self._events, key=lambda item: item[0])
        if not events or os.getpid() != self._owner:
            return
        lines = []
        for seq, event in events:
            self._last_ns = event["t_ns"] = max(self._last_ns, event["t_ns"])
            lines.append(_encode({"seq": seq, **event}))
        # What a program prints need not be UTF-8; the file has to be.
        data = ("\n".join(lines) + "\n").encode("utf-8", "replace")
        del self._events[:len(events)]
        try:
            while data:
                data = data[_write(self._file, data):]
        except OSError as error:
            # Nothing more can be recorded, and an exception here would be the program's.
            _write(2, f"coroscope: cannot write {self._path}: {error.strerror}\n".encode())
            _exit_at_once(2)
