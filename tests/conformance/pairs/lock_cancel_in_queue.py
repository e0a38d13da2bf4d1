import asyncio


async def worker(name, lock):
    try:
        async with lock:
            print(name, "has it")
            await asyncio.sleep(2)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(worker(name, lock)) for name in ("first", "second", "third")]
    await asyncio.sleep(1)
    print(tasks[1].cancel())
    await asyncio.sleep(1)
    await asyncio.sleep(0)
    print("holder cancelled:", tasks[2].cancel())
    await asyncio.wait(tasks)
    print(lock.locked(), [task.cancelled() for task in tasks])


asyncio.run(main())
