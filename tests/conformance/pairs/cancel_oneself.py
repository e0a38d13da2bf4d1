import asyncio


async def cancels_itself(uncancels):
    task = asyncio.current_task()
    print(task.cancel("me"))
    if uncancels:
        print("uncancel", task.uncancel())
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as error:
        print("delivered", repr(error))
    return "done"


async def cancels_and_returns():
    asyncio.current_task().cancel("bye")
    return "lost"


async def main():
    print(await cancels_itself_in_task(False))
    print(await cancels_itself_in_task(True))
    task = asyncio.create_task(cancels_and_returns())
    await asyncio.wait([task])
    try:
        task.result()
    except asyncio.CancelledError as error:
        print(repr(error))
    print(asyncio.current_task().uncancel())


def cancels_itself_in_task(uncancels):
    return asyncio.create_task(cancels_itself(uncancels))


asyncio.run(main())
