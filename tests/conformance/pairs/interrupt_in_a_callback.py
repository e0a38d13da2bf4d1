import asyncio
import time


def blocks(seconds):
    print("blocks")
    time.sleep(seconds)
    print("never printed")


def say(text):
    print(text)


async def sleeper():
    await asyncio.sleep(5)
    print("the sleeper noticed nothing")


loop = asyncio.new_event_loop()
task = loop.create_task(sleeper())
loop.call_later(1, blocks, 10)
loop.call_later(1, say, "left in the queue")
try:
    loop.run_forever()
except KeyboardInterrupt as error:
    print(repr(error), loop.time())
loop.run_until_complete(task)
loop.close()
