import asyncio


async def waits_for(previous):
    return await previous if previous is not None else 0


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waits_for(future))
    for _ in range(20):
        task = asyncio.create_task(waits_for(task))
    await asyncio.sleep(0)
    future.set_result("through the chain")
    print(await task)


asyncio.run(main())
