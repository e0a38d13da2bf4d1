import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def fails():
    await asyncio.sleep(1)
    raise ValueError("boom")


async def main():
    print(await asyncio.wait_for(work(1), 2))
    print(await asyncio.wait_for(work(1), None))
    try:
        await asyncio.wait_for(fails(), 2)
    except ValueError as error:
        print(repr(error))
    task = asyncio.create_task(work(2))
    print(await asyncio.wait_for(task, 5), task.done())
    print(await asyncio.wait_for(task, 5), "at once")
    await asyncio.sleep(10)


asyncio.run(main())
