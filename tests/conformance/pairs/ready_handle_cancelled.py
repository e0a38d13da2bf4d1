import asyncio


class Handles:
    last = None


def cancel(handle):
    handle.cancel()
    print("cancels the next one")


def say(text):
    print(text)


async def main():
    loop = asyncio.get_running_loop()
    handles = Handles()
    loop.call_soon(cancel_last, handles)
    handles.last = loop.call_soon(say, "never")
    loop.call_soon(say, "but this")
    await asyncio.sleep(0)
    loop.call_later(1, cancel_last, handles)
    handles.last = loop.call_later(1, say, "never")
    loop.call_later(1, say, "but this")
    await asyncio.sleep(2)


def cancel_last(handles):
    cancel(handles.last)


asyncio.run(main())
