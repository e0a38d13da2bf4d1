"""What the program writes is recorded when it is written and by whom, as the terminal has it."""

import os
import pty
import subprocess
import tempfile
import unittest
from pathlib import Path

from case import Case
from recording import ENVIRONMENT, Recording, command, written


def told(recording):
    """Of each print: the second, the task, the value, the text."""
    return [(event["t_ns"] / 1e9, event.get("task"), event.get("value"), event["text"])
            for event in recording.of("print")]


class Output(Case):
    def test_a_part_of_a_line_is_told_at_its_time_and_of_its_task(self):
        self.assertEqual(told(self.record("""
            import sys
            async def a():
                sys.stdout.write("A begins")
                await asyncio.sleep(1)
                sys.stdout.write(", A ends\\n")
            async def b():
                await asyncio.sleep(0.5)
                print("B", end="", flush=True)
                sys.stderr.write("!")
            async def main():
                await asyncio.gather(a(), b())
            asyncio.run(main())
            """)), [(0.0, "Task-2", 1, "A begins"), (0.5, "Task-3", 1, "B"),
                    (0.5, "Task-3", 3, "!"), (1.0, "Task-2", None, ", A ends")])

    def test_a_progress_bar_grows_in_its_time(self):
        self.assertEqual(told(self.record("""
            import sys
            for _ in range(2):
                sys.stdout.write("#"); sys.stdout.flush()
                time.sleep(1)
            print(" done")
            """)), [(0.0, None, 1, "#"), (1.0, None, 1, "#"), (2.0, None, None, " done")])

    def test_nothing_written_is_nothing_told(self):
        self.assertEqual(told(self.record("import sys\nprint(end='')\nprint('', end='')\n"
                                          "sys.stdout.write('')\nprint()\n")),
                         [(0.0, None, None, "")])

    def test_the_prompt_is_told_before_the_answer_is_awaited(self):
        recording = self.record("""
            try:
                input("Name? ")
            except EOFError:
                print("nobody")
            """, stdin=subprocess.DEVNULL)
        self.assertEqual(recording.story("print"), ["print 1 Name? ", "print nobody"])
        self.assertEqual(recording.stderr, "coroscope: input() has no input here: open the program "
                                           "in a terminal, as coroscope open FILE\n")

    def test_where_a_person_answers_the_answer_ends_the_prompts_line(self):
        with tempfile.TemporaryDirectory() as folder:
            script, output = Path(folder, "ask.py"), Path(folder, "recording.jsonl")
            script.write_text("print('Hello', input('Name? '))\n")
            master, slave = pty.openpty()
            run = subprocess.Popen(command(str(output), script), env=ENVIRONMENT, stdin=slave,
                                   stdout=slave, stderr=slave)
            os.close(slave)
            os.write(master, b"Ann\n")
            self.assertEqual(run.wait(60), 0)
            os.close(master)
            recording = Recording(0, "", "", output.read_text(), 0)
        self.assertEqual(recording.story("print"), ["print Name? ", "print Hello Ann"])

    def test_logs_warnings_and_tracebacks_are_one_print_each(self):
        recording = self.record("""
            import logging, traceback, warnings
            async def main():
                logging.warning("low disk")
                try: 1 / 0
                except ZeroDivisionError: traceback.print_exc()
                warnings.warn("careful")
                asyncio.get_running_loop().call_exception_handler({"message": "custom"})
            asyncio.run(main())
            """)
        self.assertEqual(written(recording, 2), recording.stderr)
        self.assertEqual([(event["value"], event["task"], event["line"]) for event
                          in recording.of("print")], [(2, "Task-1", n) for n in (6, 8, 9, 10)])

    def test_bytes_and_descriptors_are_told(self):
        recording = self.record("""
            import os, sys
            sys.stdout.buffer.write(b"bytes\\n")
            sys.stdout.flush()
            print("caf\\u00e9")
            sys.stdout.flush()
            os.write(1, "caf\\u00e9 ".encode())
            os.write(2, bytearray(b"oh\\n"))
            """)
        self.assertEqual(recording.story("print"),
                         ["print bytes", "print café", "print 1 café ", "print 2 oh"])
        self.assertEqual((written(recording, 1), written(recording, 2)),
                         (recording.stdout, recording.stderr))

    def test_a_call_of_the_library_is_one_print_though_it_writes_in_pieces(self):
        recording = self.record("""
            import json, pprint, sys
            json.dump({"a": [1, 2]}, sys.stdout)
            print()
            pprint.pprint(list(range(40)))
            """)
        self.assertEqual(len(recording.of("print")), 3)
        self.assertEqual(written(recording, 1), recording.stdout)

    def test_what_a_destructor_raises_is_one_print(self):
        recording = self.record("""
            class Cup:
                def __del__(self):
                    raise ValueError("spilt")
            cup = Cup()
            del cup
            """)
        self.assertEqual(written(recording, 2), recording.stderr)
        self.assertEqual(len(recording.of("print")), 1)

    def test_what_has_an_event_of_its_own_is_not_told_twice(self):
        recording = self.record("""
            import threading
            async def fail():
                raise ValueError("boom")
            async def main():
                asyncio.create_task(fail())
                asyncio.get_running_loop().call_soon(lambda: 1 / 0)
                await asyncio.sleep(0)
                asyncio.sleep(1)
                threading.Thread(target=lambda: 1 / 0).start()
                await asyncio.sleep(1)
                raise SystemExit("bye")
            asyncio.run(main())
            """)
        self.assertEqual(recording.of("print"), [])
        self.assertIn("boom", recording.stderr)


if __name__ == "__main__":
    unittest.main()
