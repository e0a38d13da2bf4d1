import asyncio
import concurrent.futures
from threading import Thread


async def sleeper():
    await asyncio.sleep(10)


async def canceller():
    await asyncio.sleep(1)
    for task in [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]:
        print(task.cancel())


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


loop = asyncio.new_event_loop()
thread = Thread(target=run_loop, args=(loop,))
thread.start()
future = asyncio.run_coroutine_threadsafe(sleeper(), loop)
asyncio.run_coroutine_threadsafe(canceller(), loop)
try:
    future.result()
except concurrent.futures.CancelledError:
    print("cancelled by its own loop", future.cancelled())
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
