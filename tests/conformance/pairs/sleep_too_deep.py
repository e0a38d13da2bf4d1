# without the recorder: it makes room for its own calls, which asyncio's coroutines do not use up
import asyncio


async def down(depth, delay):
    if depth > 0:
        await down(depth - 1, delay)
    else:
        await asyncio.sleep(delay)


async def main():
    for depth in range(980, 995):
        try:
            await down(depth, 0)
            print(depth, "slept")
        except RecursionError as error:
            print(depth, repr(error))
    for depth in range(975, 995):
        try:
            await down(depth, 0.001)
            print(depth, "slept for a while")
        except RecursionError:
            # Its message says in which of sleep's own calls it was too deep.
            print(depth, "too deep")


asyncio.run(main())
