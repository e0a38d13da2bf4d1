import asyncio


class Kettle:
    async def boil(self):
        pass


async def work():
    pass


async def drop_all():
    queue, lock, event = asyncio.Queue(), asyncio.Lock(), asyncio.Event()
    queue.put(1)
    queue.get()
    queue.join()
    lock.acquire()
    event.wait()
    asyncio.Semaphore().acquire()
    asyncio.BoundedSemaphore().acquire()
    condition = asyncio.Condition()
    condition.acquire()
    condition.wait()
    condition.wait_for(bool)
    barrier = asyncio.Barrier(2)
    barrier.wait()
    barrier.reset()
    barrier.abort()
    asyncio.sleep(1)
    done = asyncio.create_task(work())
    asyncio.wait_for(done, 1)
    asyncio.wait([done])
    asyncio.to_thread(print)
    asyncio.open_connection("127.0.0.1", 1)
    asyncio.start_server(print, "127.0.0.1", 0)
    await done


async def main():
    await asyncio.create_task(drop_all())
    queue = asyncio.Queue()
    await asyncio.create_task(queue.put(1))
    print(await asyncio.create_task(queue.get()))
    await asyncio.create_task(Kettle().boil())
    for first in asyncio.as_completed([asyncio.create_task(work())]):
        print(await asyncio.create_task(first))


asyncio.run(main())
