import asyncio
from threading import current_thread


def fails():
    raise ValueError("boom")


def name():
    return current_thread().name


async def main():
    for _ in range(3):
        print(await asyncio.to_thread(name))
    try:
        await asyncio.to_thread(fails)
    except ValueError as error:
        print("got", error)


asyncio.run(main())
