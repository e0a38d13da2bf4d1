import asyncio


async def work():
    print("never printed")


async def finished():
    return "finished"


async def main():
    for timeout in (0, -1):
        try:
            await asyncio.wait_for(work(), timeout)
        except TimeoutError:
            print("not even begun")
    task = asyncio.create_task(finished())
    await asyncio.sleep(0)
    print(await asyncio.wait_for(task, 0))
    future = asyncio.get_running_loop().create_future()
    try:
        await asyncio.wait_for(future, 0)
    except TimeoutError:
        print(future.cancelled())


asyncio.run(main())
