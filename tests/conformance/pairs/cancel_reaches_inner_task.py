import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("inner cancelled", asyncio.current_task().cancelling())
        raise


async def outer(task):
    try:
        await task
    except asyncio.CancelledError:
        print("outer cancelled", asyncio.current_task().cancelling())
        raise


async def main():
    task = asyncio.create_task(inner())
    waiters = [asyncio.create_task(outer(task)) for _ in range(2)]
    await asyncio.sleep(1)
    print(waiters[0].cancel("deep"))
    await asyncio.wait(waiters)
    print(task.cancelled(), [waiter.cancelled() for waiter in waiters])


asyncio.run(main())
