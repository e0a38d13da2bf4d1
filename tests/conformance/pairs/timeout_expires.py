import asyncio


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(2) as deadline:
            print(deadline.when(), deadline.expired())
            await asyncio.sleep(5)
            print("never printed")
    except TimeoutError as error:
        print(repr(error), deadline.expired(), loop.time())
    print(asyncio.current_task().cancelling())
    async with asyncio.timeout(2) as deadline:
        await asyncio.sleep(1)
        print("in time")
    print(deadline.expired())
    async with asyncio.timeout(None) as deadline:
        await asyncio.sleep(100)
        print(deadline.when())


asyncio.run(main())
