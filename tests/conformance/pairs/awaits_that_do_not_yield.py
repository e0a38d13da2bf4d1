import asyncio


async def other():
    for turn in range(4):
        print("other", turn)
        await asyncio.sleep(0)


async def returns(value):
    return value


async def main():
    task = asyncio.create_task(other())
    future = asyncio.get_running_loop().create_future()
    future.set_result("finished future")
    print(await future)
    print(await returns("coroutine"))
    print(await asyncio.Lock().acquire(), "free lock")
    print("now I yield")
    await asyncio.sleep(0)
    print("one turn later")
    await asyncio.sleep(-1)
    print("and one more")
    print(await asyncio.create_task(returns("task")))
    await task


asyncio.run(main())
