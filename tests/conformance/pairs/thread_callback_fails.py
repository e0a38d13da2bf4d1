import asyncio
from threading import Thread


def fails(x):
    raise ValueError(x)


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


loop = asyncio.new_event_loop()
thread = Thread(target=run_loop, args=(loop,))
thread.start()
loop.call_soon_threadsafe(fails, 1)
loop.call_soon_threadsafe(print, "the loop goes on")
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
