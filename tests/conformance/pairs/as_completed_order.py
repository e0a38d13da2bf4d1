import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    if seconds == 2:
        raise ValueError("two")
    return seconds


async def main():
    tasks = [asyncio.create_task(work(seconds)) for seconds in (3, 1, 2)]
    for next_one in asyncio.as_completed(tasks):
        try:
            print(await next_one)
        except ValueError as error:
            print(repr(error))
    for next_one in asyncio.as_completed([work(3), work(1)], timeout=5):
        print(await next_one)
    for next_one in asyncio.as_completed(tasks):
        await next_one
        break


try:
    asyncio.run(main())
except ValueError as error:
    print("left by", repr(error))
