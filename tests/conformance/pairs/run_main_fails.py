import asyncio


async def other():
    try:
        await asyncio.sleep(10)
    finally:
        print("other ends")


async def main():
    task = asyncio.create_task(other())
    await asyncio.sleep(1)
    try:
        asyncio.run(other_main())
    except RuntimeError as error:
        refused = repr(error)
    print(refused)
    raise ValueError("main fails")


async def other_main():
    pass


async def cancels_itself():
    asyncio.current_task().cancel("by itself")
    await asyncio.sleep(1)


try:
    asyncio.run(main())
except ValueError as error:
    print(repr(error))
try:
    asyncio.run(cancels_itself())
except asyncio.CancelledError as error:
    print(repr(error))
