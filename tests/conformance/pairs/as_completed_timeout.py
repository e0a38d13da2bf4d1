import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def main():
    tasks = [asyncio.create_task(work(seconds)) for seconds in (1, 4, 2, 5)]
    for next_one in asyncio.as_completed(tasks, timeout=2):
        try:
            print(await next_one)
        except TimeoutError as error:
            print(repr(error))
    print([task.done() for task in tasks])
    await asyncio.wait(tasks)


asyncio.run(main())
