import asyncio


async def leaves():
    await asyncio.sleep(1)
    raise SystemExit("bye")


async def other():
    await asyncio.sleep(1)
    print("other is still queued, and goes on in the next run")


def leave():
    raise SystemExit("from a callback")


def say(text):
    print(text)


def program():
    loop = asyncio.new_event_loop()
    first = loop.create_task(leaves())
    second = loop.create_task(other())
    try:
        loop.run_until_complete(first)
    except SystemExit as error:
        print(repr(error), first.done(), second.done())
    loop.run_until_complete(second)
    loop.call_soon(leave)
    loop.call_soon(say, "the rest of the batch")
    try:
        loop.run_forever()
    except SystemExit as error:
        print(repr(error))
    loop.stop()
    loop.run_forever()
    loop.close()


program()
