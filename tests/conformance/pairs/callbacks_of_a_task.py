import asyncio
import functools


def say(text, task):
    print(text, task.done(), task.get_name())


async def work():
    print("works")


async def main():
    task = asyncio.create_task(work(), name="worker")
    callback = functools.partial(say, "twice added, removed")
    for _ in range(2):
        task.add_done_callback(callback)
    task.add_done_callback(functools.partial(say, "first"))
    task.add_done_callback(functools.partial(say, "second"))
    print(task.remove_done_callback(callback), task.remove_done_callback(callback))
    await task
    print("awaited")
    task.add_done_callback(functools.partial(say, "on a finished one"))
    print("not at once")
    print(task.remove_done_callback(say))
    await asyncio.sleep(0)


asyncio.run(main())
