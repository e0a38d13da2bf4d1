import asyncio


items = []


async def consumer(name, condition):
    async with condition:
        count = await condition.wait_for(lambda: len(items))
        print(name, "sees", count)
        items.pop()


async def main():
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(consumer(name, condition)) for name in ("a", "b")]
    await asyncio.sleep(1)
    async with condition:
        condition.notify_all()
    await asyncio.sleep(1)
    for item in (1, 2):
        async with condition:
            items.append(item)
            condition.notify_all()
        await asyncio.sleep(1)
    await asyncio.wait(tasks)


asyncio.run(main())
