"""Threads that wait for the outside world in real calls, on the virtual clock: the others go on."""

import os
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from case import Case
from recording import ENVIRONMENT, command, record

SOON = {"timeout": 30}


class Outside(Case):
    def lines(self, source, **options):
        """What the program prints, which another run may do at other times."""
        recording = self.record(source, **SOON, **options)
        self.assertEqual(recording.status, 0, recording.stderr)
        self.assertIn("in real time: another run may differ", recording.stderr)
        self.assertTrue(recording.events[0]["text"].endswith(" repeatable=no"))
        return recording.stdout.splitlines()

    def test_an_alarm_rings_while_others_sleep(self):
        self.assertEqual(self.lines("""
            import signal, threading
            class Late(Exception):
                pass
            def late(*_):
                raise Late
            def tell(*_):
                print("rings", round(time.monotonic(), 1))
            async def main():
                rings = asyncio.Event()
                asyncio.get_running_loop().add_signal_handler(signal.SIGALRM, rings.set)
                signal.setitimer(signal.ITIMER_REAL, 0.1)
                await rings.wait()
                print("in the loop")
                signal.alarm(100)
                print("left", signal.alarm(0))
                await asyncio.sleep(3600)
            signal.signal(signal.SIGALRM, tell)
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            sleeper = threading.Thread(target=time.sleep, args=(5,))
            sleeper.start()
            sleeper.join()
            signal.signal(signal.SIGALRM, late)
            signal.setitimer(signal.ITIMER_REAL, 0.2)
            try:
                time.sleep(3600)
            except Late:
                print("late", time.monotonic() < 60)
            asyncio.run(main())
            """), ["rings 0.3", "late True", "in the loop", "left 100"])

    def test_an_alarm_that_was_set_for_the_program_is_none_of_its_own(self):
        with tempfile.TemporaryDirectory() as folder:
            script, output = Path(folder, "program.py"), Path(folder, "recording.jsonl")
            script.write_text("import asyncio\nasyncio.run(asyncio.sleep(3600))\n")
            line = command(str(output), script)
            with_alarm = "import os, signal, sys; signal.alarm(50); os.execv(sys.argv[1], sys.argv[1:])"
            done = subprocess.run([line[0], "-c", with_alarm, *line], env=ENVIRONMENT, timeout=60,
                                  check=False)
            self.assertEqual(done.returncode, 0)
            self.assertNotIn("repeatable=no", output.read_text().splitlines()[0])

    def test_a_child_process_that_is_communicated_with(self):
        recording = self.record("""
            async def main():
                pipe = asyncio.subprocess.PIPE
                child = await asyncio.create_subprocess_exec("cat", stdin=pipe, stdout=pipe)
                print(await child.communicate(b"hi there"), child.returncode)
            asyncio.run(main())
        """, **SOON)
        self.assertEqual(recording.stdout, "(b'hi there', None) 0\n")

    def test_a_child_and_its_pipes_are_waited_for_by_name(self):
        recording = self.record("""
            async def main():
                child = await asyncio.create_subprocess_exec(
                    "sh", "-c", "read line", stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE)
                reading = asyncio.create_task(child.stdout.read())
                await asyncio.sleep(0)
                child.stdin.write(b"go on\\n")
                await child.wait()
                await reading
            asyncio.run(main())
        """, **SOON)
        self.assertLessEqual({"pipe", "process"},
                             {event["text"] for event in recording.of("waits")})

    def test_a_timer_comes_before_a_child_that_takes_longer(self):
        recording = self.record("""
            async def main():
                child = await asyncio.create_subprocess_exec("sleep", "100")
                try:
                    await asyncio.wait_for(child.wait(), 0.2)
                except TimeoutError:
                    child.kill()
                    print("killed", await child.wait(), 0.2 <= time.monotonic() < 30)
            asyncio.run(main())
        """, **SOON)
        self.assertEqual(recording.stdout, "killed -9 True\n")

    def test_a_pool_of_processes_whose_clocks_are_real(self):
        self.assertEqual(self.lines("""
            import concurrent.futures, os
            def square(x):
                begun = time.monotonic()
                time.sleep(0.1)
                return x * x, 0.1 <= time.monotonic() - begun < 20
            async def main():
                loop = asyncio.get_running_loop()
                with concurrent.futures.ProcessPoolExecutor(1) as pool:
                    print(await loop.run_in_executor(pool, square, 7))
            if __name__ == "__main__":
                asyncio.run(main())
        """), ["(49, True)"])

    def test_a_thread_that_accepts_on_a_socket(self):
        self.assertEqual(self.lines("""
            import socket, threading
            def serve(listening):
                caller, _ = listening.accept()
                caller.sendall(b"got " + caller.recv(100))
                caller.close()
            async def main():
                listening = socket.create_server(("127.0.0.1", 0))
                threading.Thread(target=serve, args=(listening,)).start()
                reader, writer = await asyncio.open_connection(*listening.getsockname())
                writer.write(b"tea")
                print(await reader.read())
                writer.close()
                listening.close()
            asyncio.run(main())
        """), ["b'got tea'"])

    def test_a_blocking_call_takes_the_time_that_it_takes_and_is_a_block(self):
        recording = self.record("""
            import subprocess
            def run(*command):
                subprocess.run(command)
                return time.monotonic()
            async def main():
                # It may have slept for some of it before anybody waits for it.
                print(0.2 <= run("sleep", "0.7") < 20)
            asyncio.run(main())
        """, **SOON)
        self.assertEqual(recording.stdout, "True\n")
        self.assertIn("block_begin Task-1 Popen.communicate", recording.story("block_begin"))

    def test_a_call_that_fails_is_not_interrupted(self):
        recording = self.record("""
            import socket, subprocess
            listening = socket.create_server(("127.0.0.1", 0))
            listening.settimeout(0.1)
            try:
                listening.accept()
            except TimeoutError as error:
                print(error)
            try:
                subprocess.run(["sleep", "100"], timeout=0.1)
            except subprocess.TimeoutExpired:
                print("expired")
            print(0.2 <= time.monotonic() < 20)
        """, **SOON)
        self.assertEqual(recording.stdout, "timed out\nexpired\nTrue\n", recording.stderr)
        self.assertEqual(recording.story("block_end")[:2], ["block_end timeout"] * 2)

    def test_multiprocessing(self):
        self.assertEqual(self.lines("""
            import multiprocessing
            def work(items, connection):
                items.put("one")
                connection.send("two")
            def main():
                items = multiprocessing.Queue()
                here, there = multiprocessing.Pipe()
                process = multiprocessing.Process(target=work, args=(items, there))
                process.start()
                print(items.get(), here.recv())
                process.join()
                print(process.exitcode)
                items.put("three")
                print(items.get())
            if __name__ == "__main__":
                main()
        """), ["one two", "0", "three"])

    def test_a_call_that_nobody_has_told_us_of(self):
        self.assertEqual(self.lines("""
            import os, threading
            def read():
                print(os.read(reading, 10))
            reading, writing = os.pipe()
            thread = threading.Thread(target=read)
            thread.start()
            time.sleep(0.1)
            print("writes")
            os.write(writing, b"tea")
            thread.join()
        """), ["writes", "b'tea'"])

    def test_a_thread_that_only_computes_until_another_has_done_something(self):
        self.assertEqual(self.lines("""
            import threading
            done = False
            def work():
                global done
                time.sleep(0.1)
                done = True
            thread = threading.Thread(target=work)
            thread.start()
            while not done:
                pass
            print("seen")
            thread.join()
        """), ["seen"])

    def test_a_forked_child_goes_on_as_without_the_recorder(self):
        recording = record("""
import os, sys, threading, time
lock = threading.Lock()
thread = threading.Thread(target=time.sleep, args=(1,))
thread.start()
if os.fork() == 0:
    def work():
        with lock:
            time.sleep(0.05)
    begun = time.monotonic()
    threads = [threading.Thread(target=work) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    print("child", 0.1 <= time.monotonic() - begun < 20)
    sys.exit(3)
print("parent", os.waitstatus_to_exitcode(os.wait()[1]))
""", **SOON)
        self.assertEqual(recording.stdout.splitlines(), ["child True", "parent 3"],
                         recording.stderr)


