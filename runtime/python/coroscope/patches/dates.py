"""datetime.datetime, whose now() and utcnow() are written in C and look at the machine's clock.

What they and every other constructor give are CPython's own datetimes: only the name
`datetime.datetime` stands for another class, which passes for the original.
"""

import copyreg
import datetime

_datetime = datetime.datetime


class _PassesFor(type):
    """The metaclass of what stands for the original, and of what the program derives from it."""

    def __instancecheck__(cls, instance):
        return isinstance(instance, _datetime) if cls.is_stand_in() else super().__instancecheck__(
            instance)

    def __subclasscheck__(cls, subclass):
        return issubclass(subclass, _datetime) if cls.is_stand_in() else super().__subclasscheck__(
            subclass)

    def __eq__(cls, other):
        return cls is other or cls.is_stand_in() and other is _datetime

    def __hash__(cls):
        return hash(_datetime) if cls.is_stand_in() else super().__hash__()

    def __repr__(cls):
        return repr(_datetime) if cls.is_stand_in() else super().__repr__()

    def is_stand_in(cls):
        return "_stands_in" in vars(cls)


def install(present, patches):
    """`present` gives the seconds since 1970."""

    class StandIn(_datetime, metaclass=_PassesFor):
        __doc__ = _datetime.__doc__
        __slots__ = ()
        _stands_in = True

        def __new__(cls, *arguments, **options):
            if cls.is_stand_in():
                return _datetime(*arguments, **options)
            return super().__new__(cls, *arguments, **options)

        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(present(), tz)

        @classmethod
        def utcnow(cls):
            utc = _datetime.fromtimestamp(present(), datetime.timezone.utc)
            return cls.combine(utc.date(), utc.time())

    StandIn.__name__ = StandIn.__qualname__ = "datetime"
    StandIn.__module__ = "datetime"

    def reduce(value):
        # By the name that the module has for it.
        _, *rest = value.__reduce_ex__(4)
        return (StandIn, *rest)

    copyreg.pickle(_datetime, reduce)
    patches.set(datetime, "datetime", StandIn)
