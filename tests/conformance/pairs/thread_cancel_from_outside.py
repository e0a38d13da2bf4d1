import asyncio
import concurrent.futures
import time
from threading import Thread


async def work(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "is cancelled")
        raise


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


loop = asyncio.new_event_loop()
thread = Thread(target=run_loop, args=(loop,))
thread.start()
future = asyncio.run_coroutine_threadsafe(work("first"), loop)
time.sleep(1)
print(future.cancel(), future.cancel(), future.cancelled(), future.done())
try:
    future.result()
except concurrent.futures.CancelledError:
    print("no result")
early = asyncio.run_coroutine_threadsafe(work("early"), loop)
print(early.cancel())
time.sleep(1)
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
