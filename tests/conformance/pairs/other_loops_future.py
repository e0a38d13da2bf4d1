import asyncio


async def main(other):
    future = other.create_future()
    own = asyncio.get_running_loop().create_future()
    try:
        asyncio.gather(own, future)
    except ValueError as error:
        print("gather", repr(error))
    try:
        await asyncio.wait_for(future, 1)
    except ValueError as error:
        print("wait_for", repr(error))
    await asyncio.sleep(2)


async def locks(lock):
    await lock.acquire()
    try:
        async with asyncio.timeout(1):
            await lock.acquire()
    except TimeoutError:
        print("locked")
    except RuntimeError as error:
        print("is bound to a different event loop" in str(error))


def program(lock):
    other = asyncio.new_event_loop()
    asyncio.run(main(other))
    other.run_until_complete(locks(lock))
    other.close()
    lock.release()
    asyncio.run(locks(lock))


program(asyncio.Lock())
