"""Ctrl-C: the person's, or the scenario's."""

import signal
from asyncio import runners

from coroscope.patches import Builtin

_default = signal.default_int_handler


def handler_returns():
    """Will the present SIGINT handler return, as asyncio.run's does the first time?"""
    handler = signal.getsignal(signal.SIGINT)
    function = getattr(handler, "func", handler)
    runner = getattr(function, "__self__", None)
    if isinstance(runner, runners.Runner):
        return runner._interrupt_count == 0 and not handler.keywords["main_task"].done()
    return handler is not signal.default_int_handler


def raise_interrupt(recorder):
    """What Ctrl-C does to the main thread, now."""
    recorder.emit("interrupt", place=None)
    recorder.interrupting = True
    try:
        signal.raise_signal(signal.SIGINT)
    finally:
        recorder.interrupting = False


def install(recorder, patches):
    recorder.interrupting = False

    def note(ends_wait):
        """A real Ctrl-C: it ends the wait that it breaks."""
        if recorder.interrupting:
            return
        waiting = recorder.waiting
        if waiting is not None and not waiting.ended:
            if waiting.kind == "select":
                recorder.emit("select_end", value=0, text="interrupted", place=None)
                waiting.ended = True
            elif ends_wait:
                recorder.emit("block_end", text="interrupted")
                waiting.ended = True
        recorder.emit("interrupt")

    def on_interrupt(signum, frame, /):
        note(ends_wait=True)
        _default(signum, frame)

    def _on_sigint(self, signum, frame, main_task):
        note(ends_wait=self._interrupt_count > 0 or main_task.done())
        original_on_sigint(self, signum, frame, main_task)

    original_on_sigint = patches.set(runners.Runner, "_on_sigint", _on_sigint)
    default_int_handler = Builtin(on_interrupt, _default)
    patches.set(signal, "default_int_handler", default_int_handler)
    if signal.getsignal(signal.SIGINT) in (_default, signal.SIG_IGN):
        # Ignored where a shell started us in the background: the scenario interrupts all the same.
        if signal.getsignal(signal.SIGINT) is _default or recorder.interventions:
            signal.signal(signal.SIGINT, default_int_handler)
