import asyncio
from threading import Thread


async def fails():
    await asyncio.sleep(1)
    raise ValueError("boom")


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


loop = asyncio.new_event_loop()
thread = Thread(target=run_loop, args=(loop,))
thread.start()
future = asyncio.run_coroutine_threadsafe(fails(), loop)
try:
    future.result()
except ValueError as error:
    print("got", error)
print(repr(future.exception()))
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
