import asyncio


async def getter(name, queue):
    print(name, "got", await queue.get())


async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(name, queue)) for name in ("a", "b", "c")]
    await asyncio.sleep(1)
    for item in (1, 2, 3):
        queue.put_nowait(item)
    await asyncio.wait(tasks)


asyncio.run(main())
