"""Animations open in their own readers: as many frames as the range takes to play, of the size that
was asked for; an export that is stopped or cannot be made leaves nothing behind."""

import json
import os
import signal
import subprocess
import unittest

from exporting import COROSCOPE, ExportCase, coroscope
from pixels import decoded, size_of

# Half a second of the program, with the interrupt and what follows; small, so that it is quick.
RANGE = ("5", "--interrupt", "1.5", "--from", "1.0", "--to", "1.5", "--scale", "0.5")
SIZE = (640, 360)


class Gif(ExportCase):
    def test_its_frames_are_decoded_again_and_last_as_long_as_playing_does(self):
        file = self.export("a.gif", *RANGE)
        said = subprocess.run(["identify", "-format", "%T %[scene] %g\n", str(file)], check=True,
                              capture_output=True, text=True).stdout.splitlines()
        hundredths = [int(line.split()[0]) for line in said]
        # 22 beats of 0.35 s (the half second that passes is a longer one), and the last frame stands.
        self.assertAlmostEqual(sum(hundredths) / 100, 22 * 0.35 + 1.5, delta=1)
        self.assertGreater(len(hundredths), 30, "it moves")
        self.assertEqual(size_of(file), SIZE)

    def test_its_last_frame_is_what_the_video_ends_with(self):
        gif = self.export("a.gif", *RANGE)
        video = self.export("a.mp4", *RANGE)
        subprocess.run(["convert", str(gif), "-coalesce", "-delete", "0--2",
                        str(self.folder / "gif.png")], check=True)
        subprocess.run(["ffmpeg", "-v", "error", "-sseof", "-0.5", "-i", str(video), "-update", "1",
                        str(self.folder / "video.png")], check=True)
        last = decoded(self.folder / "gif.png")
        self.assertEqual((last.width, last.height), SIZE)
        video_end = decoded(self.folder / "video.png").smaller(64, 36)
        self.assertLess(last.smaller(64, 36).difference(video_end), 4)
        subprocess.run(["convert", f"{gif}[0]", str(self.folder / "first.png")], check=True)
        first = decoded(self.folder / "first.png").smaller(64, 36)
        self.assertGreater(first.difference(last.smaller(64, 36)), 1, "time has passed")
        self.keep(gif, "export.gif")
        self.keep(video, "export.mp4")


class Video(ExportCase):
    def test_every_player_plays_it(self):
        file = self.export("a.mp4", *RANGE)
        said = json.loads(subprocess.run(
            ["ffprobe", "-v", "error", "-count_frames", "-show_streams", "-of", "json", str(file)],
            check=True, capture_output=True, text=True).stdout)
        [stream] = said["streams"]
        self.assertEqual(stream["codec_name"], "h264")
        self.assertEqual(stream["pix_fmt"], "yuv420p")
        self.assertEqual((stream["width"], stream["height"]), SIZE)
        self.assertEqual(stream["r_frame_rate"], "30/1")
        frames = int(stream["nb_read_frames"])
        self.assertAlmostEqual(frames / 30, 22 * 0.35 + 1.5, delta=1)

    def test_without_ffmpeg_one_line_says_what_to_do(self):
        file = self.folder / "a.mp4"
        result = coroscope("export", *RANGE, "-o", str(file), PATH=str(self.folder))
        self.assertEqual(result.returncode, 2)
        self.assertEqual(len(result.stderr.splitlines()), 1)
        self.assertIn("install ffmpeg", result.stderr)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_an_ffmpeg_that_gives_up_is_said_with_its_reason(self):
        fake = self.folder / "bin"
        fake.mkdir()
        (fake / "ffmpeg").write_text("#!/bin/sh\necho 'no such encoder' >&2\nexit 1\n")
        (fake / "ffmpeg").chmod(0o755)
        file = self.folder / "a.mp4"
        result = coroscope("export", *RANGE, "-o", str(file),
                           PATH=f"{fake}:{os.environ['PATH']}")
        self.assertEqual(result.returncode, 2)
        self.assertIn("no such encoder", result.stderr)
        self.assertEqual(list(self.folder.iterdir()), [fake])


class Stopped(ExportCase):
    def stop(self, name: str, number: int):
        """Stops an export once it has begun to write."""
        file = self.folder / name
        file.write_text("before")
        with subprocess.Popen([COROSCOPE, "export", "5", "-o", str(file)], text=True,
                              stderr=subprocess.PIPE) as export:
            while export.poll() is None and not list(self.folder.glob(f"{name}.*")):
                pass
            export.send_signal(number)
            said = export.stderr.read()
            self.assertEqual(export.wait(), 130, said)
        self.assertEqual(said.strip(), "coroscope: stopped: nothing was written")
        self.assertEqual(list(self.folder.iterdir()), [file])
        self.assertEqual(file.read_text(), "before")
        file.unlink()

    def test_ctrl_c_leaves_what_was_there_and_nothing_beside_it(self):
        self.stop("a.gif", signal.SIGINT)
        self.stop("a.mp4", signal.SIGINT)

    def test_so_does_a_request_to_end(self):
        self.stop("a.gif", signal.SIGTERM)


class Refused(ExportCase):
    def test_a_range_that_is_none_gets_one_line(self):
        file = str(self.folder / "a.gif")
        self.assert_refused("5", "-o", file, "--from", "2", "--to", "1", says="ends after it begins")
        self.assert_refused("5", "-o", file, "--to", "99", says="ended at 3.000 s")
        self.assert_refused("5", "-o", file, "--from", "x", says="--from x")
        self.assert_refused("5", "-o", file, "--at", "1", says="--at 1")
        picture = str(self.folder / "a.png")
        self.assert_refused("5", "-o", picture, "--from", "1", says="--from 1")
        self.assertEqual(list(self.folder.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
