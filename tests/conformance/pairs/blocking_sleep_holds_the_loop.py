import asyncio
import time


def blocks(seconds):
    print("blocks", seconds)
    time.sleep(seconds)


async def sleeper(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "wakes at", asyncio.get_running_loop().time())


async def main():
    loop = asyncio.get_running_loop()
    tasks = [asyncio.create_task(sleeper(name, seconds)) for name, seconds in (("a", 1), ("b", 2))]
    await asyncio.sleep(0)
    time.sleep(3)
    print("held up until", loop.time())
    loop.call_soon(blocks, 1)
    await asyncio.wait(tasks)


asyncio.run(main())
