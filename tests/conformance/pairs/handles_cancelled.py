import asyncio


def say(text):
    print(text)


async def main():
    loop = asyncio.get_running_loop()
    first = loop.call_soon(say, "first")
    second = loop.call_soon(say, "second")
    second.cancel()
    second.cancel()
    timer = loop.call_later(1, say, "timer")
    late = loop.call_later(2, say, "late")
    await asyncio.sleep(0)
    print(first.cancelled(), second.cancelled())
    first.cancel()
    print("after it ran:", first.cancelled())
    await asyncio.sleep(1)
    timer.cancel()
    late.cancel()
    print(timer.cancelled(), late.cancelled(), late.when())
    await asyncio.sleep(3)
    same = loop.call_later(1, say, "due, then cancelled")
    loop.call_later(1, say, "not cancelled")
    await asyncio.sleep(0.5)
    time = loop.time() + 0.5
    loop.call_at(time, cancel, same)
    killer = loop.call_at(time, say, "cancelled in the ready queue")
    await asyncio.sleep(0.5)
    print("now", killer.cancelled())
    await asyncio.sleep(1)


def cancel(handle):
    print("too late" if not handle.cancelled() else "cancelled before")
    handle.cancel()


asyncio.run(main())
