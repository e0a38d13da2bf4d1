import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    print("worked", seconds)
    return seconds


async def main():
    async with asyncio.TaskGroup() as group:
        first = group.create_task(work(2), name="slow")
        second = group.create_task(work(1))
        print("the block ends")
    print(first.result(), second.result(), first.get_name())
    async with asyncio.TaskGroup():
        print("an empty group")
    print("does not yield")


asyncio.run(main())
