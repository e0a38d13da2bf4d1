import asyncio


async def fails():
    raise ValueError("unheard")


async def main():
    gathered = asyncio.gather(fails(), fails())
    await asyncio.sleep(1)
    print(gathered.done())
    del gathered
    print("dropped")


asyncio.run(main())
