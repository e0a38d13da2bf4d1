import asyncio


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("no, thanks")
    await asyncio.sleep(1)
    return "done anyway"


async def breaks():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise ValueError("in the clean-up")


async def main():
    print(await asyncio.wait_for(stubborn(), 2))
    try:
        await asyncio.wait_for(breaks(), 2)
    except ValueError as error:
        print(repr(error))
    print(asyncio.current_task().cancelling())


asyncio.run(main())
