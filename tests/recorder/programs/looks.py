"""What programs see of tasks, futures and handles."""

import asyncio
import re
import sys


def show(*values):
    print(*(re.sub(" at 0x[0-9a-f]+", "", repr(value)) for value in values))


class Writes:
    out = print  # a function written in C does not bind


async def work(x):
    await asyncio.sleep(0.01)
    return x


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(work(1), name="brew")
    show(task)
    await asyncio.sleep(0)
    show(task)
    future = loop.create_future()
    show(future, type(future).__name__)
    show(isinstance(task, asyncio.Future), issubclass(asyncio.Task, asyncio.Future))
    show(isinstance(future, asyncio.Future), asyncio.isfuture(task), asyncio.Task[int])
    show(asyncio.Task, asyncio.Future, loop)
    show(loop.call_soon(print, "hi"), loop.call_soon(lambda: None))
    timer = loop.call_later(0.001, future.set_result, 3)
    show(type(timer), isinstance(timer, asyncio.Handle), timer.cancelled())
    show(await future)
    gathering = asyncio.gather(task, future)
    show(gathering)
    show(await gathering)
    show(task, task.get_stack(), task.get_coro(), task.get_name())
    task.print_stack()
    task.set_name("tea")
    show(task)
    lock = asyncio.Lock()
    async with lock:
        show(lock)
    Writes().out("unbound")


asyncio.run(main())
show(print, sys.stdout, sys.argv[1:], __name__, sys.modules["__main__"].main is main)
sys.stdout.write("part")
sys.stdout.write("ial\nand more\n")
print(1, 2, sep="-", end="x")
print()
print("to stderr", file=sys.stderr)
