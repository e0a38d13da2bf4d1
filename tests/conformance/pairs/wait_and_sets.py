import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def main():
    tasks = [asyncio.create_task(work(seconds)) for seconds in (2, 1, 3)]
    done, pending = await asyncio.wait(reversed(tasks), timeout=2)
    print(len(done), len(pending), [task.result() for task in tasks if task in done])
    done, pending = await asyncio.wait([tasks[2], tasks[0], tasks[2]], timeout=0)
    print(len(done), len(pending))
    waiter = asyncio.create_task(asyncio.wait(tasks))
    await asyncio.sleep(0.5)
    waiter.cancel()
    await asyncio.sleep(0)
    print("only the waiter:", waiter.cancelled(), tasks[2].cancelled())
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(len(done), len(pending))
    try:
        await asyncio.wait([])
    except ValueError as error:
        print(repr(error))


asyncio.run(main())
