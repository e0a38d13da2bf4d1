"""The file of a recording: one JSON object a line, in the order of `seq`."""

import json
import os

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Writer:
    """Appends events to a file. Nothing is lost where the process ends by os._exit."""

    _FULL = 512

    def __init__(self, path):
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
        self._owner = os.getpid()
        self._lines = []
        self.seq = 0

    def write(self, event):
        """Append the event, given without its `seq`; return that."""
        seq = self.seq
        self.seq = seq + 1
        self._lines.append(_encode({"seq": seq, **event}))
        if len(self._lines) >= self._FULL:
            self.flush()
        return seq

    def flush(self):
        """Hand everything to the operating system. A forked child writes nothing."""
        lines, self._lines = self._lines, []
        if not lines or os.getpid() != self._owner:
            return
        # What a program prints need not be UTF-8; the file has to be.
        data = ("\n".join(lines) + "\n").encode("utf-8", "replace")
        while data:
            data = data[os.write(self._file, data):]
