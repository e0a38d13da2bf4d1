import asyncio


class Item:
    def __init__(self, number, is_comparable=True):
        self.number = number
        self.is_comparable = is_comparable

    def __lt__(self, other):
        if not self.is_comparable or not other.is_comparable:
            raise TypeError("not comparable")
        return self.number < other.number


async def put(queue, item):
    try:
        await queue.put(item)
        print("put", item.number, queue.qsize(), queue.full())
    except TypeError as error:
        print("not put", item.number, repr(error), queue.qsize(), queue.full())


async def get(queue):
    try:
        item = await queue.get()
        print("got", item.number, queue.qsize())
    except TypeError as error:
        print("not got", repr(error), queue.qsize())


async def main():
    queue = asyncio.PriorityQueue(2)
    putters = []
    for item in (Item(2), Item(1, False), Item(3), Item(4)):
        putters.append(asyncio.create_task(put(queue, item)))
    await asyncio.sleep(0)
    for _ in range(3):
        await get(queue)
        await asyncio.sleep(0)
    for putter in putters:
        print(putter.done())
    getters = []
    for _ in range(2):
        getters.append(asyncio.create_task(get(queue)))
    await asyncio.sleep(0)
    for item in (Item(5, False), Item(6), Item(7)):
        try:
            queue.put_nowait(item)
        except TypeError as error:
            print("not put", item.number, repr(error))
        except asyncio.QueueFull:
            print("full")
        await asyncio.sleep(0)
        print(queue.qsize(), [getter.done() for getter in getters])
    for task in putters + getters:
        task.cancel()
    await asyncio.sleep(0)
    print(queue.qsize(), queue.empty(), queue.full())


asyncio.run(main())
