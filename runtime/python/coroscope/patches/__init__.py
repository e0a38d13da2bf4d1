"""What is replaced in the standard library while a program is recorded; one file a noun.

Each module has `install(recorder, patches)`. Semantics stay CPython's own: a patch calls what it
replaces and reports.
"""


class Patches:
    """Attributes that are replaced, and can be put back."""

    def __init__(self):
        self._originals = []

    def set(self, owner, name, value):
        """Replace `owner.name` and return what it was."""
        original = getattr(owner, name)
        self._originals.append((owner, name, name in vars(owner), original))
        setattr(owner, name, value)
        return original

    def restore(self):
        """Put everything back, the last replacement first."""
        while self._originals:
            owner, name, own, original = self._originals.pop()
            if own:
                setattr(owner, name, original)
            else:
                delattr(owner, name)


class Builtin:
    """Stands for a function written in C: reads like it, and does not bind as a method."""

    def __init__(self, function, original):
        self.__call = function
        self.__name__ = self.__qualname__ = original.__name__
        self.__module__ = original.__module__
        self.__doc__ = original.__doc__
        self.__text = repr(original)

    def __call__(self, /, *arguments, **options):
        return self.__call(*arguments, **options)

    def __repr__(self):
        return self.__text
