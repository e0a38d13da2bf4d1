import asyncio


def say(text):
    print(text)


def stop_and_queue(loop):
    loop.stop()
    print("stopping")
    loop.call_soon(say, "queued after stop: next run")


loop = asyncio.new_event_loop()
loop.call_soon(say, "before")
loop.call_soon(stop_and_queue, loop)
loop.call_soon(say, "in the same batch as stop")
loop.run_forever()
print("first run is over")
loop.stop()
loop.run_forever()
print("stopped beforehand: exactly one pass")
loop.call_soon(say, "never")
loop.call_later(1, say, "never either")
loop.close()
try:
    loop.call_soon(say, "closed")
except RuntimeError as error:
    print(repr(error))
try:
    loop.run_forever()
except RuntimeError as error:
    print(repr(error))
