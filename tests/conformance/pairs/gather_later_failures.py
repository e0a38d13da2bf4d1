import asyncio


async def fails(seconds):
    await asyncio.sleep(seconds)
    print("fails", seconds)
    raise ValueError(seconds)


async def main():
    try:
        await asyncio.gather(fails(2), fails(1), fails(3))
    except ValueError as error:
        print("the first:", repr(error))
    await asyncio.sleep(5)
    print("nobody complains about the others")


asyncio.run(main())
