"""What CPython guarantees of steps, cancels and callbacks is what the recording says."""

import unittest

from case import Case


class Cancelling(Case):
    def test_a_task_cancelled_before_its_first_step_never_enters_its_body(self):
        story = self.record("""
            async def work():
                print("never")
            async def main():
                task = asyncio.create_task(work())
                task.cancel()
                await asyncio.wait([task])
            asyncio.run(main())
            """).story("coro_enter", "step_begin", "cancel_asked", "task_cancelled", "print")
        self.assertEqual(story[:6], [
            "step_begin Task-1", "coro_enter Task-1 main()", "cancel_asked Task-2 task:Task-1 1",
            "step_begin Task-2 CancelledError", "task_cancelled Task-2", "step_begin Task-1"])

    def test_a_swallowed_cancel_is_an_ordinary_end(self):
        recording = self.record("""
            async def stubborn():
                try:
                    await asyncio.sleep(9)
                except asyncio.CancelledError:
                    return "stayed"
            async def main():
                task = asyncio.create_task(stubborn())
                await asyncio.sleep(1)
                task.cancel("please")
                print(await task, task.cancelling())
            asyncio.run(main())
            """)
        self.assertEqual(recording.stdout, "stayed 1\n")
        events = recording.events
        asked = next(i for i, e in enumerate(events) if e["kind"] == "cancel_asked")
        self.assertEqual(
            [(e["kind"], e.get("text")) for e in events[asked - 2:asked + 1]],
            [("future_done", "cancelled"), ("woken", None), ("cancel_asked", "please")])
        self.assertIn("task_done Task-2 'stayed'", recording.story("task_done"))
        self.assertEqual(recording.of("task_done")[0]["t_ns"], 1_000_000_000)

    def test_a_cancel_of_a_finished_task_changes_nothing(self):
        story = self.record("""
            async def work():
                return 1
            async def main():
                task = asyncio.create_task(work())
                await task
                task.cancel()
            asyncio.run(main())
            """).story("cancel_asked", "task_cancelled", "future_done")
        self.assertEqual(story, ["cancel_asked Task-2 task:Task-1 0"])

    def test_a_cancel_in_a_circle_fails_in_the_words_of_cpython(self):
        recording = self.record("""
            tasks = {}
            async def waits_for(name):
                await tasks[name]
            async def main():
                tasks["a"] = asyncio.create_task(waits_for("b"))
                tasks["b"] = asyncio.create_task(waits_for("a"))
                await asyncio.sleep(1)
            try:
                asyncio.run(main())
            except RecursionError as error:
                print(error)
            """)
        self.assertEqual(recording.stdout,
                         "maximum recursion depth exceeded while calling a Python object\n")

    def test_a_cancel_goes_through_the_awaited_task_first(self):
        story = self.record("""
            async def inner():
                await asyncio.sleep(9)
            async def outer():
                await asyncio.create_task(inner())
            async def main():
                task = asyncio.create_task(outer())
                await asyncio.sleep(1)
                task.cancel()
                await asyncio.wait([task])
            asyncio.run(main())
            """).story("cancel_asked", "task_cancelled")
        self.assertEqual(story, ["cancel_asked Task-3 task:Task-1 1",
                                 "cancel_asked Task-2 task:Task-1 1",
                                 "task_cancelled Task-3", "task_cancelled Task-2"])

    def test_a_timer_asks_as_its_handle(self):
        recording = self.record("""
            async def main():
                try:
                    async with asyncio.timeout(1):
                        await asyncio.sleep(9)
                except TimeoutError:
                    pass
            asyncio.run(main())
            """)
        timer = next(e["other"] for e in recording.of("timer_set") if e["text"] == "_on_timeout")
        self.assertEqual(recording.of("cancel_asked")[0]["other"], timer)
        self.assertEqual(recording.story("uncancel"), ["uncancel Task-1 0"])

    def test_a_task_that_cancels_itself_waits_and_is_woken_in_the_same_step(self):
        story = self.record("""
            async def main():
                asyncio.current_task().cancel()
                await asyncio.sleep(9)
            try:
                asyncio.run(main())
            except asyncio.CancelledError:
                print("cancelled")
            """).story("cancel_asked", "waits", "future_done", "woken", "step_begin", "step_end")
        self.assertEqual(story[:7], [
            "step_begin Task-1", "cancel_asked Task-1 task:Task-1 1",
            "waits Task-1 future:1 9000000000 sleep", "future_done Task-1 future:1 cancelled",
            "woken Task-1 future:1", "step_end Task-1 waits", "step_begin Task-1 CancelledError"])


