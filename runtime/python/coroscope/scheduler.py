"""Who runs, on the virtual clock: one thread at a time.

A thread goes on until it waits, ends or starts another. Who can go on again queues, first in, first
out; a thread that is started goes first. Where nobody can go on, the selectors are looked at, and
then the clock jumps to the earliest deadline; those with an equal one queue in the order of their
waits. The C++ runtime's virtual clock has the same rules.

A thread that waits for the outside world (a child process, the keyboard, a socket in a blocking
call) gives up its turn for that time and queues when it comes back. As long as there is one, time is
the machine's: whoever has a deadline waits for it really.
"""

import _thread
import collections
import contextlib
import os
import select
import signal
import threading
from time import monotonic_ns as _monotonic_ns
from time import sleep as _sleep  # the machine's own

from coroscope import spinning
from coroscope.clock import SECOND
from coroscope.keeper import Keeper

# For octets that are on their way: an acknowledgement may take 40 ms. In seconds.
_IN_FLIGHT = 0.25
# After that the person hears that only somebody from outside can call. In milliseconds.
_LONG_WAIT = 1000
# So much later the main thread has run the handler of a signal. In ns.
_HANDLED = 1_000_000


class Alarms:
    """The SIGALRM that the program has asked for (signal.alarm, setitimer)."""

    _SAME = SECOND // 100

    def __init__(self):
        # Whoever started the program may have set one for it: that is none of its own.
        left = self._left()
        self._foreign = _monotonic_ns() + left if left else None

    @staticmethod
    def _left():
        return round(signal.getitimer(signal.ITIMER_REAL)[0] * SECOND)

    def next(self):
        """In how many ns it comes; 0 where none does."""
        left = self._left()
        is_foreign = (self._foreign is not None
                      and abs(_monotonic_ns() + left - self._foreign) < self._SAME)
        return 0 if is_foreign else left


class DeadlockError(BaseException):
    """Nobody can ever run again: plain CPython would hang here."""

    __module__ = "coroscope"


class Participant:
    """A thread of the program."""

    def __init__(self, name, daemon=False):
        self.name = name
        self.daemon = daemon
        self.turn = _thread.allocate_lock()   # held but for the moment of its turn
        self.turn.acquire()
        self.waiting = False
        self.deadline = None      # of the present wait
        self.poll = None          # looks whether something else has ended the wait
        self.what = None          # what it waits for, for DeadlockError
        self.order = 0            # of the present wait among all
        self.end = None           # how the last wait ended: timeout, wakeup, io
        self.deadlocked = False
        self.ended = False
        self.taken_for_ended = False  # by CPython, though it goes on
        self.joiners = []
        self.away = None          # what it waits for outside, or does without its turn
        self.in_call = False      # and whether that is a call that we know
        self.native_id = None     # the operating system's
        self.readings = spinning.of_readings()
        self.rounds = spinning.of_rounds()
        self.work = spinning.of_work()

    def seems_ended(self):
        return self.ended or self.taken_for_ended


