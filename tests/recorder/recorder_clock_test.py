"""The virtual clock under programs that poll it, tell the date by it, or wait for ever."""

import tempfile
import unittest
from pathlib import Path

from case import Case
from recording import plain, record

# Limits of seconds, not of minutes: none of these may go on for long.
SOON = {"timeout": 30}


class BusyWaiting(Case):
    def times(self, source):
        recording = self.record(source, **SOON)
        self.assertEqual(recording.stderr, "")
        return recording.stdout.split()

    def test_a_loop_that_polls_the_clock_ends_when_its_time_is_over(self):
        for clock in ("time.perf_counter", "time.monotonic", "time.time",
                      "datetime.datetime.now().timestamp", "asyncio.get_running_loop().time"):
            with self.subTest(clock=clock):
                self.assertEqual(self.times(f"""
                    import datetime
                    async def main():
                        begun = {clock}()
                        while {clock}() < begun + 0.5:
                            pass
                        print(round({clock}() - begun, 2))
                    asyncio.run(main())
                """), ["0.5"])

    def test_a_task_that_polls_by_sleep_0_sees_what_a_timer_does(self):
        self.assertEqual(self.times("""
            done = False
            async def set_it():
                global done
                await asyncio.sleep(0.5)
                done = True
            async def poll():
                while not done:
                    await asyncio.sleep(0)
                print("seen", time.monotonic())
            async def main():
                await asyncio.gather(set_it(), poll())
            asyncio.run(main())
        """), ["seen", "0.5"])

    def test_a_callback_that_polls_and_work_without_an_end_see_what_a_timer_does(self):
        for polls in ("""
                def poll():
                    if not done:
                        asyncio.get_running_loop().call_soon(poll)
                poll()
                await asyncio.sleep(0.6)""", """
                items = asyncio.Queue(1)
                async def get():
                    while not done:
                        await items.get()
                getting = asyncio.create_task(get())
                while not done:
                    await items.put(1)
                getting.cancel()"""):
            self.assertEqual(self.times(f"""
            done = []
            async def main():
                asyncio.get_running_loop().call_later(0.1, done.append, 1)
{polls}
                print(done)
            asyncio.run(main())
        """), ["[1]"])

    def test_a_thread_that_polls_lets_the_others_go_on_as_time_passes(self):
        for polls in ("time.monotonic()", "time.sleep(0)"):
            self.assertEqual(self.times(f"""
                import threading
                def work():
                    time.sleep(0.5)
                    print("set at", time.monotonic())
                    done.set()
                done = threading.Event()
                thread = threading.Thread(target=work)
                thread.start()
                while not done.is_set():
                    {polls}
                print("seen at", round(time.monotonic(), 2))
                thread.join()
            """), ["set", "at", "0.5", "seen", "at", "0.5"])

    def test_who_polls_a_few_hundred_times_takes_no_time(self):
        self.assertEqual(self.times("""
            async def main():
                for _ in range(400):
                    time.perf_counter()
                    await asyncio.sleep(0)
                print(time.monotonic())
            asyncio.run(asyncio.wait_for(main(), 1))
        """), ["0.0"])

    def test_a_loop_with_work_to_do_takes_no_time_however_long_it_is(self):
        self.assertEqual(self.times("""
            async def produce(items):
                for i in range(3000):
                    await items.put(i)
            async def consume(items):
                for _ in range(3000):
                    await items.get()
            async def main():
                items = asyncio.Queue(1)
                asyncio.get_running_loop().call_later(1, print, "never")
                await asyncio.gather(produce(items), consume(items))
                print(time.monotonic())
            asyncio.run(main())
        """), ["0.0"])


