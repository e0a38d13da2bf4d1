import asyncio
from threading import Thread


async def work(x):
    await asyncio.sleep(x)
    print("the task was not stopped")
    return x


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


loop = asyncio.new_event_loop()
thread = Thread(target=run_loop, args=(loop,))
thread.start()
future = asyncio.run_coroutine_threadsafe(work(3), loop)
try:
    future.result(1)
except TimeoutError:
    print("not yet", future.done())
try:
    future.exception(0)
except TimeoutError:
    print("still not")
print(future.result(5), future.exception() is None)
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
