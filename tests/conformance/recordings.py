"""Running both sides and comparing what they recorded; shared by the conformance tests."""

import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
RECORDER = HERE.parent.parent / "runtime" / "python"
PYTHON = "/usr/bin/python3"
COROSCOPE = os.environ["COROSCOPE_BIN"]
PAIRS = os.path.join(os.environ.get("COROSCOPE_BUILD", ""), "pairs")


def run(command, **more):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **more)


def record_python(script, trace, *options):
    """Run a script under the recorder on the virtual clock."""
    environment = dict(os.environ, PYTHONPATH=str(RECORDER), PYTHONDONTWRITEBYTECODE="1")
    command = [PYTHON, "-m", "coroscope", "--virtual", "-o", trace, *options, script]
    return run(command, env=environment)


def compare(python_trace, cpp_trace):
    """What differs, with its context; empty where nothing does."""
    result = run([PYTHON, HERE / "compare.py", python_trace, cpp_trace])
    return "" if result.returncode == 0 else result.stdout + result.stderr
