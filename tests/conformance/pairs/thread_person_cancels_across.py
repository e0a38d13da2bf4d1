import asyncio
import concurrent.futures
from threading import Thread


async def work(x):
    await asyncio.sleep(x)
    return x


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


loop = asyncio.new_event_loop()
thread = Thread(target=run_loop, args=(loop,))
thread.start()
futures = [asyncio.run_coroutine_threadsafe(work(x), loop) for x in (2, 3)]
for future in futures:
    try:
        print(future.result())
    except concurrent.futures.CancelledError:
        print("cancelled")
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