class Input(Case):
    def test_others_go_on_while_a_thread_waits_for_input(self):
        with tempfile.TemporaryDirectory() as folder:
            script, output = Path(folder, "program.py"), Path(folder, "out.jsonl")
            script.write_text("""import asyncio
async def tick():
    for i in range(2):
        print("tick", i, flush=True)
        await asyncio.sleep(0.1)
async def main():
    ticks = asyncio.create_task(tick())
    print("got", await asyncio.to_thread(input))
    await ticks
asyncio.run(main())
""")
            with subprocess.Popen(command(output, script), env=ENVIRONMENT, text=True,
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE) as process:
                self.assertEqual(process.stdout.readline(), "tick 0\n")
                self.assertEqual(process.stdout.readline(), "tick 1\n")
                self.assertEqual(process.communicate("Ann\n", 30)[0], "got Ann\n")

    def test_ctrl_c_ends_a_wait_for_a_thread_that_is_away(self):
        with tempfile.TemporaryDirectory() as folder:
            script, output = Path(folder, "program.py"), Path(folder, "out.jsonl")
            script.write_text("""import threading, time
thread = threading.Thread(target=input, daemon=True)
thread.start()
print("joins", flush=True)
try:
    thread.join()
except KeyboardInterrupt:
    print("interrupted", flush=True)
time.sleep(0.1)
print("goes on", flush=True)
""")
            with subprocess.Popen(command(output, script), env=ENVIRONMENT, text=True,
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE) as process:
                self.assertEqual(process.stdout.readline(), "joins\n")
                while b"join" not in output.read_bytes():  # the last before it waits
                    time.sleep(0.01)
                os.kill(process.pid, signal.SIGINT)
                self.assertEqual(process.stdout.readline(), "interrupted\n")
                self.assertEqual(process.stdout.readline(), "goes on\n")
                process.stdin.close()
                self.assertEqual(process.wait(30), 0)

    def test_ctrl_c_ends_a_call_of_the_only_thread(self):
        for call in ("subprocess.run(['sleep', '100'])", "input()"):
            with self.subTest(call=call), tempfile.TemporaryDirectory() as folder:
                script, output = Path(folder, "program.py"), Path(folder, "out.jsonl")
                script.write_text(f"""import signal, subprocess
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    {call}
except KeyboardInterrupt:
    print("interrupted")
""")
                with subprocess.Popen(command(output, script), env=ENVIRONMENT, text=True,
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE) as process:
                    while not output.exists() or b"block_begin" not in output.read_bytes():
                        time.sleep(0.01)
                    os.kill(process.pid, signal.SIGINT)
                    self.assertEqual(process.communicate(timeout=30)[0], "interrupted\n")


if __name__ == "__main__":
    unittest.main()
