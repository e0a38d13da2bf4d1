import asyncio


async def consumer(condition):
    async with condition:
        try:
            await condition.wait()
        except asyncio.CancelledError as error:
            print("cancelled with the lock:", condition.locked(), repr(error))
            raise


async def main():
    condition = asyncio.Condition()
    task = asyncio.create_task(consumer(condition))
    await asyncio.sleep(1)
    await condition.acquire()
    print(task.cancel("once"))
    await asyncio.sleep(1)
    print("it waits for the lock", task.done())
    print(task.cancel("twice"))
    await asyncio.sleep(1)
    print("and still does", task.done())
    condition.release()
    await asyncio.wait([task])
    print(task.cancelled(), condition.locked())


asyncio.run(main())
