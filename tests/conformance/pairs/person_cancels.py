import asyncio


async def work(seconds):
    try:
        await asyncio.sleep(seconds)
        print("worked", seconds)
    except asyncio.CancelledError:
        print("cancelled", seconds)
        raise


async def main():
    await asyncio.gather(work(1), work(2), work(3), return_exceptions=True)


asyncio.run(main())
