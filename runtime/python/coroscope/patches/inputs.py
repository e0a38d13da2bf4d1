"""input(): what it asks, and that nobody can answer where there is no input."""

import builtins
import os
import sys

from coroscope.patches import Builtin


def install(recorder, patches):
    def input(prompt="", /):
        caller = sys._getframe(2)
        if recorder.enabled and _by_terminal():
            # The C library writes the prompt, and the person's Enter ends its line.
            prompt = str(prompt)
            if prompt:
                recorder.output.tell(1, prompt + "\n", caller)
        try:
            return real_input(prompt)
        except EOFError:
            if recorder.enabled and _from_nowhere():
                os.write(2, b"coroscope: input() has no input here: open the program in a terminal,"
                            b" as coroscope open FILE\n")
            raise

    real_input = builtins.input
    patches.set(builtins, "input", Builtin(input, real_input))


def _by_terminal():
    """Does CPython leave the line to the C library?"""
    try:
        return all(stream.fileno() == number and os.isatty(number)
                   for number, stream in enumerate((sys.stdin, sys.stdout)))
    except (AttributeError, OSError, ValueError):
        return False


def _from_nowhere():
    try:
        return os.path.samestat(os.fstat(sys.stdin.fileno()), os.stat(os.devnull))
    except (AttributeError, OSError, ValueError):
        return False
