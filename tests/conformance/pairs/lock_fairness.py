import asyncio


async def worker(name, lock):
    async with lock:
        print(name, "has it")
        await asyncio.sleep(1)
    print(name, "let go")


async def newcomer(lock):
    await asyncio.sleep(1)
    print("free, but awaited:", lock.locked())
    await lock.acquire()
    print("newcomer has it")
    lock.release()


async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(worker(name, lock)) for name in ("first", "second", "third")]
    tasks.append(asyncio.create_task(newcomer(lock)))
    await asyncio.wait(tasks)
    print(lock.locked())


asyncio.run(main())
