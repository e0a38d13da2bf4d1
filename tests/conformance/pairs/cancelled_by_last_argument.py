import asyncio


class CancelsAtItsEnd:
    def __del__(self):
        print("cancels", asyncio.current_task().get_name())
        asyncio.current_task().cancel()


async def gives_nothing(argument):
    print("gives nothing")


async def gives(argument):
    print("gives")
    return 1


async def main():
    task = asyncio.create_task(gives_nothing(CancelsAtItsEnd()))
    await asyncio.wait([task])
    print(task.cancelled())
    other = asyncio.create_task(gives(CancelsAtItsEnd()))
    await asyncio.wait([other])
    print(other.cancelled())


asyncio.run(main())
