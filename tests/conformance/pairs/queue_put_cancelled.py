import asyncio


async def putter(item, queue):
    await queue.put(item)
    print("put", item)


async def main():
    queue = asyncio.Queue(1)
    queue.put_nowait("full")
    tasks = [asyncio.create_task(putter(item, queue)) for item in ("a", "b", "c")]
    await asyncio.sleep(1)
    print(queue.get_nowait())
    print(tasks[0].cancel(), tasks[2].cancel())
    await asyncio.wait(tasks)
    print(queue.get_nowait(), queue.qsize())


asyncio.run(main())
