import asyncio


async def read(amount):
    print("never printed")


async def main():
    read(1)
    print("dropped at once")
    kept = read(2)
    await asyncio.sleep(1)
    print("kept for a second")
    kept = None
    print("dropped")
    asyncio.sleep(5)
    lock = asyncio.Lock()
    lock.acquire()
    print(lock.locked())


asyncio.run(main())
