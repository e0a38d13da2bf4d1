import asyncio


async def work(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    task = asyncio.create_task(work("child"))
    await work("main")


try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print(repr(error))
