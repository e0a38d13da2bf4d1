import asyncio
from threading import Thread


async def never():
    await asyncio.Event().wait()


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


loop = asyncio.new_event_loop()
thread = Thread(target=run_loop, args=(loop,))
thread.start()
asyncio.run_coroutine_threadsafe(never(), loop)
print("waiting for ever")
thread.join()
