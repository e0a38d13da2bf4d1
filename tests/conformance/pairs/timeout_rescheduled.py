import asyncio


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(10) as deadline:
            await asyncio.sleep(1)
            deadline.reschedule(loop.time() + 2)
            print(deadline.when())
            await asyncio.sleep(5)
    except TimeoutError:
        print("at", loop.time())
    async with asyncio.timeout(1) as deadline:
        deadline.reschedule(None)
        await asyncio.sleep(5)
    print("no timeout", deadline.when())
    try:
        async with asyncio.timeout_at(loop.time() + 1) as deadline:
            deadline.reschedule(loop.time() - 1)
            print("the past:", deadline.expired())
            await asyncio.sleep(0)
            print("one iteration later")
            await asyncio.sleep(5)
    except TimeoutError:
        print("at", loop.time())


asyncio.run(main())
