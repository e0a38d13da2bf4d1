"""How `./dev bench` shows what it has measured: Markdown tables of medians and ratios."""

import platform
import statistics
import subprocess

from works import GROWTH, LIVE, OURS, RECORDING, VIRTUAL, WORKS


def machine(core):
    """The processor, the compiler and the interpreter, plainly."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")),
                     platform.machine())
        file.seek(0)
        cores = sum(line.startswith("processor") for line in file)
    compiler = subprocess.run(["g++", "-dumpfullversion"], check=False, capture_output=True,
                              text=True).stdout.strip()
    return f"{model}, {cores} cores, pinned to core {core}; g++ {compiler} -O2; " \
           f"CPython {platform.python_version()}"


def ratio(by_runtime, one, other):
    """The median of one's measurement over the other's within a repetition, or nothing."""
    pairs = list(zip(by_runtime.get(one, []), by_runtime.get(other, [])))
    return statistics.median(a / b for a, b in pairs) if pairs else None


def report(results, about):
    parts = [about, speed(results), tracing(results), recording(results), growth(results)]
    return "\n\n".join(part for part in parts if part)


def speed(results):
    rows = []
    for work in WORKS:
        if work not in results:
            continue
        got = results[work]
        rows.append([work.what, work.unit, *(median(got, runtime) for runtime in (
            OURS, "asio", "uvloop", "cpython")),
            against(ratio(got, "asio", OURS), work.asio),
            against(ratio(got, "uvloop", OURS), 0),
            against(ratio(got, "cpython", OURS), work.cpython)])
    return table(["work", "unit", "ours", "Asio", "uvloop", "CPython", "Asio / ours",
                  "uvloop / ours", "CPython / ours"], rows)


def tracing(results):
    rows = []
    for work in WORKS:
        got = results.get(work, {})
        if work.unit != "ns" or "traced-steady" not in got:
            continue
        rows.append([work.what, *(median(got, runtime) for runtime in (
            OURS, "traced-steady", VIRTUAL, "traced-virtual")),
            within(ratio(got, "traced-steady", OURS), 3),
            within(ratio(got, "traced-virtual", VIRTUAL), 2),
            against(ratio(got, "asio", "traced-steady"), 1)])
    return table(["tracing, ns", "steady, off", "on", "virtual, off", "on", "steady on / off",
                  "virtual on / off", "Asio / traced"], rows)


def recording(results):
    rows = [[work.what, median(results[work], OURS)] for work in RECORDING if work in results]
    return table(["recording", "ns"], rows)


def growth(results):
    rows = []
    for live, switch, timer in zip(LIVE, GROWTH, GROWTH[len(LIVE):]):
        if switch in results or timer in results:
            rows.append([f"{live:,}", *(median(results.get(work, {}), runtime)
                                        for work in (switch, timer)
                                        for runtime in (OURS, "asio"))])
    return table(["live tasks", "switch, ns", "Asio", "timer, ns", "Asio"], rows)


def median(by_runtime, runtime):
    values = by_runtime.get(runtime)
    if not values:
        return ""
    value = statistics.median(values)
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def against(factor, least):
    """A ratio that is to be at least so much; `least` 0: it only is."""
    return judged(factor, least, factor is not None and factor >= least, "≥")


def within(factor, most):
    return judged(factor, most, factor is not None and factor <= most, "≤")


def judged(factor, bound, is_met, sign):
    if factor is None:
        return ""
    text = f"{factor:,.1f}"
    return text if not bound else f"{text} ({sign} {bound:g}{'' if is_met else ': missed'})"


def table(head, rows):
    if not rows:
        return ""
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join("| " + " | ".join(
        cell.ljust(width) if i == 0 else cell.rjust(width)
        for i, (cell, width) in enumerate(zip(line, widths))) + " |" for line in lines)