class Steps(Case):
    def test_a_bare_yield_ends_a_step_without_a_wake_up(self):
        story = self.record("""
            async def main():
                await asyncio.sleep(0)
            asyncio.run(main())
            """).story("step_begin", "step_end", "waits", "woken", "call_soon")
        self.assertEqual(story[:4], ["step_begin Task-1", "step_end Task-1 yields",
                                     "step_begin Task-1", "call_soon Task-1 handle:1 "
                                     "_run_until_complete_cb"])

    def test_awaiting_oneself_fails_in_the_next_step(self):
        story = self.record("""
            async def main():
                try:
                    await asyncio.current_task()
                except RuntimeError:
                    print("no")
            asyncio.run(main())
            """).story("step_begin", "step_end", "waits", "print")
        self.assertEqual(story[:5], ["step_begin Task-1", "step_end Task-1 refused",
                                     "step_begin Task-1 RuntimeError", "print Task-1 no",
                                     "step_end Task-1 ends"])

    def test_awaiting_a_finished_future_or_a_coroutine_does_not_leave_the_step(self):
        story = self.record("""
            async def inner(x):
                return x
            async def main():
                future = asyncio.get_running_loop().create_future()
                future.set_result(1)
                await future
                await inner(2)
            asyncio.run(main())
            """).story("step_begin", "step_end", "waits", "coro_enter", "coro_exit")
        self.assertEqual(story[:6], ["step_begin Task-1", "coro_enter Task-1 main()",
                                     "coro_enter Task-1 inner(2)", "coro_exit Task-1 inner(2)",
                                     "coro_exit Task-1 main()", "step_end Task-1 ends"])

    def test_what_a_task_waits_for_is_called_by_its_maker(self):
        waits = {}
        for event in self.record("""
            async def nothing():
                await asyncio.sleep(1)
            async def holds(lock):
                async with lock:
                    await asyncio.sleep(1)
            async def main():
                loop = asyncio.get_running_loop()
                await asyncio.create_task(nothing())
                await asyncio.gather(nothing())
                await asyncio.shield(nothing())
                await asyncio.wait([asyncio.create_task(nothing())], timeout=5)
                await asyncio.wait_for(nothing(), 5)
                lock = asyncio.Lock()
                task = asyncio.create_task(holds(lock))
                await asyncio.sleep(0)
                async with lock:
                    pass
                queue = asyncio.Queue()
                loop.call_soon(queue.put_nowait, 1)
                await queue.get()
                event = asyncio.Event()
                loop.call_soon(event.set)
                await event.wait()
                future = loop.create_future()
                loop.call_later(1, future.set_result, 1)
                await future
                full = asyncio.Queue(1)
                full.put_nowait(1)
                loop.call_soon(full.get_nowait)
                await full.put(2)
                async with asyncio.TaskGroup() as group:
                    group.create_task(nothing())
            asyncio.run(main())
            """).of("waits"):
            if event["task"] == "Task-1":
                waits.setdefault(event["text"], event)
        self.assertEqual(list(waits), ["task", "gather", "shield", "wait", "wait_for", "lock",
                                       "queue_item", "event", "future", "queue_room",
                                       "task_group"])
        self.assertEqual(waits["task"]["other"], "task:Task-2")
        self.assertEqual(waits["wait"]["value"], 3_000_000_000 + 5_000_000_000)
        self.assertEqual(waits["wait_for"]["value"], 4_000_000_000 + 5_000_000_000)
        self.assertNotIn("value", waits["future"])

    def test_what_the_program_waits_for_is_told_and_not_its_inner_parts(self):
        waits = [event["text"] for event in self.record("""
            async def worker(queue):
                await queue.get()
                await asyncio.sleep(1)
                queue.task_done()
            async def main():
                queue = asyncio.Queue()
                queue.put_nowait(1)
                task = asyncio.create_task(worker(queue))
                await queue.join()
                barrier = asyncio.Barrier(2)
                task = asyncio.create_task(barrier.wait())
                await asyncio.sleep(1)
                await barrier.wait()
                for one in asyncio.as_completed([asyncio.sleep(2), asyncio.sleep(1)]):
                    await one
            asyncio.run(main())
            """).of("waits")]
        self.assertEqual(waits, ["queue_join", "sleep", "sleep", "barrier", "as_completed", "sleep",
                                 "sleep", "as_completed"])

    def test_a_part_of_something_is_called_after_the_whole(self):
        recording = self.record("""
            async def main():
                loop = asyncio.get_running_loop()
                queue = asyncio.Queue()
                queue.put_nowait(1)
                loop.call_soon(queue.task_done)
                await queue.join()
                barrier = asyncio.Barrier(2)
                other = asyncio.create_task(barrier.wait())
                async with barrier:
                    pass
                await loop.run_in_executor(None, time.sleep, 1)
                await asyncio.to_thread(time.sleep, 1)
            asyncio.run(main())
            """)
        self.assertEqual([event["text"] for event in recording.of("future_new")
                          if event["text"] != "submit"],
                         ["queue_join", "barrier", "run_in_executor", "to_thread", "executor"])

    def test_what_may_not_be_awaited_is_refused(self):
        story = self.record("""
            class Odd:
                def __await__(self):
                    yield 5
            async def main():
                await asyncio.sleep(0)
                for odd in Odd(), asyncio.current_task(), asyncio.new_event_loop().create_future():
                    try:
                        await odd
                    except RuntimeError as error:
                        print(str(error)[:8])
            asyncio.run(main())
            """).story("step_begin", "step_end")
        self.assertEqual(story[:8], ["step_begin Task-1", "step_end Task-1 yields",
                                     "step_begin Task-1", "step_end Task-1 refused"]
                         + ["step_begin Task-1 RuntimeError", "step_end Task-1 refused"] * 2)


