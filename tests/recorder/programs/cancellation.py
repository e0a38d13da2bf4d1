"""Cancels that are swallowed, doubled, taken back, or come from the task itself."""

import asyncio


async def stubborn():
    for i in range(3):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("no", i)
    return "ok"


async def cancels_itself_and_waits():
    asyncio.current_task().cancel("me")
    await asyncio.sleep(1)


async def cancels_itself_and_returns():
    asyncio.current_task().cancel("me")
    return 4


async def show(task):
    try:
        print(await task)
    except asyncio.CancelledError as error:
        print(repr(error), task.cancelled(), task.cancelling())


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    task.cancel("again")
    await asyncio.sleep(0)
    task.cancel("and again")
    await asyncio.sleep(0)
    task.cancel()
    await show(task)
    await show(asyncio.create_task(cancels_itself_and_waits()))
    await show(asyncio.create_task(cancels_itself_and_returns()))
    task = asyncio.create_task(cancels_itself_and_returns())
    task.cancel()
    await show(task)
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    print(task.uncancel())
    for _ in range(4):
        await asyncio.sleep(0)
        task.cancel()
    await show(task)
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(lambda done: print("heard", done.cancelled()))
    print(future.cancel(), future.cancel())
    await asyncio.sleep(0)


asyncio.run(main())
