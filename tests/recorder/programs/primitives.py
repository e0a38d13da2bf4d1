"""Everything that asyncio offers on one loop, once."""

import asyncio


async def sub(n):
    await asyncio.sleep(0.01 * n)
    if n == 2:
        raise ValueError(n)
    return n


async def produce(queue):
    for i in range(3):
        await queue.put(i)
    await queue.join()


async def consume(queue):
    while True:
        print("got", await queue.get())
        queue.task_done()


async def with_permit(semaphore, i):
    async with semaphore:
        await asyncio.sleep(0.01)
        print("permit", i)


async def wait_for_condition(condition):
    async with condition:
        await condition.wait()
        print("condition")


async def cross(barrier, i):
    await barrier.wait()
    print("barrier", i)


async def generate():
    try:
        for i in range(3):
            yield i
    finally:
        print("generator closed")


class YieldsNonsense:
    def __await__(self):
        yield 42


async def await_nonsense():
    await YieldsNonsense()


async def main():
    for next_one in asyncio.as_completed([sub(3), sub(1), sub(0)]):
        print(await next_one)
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(1)
    except TimeoutError as error:
        print("timeout", repr(error))
    queue = asyncio.Queue()
    consumer = asyncio.create_task(consume(queue))
    await produce(queue)
    consumer.cancel()
    try:
        await consumer
    except asyncio.CancelledError:
        print("consumer cancelled", consumer.cancelled(), consumer.cancelling())
    semaphore = asyncio.Semaphore(2)
    await asyncio.gather(*(with_permit(semaphore, i) for i in range(4)))
    event = asyncio.Event()
    asyncio.get_running_loop().call_soon(event.set)
    await event.wait()
    condition = asyncio.Condition()
    waiter = asyncio.create_task(wait_for_condition(condition))
    await asyncio.sleep(0)
    async with condition:
        condition.notify_all()
    await waiter
    barrier = asyncio.Barrier(2)
    await asyncio.gather(cross(barrier, 1), cross(barrier, 2))
    inner = asyncio.create_task(sub(3))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.01)
    except TimeoutError:
        print("shielded", inner.done())
    print(await inner)
    done, pending = await asyncio.wait(
        [asyncio.create_task(sub(i)) for i in (0, 500)], timeout=0.01)
    print(len(done), len(pending))
    async for i in generate():
        if i == 1:
            break
    try:
        await asyncio.current_task()
    except RuntimeError as error:
        print(str(error)[:26])
    try:
        await await_nonsense()
    except RuntimeError as error:
        print(error)
    try:
        async with asyncio.TaskGroup() as group:
            for i in range(4):
                group.create_task(sub(i), name=f"sub-{i}")
    except* ValueError as errors:
        print(errors.exceptions)
    print(sorted(task.get_name() for task in asyncio.all_tasks()))


asyncio.run(main())
