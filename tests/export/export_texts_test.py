"""What is exported as text: the transcript is what `run --narrate` tells, the recording what `run
--trace` writes, Perfetto's file keeps the rules of the trace event format."""

import json
import unittest
from collections import defaultdict

from exporting import LESSONS, ExportCase, coroscope

# Runs with a person's interventions, several threads, a blocking sleep.
RUNS = [(lesson,) for lesson in LESSONS] + [("5", "--interrupt", "1.5"), ("5", "--sleep", "blocking"),
                                            ("5", "--cancel", "work(2)@0.5")]


class Transcript(ExportCase):
    def test_it_is_what_run_narrate_tells_in_both_languages(self):
        for run in RUNS:
            for language, locale in (("en", "C.UTF-8"), ("zh", "zh_CN.UTF-8")):
                told = coroscope("run", *run, "--narrate", LC_ALL=locale)
                file = self.export("transcript.txt", *run, "--lang", language)
                self.assertEqual(file.read_text(encoding="utf-8"), told.stdout)
                self.assertEqual(told.stdout.isascii(), language == "en" and told.stdout.isascii())
                file.unlink()

    def test_without_lang_it_is_in_the_language_of_the_locale(self):
        file = self.folder / "a.txt"
        coroscope("export", "2", "-o", str(file), LC_ALL="zh_CN.UTF-8")
        self.assertIn("任务", file.read_text(encoding="utf-8"))


class Recording(ExportCase):
    def test_it_is_the_trace_of_a_run(self):
        trace = self.folder / "trace.jsonl"
        coroscope("run", "5", "--interrupt", "1.5", "--trace", str(trace))
        file = self.export("a.jsonl", "5", "--interrupt", "1.5")
        self.assertEqual(file.read_bytes(), trace.read_bytes())


    def test_a_compact_one_holds_the_same(self):
        compact = self.export("a.coro", "5", "--interrupt", "1.5")
        again = self.export("again.jsonl", str(compact))
        lines = self.export("a.jsonl", "5", "--interrupt", "1.5")
        self.assertEqual(again.read_bytes(), lines.read_bytes())

    def test_a_file_is_exported_as_the_run_is_of_which_it_is(self):
        trace = self.folder / "trace.coro"
        coroscope("run", "5", "--sleep", "blocking", "--trace", str(trace))
        for name in ("a.txt", "a.json", "a.html"):
            of_file = self.export(name, str(trace)).read_bytes()
            self.assertEqual(of_file, self.export(name, "5", "--sleep", "blocking").read_bytes())

    def test_what_is_done_to_a_program_cannot_be_done_to_a_file(self):
        trace = self.folder / "trace.jsonl"
        coroscope("run", "2", "--trace", str(trace))
        self.assert_refused(str(trace), "--interrupt", "1", "-o", "a.txt", says="has happened")
        self.assert_refused(str(self.folder / "none.coro"), "-o", str(self.folder / "a.txt"),
                            says="none.coro")

    def test_the_good_part_of_a_cut_file_is_exported(self):
        trace, cut = self.folder / "trace.jsonl", self.folder / "cut.jsonl"
        coroscope("run", "2", "--trace", str(trace))
        cut.write_bytes(trace.read_bytes()[:-25])
        file = self.folder / "a.txt"
        result = coroscope("export", str(cut), "-o", str(file))
        self.assertEqual(result.returncode, 2)
        self.assertIn("cut.jsonl", result.stderr)
        self.assertTrue(file.read_text(encoding="utf-8").strip())


