import asyncio
import time
from threading import Thread


async def work():
    await asyncio.sleep(3)
    return "done"


def run_twice(loop):
    task = loop.create_task(work())
    try:
        loop.run_until_complete(task)
    except RuntimeError as error:
        print(error)
    print(loop.run_until_complete(task))
    loop.run_forever()
    print("stopped at", round(time.monotonic() - begun, 1))


begun = time.monotonic()
loop = asyncio.new_event_loop()
thread = Thread(target=run_twice, args=(loop,))
thread.start()
time.sleep(1)
loop.call_soon_threadsafe(loop.stop)
time.sleep(3)
# Nobody wakes the loop: it sees that when something else does.
loop.stop()
time.sleep(1)
print("still running", loop.is_running())
loop.call_soon_threadsafe(print, "wakes up")
thread.join()
print("running", loop.is_running())
loop.close()
