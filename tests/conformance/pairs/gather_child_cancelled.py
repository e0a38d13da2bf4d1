import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    print("worked", seconds)
    return seconds


async def main():
    tasks = [asyncio.create_task(work(seconds)) for seconds in (1, 2, 3)]
    gathered = asyncio.gather(*tasks)
    tasks[1].cancel()
    try:
        await gathered
    except asyncio.CancelledError:
        print("a child's cancellation", gathered.cancelled(), asyncio.current_task().cancelling())
    await asyncio.wait(tasks)
    gathered = asyncio.gather(*tasks, return_exceptions=True)
    print(await gathered)
    print(gathered.cancel(), gathered.done())
    task = asyncio.create_task(work(1))
    print(await asyncio.gather(task, tasks[0], task))
    print(await asyncio.gather())


asyncio.run(main())
