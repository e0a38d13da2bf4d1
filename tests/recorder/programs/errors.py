"""Errors that CPython reports: tracebacks, logs and warnings stay as they are."""

import asyncio
import traceback


async def fails(x):
    await asyncio.sleep(0.01)
    raise ValueError("boom", x)


async def cleans_up():
    try:
        await asyncio.sleep(100)
    finally:
        print("cleaned up")


async def main():
    task = asyncio.create_task(fails(1))
    await asyncio.sleep(0.02)
    del task
    print("after del")
    task = asyncio.create_task(fails(2))
    try:
        await task
    except ValueError:
        traceback.print_exc()
    fails(3)
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
    await asyncio.sleep(0.01)
    global keep
    keep = asyncio.create_task(asyncio.sleep(100))
    other = asyncio.create_task(cleans_up())
    await asyncio.sleep(0)
    await fails(4)


asyncio.run(main())
