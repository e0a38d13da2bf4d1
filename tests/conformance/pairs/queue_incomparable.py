import asyncio


class Item:
    def __init__(self, number, is_comparable=True):
        self.number = number
        self.is_comparable = is_comparable

    def __lt__(self, other):
        if not self.is_comparable or not other.is_comparable:
            raise TypeError("not comparable")
        return self.number < other.number


async def main():
    queue = asyncio.PriorityQueue()
    for item in (Item(2), Item(1), Item(3, False)):
        try:
            queue.put_nowait(item)
        except TypeError as error:
            print("put", item.number, repr(error))
    print(queue.qsize(), queue.empty())
    for _ in range(4):
        try:
            print("got", queue.get_nowait().number)
        except TypeError as error:
            print(repr(error))
        except asyncio.QueueEmpty:
            print("empty")
        print(queue.qsize(), queue.empty())


asyncio.run(main())
