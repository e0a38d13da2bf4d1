"""What a program sees of its own stacks, where tasks are of its own class and awaits are deep."""

import asyncio
import inspect
import logging
import sys
import traceback
import warnings

warnings.simplefilter("always")
answer: int = 42


class Task(asyncio.Task):
    pass


class Shy(asyncio.Task):
    def __init__(self, coro, **options):
        super().__init__(coro, **options)
        print("a task for", coro.__name__)


async def forgotten():
    pass


async def look():
    traceback.print_stack()
    print([info.function for info in inspect.stack()], len(traceback.extract_stack()))
    logging.warning("from here", stack_info=True)
    forgotten()
    await asyncio.sleep(0)


async def deeper(n):
    return await deeper(n + 1)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(traceback.print_stack)
    for kind in Task, Shy:
        loop.set_task_factory(lambda loop, coro, kind=kind, **options: kind(coro, loop=loop,
                                                                           **options))
        await asyncio.gather(look(), asyncio.sleep(0.1, "slept"))
    loop.set_task_factory(None)
    await deeper(0)


print(__annotations__, __loader__.name, inspect.getsource(forgotten))
try:
    asyncio.run(main())
except RecursionError:
    traceback.print_exc()
asyncio.run(look(), debug=True)
print(sys.get_coroutine_origin_tracking_depth())
sys.set_coroutine_origin_tracking_depth(2)
print(sys.get_coroutine_origin_tracking_depth())
forgotten()
sys.set_coroutine_origin_tracking_depth(0)
asyncio.run(deeper(0))
