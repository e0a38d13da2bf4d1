"""Runs a script as python3 would, under the recorder."""

import atexit
import builtins
import codecs
import gc
import importlib.machinery
import io
import os
import re
import signal
import sys
import threading
import types
from dataclasses import dataclass, field

from coroscope import labels, patches
from coroscope.clock import RealClock, VirtualClock
from coroscope.instrument import compile_own
from coroscope.interventions import Directory, Interventions
from coroscope.patches import (blocking, clocks, coroutines, executors, futures, handles,
                               inputs, interrupts, locks, loops, outside, prints, sets, sockets,
                               tasks, threads, tracebacks)
from coroscope.places import Places
from coroscope.recorder import Recorder
from coroscope.scenario import Scenario, listing
from coroscope.scheduler import DeadlockError, Scheduler
from coroscope.writer import Writer


class UsageError(Exception):
    """The script cannot be run. One line, for stderr."""


@dataclass
class Options:
    """What the command line says."""

    script: str
    arguments: list
    output: str
    virtual: bool = False
    scenario: Scenario = field(default_factory=Scenario)


# In this order: a later one may wrap what an earlier one has put in place.
_INSTALLERS = (futures, tasks, handles, loops, sockets, sets, clocks, interrupts, blocking, locks,
               outside, threads, executors, prints, inputs, tracebacks, coroutines)


# As a script names its encoding (PEP 263).
_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+")


# Below the script, in a step, and in a coroutine's first report (which makes room for more): nested
# awaits reach as deep as without us.
_OUR_FRAMES = 17


def run(options):
    """Record the script; the exit status of the process."""
    code = _compile(options)
    places = Places(options.script)
    try:
        writer = Writer(options.output)
    except OSError as error:
        raise UsageError(f"cannot write {options.output}: {error.strerror}") from None
    recorder = Recorder(VirtualClock() if options.virtual else RealClock(), writer, places)
    if options.virtual:
        recorder.scheduler = Scheduler(recorder.clock, threading.current_thread().name)
    recorder.runs_script = _execute.__code__
    recorder.directory = Directory()
    recorder.interventions = Interventions(recorder, options.scenario.interventions)
    _prepare_process(options)
    recorder.begin(_about(options))
    installed = patches.Patches()
    for module in _INSTALLERS:
        module.install(recorder, installed)
    os.register_at_fork(after_in_child=lambda: _leave_child_alone(recorder, installed))
    _tell_of_exits(recorder, installed)
    # What we have made until here shall not bring the program's first collection nearer.
    gc.collect()
    if options.virtual:
        gc.disable()

    status = _execute(code, options.script, recorder)
    stuck = _shut_down(recorder)
    for action in recorder.at_end:
        action()
    recorder.interventions.report_undone()
    recorder.end()
    installed.restore()
    if stuck:
        # Threads that can never end: CPython would wait for them for ever.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status or 1)
    return status


def _leave_child_alone(recorder, installed):
    """What a forked child does is not recorded, and takes time."""
    recorder.enabled = False
    if recorder.scheduler is not None:
        recorder.scheduler.is_off = True
        recorder.scheduler, recorder.clock = None, RealClock()
        recorder.at_end.clear()
        installed.restore()


def _tell_of_exits(recorder, installed):
    def tell_and_exit(status):
        recorder.emit("thread_end", text=f"os._exit({status})")
        recorder.flush()
        return original(status)

    original = os._exit
    installed.set(os, "_exit", patches.Builtin(tell_and_exit, original))


def _compile(options):
    try:
        with io.open_code(options.script) as file:
            source = file.read()
    except OSError as error:
        raise UsageError(f"cannot read {options.script}: {error.strerror}") from None
    variants = options.scenario.variants
    if variants:
        source, known = listing(source.decode("utf-8"), variants)
        for name, choice in variants.items():
            if name not in known:  # an unmarked choice is the default: the file as it stands
                raise UsageError(f"{options.script} has no variant {name}={choice}")
    try:
        return compile_own(source, os.path.abspath(options.script))
    except (SyntaxError, ValueError) as error:
        error = _not_utf8(source, os.path.abspath(options.script)) or error
        sys.excepthook(type(error), error.with_traceback(None), None)
        raise SystemExit(1) from None


def _not_utf8(source, filename):
    """What python3 says of a script in another encoding that does not name it, or None."""
    lines = source.split(b"\n")
    if source.startswith(codecs.BOM_UTF8) or any(_COOKIE.match(line) for line in lines[:2]):
        return None
    for number, line in enumerate(lines, 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            text = (f"Non-UTF-8 code starting with '\\x{line[error.start]:02x}' in file {filename} "
                    f"on line {number}, but no encoding declared; "
                    "see https://peps.python.org/pep-0263/ for details")
            return SyntaxError(text)
    return None


def _about(options):
    choices = [f"{name}={choice}" for name, choice in options.scenario.variants.items()]
    clock = "virtual" if options.virtual else "steady"
    return " ".join([f"script={os.path.basename(options.script)}", *choices, f"clock={clock}",
                     "language=python"])


def _prepare_process(options):
    sys.argv[:] = [options.script, *options.arguments]
    sys.path[0] = os.path.dirname(os.path.realpath(options.script))


def _execute(code, script, recorder):
    """Run the compiled script as __main__. The exit status that CPython would give."""
    module = types.ModuleType("__main__")
    path = os.path.abspath(script)
    module.__dict__.update(__file__=path, __cached__=None, __builtins__=builtins, __annotations__={},
                           __loader__=importlib.machinery.SourceFileLoader("__main__", path))
    sys.modules["__main__"] = module
    namespace = module.__dict__
    del module
    # Our frames do not count against the program's own depth.
    sys.setrecursionlimit(sys.getrecursionlimit() + _OUR_FRAMES)
    try:
        exec(code, namespace)
        recorder.emit("thread_end", place=None)
        return 0
    except BaseException as error:
        # What comes after this is dropped as the interpreter drops it at its exit.
        recorder.emit("thread_end", text=labels.describe(error), place=None)
        return _exit_status(error) if isinstance(error, SystemExit) else _report(error, recorder)


def _exit_status(error):
    if error.code is None:
        return 0
    if isinstance(error.code, int):
        return error.code & 0xFF
    print(error.code, file=sys.stderr)
    return 1


def _report(error, recorder):
    """What CPython does with an exception that nobody caught."""
    tracebacks.strip(error)
    sys.last_type, sys.last_value, sys.last_traceback = type(error), error, error.__traceback__
    try:
        with recorder.told_elsewhere():
            sys.excepthook(type(error), error, error.__traceback__)
    except SystemExit as leaves:
        return _exit_status(leaves)
    if isinstance(error, KeyboardInterrupt) and not recorder.interventions:
        return -signal.SIGINT
    return 1


def _shut_down(recorder):
    """What CPython does after the script: join threads, run atexit, drop the program's modules.

    It would do so later too; here its last warnings are still recorded. True where a thread can
    never end.
    """
    recorder.shutting_down = True
    try:
        threads.shut_down(recorder)
    except DeadlockError as error:
        sys.stderr.write(f"DeadlockError: {error}\n")
        return True
    atexit._run_exitfuncs()
    gc.collect()
    sys.last_type = sys.last_value = sys.last_traceback = None
    recorder.dismantling = True
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if name == "__main__" or file and recorder.places.name(file):
            del sys.modules[name]
    module = None
    gc.collect()
    return False
