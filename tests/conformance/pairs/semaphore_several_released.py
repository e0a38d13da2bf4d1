import asyncio


async def worker(name, semaphore):
    await semaphore.acquire()
    print(name, "in", semaphore.locked())


async def main():
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(repr(error))
    semaphore = asyncio.Semaphore(0)
    tasks = [asyncio.create_task(worker(name, semaphore)) for name in ("a", "b", "c")]
    await asyncio.sleep(0)
    for _ in range(4):
        semaphore.release()
    print("released", semaphore.locked())
    await asyncio.wait(tasks)
    bounded = asyncio.BoundedSemaphore(1)
    await bounded.acquire()
    bounded.release()
    try:
        bounded.release()
    except ValueError as error:
        print(repr(error))


asyncio.run(main())
