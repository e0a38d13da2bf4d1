import asyncio


async def work(seconds):
    try:
        await asyncio.sleep(seconds)
        return seconds
    except asyncio.CancelledError:
        print("cancelled", seconds)
        raise


async def main():
    try:
        await asyncio.wait_for(asyncio.gather(work(1), work(3), work(4)), 2)
    except TimeoutError:
        print("all or nothing")


asyncio.run(main())
