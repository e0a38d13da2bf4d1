import asyncio


async def endless():
    try:
        await asyncio.sleep(100)
    finally:
        print("ended")


def stop(loop):
    loop.stop()


loop = asyncio.new_event_loop()
task = loop.create_task(endless())
loop.call_later(1, stop, loop)
try:
    loop.run_until_complete(task)
except RuntimeError as error:
    print(repr(error), loop.time())
print(task.done(), task.cancel(), task.done())
try:
    loop.run_until_complete(task)
except asyncio.CancelledError as error:
    print(repr(error), loop.time())
other = asyncio.new_event_loop()
try:
    other.run_until_complete(task)
except ValueError as error:
    print(repr(error))
other.close()
loop.close()
