import asyncio


async def main():
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError as error:
        print(repr(error))
    try:
        async with lock:
            print(lock.locked())
            raise ValueError("in the block")
    except ValueError as error:
        print(repr(error), lock.locked())
    try:
        async with lock:
            lock.release()
    except RuntimeError as error:
        print(repr(error), lock.locked())


asyncio.run(main())
