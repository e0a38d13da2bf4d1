"""concurrent.futures.Future: what run_coroutine_threadsafe and executors give."""

import concurrent.futures.thread
import sys
from concurrent.futures import _base

from coroscope import labels
from coroscope.clock import in_nanoseconds
from coroscope.patches.blocking import blocking, recorded_block

# Who makes them in the standard library, by the function's qualified name.
_MAKERS = {
    "run_coroutine_threadsafe": "run_coroutine_threadsafe",
    "ThreadPoolExecutor.submit": "submit",
}
_UNFINISHED = (_base.PENDING, _base.RUNNING)


def install(recorder, patches):
    Future = _base.Future

    def future_init(self):
        original_init(self)
        self._coroscope_party = f"future:{recorder.count('future')}"
        made_by = _MAKERS.get(sys._getframe(1).f_code.co_qualname, "future")
        recorder.emit("future_new", other=self._coroscope_party, text=made_by)

    def finished(future, text, states=_UNFINISHED):
        if future._state in states:
            recorder.emit("future_done", other=future._coroscope_party, text=text)

    def set_result(self, result):
        finished(self, "result")
        original_set_result(self, result)

    def set_exception(self, exception):
        finished(self, labels.describe(exception))
        original_set_exception(self, exception)

    def cancel(self):
        finished(self, "cancelled", (_base.PENDING,))
        return original_cancel(self)

    def wait_for(original, self, timeout):
        if not recorder.enabled or self._state not in _UNFINISHED:
            return original(self, timeout)
        with blocking(recorder, "result", self._coroscope_party, "a result"):
            if recorder.scheduler is not None:
                return original(self, timeout)  # its lock waits, and is recorded as this block
            deadline = None if timeout is None else recorder.clock.now() + in_nanoseconds(timeout)
            with recorded_block(recorder, deadline) as waiting:
                try:
                    return original(self, timeout)
                finally:
                    waiting.how = "timeout" if self._state in _UNFINISHED else None

    def result(self, timeout=None):
        return wait_for(original_result, self, timeout)

    def exception(self, timeout=None):
        return wait_for(original_exception, self, timeout)

    original_init = patches.set(Future, "__init__", future_init)
    original_set_result = patches.set(Future, "set_result", set_result)
    original_set_exception = patches.set(Future, "set_exception", set_exception)
    original_cancel = patches.set(Future, "cancel", cancel)
    original_result = patches.set(Future, "result", result)
    original_exception = patches.set(Future, "exception", exception)
