"""Awaits nested too deep; what follows runs as always."""

import asyncio

deepest = 0


async def deep(n):
    global deepest
    deepest = n
    await deep(n + 1)


async def last():
    """Runs after the error."""


async def main():
    try:
        await deep(0)
    except RecursionError:
        print("deepest", deepest)
    await asyncio.sleep(0.01)
    await last()


asyncio.run(main())
