"""Threads under the recorder: on the virtual clock one runs at a time, and what they wait for takes
no time."""

import unittest

from case import Case
from recording import record

HAND_OVER = """
import queue, threading, time

def produce():
    for i in range(3):
        time.sleep(1)
        items.put(i)
        print("put", i)
    items.put(None)

def consume(name):
    while (item := items.get()) is not None:
        print(name, "got", item)
    items.put(None)

items = queue.Queue()
threads = [threading.Thread(target=consume, args=(name,)) for name in "ab"]
threads.append(threading.Thread(target=produce))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""

LOCKS = """
import threading, time

def work(name):
    with lock:
        print(name, "has it")
        time.sleep(1)

lock = threading.Lock()
gate = threading.Event()
threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
for thread in threads:
    thread.start()
print(gate.wait(1.5))
print(lock.acquire(timeout=0.1), lock.acquire(blocking=False))
for thread in threads:
    thread.join()
print(time.monotonic())
"""


WAITS = """
import concurrent.futures, queue, threading, time

def later(call, seconds=1):
    threading.Timer(seconds, call).start()

event, condition, room = threading.Event(), threading.Condition(), threading.Semaphore(0)
items, full, simple = queue.Queue(), queue.Queue(1), queue.SimpleQueue()
barrier, lock, again = threading.Barrier(2), threading.Lock(), threading.RLock()

def notify():
    with condition:
        condition.notify()

def hold(held):
    with held:
        time.sleep(1)

later(event.set)
event.wait()
later(notify)
with condition:
    condition.wait()
    condition.wait_for(lambda: False, 1)
later(room.release)
with room:
    pass
later(barrier.wait)
barrier.wait()
later(lambda: items.put(1))
items.get()
later(items.task_done)
items.join()
full.put(1)
later(full.get)
full.put(2)
later(lambda: simple.put(1))
simple.get()
for held in lock, again:
    threading.Thread(target=hold, args=(held,)).start()
    with held:
        pass
with concurrent.futures.ThreadPoolExecutor(1) as pool:
    concurrent.futures.wait([pool.submit(time.sleep, 1)])
    list(concurrent.futures.as_completed([pool.submit(time.sleep, 1)]))
"""


class Threads(Case):
    def test_each_call_of_the_programs_that_waits_is_a_block(self):
        recording = self.record(WAITS)
        self.assertEqual(recording.status, 0, recording.stderr)
        waits = [event["text"] for event in recording.of("block_begin")
                 if event["thread"] == "MainThread" and event["text"] != "join"]
        self.assertEqual(waits, [
            "Event.wait", "Condition.wait", "Condition.wait_for", "Semaphore.acquire",
            "Barrier.wait", "Queue.get", "Queue.join", "Queue.put", "SimpleQueue.get", "lock",
            "lock", "concurrent.futures.wait", "concurrent.futures.as_completed"])
        self.assertEqual([event["t_ns"] for event in recording.of("block_begin")
                          if event["text"] == "Queue.get"], [5_000_000_000])

    def test_what_a_thread_is_given_is_a_block_and_idle_threads_of_a_pool_have_none(self):
        recording = self.record("""
            import concurrent.futures, threading
            with concurrent.futures.ThreadPoolExecutor(1) as pool:
                pool.submit(time.sleep, 1).result()
                time.sleep(1)
            threading.Timer(2, print, ["rings"]).start()
            asyncio.run(asyncio.to_thread(threading.Event().wait, 1))
            """)
        self.assertEqual([(event["thread"], event["text"])
                          for event in recording.of("block_begin")
                          if event["thread"] != "MainThread"],
                         [("ThreadPoolExecutor-0_0", "sleep"), ("Thread-1", "Event.wait"),
                          ("asyncio_0", "Event.wait"), ("Thread-2 (_do_shutdown)", "join")])

    def test_a_queue_hands_over_in_the_order_of_waiting(self):
        recording = record(HAND_OVER)
        self.assertEqual(recording.stdout.splitlines(),
                         ["put 0", "a got 0", "put 1", "b got 1", "put 2", "a got 2"],
                         recording.stderr)
        self.assertEqual(recording.events[-1]["t_ns"], 3_000_000_000)

    def test_a_lock_is_waited_for_in_turn_and_in_virtual_time(self):
        recording = record(LOCKS)
        self.assertEqual(recording.stdout.splitlines(),
                         ["a has it", "b has it", "False", "False False", "c has it", "3.0"],
                         recording.stderr)
        self.assertIn("lock", {event["text"] for event in recording.of("block_begin")})

    def test_the_same_threads_make_the_same_file_every_time(self):
        for program in (HAND_OVER, LOCKS):
            self.assertEqual(len({record(program).text for _ in range(5)}), 1)

    def test_every_thread_begins_and_ends_once(self):
        for virtual in (True, False):
            recording = record(HAND_OVER, virtual=virtual)
            for kind in ("thread_start", "thread_end"):
                names = [event["thread"] for event in recording.of(kind)]
                self.assertEqual(len(names), len(set(names)))
            self.assertEqual(len(recording.of("thread_end")), 4)

    def test_a_deadlock_of_threads_ends_the_run_and_says_who_waits(self):
        recording = record("""
import threading
event = threading.Event()
thread = threading.Thread(target=event.wait)
thread.start()
thread.join()
""")
        self.assertEqual(recording.status, 1)
        self.assertIn("Thread-1 (wait) waits for Event.wait() to return; "
                      "MainThread waits for Thread-1 (wait) to end", recording.stderr)
        self.assertEqual([event["text"] for event in recording.of("block_end")], ["deadlock"])


if __name__ == "__main__":
    unittest.main()