class Scheduler:
    """Passes the turn on. Who calls anything here needs it, and waits for it after being away."""

    def __init__(self, clock, main_name):
        self._clock = clock
        self._local = threading.local()
        self._runnable = collections.deque()
        self._order = 0
        self._deadlock = None
        self._told = False        # of a long wait
        self._returned = collections.deque()  # who has been away and wants its turn
        self._bell = None         # a pipe that ends a wait for the outside world
        self._keeper = Keeper(self)
        self.turns = 0            # how often the turn has been passed on
        self._alarms = Alarms()
        self.on_away = None       # told what is waited for outside
        self.is_off = False       # in a forked child
        self.main = self._local.participant = Participant(main_name)
        self.main.native_id = _thread.get_native_id()
        self.holder = self.main   # who has the turn; None while it acts here
        self.participants = [self.main]
        self.started = []         # all but the main one, in the order of their start

    def current(self):
        """The calling thread's participant, or None for a thread that is not the program's."""
        return None if self.is_off else getattr(self._local, "participant", None)

    def is_main(self):
        return self.current() is self.main

    def begin(self, participant):
        """A new thread: wait for the turn that `start` gives it."""
        self._local.participant = participant
        participant.native_id = _thread.get_native_id()
        participant.turn.acquire()

    def start(self, participant):
        """The calling thread has started another, which goes first."""
        me = self._act()
        if me is None:
            participant.turn.release()
            return
        self._keeper.start()
        self.participants.append(participant)
        self.started.append(participant)
        self._runnable.append(me)
        self._give_turn(participant)
        me.turn.acquire()

    def end(self):
        """The calling thread has ended."""
        me = self._act()
        if me is None:
            return
        me.ended = True
        self.participants.remove(me)
        self._tell_joiners(me)
        self.pass_on()

    def take_for_ended(self, participant):
        """Nobody waits for that thread any more."""
        participant.taken_for_ended = True
        self._tell_joiners(participant)

    def _tell_joiners(self, participant):
        for joiner in participant.joiners:
            self.wake(joiner)

    def wait(self, deadline, what, poll=None):
        """Wait until the deadline (ns; None for ever), a `wake`, or until poll.look() is true.

        Returns how that ended: timeout, wakeup or io. Raises DeadlockError.
        """
        me = self._act()
        self._order += 1
        me.waiting, me.deadline, me.what, me.poll = True, deadline, what, poll
        me.order, me.end = self._order, None
        if deadline is not None and deadline <= self._clock.now():
            me.waiting = False
            if cost := me.rounds.charge():
                self._advance(cost)
            # Whoever queues already goes first: time.sleep(0) is a courtesy to the others.
            self._make_runnable(me, "timeout")
        else:
            self.has_waited()
        turns = self.turns
        try:
            self.pass_on()
            me.turn.acquire()
        except BaseException:
            self._leave_wait(me, turns)
            raise
        finally:
            me.what = me.poll = None
        if me.deadlocked:
            me.deadlocked = False
            raise DeadlockError(self._deadlock)
        return me.end

    def _leave_wait(self, me, turns):
        """A signal's handler has raised within the wait: the thread goes on with the turn."""
        if self.turns == turns:  # nobody has had it since
            me.waiting, self.holder = False, me
            with contextlib.suppress(ValueError):
                self._runnable.remove(me)
        elif me.waiting:
            me.waiting, me.away = False, "a signal"
            self._come_back(me)
        elif self.holder is not me or not me.turn.locked():
            me.turn.acquire()

    def has_waited(self):
        """The calling thread does more than poll."""
        me = self.current()
        if me is not None:
            for polls in (me.readings, me.rounds, me.work):
                polls.reset()

    def note_reading(self):
        """The program reads the clock."""
        me = self.current()
        if me is not None and (cost := me.readings.charge()):
            self._pass_time(cost, None)

    def note_round(self, deadline, only_polls):
        """The loop of the calling thread has no time to wait, and nothing queued but who polls, or
        work; its next timer is due then."""
        me = self.current()
        if me is None:
            return
        if not only_polls:
            me.rounds.reset()
        if cost := (me.rounds if only_polls else me.work).charge():
            if deadline is not None or me.readings.count or self._earliest() is not None:
                self._pass_time(cost, deadline)

    def _advance(self, cost, deadline=None):
        """So much time passes, but not beyond what somebody waits for."""
        now = self._clock.now()
        until = min((at for at in (deadline, self._earliest()) if at is not None and at > now),
                    default=now + cost)
        self._clock.wait_until(min(until, now + cost))
        self._end_due_waits()
        self._look()

    def _pass_time(self, cost, deadline):
        """Who polls goes on as time passes, but the others have their turn as they become due."""
        me = self._act()
        self._advance(cost, deadline)
        if self._runnable:
            self._runnable.append(me)
            self.pass_on()
            me.turn.acquire()
        self.holder = me

    def wake(self, participant):
        """End that thread's wait. One that does not wait looks before it does."""
        me = self._act()
        if participant.waiting:
            self._make_runnable(participant, "wakeup")
        self.holder = me

    def wait_for_all(self):
        """At the program's end: every thread that is no daemon."""
        for participant in self.started:  # which may grow meanwhile
            if not participant.daemon and not participant.taken_for_ended:
                participant.joiners.append(self.current())
                while not participant.ended:
                    self.wait(None, lambda one=participant: f"{one.name} to end")

    # Away

    def _act(self):
        """The calling thread, which has the turn and keeps it until it has acted here."""
        self.holder = None
        self.check_in()
        self.holder = None
        return self.current()

    def check_in(self):
        """The calling thread does something that has its place in the order of all."""
        me = self.current()
        if me is not None and me.away:
            self._come_back(me)

    def is_away(self):
        """Is the calling thread in a call that waits for the outside world?"""
        me = self.current()
        return me is not None and me.in_call

    @contextlib.contextmanager
    def go_away(self, what):
        """Within it the calling thread waits for that, outside, and without its turn."""
        me = self._act()
        if me is None or me.in_call:
            yield
            return
        self.on_away(what)
        self.has_waited()
        me.in_call = True
        begun, alone = _monotonic_ns(), len(self.participants) == 1
        if not alone:
            me.away = what
            self._keeper.pass_on()
        try:
            yield
        finally:
            me.in_call = False
            if alone:
                self._clock.wait_until(self._clock.now() + _monotonic_ns() - begun)
            self._act()
            self.holder = me

    def send_away(self, participant, what):
        """The keeper has found it so. False where it acts just now."""
        # No other thread comes between these two: there is no call.
        if self.holder is participant:
            participant.away = what
        if participant.away is None:
            return False
        self.on_away(what)
        return True

    def _come_back(self, me):
        self._returned.append(me)
        if self._bell is not None:
            os.write(self._bell[1], b"x")
        me.turn.acquire()

    def _let_in(self):
        while self._returned:
            one = self._returned.popleft()
            one.away = None
            self._runnable.append(one)

    def others_could_go_on(self, from_outside):
        """Is there anybody but the one who has the turn? Or who could be woken from outside?"""
        return bool(self._runnable or self._returned) or any(
            one.waiting and (one.deadline is not None or from_outside and one.poll is not None)
            for one in list(self.participants))

    # Passing the turn on

    def _make_runnable(self, participant, end):
        participant.waiting, participant.end = False, end
        self._runnable.append(participant)

    def _waiting(self):
        return sorted((one for one in self.participants if one.waiting),
                      key=lambda one: one.order)

    def _give_turn(self, participant):
        self.turns += 1
        self.holder = participant
        participant.turn.release()

    def pass_on(self):
        """Let somebody else go on; by the keeper for a thread that is away."""
        while True:
            self._let_in()
            if self._runnable:
                self._give_turn(self._runnable.popleft())
                return
            if not (self._look() or self._wait_for_octets() or self._look_outside()
                    or self._jump()):
                self._report_deadlock()

    def _look(self):
        """Let those go on whose selectors have something."""
        for one in self._waiting():
            if one.poll is not None and one.poll.look():
                self._make_runnable(one, "io")
        return bool(self._runnable)

    def _wait_for_octets(self):
        """What the run has sent to itself is on its way: a little real time passes."""
        end = _monotonic_ns() + _IN_FLIGHT * SECOND
        while _monotonic_ns() < end and any(one.poll is not None and one.poll.in_flight()
                                            for one in self._waiting()):
            _sleep(0.001)
            if self._look():
                return True
        return False

    def _look_outside(self):
        """Somebody outside of the run may write to a selector, or an alarm will ring: real time
        passes."""
        until, now = self._earliest(), self._clock.now()
        away, alarm = any(one.away for one in self.participants), self._alarms.next()
        polls = [one.poll for one in self._waiting() if one.poll is not None
                 and (away or one.poll.others_may_write(for_ever=until is None and not alarm))]
        if not polls and not away and not alarm:
            return False
        rings = alarm and (until is None or now + alarm < until)
        if alarm:
            self.on_away("an alarm")
        if rings:
            until = now + alarm
            if not polls and not away:  # its handler sees the time for which it was set
                self._clock.wait_until(until)
        begun = _monotonic_ns()
        descriptors = select.poll()
        for poll in polls:
            descriptors.register(poll.fileno(), select.POLLIN)
        if away or alarm:
            self._bell = self._bell or os.pipe()
            descriptors.register(self._bell[0], select.POLLIN)
            if self._returned:  # before there was a bell
                return True
        longest = None if until is None else until - now + (_HANDLED if rings else 0)
        found = self._poll(descriptors, longest, away)
        if found:
            passed = now + _monotonic_ns() - begun
            self._clock.wait_until(passed if until is None else min(passed, until))
            if away or alarm:
                self._silence_bell()
            if not away:
                for poll in polls:
                    poll.note_others()
            self._look()
        elif rings:
            self._clock.wait_until(until)
        return bool(found or rings)

    def _poll(self, descriptors, longest, away):
        """What is ready after so many ns at the latest; None is for ever."""
        if longest is not None:
            return descriptors.poll(max(0, longest) / 1_000_000)
        found = descriptors.poll(None if away else _LONG_WAIT)
        if not found:
            self._tell_of_long_wait()
            found = descriptors.poll()
        return found

    def _silence_bell(self):
        while select.select([self._bell[0]], [], [], 0)[0]:
            os.read(self._bell[0], 100)

    def _tell_of_long_wait(self):
        if not self._told:
            self._told = True
            os.write(2, ("coroscope: nobody goes on until somebody from outside calls "
                         f"(Ctrl-C ends it): {self._who_waits()}\n").encode())

    def _who_waits(self):
        return "; ".join(f"{one.name} waits for {one.what()}" for one in self._waiting())

    def _earliest(self):
        return min((one.deadline for one in self._waiting() if one.deadline is not None),
                   default=None)

    def _jump(self):
        earliest = self._earliest()
        if earliest is None:
            return False
        self._clock.wait_until(earliest)
        self._end_due_waits()
        return True

    def _end_due_waits(self):
        """Those with an equal deadline queue in the order of their waits."""
        now = self._clock.now()
        for one in sorted(self._waiting(), key=lambda one: one.deadline or 0):
            if one.deadline is not None and one.deadline <= now:
                self._make_runnable(one, "timeout")

    def _report_deadlock(self):
        """The main thread hears of it, or the one that has waited longest."""
        self._deadlock = ("nothing is scheduled and nobody can ever run again: "
                          + self._who_waits())
        told = self.main if self.main.waiting else self._waiting()[0]
        told.deadlocked = True
        self._make_runnable(told, "wakeup")
