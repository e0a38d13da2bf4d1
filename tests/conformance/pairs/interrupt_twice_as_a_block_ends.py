import asyncio
import time


async def work(number):
    time.sleep(1)
    return number


async def main():
    task = asyncio.create_task(work(9))
    print("main waits")
    print(await task)


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
