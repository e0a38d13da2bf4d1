import asyncio


async def put(queue, item):
    await queue.put(item)


async def main():
    queue = asyncio.Queue(1)
    queue.put_nowait(0)
    for item in range(1, 4):
        asyncio.create_task(put(queue, item))
    await asyncio.sleep(0)
    print("three wait for room:", queue.full())
    asyncio.get_running_loop().call_soon(take, queue)


def take(queue):
    print(queue.get_nowait(), queue.empty())


# The first of the three is woken, but the loop stops in that very iteration: as it closes, that task
# is destroyed where it waits, and wakes the second.
loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
print("closed")
