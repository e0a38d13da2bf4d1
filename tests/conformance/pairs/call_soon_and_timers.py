import asyncio


def say(text):
    print(text)


loop = asyncio.new_event_loop()
loop.call_later(0, say, "later 0")
loop.call_soon(say, "soon")
loop.call_later(2, say, "first of two at 2")
loop.call_later(2, say, "second of two at 2")
cancelled = loop.call_later(1, say, "never")
cancelled.cancel()
loop.call_later(1, say, "at 1")
soon = loop.call_soon(say, "cancelled in the queue")
soon.cancel()
loop.call_later(3, loop.stop)
loop.call_later(3, say, "ready in the same iteration as stop")
loop.call_later(4, say, "dropped by close")
loop.run_forever()
print("stopped", loop.is_running(), loop.is_closed())
loop.close()
print("closed", loop.is_closed())
