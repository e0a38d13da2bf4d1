import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    print("worked")
    return seconds


async def later(future):
    await asyncio.sleep(2)
    future.set_result("set")


async def main():
    try:
        print(await asyncio.wait_for(work(2), 2))
    except TimeoutError:
        print("timed out")
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(later(future))
    await asyncio.sleep(0)
    try:
        print(await asyncio.wait_for(future, 2))
    except TimeoutError:
        print("timed out")
    await asyncio.wait([task])


asyncio.run(main())
