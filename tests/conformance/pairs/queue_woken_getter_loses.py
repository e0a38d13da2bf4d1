import asyncio


async def getter(name, queue):
    print(name, "got", await queue.get())


async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(name, queue)) for name in ("a", "b")]
    await asyncio.sleep(1)
    queue.put_nowait("first")
    print("I take it myself:", queue.get_nowait())
    await asyncio.sleep(1)
    queue.put_nowait("second")
    await asyncio.sleep(1)
    queue.put_nowait("third")
    await asyncio.wait(tasks)


asyncio.run(main())
