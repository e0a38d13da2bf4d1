import asyncio
import time
from threading import current_thread


def blocking(x):
    time.sleep(x)
    print(x, "on", current_thread().name)
    return x


async def ticks():
    for i in range(4):
        print("tick", i)
        await asyncio.sleep(1)


async def main():
    ticking = asyncio.create_task(ticks())
    print(await asyncio.gather(*[asyncio.to_thread(blocking, x) for x in (3, 2)]))
    print(await asyncio.to_thread(blocking, 1))
    await ticking


asyncio.run(main())
