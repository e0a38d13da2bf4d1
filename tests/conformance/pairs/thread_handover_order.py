import asyncio
import time
from threading import Thread


def say(text):
    print(text)


def say_later(loop):
    loop.call_soon(say, "queued by the loop's own thread")
    time.sleep(1)
    loop.call_soon(say, "queued after a sleep in which the main thread posted")


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


loop = asyncio.new_event_loop()
thread = Thread(target=run_loop, args=(loop,))
thread.start()
loop.call_soon_threadsafe(say_later, loop)
loop.call_soon_threadsafe(say, "posted at once")
time.sleep(0.5)
loop.call_soon_threadsafe(say, "posted while the loop was blocked")
time.sleep(2)
loop.call_soon_threadsafe(say, "posted to a sleeping loop")
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
