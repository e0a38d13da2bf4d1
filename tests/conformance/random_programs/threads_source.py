"""What threads add to a program's source (threads.py says what that is)."""


def imports(program):
    if "loops" not in program:
        return []
    return ["import threading", "from concurrent.futures import ThreadPoolExecutor"]


def pools(program):
    return [f"{name} = ThreadPoolExecutor({threads})"
            for name, threads in program.get("pools", {}).items()]


def around(program, end):
    """The module's end, with the threads of the other loops around it."""
    if not program.get("loops"):
        return end
    lines, servers, last = [], [], []
    for_ever = [name for name, loop in program["loops"].items() if not loop]
    if for_ever:
        lines += ["def serve(loop):", "    loop.run_forever()", "", ""]
    for name, loop in program["loops"].items():
        if loop:
            lines += [f"def run_{name}():", f"    print(asyncio.run({loop['main']}()))", "", ""]
            servers.append(f"threading.Thread(target=run_{name})")
        else:
            servers.append(f"threading.Thread(target=serve, args=({name},))")
    for name in for_ever:
        lines += [f"{name} = asyncio.new_event_loop()",
                  f"{name}.call_soon_threadsafe(watchdog, 9)"]
        last.append(f"    {name}.call_soon_threadsafe({name}.stop)")
    lines += [f"servers = [{', '.join(servers)}]", "for server in servers:", "    server.start()",
              "try:", *("    " + line for line in end), "finally:", *last,
              "    for server in servers:", "        server.join()"]
    return lines + [f"    {name}.close()" for name in for_ever]


def _ask(s):
    timeout = "" if s["timeout"] is None else s["timeout"]
    if s["exception"]:
        return [f"print(repr({s['var']}.exception({timeout})))"]
    return [f"print({s['var']}.result({timeout}))"]


AWAITABLES = {
    "to_thread": lambda e: f"asyncio.to_thread({e[1]}, {e[2]})",
    "in_executor": lambda e: f"asyncio.get_running_loop().run_in_executor({e[1]}, {e[2]}, {e[3]})",
    "wrap": lambda e: f"asyncio.wrap_future({e[1]})",
}

LINES = {
    "own_loop": lambda s: [f"{s['var']} = asyncio.get_running_loop()"],
    "submit": lambda s: [f"{s['var']} = asyncio.run_coroutine_threadsafe("
                         f"{s['expr'][1]}({s['expr'][2]}), {s['loop']})"],
    "post": lambda s: [f"{s['loop']}.call_soon_threadsafe({s['callback']})"],
    "halt": lambda s: [f"{s['loop']}.call_soon_threadsafe({s['loop']}.stop)"],
    "pool": lambda s: [f"{s['var']} = {s['pool']}.submit({s['job']}, {s['number']})"],
    "ask": _ask,
    "withdraw": lambda s: [f"print({s['var']}.cancel())"],
    "look_at": lambda s: [f"print({s['var']}.done(), {s['var']}.cancelled(), {s['var']}.running())"],
    "thread": lambda s: [f"{s['var']} = threading.Thread(target={s['job']}, args=({s['number']},))",
                         f"{s['var']}.start()"],
    "join": lambda s: [f"{s['var']}.join({'' if s['timeout'] is None else s['timeout']})"],
    "alive": lambda s: [f"print({s['var']}.is_alive())"],
}
