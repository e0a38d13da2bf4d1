import asyncio


async def waits(future):
    print("got", await asyncio.wait_for(future, 5))


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waits(future))
    await asyncio.sleep(1)
    future.set_result("the result")
    print(task.cancel())
    await asyncio.wait([task])
    print("the cancel was lost:", not task.cancelled(), task.cancelling())
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waits(future))
    await asyncio.sleep(1)
    print(task.cancel())
    future.set_result("too late?")
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
