import asyncio


async def fails():
    await asyncio.sleep(1)
    raise ValueError("inside")


async def endless():
    await asyncio.sleep(100)


async def main():
    try:
        await asyncio.shield(fails())
    except ValueError as error:
        print(repr(error))
    task = asyncio.create_task(endless())
    asyncio.get_running_loop().call_later(1, task.cancel)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        print("cancelled inside:", task.cancelled(), asyncio.current_task().cancelling())


asyncio.run(main())
