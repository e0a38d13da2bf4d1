"""A desktop without a screen: Xvfb with software GL, xdotool for mouse and keys, pictures as bytes.

Nothing here sleeps and hopes: every wait polls for its condition until a deadline.
"""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

BINARY = os.environ["COROSCOPE_BIN"]
ARTIFACTS = Path(os.environ["COROSCOPE_ARTIFACTS"])
DEADLINE = 60  # seconds; a loaded machine with software GL is slow


class Timeout(AssertionError):
    pass


def wait_until(condition, what: str, seconds: float = DEADLINE):
    """What `condition` returns as soon as that is true."""
    end = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise Timeout(f"{what}: not within {seconds} s")
        time.sleep(0.02)


class Desktop:
    """An X server of a size. Use with `with`."""

    def __init__(self, width: int, height: int):
        for tool in ("Xvfb", "xdotool", "import", "convert"):
            if shutil.which(tool) is None:
                raise AssertionError(f"{tool} is not installed: ./dev test installs it")
        self.size = (width, height)

    def __enter__(self):
        reading, writing = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp", "-noreset",
             "-screen", "0", f"{self.size[0]}x{self.size[1]}x24"],
            pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()  # written when the server is ready
        if not number:
            raise AssertionError("Xvfb did not start")
        self.environment = {**os.environ, "DISPLAY": f":{number}", "LIBGL_ALWAYS_SOFTWARE": "1"}
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.folder = tempfile.TemporaryDirectory()
        self.settings = self.folder.name  # nothing is remembered from desktop to desktop
        self.windows = []
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()
        self.folder.cleanup()

    def run(self, *command: str) -> bytes:
        return subprocess.run(command, env=self.environment, check=True, capture_output=True).stdout

    def picture(self) -> bytes:
        """What is on the screen, pixel for pixel."""
        return self.run("import", "-window", "root", "-depth", "8", "rgb:-")

    def save(self, picture: bytes, name: str):
        """Keeps a picture as a test artefact."""
        ARTIFACTS.mkdir(parents=True, exist_ok=True)
        size = f"{self.size[0]}x{self.size[1]}"
        subprocess.run(["convert", "-size", size, "-depth", "8", "rgb:-",
                        str(ARTIFACTS / f"{name}.png")], input=picture, check=True)

    def still_picture(self) -> bytes:
        """The picture once no window has anything more to draw.

        That two pictures are equal is not enough: on a busy machine a window may not have come to
        draw the next one. So none may have run, or have been about to, from the one to the other.
        """
        def unchanged():
            activity = [window.activity() for window in self.windows]
            if None in activity:
                return None
            picture = self.picture()
            return picture if (self.picture() == picture and
                               [window.activity() for window in self.windows] == activity) else None

        return wait_until(unchanged, "the picture comes to rest")


class Window:
    """coroscope on a desktop. Use with `with`; leaving it closes the window."""

    def __init__(self, desktop: Desktop, *arguments: str, locale: str = "C.UTF-8"):
        self.desktop = desktop
        # Drivers are unloaded before a leak check, which then cannot tell their leaks from ours:
        # leaks are looked for in the headless tests.
        environment = {**desktop.environment, "LC_ALL": locale, "ASAN_OPTIONS": "detect_leaks=0",
                       "XDG_CONFIG_HOME": desktop.settings}
        self.started = time.monotonic()
        self.process = subprocess.Popen([BINARY, *arguments], env=environment,
                                        stderr=subprocess.PIPE, text=True)

    def __enter__(self):
        self.number = wait_until(self._find, "the window opens")
        self.desktop.run("xdotool", "mousemove", "0", "0")
        empty = bytes(3 * self.desktop.size[0] * self.desktop.size[1])
        wait_until(lambda: self.desktop.picture() != empty, "something is drawn")
        self.seconds_to_first_picture = time.monotonic() - self.started
        self.desktop.windows.append(self)
        return self

    def __exit__(self, *_):
        self.desktop.windows.remove(self)
        if self.process.poll() is None:
            self.process.kill()  # nothing is remembered from window to window
        self.process.wait()
        self.process.stderr.close()

    def _find(self):
        if self.process.poll() is not None:
            raise AssertionError(f"it ended with {self.process.returncode}: "
                                 f"{self.process.stderr.read()}")
        found = subprocess.run(["xdotool", "search", "--pid", str(self.process.pid)],
                               env=self.desktop.environment, capture_output=True, text=True)
        return found.stdout.split()[-1] if found.stdout.split() else None

    def key(self, *names: str):
        self.desktop.run("xdotool", "key", *names)

    def click(self, x: int, y: int):
        self.desktop.run("xdotool", "mousemove", str(x), str(y), "click", "1")

    def activity(self) -> dict[str, int] | None:
        """How often each of its threads has run so far; None while one runs, begins or ends."""
        if self.process.poll() is not None:
            raise AssertionError(f"it ended with {self.process.returncode}: "
                                 f"{self.process.stderr.read()}")
        times = {}
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            try:
                lines = (task / "status").read_text().splitlines()
            except (FileNotFoundError, ProcessLookupError):
                return None
            status = dict(line.split(":", 1) for line in lines)
            if not status["State"].strip().startswith("S"):
                return None
            times[task.name] = sum(int(number) for name, number in status.items()
                                   if name.endswith("ctxt_switches"))
        return times

    def seconds_of_cpu(self) -> float:
        """Processor time of all its threads so far."""
        total = 0
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            total += int((task / "schedstat").read_text().split()[0])
        return total / 1e9

    def wait_for_exit(self) -> int:
        wait_until(lambda: self.process.poll() is not None, "the program ends")
        return self.process.returncode
