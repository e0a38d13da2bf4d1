import asyncio


async def main():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cleaning up")
        await asyncio.sleep(10)
        print("never printed")


try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print(repr(error))
