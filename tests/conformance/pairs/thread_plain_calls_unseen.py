import asyncio
import time
from threading import Thread


def say(text):
    print(text)


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


loop = asyncio.new_event_loop()
thread = Thread(target=run_loop, args=(loop,))
thread.start()
time.sleep(1)
loop.call_soon_threadsafe(loop.call_later, 3, say, "a timer of the loop's own")
time.sleep(1)
loop.call_soon(say, "queued without waking the loop")
loop.stop()
print("nobody has seen it yet")
thread.join()
print("seen when the timer was due")
loop.close()
