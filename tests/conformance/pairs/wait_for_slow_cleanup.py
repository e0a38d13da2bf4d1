import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaning up")
        await asyncio.sleep(3)
        print("clean")


async def main():
    loop = asyncio.get_running_loop()
    try:
        await asyncio.wait_for(work(), 2)
    except TimeoutError as error:
        print(repr(error), loop.time())


asyncio.run(main())
