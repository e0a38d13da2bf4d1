# needs CPython 3.11.3: a timeout inside of a task that is being cancelled (gh-102780)
import asyncio


async def clean_up():
    try:
        await asyncio.sleep(10)
    finally:
        try:
            async with asyncio.timeout(1):
                await asyncio.sleep(10)
        except TimeoutError:
            print("the clean-up took too long", asyncio.current_task().cancelling())


async def main():
    task = asyncio.create_task(clean_up())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
