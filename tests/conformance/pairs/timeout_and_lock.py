import asyncio


async def worker(name, lock):
    try:
        async with asyncio.timeout(2):
            async with lock:
                print(name, "has it")
                await asyncio.sleep(1.5)
    except TimeoutError:
        print(name, "gave up", lock.locked())


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*[worker(name, lock) for name in ("a", "b", "c")])
    print(lock.locked(), asyncio.get_running_loop().time())


asyncio.run(main())
