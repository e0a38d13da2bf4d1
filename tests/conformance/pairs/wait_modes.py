import asyncio


async def work(x):
    await asyncio.sleep(x)
    if x == 2:
        raise ValueError("two")
    return x


async def main():
    tasks = [asyncio.create_task(work(x)) for x in (3, 1, 2)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), tasks[1] in done)
    done, pending = await asyncio.wait(tasks, timeout=0.5)
    print(len(done), len(pending))
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(len(done), len(pending))
    done, pending = await asyncio.wait(tasks)
    print(len(done), len(pending))
    print(repr(tasks[2].exception()))


asyncio.run(main())
