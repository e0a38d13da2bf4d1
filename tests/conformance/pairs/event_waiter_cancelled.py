import asyncio


async def waiter(name, event):
    try:
        await event.wait()
        print(name, "went on")
    except asyncio.CancelledError:
        print(name, "cancelled")


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(name, event)) for name in ("first", "second", "third")]
    await asyncio.sleep(1)
    tasks[0].cancel()
    event.set()
    tasks[2].cancel()
    await asyncio.wait(tasks)


asyncio.run(main())
