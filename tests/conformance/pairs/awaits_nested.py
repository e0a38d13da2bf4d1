import asyncio


async def nested(depth):
    if depth > 0:
        return 1 + await nested(depth - 1)
    await asyncio.sleep(1)
    return 0


async def main():
    print(await nested(500))


asyncio.run(main())
