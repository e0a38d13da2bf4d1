import asyncio
import time


async def blocks():
    try:
        time.sleep(10)
        print("after the blocking sleep")
    finally:
        print("blocks ends")


async def other():
    print("other is queued behind, and runs later")


def run_until(loop, task):
    try:
        loop.run_until_complete(task)
    except KeyboardInterrupt as error:
        print(repr(error), task.done())


loop = asyncio.new_event_loop()
first = loop.create_task(blocks())
second = loop.create_task(other())
run_until(loop, first)
print(repr(first.exception()))
run_until(loop, second)
loop.close()
