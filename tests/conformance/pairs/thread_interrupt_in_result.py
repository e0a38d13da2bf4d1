import asyncio
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
future = asyncio.run_coroutine_threadsafe(work(3), loop)
try:
    print(future.result())
except KeyboardInterrupt:
    print("interrupted", future.done())
print(future.result())
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