class Perfetto(ExportCase):
    def events(self, *run):
        file = self.export("a.json", *run)
        data = json.loads(file.read_text(encoding="utf-8"))
        file.unlink()
        self.assertEqual(set(data), {"displayTimeUnit", "otherData", "traceEvents"})
        return data["traceEvents"]

    def assert_fields(self, event):
        """The fields that the trace event format asks of each phase."""
        needed = {"M": {"name", "pid", "tid", "args"},
                  "X": {"name", "cat", "pid", "tid", "ts", "dur"},
                  "i": {"name", "cat", "pid", "tid", "ts", "s"},
                  "s": {"name", "cat", "pid", "tid", "ts", "id"},
                  "f": {"name", "cat", "pid", "tid", "ts", "id", "bp"}}
        self.assertIn(event["ph"], needed)
        self.assertLessEqual(needed[event["ph"]], set(event), event)
        for field in ("pid", "tid"):
            self.assertIsInstance(event[field], int)
        for field in ("ts", "dur"):
            self.assertGreaterEqual(event.get(field, 0), 0)
        self.assertTrue(event["name"])
        if event["ph"] == "M":
            self.assertIn(event["name"], {"process_name", "process_sort_index", "thread_name",
                                          "thread_sort_index"})

    def test_every_event_has_what_its_phase_asks_for_and_comes_in_order(self):
        for run in RUNS:
            last = 0
            for event in self.events(*run):
                self.assert_fields(event)
                self.assertGreaterEqual(event.get("ts", last), last)
                last = event.get("ts", last)

    def test_every_track_has_a_name_and_its_slices_follow_each_other(self):
        for run in RUNS:
            events = self.events(*run)
            named = {(e["pid"], e["tid"]) for e in events if e["name"] == "thread_name"}
            processes = {e["pid"] for e in events if e["name"] == "process_name"}
            slices = defaultdict(list)
            for event in events:
                self.assertIn((event["pid"], event["tid"]), named)
                self.assertIn(event["pid"], processes)
                if event["ph"] == "X" and event["cat"] != "arrow":
                    slices[event["tid"]].append(event)
            self.assertEqual(len({tid for _, tid in named}), len(named), "one number a track")
            for track in slices.values():
                for before, after in zip(track, track[1:]):
                    # Thousandths of a microsecond are nanoseconds: nothing is finer.
                    self.assertLessEqual(round(before["ts"] + before["dur"], 3), after["ts"])

    def test_every_arrow_has_two_ends_each_within_the_slice_begun_last_on_its_track(self):
        arrows = 0
        for run in RUNS:
            begun = {}
            starts = {}
            ends = {}
            for event in self.events(*run):
                if event["ph"] == "X":
                    begun[event["tid"]] = event
                if event["ph"] in "sf":
                    around = begun[event["tid"]]
                    self.assertLessEqual(around["ts"], event["ts"])
                    self.assertLessEqual(event["ts"], round(around["ts"] + around["dur"], 3))
                    side = starts if event["ph"] == "s" else ends
                    self.assertNotIn(event["id"], side)
                    side[event["id"]] = event
            self.assertEqual(set(starts), set(ends))
            for number, start in starts.items():
                self.assertLessEqual(start["ts"], ends[number]["ts"])
                self.assertNotEqual(start["tid"], ends[number]["tid"])
                self.assertEqual(start["name"], ends[number]["name"])
            arrows += len(starts)
        self.assertGreater(arrows, 30)

    def test_times_are_microseconds_of_the_programs_clock(self):
        events = self.events("5", "--interrupt", "1.5")
        interrupt = next(e for e in events if e["name"] == "KeyboardInterrupt")
        self.assertEqual(interrupt["ts"], 1_500_000)
        waits = [e for e in events if e["name"] == "waiting: sleep"]
        self.assertEqual([e["dur"] for e in waits], [1_000_000, 1_500_000, 1_500_000])
        prints = [(e["ts"], e["name"]) for e in events if e.get("cat") == "print"]
        self.assertEqual(prints, [(1_000_000, "print: waited 1"), (1_500_000, "print: False"),
                                  (1_500_000, "print: True"), (1_500_000, "print: True")])

    def test_threads_are_processes_with_their_loops_and_tasks_below(self):
        events = self.events("7")
        processes = {e["args"]["name"]: e["pid"] for e in events if e["name"] == "process_name"}
        self.assertIn("MainThread", processes)
        other = next(name for name in processes if name.startswith("Thread-1"))
        below = [e["args"]["name"] for e in events
                 if e["name"] == "thread_name" and e["pid"] == processes[other]]
        self.assertEqual(below[:2], [other, "loop-1"])
        self.assertTrue(any("Task-" in name for name in below))


if __name__ == "__main__":
    unittest.main()
