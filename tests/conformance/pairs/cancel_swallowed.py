import asyncio


async def stubborn():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("no, thanks")
    print("cancelling", asyncio.current_task().cancelling())
    await asyncio.sleep(1)
    print("uncancel", asyncio.current_task().uncancel())
    return "done anyway"


async def main():
    task = asyncio.create_task(stubborn(), name="stubborn")
    await asyncio.sleep(1)
    print(task.cancel("please"))
    print(await task, task.cancelled())


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
