import asyncio
import time
from threading import Thread


async def work(x):
    await asyncio.sleep(x)  #| sleep=blocking: time.sleep(x)
    print("waited", x)
    return x


async def stop_last():
    others = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)  # the results go first
    asyncio.get_running_loop().stop()


def start_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


loop = asyncio.new_event_loop()
thread = Thread(target=start_loop, args=(loop,))
thread.start()
futures = [asyncio.run_coroutine_threadsafe(work(x), loop) for x in (3, 5)]
asyncio.run_coroutine_threadsafe(stop_last(), loop)
print("the main thread is free")
print("results:", [future.result() for future in futures])
thread.join()
loop.close()
