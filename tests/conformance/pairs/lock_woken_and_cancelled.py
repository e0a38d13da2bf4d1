import asyncio


async def worker(name, lock):
    async with lock:
        print(name, "has it")


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    first = asyncio.create_task(worker("first", lock))
    second = asyncio.create_task(worker("second", lock))
    await asyncio.sleep(1)
    lock.release()
    print("woken and cancelled", first.cancel())
    await asyncio.wait([first, second])
    print(first.cancelled(), second.cancelled(), lock.locked())


asyncio.run(main())
