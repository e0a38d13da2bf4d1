import asyncio


async def getter(name, queue):
    try:
        print(name, "got", await queue.get())
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def putter(name, queue):
    await queue.put(name)
    print(name, "put")


async def thief(queue):
    # Between the waking of who waits and its step.
    queue.put_nowait("bait")
    print("stolen", queue.get_nowait())


async def main():
    queue = asyncio.Queue(1)
    getters = [asyncio.create_task(getter(name, queue)) for name in ("a", "b", "c")]
    await asyncio.sleep(1)
    # Each time the first is woken for nothing, and is the last of the row afterwards.
    await thief(queue)
    await asyncio.sleep(1)
    await thief(queue)
    getters[2].cancel()
    await asyncio.sleep(1)
    for item in (1, 2):
        await queue.put(item)
    await asyncio.wait(getters)

    queue.put_nowait("full")
    putters = [asyncio.create_task(putter(name, queue)) for name in ("d", "e")]
    await asyncio.sleep(1)
    print("a person ends e's wait here, where it stands: it is faster than d, who is woken next")
    print(queue.get_nowait())
    await asyncio.sleep(1)
    print(queue.get_nowait())
    queue.put_nowait("again full")
    await asyncio.sleep(1)
    for _ in range(2):
        print(await queue.get())
    await asyncio.wait(putters)

    # A person ends x's wait meanwhile: for nothing.
    touched = [asyncio.create_task(getter(name, queue)) for name in ("x", "y")]
    await asyncio.sleep(2)
    await queue.put("for y")
    await queue.put("for x")
    await asyncio.wait(touched)

    # Woken for nothing, and cancelled in the same iteration.
    last = asyncio.create_task(getter("f", queue))
    await asyncio.sleep(1)
    await thief(queue)
    last.cancel()
    await asyncio.wait([last])

    # Destroyed while it waits for the second time.
    asyncio.create_task(getter("g", queue))
    await asyncio.sleep(1)
    await thief(queue)
    await asyncio.sleep(1)


asyncio.run(main())
