"""Sockets in recordings: connections have numbers, and the virtual clock jumps only where both ends
are in the run."""

import json
import socket
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

from case import Case
from recording import ENVIRONMENT, command, record

ECHO = """
    async def handle(reader, writer):
        while line := await reader.readline():
            writer.write(line)
        writer.close()

    async def main():
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        for _ in range(3):
            writer.write(b"tea\\n")
            print(await reader.readline(), time.monotonic())
            await asyncio.sleep(1000)
        writer.close()
        server.close()

    asyncio.run(main())
"""


class Sockets(Case):
    def io(self, recording, kind):
        return [(event["other"], event["text"]) for event in recording.events
                if event["kind"] == kind]

    def test_with_both_ends_in_the_run_waiting_takes_no_time_and_runs_are_the_same(self):
        begun = time.monotonic()
        one, other = self.record(ECHO, virtual=True), self.record(ECHO, virtual=True)
        self.assertLess(time.monotonic() - begun, 60)
        self.assertEqual(one.stdout, "b'tea\\n' 0.0\nb'tea\\n' 1000.0\nb'tea\\n' 2000.0\n")
        self.assertEqual(one.events, other.events)
        self.assertEqual(one.stderr, "")

    def test_connections_are_numbered_and_never_named_by_port_or_descriptor(self):
        recording = self.record(ECHO, virtual=True)
        waits = self.io(recording, "io_wait")
        self.assertEqual(waits[:4], [("conn:1", "accept"), ("conn:2", "connect"),
                                     ("conn:3", "read"), ("conn:2", "read")])
        ready = self.io(recording, "io_ready")
        self.assertEqual(ready[:2], [("conn:1", "accept"), ("conn:2", "connect")])
        self.assertIn(("conn:3", "read"), ready)
        for event in recording.events:
            if event["kind"] != "print":
                self.assertNotRegex(event.get("text", ""), r"\d{4}")

    def test_a_ready_descriptor_ends_a_select_as_io(self):
        selects = [event for event in self.record(ECHO, virtual=True).events
                   if event["kind"] == "select_end"]
        self.assertEqual({(event["text"], event["value"] > 0) for event in selects},
                         {("io", True), ("timeout", False)})

    def test_somebody_from_outside_is_waited_for_in_real_time_and_it_says_so(self):
        def answer(listening):
            with listening.accept()[0] as caller:
                caller.recv(100)
                time.sleep(0.3)
                caller.sendall(b"from outside\n")

        with socket.create_server(("127.0.0.1", 0)) as listening:
            thread = threading.Thread(target=answer, args=(listening,))
            thread.start()
            recording = self.record(f"""
                async def main():
                    reader, writer = await asyncio.open_connection(
                        "127.0.0.1", {listening.getsockname()[1]})
                    writer.write(b"hello")
                    print(await reader.readline(), 0.2 < time.monotonic() < 60)
                    writer.close()

                asyncio.run(main())
            """, virtual=True)
            thread.join()
        self.assertEqual(recording.stdout, "b'from outside\\n' True\n")
        self.assertIn("somebody outside of the program took part", recording.stderr)
        # The first line was written before that was known.
        about = "script=program.py clock=virtual language=python repeatable=no"
        self.assertEqual((recording.events[0]["kind"], recording.events[0]["text"]),
                         ("recording", about))
        self.assertEqual([event["seq"] for event in recording.events],
                         list(range(len(recording.events))))

    def test_with_both_ends_in_the_run_its_recording_is_repeatable(self):
        recording = self.record(ECHO, virtual=True)
        self.assertEqual(recording.events[0]["text"],
                         "script=program.py clock=virtual language=python")

    def test_where_only_a_caller_from_outside_can_help_it_says_so_and_waits_for_one(self):
        with tempfile.TemporaryDirectory() as folder:
            script, output = Path(folder, "program.py"), Path(folder, "out.jsonl")
            script.write_text("""import asyncio
import threading

async def main():
    called = asyncio.Event()

    def handle(reader, writer):
        writer.close()
        called.set()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await called.wait()
    never.release()

never = threading.Lock()
never.acquire()
blocked = threading.Thread(target=never.acquire)
blocked.start()
asyncio.run(main())
blocked.join()
""")
            with subprocess.Popen(command(output, script), env=ENVIRONMENT, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                port = int(process.stdout.readline())
                said = process.stderr.readline()
                with socket.create_connection(("127.0.0.1", port)):
                    self.assertEqual(process.wait(60), 0)
            self.assertEqual(
                said, "coroscope: nobody goes on until somebody from outside calls (Ctrl-C ends it): "
                      "Thread-1 (acquire) waits for a lock; MainThread waits for loop-1 to be woken "
                      "(Task-1 awaits event)\n")
            self.assertTrue(json.loads(output.read_text().splitlines()[0])["text"]
                            .endswith(" repeatable=no"))

    def test_two_ends_that_wait_for_each_other_are_a_deadlock(self):
        recording = record("""import asyncio
async def handle(reader, writer):
    await reader.readline()

async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    await reader.readline()

asyncio.run(main())
""")
        self.assertEqual(recording.status, 1)
        self.assertIn("DeadlockError", recording.stderr)


if __name__ == "__main__":
    unittest.main()
