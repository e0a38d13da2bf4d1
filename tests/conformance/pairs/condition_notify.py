import asyncio


async def consumer(name, condition):
    async with condition:
        print(name, "waits")
        await condition.wait()
        print(name, "woken, lock held:", condition.locked())
        await asyncio.sleep(1)


async def main():
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(consumer(name, condition)) for name in ("a", "b", "c", "d")]
    await asyncio.sleep(1)
    async with condition:
        condition.notify(2)
        print("notified two")
        await asyncio.sleep(1)
        print("still held by me")
    await asyncio.sleep(5)
    async with condition:
        condition.notify_all()
    await asyncio.wait(tasks)


asyncio.run(main())
