import asyncio


async def work():
    await asyncio.sleep(3)
    return "worked"


async def main():
    task = asyncio.create_task(work())
    try:
        await asyncio.wait_for(asyncio.shield(task), 1)
    except TimeoutError:
        print("too slow, but it goes on")
    print(await task)


asyncio.run(main())
