import asyncio


async def producer(queue):
    for item in range(4):
        await queue.put(item)
        print("put", item, queue.qsize(), queue.full())
    await queue.put(None)


async def consumer(queue):
    while (item := await queue.get()) is not None:
        print("got", item, queue.qsize(), queue.empty())
        await asyncio.sleep(1)


async def main():
    queue = asyncio.Queue(2)
    print(queue.maxsize, queue.empty())
    await asyncio.gather(producer(queue), consumer(queue))


asyncio.run(main())
