import asyncio
import time


async def blocks():
    time.sleep(1)
    return 7


async def main():
    print(await asyncio.wait_for(blocks(), 3))


try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print(repr(error))
