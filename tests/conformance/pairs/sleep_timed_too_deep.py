# without the recorder: it makes room for its own calls, which asyncio's coroutines do not use up
import asyncio


async def down(depth):
    if depth > 0:
        await down(depth - 1)
    else:
        await asyncio.sleep(0.001)


async def main():
    for depth in range(975, 995):
        try:
            await down(depth)
            print(depth, "slept")
        except RecursionError:
            # The message says in which of sleep's own calls it was too deep.
            print(depth, "too deep")


asyncio.run(main())
