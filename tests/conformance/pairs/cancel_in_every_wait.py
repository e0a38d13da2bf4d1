import asyncio


async def in_lock(lock):
    async with lock:
        print("never printed")


async def in_queue(queue):
    await queue.get()


async def in_shield(task):
    await asyncio.shield(task)


async def in_gather():
    await asyncio.gather(asyncio.sleep(10), asyncio.sleep(10))


async def in_wait_for():
    await asyncio.wait_for(asyncio.sleep(10), 10)


async def in_wait(task):
    await asyncio.wait([task])


async def in_group():
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(10))


async def in_timeout():
    async with asyncio.timeout(10):
        await asyncio.sleep(10)


async def endless():
    await asyncio.get_running_loop().create_future()


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    other = asyncio.create_task(endless())
    tasks = [asyncio.create_task(coroutine) for coroutine in (
        in_lock(lock), in_queue(asyncio.Queue()), in_shield(other), in_gather(), in_wait_for(),
        in_wait(other), in_group(), in_timeout())]
    await asyncio.sleep(1)
    for task in tasks:
        task.cancel(task.get_name())
    for task in tasks:
        try:
            await task
        except asyncio.CancelledError as error:
            print(task.cancelled(), repr(error))
    print("untouched:", not other.done())


asyncio.run(main())