class Callbacks(Case):
    def test_a_done_callback_has_its_own_handle_and_runs_in_its_turn(self):
        story = self.record("""
            def heard(n, future):
                print("heard", n)
            async def work(x):
                return x
            async def main():
                task = asyncio.create_task(work(1))
                task.add_done_callback(partial(heard, 7))
                task.add_done_callback(print)
                task.remove_done_callback(print)
                await task
            asyncio.run(main())
            """).story("callback_add", "callback_remove", "callback_run", "call_soon",
                       "handle_begin", "handle_end", "woken", "print")
        self.assertEqual(story[1:10], [
            "callback_add Task-1 task:Task-2 heard(7)", "callback_add Task-1 task:Task-2 print",
            "callback_remove Task-1 task:Task-2 print", "call_soon Task-2 handle:1 heard(7)",
            "woken Task-1 task:Task-2", "handle_begin handle:1 heard(7)",
            "callback_run task:Task-2 heard(7)", "print heard 7", "handle_end handle:1"])

    def test_a_failing_callback_says_so_and_the_loop_goes_on(self):
        recording = self.record("""
            def boom():
                raise ValueError("boom")
            loop = asyncio.new_event_loop()
            loop.call_soon(boom)
            loop.call_soon(loop.stop)
            loop.run_forever()
            loop.close()
            """)
        self.assertEqual(recording.story("handle_end"),
                         ["handle_end handle:1 2 ValueError: boom", "handle_end handle:2"])
        self.assertIn("Exception in callback boom()", recording.stderr)

    def test_a_task_of_the_programs_own_class_waits_and_is_woken_like_any_other(self):
        recording = self.record("""
            class Mine(asyncio.Task):
                pass
            async def main():
                asyncio.get_running_loop().set_task_factory(
                    lambda loop, coro, **options: Mine(coro, loop=loop, **options))
                await asyncio.create_task(asyncio.sleep(1))
                asyncio.get_running_loop().set_task_factory(None)
            asyncio.run(main())
            """)
        self.assertEqual(recording.story("waits", "woken")[:4],
                         ["waits Task-1 task:Task-2 task",
                          "waits Task-2 future:1 1000000000 sleep",
                          "woken Task-2 future:1", "woken Task-1 task:Task-2"])
        self.assertNotIn("task_wakeup", recording.text)

    def test_who_waits_within_a_generator_or_an_own_awaitable_stands_at_its_await(self):
        recording = self.record("""
            async def ticks():
                yield 1
                await asyncio.sleep(1)       # line 6
                yield 2
            class Brew:
                async def steep(self):
                    await asyncio.sleep(1)   # line 10
                def __await__(self):
                    return self.steep().__await__()
            async def main():
                async for _ in ticks():
                    pass
                some = ticks()
                await anext(some)
                await anext(some, None)
                await Brew()
            asyncio.run(main())
            """)
        for kind, text in ("waits", "sleep"), ("step_end", "waits"):
            self.assertEqual([event["line"] for event in recording.of(kind)
                              if event["text"] == text], [6, 6, 10])

    def test_a_callback_may_be_an_object_that_answers_to_every_name_or_to_none(self):
        recording = self.record("""
            class Proxy:
                def __getattr__(self, name):
                    return self
                def __call__(self):
                    print("called")
            class Shy(Proxy):
                def __getattr__(self, name):
                    raise RuntimeError(name)
            async def main():
                loop = asyncio.get_running_loop()
                loop.call_soon(Proxy())
                loop.call_soon(Shy())
                loop.call_later(1, Shy()).cancel()
                await asyncio.sleep(0)
            asyncio.run(main())
            """)
        self.assertEqual(recording.stdout, "called\n" * 2, recording.stderr)
        self.assertEqual([event["text"] for event in recording.of("handle_begin")][:2],
                         ["Proxy", "Shy"])

    def test_only_what_the_program_itself_queues_has_a_line(self):
        recording = self.record("""
            def own():
                pass
            loop = asyncio.new_event_loop()
            future = loop.create_future()
            future.add_done_callback(lambda future: loop.stop())
            loop.call_soon(own)
            loop.call_soon(future.set_result, 1)
            loop.run_forever()
            """)
        lines = {(e["kind"], e["text"]): "line" in e for e in recording.of("call_soon",
                                                                           "handle_begin")}
        self.assertEqual(lines, {
            ("call_soon", "own"): True, ("handle_begin", "own"): True,
            ("call_soon", "set_result"): True, ("handle_begin", "set_result"): False,
            ("call_soon", "<lambda>"): False, ("handle_begin", "<lambda>"): True})

    def test_a_cancelled_handle_is_skipped_without_a_word(self):
        story = self.record("""
            loop = asyncio.new_event_loop()
            loop.call_soon(print, "no").cancel()
            timer = loop.call_later(1, print, "no")
            due = loop.call_later(2, print, "neither")
            loop.call_later(2, loop.stop)
            def late():
                timer.cancel()
            loop.call_soon(late)
            def later():
                due.cancel()
            loop.call_at(2, later).cancel()
            loop.run_forever()
            due.cancel()
            loop.close()
            """).story("timer_cancel", "handle_cancel", "timer_due", "handle_begin")
        self.assertEqual(story, ["handle_cancel handle:1", "timer_cancel handle:6",
                                 "handle_begin handle:5 late", "timer_cancel handle:2",
                                 "timer_due handle:3", "timer_due handle:4",
                                 "handle_begin handle:3 print", "handle_begin handle:4 stop"])

    def test_equal_deadlines_fire_in_the_order_in_which_they_were_set(self):
        recording = self.record("""
            async def work(name, *parts):
                for part in parts:
                    await asyncio.sleep(part)
                print(name)
            async def main():
                await asyncio.gather(*(work(f"one {i}", .3) for i in range(9)),
                                     work("sum", .1, .2), work("halves", .15, .15))
            asyncio.run(main())
            """)
        # .1 + .2 and .15 + .15 are whole nanoseconds here; as floats they differ in the last bit.
        self.assertEqual(recording.stdout.split("\n")[-3:-1], ["sum", "halves"])
        self.assertEqual({e["t_ns"] for e in recording.of("print")}, {300_000_000})


if __name__ == "__main__":
    unittest.main()
