import asyncio
import time
from threading import Thread


def job(x):
    time.sleep(x)
    print("waited", x)


def start_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


loop = asyncio.new_event_loop()
thread = Thread(target=start_loop, args=(loop,))
thread.start()
loop.call_soon_threadsafe(job, 3)
loop.call_soon_threadsafe(job, 5)
loop.call_soon_threadsafe(loop.stop)
print("the main thread is free")
thread.join()
loop.close()
