import asyncio


def forgotten(queue, event):
    queue.get()
    queue.put("lost")
    event.wait()
    asyncio.sleep(1)


async def twice(waiting):
    print(await waiting)
    try:
        await waiting
    except RuntimeError as error:
        print(error)


async def main():
    queue = asyncio.Queue()
    event = asyncio.Event()
    forgotten(queue, event)
    print(queue.qsize())

    # Made a task, given to wait_for and gather, kept and awaited later.
    get = asyncio.create_task(queue.get())
    await asyncio.sleep(1)
    put = queue.put("kept")
    print(queue.qsize())
    await put
    print(await get)
    try:
        await asyncio.wait_for(queue.get(), 1)
    except asyncio.TimeoutError:
        print("timeout")
    waits = asyncio.gather(queue.get(), queue.get())
    waiting = asyncio.create_task(event.wait())
    await asyncio.sleep(1)
    event.set()
    await queue.put("gathered")
    await queue.put("both")
    print(await waits)
    print(await waiting)

    # A coroutine is awaited once.
    queue.put_nowait("once")
    await twice(queue.get())
    await twice(event.wait())


asyncio.run(main())
