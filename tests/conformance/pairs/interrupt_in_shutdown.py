import asyncio


async def slow():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("slow clean-up")
        await asyncio.sleep(10)
        print("never printed")


async def main():
    asyncio.create_task(slow())
    await asyncio.sleep(1)
    raise ValueError("main fails")


def program():
    try:
        asyncio.run(main())
    except KeyboardInterrupt as error:
        print(repr(error))


program()
