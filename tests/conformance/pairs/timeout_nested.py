import asyncio


async def nested(outer, inner):
    try:
        async with asyncio.timeout(outer) as first:
            try:
                async with asyncio.timeout(inner) as second:
                    await asyncio.sleep(10)
            except TimeoutError:
                print("the inner one", first.expired(), second.expired())
                raise ValueError("handled")
    except TimeoutError:
        print("the outer one", first.expired(), second.expired())
    except ValueError as error:
        print(repr(error), first.expired())
    print(asyncio.current_task().cancelling())


async def main():
    await nested(2, 1)
    await nested(1, 2)
    await nested(2, 2)


asyncio.run(main())
