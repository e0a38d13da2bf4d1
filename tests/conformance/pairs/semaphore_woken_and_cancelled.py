import asyncio


async def worker(name, semaphore):
    async with semaphore:
        print(name, "in")


async def main():
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    tasks = [asyncio.create_task(worker(name, semaphore)) for name in ("a", "b", "c")]
    await asyncio.sleep(1)
    tasks[0].cancel()
    semaphore.release()
    tasks[1].cancel()
    await asyncio.wait(tasks)
    print([task.cancelled() for task in tasks], semaphore.locked())
    semaphore.release()
    await semaphore.acquire()
    print(semaphore.locked())


asyncio.run(main())
