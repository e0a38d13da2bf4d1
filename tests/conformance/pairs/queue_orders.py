import asyncio


class Job:
    def __init__(self, priority, name):
        self.priority = priority
        self.name = name

    def __lt__(self, other):
        return self.priority < other.priority


async def main():
    jobs = asyncio.PriorityQueue()
    for number in range(12):
        await jobs.put(Job(number * 7 % 3, f"job {number}"))
    while not jobs.empty():
        job = await jobs.get()
        print(job.priority, job.name)
    stack = asyncio.LifoQueue(2)
    stack.put_nowait("first")
    stack.put_nowait("second")
    print(stack.full(), await stack.get(), await stack.get())


asyncio.run(main())