class TimedWaits(Case):
    def test_threads_and_queues_measure_by_the_same_clock_as_the_program(self):
        recording = self.record("""
            import queue, threading
            def told(value):
                print(value, time.monotonic())
            try:
                queue.Queue().get(timeout=0.5)
            except queue.Empty:
                told("empty")
            full = queue.Queue(1)
            full.put(0)
            try:
                full.put(1, timeout=0.5)
            except queue.Full:
                told("full")
            condition = threading.Condition()
            with condition:
                told(condition.wait_for(lambda: False, timeout=0.5))
            told(threading.Semaphore(0).acquire(timeout=0.5))
            told(threading.Event().wait(0.5))
        """, **SOON)
        self.assertEqual(recording.stdout.splitlines(),
                         ["empty 0.5", "full 1.0", "False 1.5", "False 2.0", "False 2.5"])

    def test_waits_for_ever_and_for_no_number_do_what_cpython_does(self):
        source = """
import asyncio, threading, time
inf, nan = float("inf"), float("nan")
for wait in (lambda: time.sleep(inf), lambda: time.sleep(nan), lambda: time.sleep(1e11),
             lambda: threading.Event().wait(inf), lambda: threading.Lock().acquire(timeout=inf),
             lambda: threading.Event().wait(nan)):
    try:
        print(wait())
    except Exception as error:
        print(repr(error))

async def main():
    for delay in (inf, nan, 1e12):
        try:
            print(await asyncio.wait_for(asyncio.sleep(delay), 0.1))
        except Exception as error:
            print(repr(error))
    print(await asyncio.wait_for(asyncio.sleep(0.1, "in time"), inf))
    timer = asyncio.get_running_loop().call_later(inf, print)
    print(timer.when())
asyncio.run(main())
"""
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder, "program.py")
            script.write_text(source)
            expected = plain(script)
        for virtual in (True, False):
            recording = self.record(source, virtual=virtual, **SOON)
            self.assertEqual((recording.stdout, recording.stderr),
                             (expected.stdout, expected.stderr))

    def test_a_deadline_at_infinity_is_recorded_as_the_latest_on_both_clocks(self):
        for virtual in (True, False):
            recording = self.record("""
                import asyncio
                async def main():
                    asyncio.get_running_loop().call_later(float("inf"), print)
                    endless = asyncio.create_task(asyncio.sleep(float("inf")))
                    await asyncio.wait_for(asyncio.sleep(0), float("inf"))
                    endless.cancel()
                asyncio.run(main())
            """, virtual=virtual, **SOON)
            latest = [(event["kind"], event["text"]) for event in recording.events
                      if event.get("value") == 2 ** 63 - 1]
            self.assertEqual(latest, [
                ("timer_set", "print"), ("timer_set", "_release_waiter"), ("waits", "wait_for"),
                ("timer_set", "_set_result_unless_cancelled"), ("waits", "sleep")])

    def test_a_sleep_for_ever_that_nobody_ends_is_a_deadlock(self):
        recording = record("import asyncio\nasyncio.run(asyncio.sleep(float('inf')))\n", **SOON)
        self.assertIn("DeadlockError: nothing is scheduled", recording.stderr)


class Dates(Case):
    def test_every_clock_tells_the_same_time(self):
        recording = self.record("""
            import calendar, datetime
            from datetime import date
            def all_the_same():
                seconds = {int(time.time()), int(datetime.datetime.now().timestamp()),
                           int(datetime.datetime.today().timestamp()),
                           calendar.timegm(datetime.datetime.utcnow().timetuple()),
                           int(datetime.datetime.now(datetime.timezone.utc).timestamp()),
                           calendar.timegm(time.gmtime()), int(time.mktime(time.localtime())),
                           int(time.mktime(time.strptime(time.ctime()))),
                           int(time.mktime(time.strptime(time.asctime()))),
                           int(time.mktime(time.strptime(time.strftime("%c"), "%c"))),
                           int(time.clock_gettime(time.CLOCK_REALTIME))}
                days = {date.today(), datetime.date.today(), datetime.datetime.now().date()}
                return len(seconds) == len(days) == 1
            async def main():
                print(all_the_same(), time.strftime("%S"))
                await asyncio.sleep(3)
                print(all_the_same(), time.strftime("%S"))
            asyncio.run(main())
        """, **SOON)
        self.assertEqual(recording.stdout, "True 00\nTrue 03\n")

    def test_a_datetime_is_cpythons_own(self):
        recording = self.record("""
            import copy, datetime, pickle
            class Mine(datetime.datetime):
                pass
            now, mine = datetime.datetime.now(), Mine.now()
            print(repr(now)[:25], type(now) == datetime.datetime, datetime.datetime)
            print([isinstance(now, kind) for kind in (datetime.datetime, datetime.date, Mine)])
            print(isinstance(mine, datetime.datetime), type(mine + datetime.timedelta(1)).__name__)
            print([pickle.loads(pickle.dumps(one)) == one for one in (now, mine)])
            print(datetime.datetime(2026, 1, 2) - datetime.datetime.fromisoformat("2026-01-01"))
        """, **SOON)
        self.assertEqual(recording.stdout.splitlines(), [
            "datetime.datetime(2000, 1 True <class 'datetime.datetime'>", "[True, True, False]",
            "True Mine", "[True, True]", "1 day, 0:00:00"])


class WhatTheProgramDoesNotSee(Case):
    def test_a_str_that_prints_prints_once(self):
        recording = self.record("""
            class Spoken(Exception):
                def __str__(self):
                    print("asked")
                    return "the message"
            class Odd(Exception):
                def __repr__(self):
                    print("asked for a repr")
                    return "Odd()"
            async def fail(value):
                raise Spoken
            async def main():
                await asyncio.gather(fail(Odd()), fail(ValueError(Odd())),
                                     return_exceptions=True)
            asyncio.run(main())
            print(Spoken())
        """, **SOON)
        self.assertEqual(recording.stdout, "asked\nthe message\n")
        self.assertIn("fail(…)", recording.story("task_new")[1])
        self.assertEqual([event["text"] for event in recording.of("task_failed")],
                         ["Spoken: the message"] * 2)

    def test_a_process_that_is_killed_leaves_what_it_did_until_then(self):
        recording = record("""
import asyncio, os, signal
async def main():
    await asyncio.sleep(1)
    print("before", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(main())
""", **SOON)
        self.assertEqual(recording.events[-1]["text"], "before")


if __name__ == "__main__":
    unittest.main()
