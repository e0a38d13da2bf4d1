import asyncio


async def work(name, seconds, fails=False):
    await asyncio.sleep(seconds)
    print(name)
    if fails:
        raise ValueError(name)
    return name


async def main():
    tasks = [asyncio.create_task(work(name, 1)) for name in ("a", "b")]
    tasks.append(asyncio.create_task(work("c", 2)))
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    done, pending = await asyncio.wait(tasks, timeout=1)
    print(len(done), len(pending))
    tasks = [asyncio.create_task(work("d", 1)), asyncio.create_task(work("e", 2, fails=True)),
             asyncio.create_task(work("f", 3))]
    tasks[0].cancel()
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(len(done), len(pending), [task.cancelled() for task in tasks])
    try:
        await asyncio.gather(*tasks)
    except asyncio.CancelledError as error:
        print(repr(error))
    await asyncio.wait(tasks)


asyncio.run(main())
