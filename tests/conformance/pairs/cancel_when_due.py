import asyncio


async def sleeper(name, seconds):
    try:
        await asyncio.sleep(seconds)
        print(name, "woke")
    except asyncio.CancelledError:
        print(name, "cancelled")


async def canceller(tasks):
    await asyncio.sleep(2)
    for task in tasks:
        print(task.get_name(), task.cancel())


async def main():
    before = asyncio.create_task(sleeper("set before", 2))
    tasks = [before]
    killer = asyncio.create_task(canceller(tasks))
    tasks.append(asyncio.create_task(sleeper("set after", 2)))
    await asyncio.wait([*tasks, killer])


asyncio.run(main())
