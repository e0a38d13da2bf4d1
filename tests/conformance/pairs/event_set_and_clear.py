import asyncio


async def waiter(name, event):
    print(name, await event.wait(), event.is_set())


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(name, event)) for name in ("first", "second")]
    await asyncio.sleep(1)
    event.set()
    event.clear()
    print("set and cleared")
    await asyncio.sleep(1)
    late = asyncio.create_task(waiter("late", event))
    await asyncio.sleep(1)
    event.set()
    event.set()
    await late
    print("already set", await event.wait())
    await asyncio.wait(tasks)


asyncio.run(main())
