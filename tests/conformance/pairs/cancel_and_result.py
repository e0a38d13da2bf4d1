import asyncio


async def waits(name, future):
    try:
        print(name, await future)
    except asyncio.CancelledError:
        print(name, "cancelled: the result is lost")
        raise


async def main():
    future = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(waits(name, future)) for name in ("a", "b")]
    await asyncio.sleep(1)
    future.set_result("result")
    print(tasks[0].cancel(), future.cancel(), future.done())
    await asyncio.wait(tasks)
    print([task.cancelled() for task in tasks])
    task = asyncio.create_task(waits("c", future))
    await asyncio.sleep(0)
    print("too late", task.cancel(), task.result())


asyncio.run(main())
