import asyncio


async def main():
    async with asyncio.timeout(1) as deadline:
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            print("swallowed", deadline.expired(), asyncio.current_task().cancelling())
        try:
            deadline.reschedule(None)
        except RuntimeError as error:
            print(repr(error))
        await asyncio.sleep(5)
    print("no TimeoutError", deadline.expired(), asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(1) as deadline:
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                raise ValueError("instead")
    except ValueError as error:
        print(repr(error), deadline.expired())
    try:
        deadline.reschedule(None)
    except RuntimeError as error:
        print(repr(error))


asyncio.run(main())
