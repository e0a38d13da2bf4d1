import asyncio


async def sleeper(name, seconds):
    try:
        await asyncio.sleep(seconds)
        print(name, "woke")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    await asyncio.gather(sleeper("a", 2), sleeper("b", 2), sleeper("c", 3))


try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print(repr(error))
