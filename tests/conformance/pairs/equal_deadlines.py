import asyncio


def say(text):
    print(text)


async def sleeper(name, seconds):
    await asyncio.sleep(seconds)
    print(name, asyncio.get_running_loop().time())


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(2, say, "timer 1")
    first = asyncio.create_task(sleeper("a", 2.0))
    loop.call_at(loop.time() + 2, say, "timer 2")
    second = asyncio.create_task(sleeper("b", 1.5))
    third = asyncio.create_task(sleeper("c", 2.0))
    await asyncio.sleep(1)
    loop.call_later(1, say, "timer 3")
    await asyncio.sleep(0.5)
    loop.call_later(0.5, say, "timer 4")
    await asyncio.wait([first, second, third])
    a = asyncio.create_task(sleeper(".1 + .2", 0.1))
    await a
    await asyncio.gather(sleeper(".2", 0.2), sleeper(".15", 0.15))


asyncio.run(main())
