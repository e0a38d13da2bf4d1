import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaning up")
        await asyncio.sleep(2)
        print("clean")


async def waits():
    try:
        await asyncio.wait_for(work(), 5)
    except asyncio.CancelledError as error:
        print("outer", repr(error))
        raise


async def main():
    task = asyncio.create_task(waits())
    await asyncio.sleep(1)
    print(task.cancel("from outside"))
    await asyncio.wait([task])
    print(task.cancelled(), asyncio.get_running_loop().time())
    again = asyncio.create_task(waits())
    await asyncio.sleep(1)
    again.cancel()
    await asyncio.sleep(1)
    print("cancelled in the clean-up", again.cancel())
    await asyncio.wait([again])
    print(again.cancelled())


asyncio.run(main())
