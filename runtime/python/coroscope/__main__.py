"""The command line: python3 -m coroscope [-o FILE] [--virtual] [--scenario FILE] script.py …"""

import argparse
import os
import signal
import sys

from coroscope.program import Options, UsageError, run
from coroscope.scenario import Scenario, ScenarioError, parse


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        _fail(f"{message}; see python3 -m coroscope --help")


def _fail(message):
    sys.stderr.write(f"coroscope: {message}\n")
    raise SystemExit(2)


def _options():
    parser = _Parser(prog="python3 -m coroscope", allow_abbrev=False,
                     description="Record the scheduling of an asyncio program as JSON lines.")
    parser.add_argument("-o", metavar="FILE", dest="output",
                        help="the recording (default: the script's name with .jsonl, here)")
    parser.add_argument("--virtual", action="store_true",
                        help="on a virtual clock: waiting takes no time, every run is the same")
    parser.add_argument("--scenario", metavar="FILE",
                        help="what the person does, as `at 1.5: interrupt` or `at 1: cancel TASK`")
    parser.add_argument("--variant", metavar="NAME=CHOICE", action="append", default=[],
                        help="a variant that the script's listing marks; may be repeated")
    parser.add_argument("script", help="the program to run")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="its arguments")
    given = parser.parse_args()
    stem = os.path.splitext(os.path.basename(given.script))[0]
    scenario = _scenario(given.scenario)
    for variant in given.variant:
        name, equals, choice = variant.partition("=")
        if not (name and equals and choice):
            _fail(f"--variant {variant}: write NAME=CHOICE")
        scenario.variants[name] = choice
    return Options(given.script, given.arguments, given.output or f"{stem}.jsonl", given.virtual,
                   scenario)


def _scenario(path):
    if path is None:
        return Scenario()
    try:
        with open(path, encoding="utf-8") as file:
            return parse(file.read(), path)
    except (OSError, UnicodeDecodeError) as error:
        _fail(f"cannot read {path}: {getattr(error, 'strerror', None) or 'it is no UTF-8 text'}")
    except ScenarioError as error:
        _fail(str(error))


def main():
    try:
        status = run(_options())
    except UsageError as error:
        _fail(str(error))
    if status == -signal.SIGINT:
        # As CPython does after a Ctrl-C that nobody caught.
        sys.stdout.flush()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    sys.exit(status)


if __name__ == "__main__":
    main()
