import asyncio


async def fails(after):
    await asyncio.sleep(after)
    raise ValueError(f"after {after}")


async def works(after):
    await asyncio.sleep(after)
    print("worked", after)
    return after


async def main():
    try:
        await asyncio.gather(works(1), fails(2), works(3))
    except ValueError as error:
        print("caught", repr(error))
    await asyncio.sleep(2)
    print(await asyncio.gather(works(2), fails(1), works(1), return_exceptions=True))


asyncio.run(main())
