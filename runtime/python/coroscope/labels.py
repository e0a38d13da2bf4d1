"""What recordings call coroutines, callbacks, values and exceptions.

The runtime in C++ makes the same strings, so only values that Python has a literal for are shown;
all others are `…`.
"""

import contextlib
import functools
import inspect
import io
import types

_LONGEST = 40
_PLAIN = (type(None), bool, int, float, str, bytes, complex)


def representable(value, depth=0):
    """Has Python a literal for it (or is it an exception)?"""
    kind = type(value)
    if kind in _PLAIN:
        return True
    if isinstance(value, BaseException):
        return not _is_python(kind.__repr__) and (depth > 8 or representable(value.args, depth + 1))
    if depth > 8:
        return False
    if kind in (list, tuple, set, frozenset):
        return all(representable(item, depth + 1) for item in value)
    if kind is dict:
        return all(representable(item, depth + 1) for pair in value.items() for item in pair)
    return False


def value_repr(value):
    """Python's repr, or `…` for what has no literal."""
    try:
        # The plain ones at once: a label may be made in the deepest frame that there is.
        return repr(value) if type(value) in _PLAIN or representable(value) else "…"
    except Exception:
        return "…"


def argument_repr(value):
    """As it stands in a label: a long one is cut."""
    text = value_repr(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST - 1] + "…"


def call(name, values):
    """`work(2, 'tea')`."""
    return f"{name}({', '.join(map(argument_repr, values))})"


def describe(error):
    """`Type: message`, or just `Type` without a message, as Python's last traceback line."""
    try:
        message = _message(error)
    except Exception:
        message = ""
    name = type(error).__name__
    return f"{name}: {message}" if message else name


def _is_python(method):
    return hasattr(method, "__code__")


def _message(error):
    """Its str(). Where that is a function in Python it may print: the program has not asked for it,
    so nobody sees that."""
    if not _is_python(type(error).__str__) and representable(error.args):
        return str(error)
    nowhere = io.StringIO()
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        return str(error)


def bound_arguments(code, values):
    """The positional arguments in parameter order, of a frame's locals; self and cls left out."""
    names = code.co_varnames[:code.co_argcount]
    if names[:1] in (("self",), ("cls",)):
        names = names[1:]
    arguments = [values[name] for name in names if name in values]
    if code.co_flags & inspect.CO_VARARGS:
        rest = code.co_varnames[code.co_argcount + code.co_kwonlyargcount]
        arguments += values.get(rest, ())
    return arguments


def within(qualname):
    """A name without the function that it is defined in: `Client.fetch` of
    `main.<locals>.Client.fetch`."""
    return qualname.rpartition("<locals>.")[2]


def coroutine(coro, places, shown=within):
    """`work(2)` for the program's own coroutine, `Queue.get()` for others."""
    name = getattr(coro, "__qualname__", type(coro).__name__)
    code = getattr(coro, "cr_code", None) or getattr(coro, "gi_code", None)
    frame = getattr(coro, "cr_frame", None) or getattr(coro, "gi_frame", None)
    if code is None or frame is None or not places.name(code.co_filename):
        return f"{name}()"
    return call(shown(name), bound_arguments(code, frame.f_locals))


def _attribute(thing, name):
    """None where it has none, or where the program's own __getattr__ fails."""
    try:
        return getattr(thing, name, None)
    except Exception:
        return None


def code_of(function):
    """Its code. None for what has none, or only answers to every name."""
    code = _attribute(function, "__code__")
    return code if isinstance(code, types.CodeType) else None


def callback(function, arguments, places):
    """A callback's label, and where it is defined if it is the program's own (else None)."""
    while isinstance(function, functools.partial):
        arguments = (*function.args, *arguments)
        function = function.func
    name = _attribute(function, "__name__")
    if not isinstance(name, str):
        name = type(function).__name__
    code = code_of(function)
    if code is None and not inspect.isroutine(function):
        code = code_of(getattr(type(function), "__call__", None))
    place = places.of_code(code) if code is not None else None
    if place and arguments and name != "<lambda>":
        return call(name, arguments), place
    return name, place
