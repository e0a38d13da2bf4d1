import asyncio


async def main():
    lock = asyncio.Lock()
    condition = asyncio.Condition(lock)
    for call in (condition.notify, condition.notify_all):
        try:
            call()
        except RuntimeError as error:
            print(repr(error))
    try:
        await condition.wait()
    except RuntimeError as error:
        print(repr(error))
    async with lock:
        print(condition.locked())
        condition.notify_all()


asyncio.run(main())
