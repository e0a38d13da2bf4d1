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
loop.call_soon_threadsafe(job, 3)  #| handover=plain: loop.call_soon(job, 3)
print("the main thread is free")
time.sleep(1)  # it does its own work
loop.call_soon_threadsafe(job, 5)
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
