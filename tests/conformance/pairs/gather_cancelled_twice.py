import asyncio


async def gathers(future):
    try:
        print(await asyncio.gather(future))
    except asyncio.CancelledError as error:
        print(repr(error))
        raise


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(gathers(future))
    await asyncio.sleep(0)
    # The first reaches the future. The second finds nothing to cancel any more, and its message is lost.
    print(task.cancel())
    print(task.cancel("stop"))
    await asyncio.sleep(1)
    print(task.cancelled())


asyncio.run(main())
