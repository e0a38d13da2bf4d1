import asyncio


async def work():
    return 1


async def main():
    future = asyncio.run_coroutine_threadsafe(work(), asyncio.get_running_loop())
    try:
        future.result(1)
    except TimeoutError:
        print("the loop cannot run it while it waits for it")
    await asyncio.sleep(1)
    print(future.result(1))


asyncio.run(main())
