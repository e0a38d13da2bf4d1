# without the recorder: it makes room for its own calls, which asyncio's coroutines do not use up
import asyncio


async def down(depth):
    if depth > 0:
        await down(depth - 1)
    else:
        await asyncio.sleep(0)


async def main():
    for depth in range(980, 995):
        try:
            await down(depth)
            print(depth, "slept")
        except RecursionError as error:
            print(depth, repr(error))


asyncio.run(main())
