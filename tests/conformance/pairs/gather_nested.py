import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    print(name)
    if name == "bad":
        raise ValueError(name)
    return name


async def main():
    inner = asyncio.gather(work("a", 1), work("bad", 2))
    outer = asyncio.gather(inner, asyncio.gather(work("c", 3), work("d", 1)))
    try:
        await outer
    except ValueError as error:
        print(repr(error), inner.done(), outer.done())
    await asyncio.sleep(2)
    results = await asyncio.gather(
        asyncio.gather(work("e", 1), work("bad", 1)), asyncio.gather(work("f", 2), work("g", 1)),
        return_exceptions=True)
    print(results)


asyncio.run(main())
