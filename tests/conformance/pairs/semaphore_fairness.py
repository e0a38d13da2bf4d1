import asyncio


async def worker(name, semaphore, seconds):
    async with semaphore:
        print(name, "in")
        await asyncio.sleep(seconds)
        print(name, "out")


async def newcomer(semaphore):
    await asyncio.sleep(2)
    print("locked:", semaphore.locked())
    await semaphore.acquire()
    print("newcomer in")
    semaphore.release()


async def main():
    semaphore = asyncio.Semaphore(2)
    tasks = [asyncio.create_task(worker(name, semaphore, seconds))
             for name, seconds in (("a", 2), ("b", 2), ("c", 1), ("d", 3))]
    tasks.append(asyncio.create_task(newcomer(semaphore)))
    await asyncio.wait(tasks)
    print("locked:", semaphore.locked())


asyncio.run(main())
