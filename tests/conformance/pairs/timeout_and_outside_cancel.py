import asyncio


async def work():
    try:
        async with asyncio.timeout(2):
            await asyncio.sleep(5)
    except TimeoutError:
        print("timed out", asyncio.current_task().cancelling())
    except asyncio.CancelledError:
        print("cancelled", asyncio.current_task().cancelling())
        raise


async def main():
    for seconds in (1, 2):
        task = asyncio.create_task(work())
        await asyncio.sleep(0)
        await asyncio.sleep(seconds)
        print(task.cancel())
        await asyncio.wait([task])
        print(task.cancelled())
    task = asyncio.create_task(work())
    asyncio.get_running_loop().call_later(2, task.cancel)
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
