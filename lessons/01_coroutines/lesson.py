import asyncio
import time
from threading import Thread, current_thread


def thread_work(x):
    time.sleep(x)
    print("thread", x, "on", current_thread().name)


async def work(x):
    await asyncio.sleep(x)  #| sleep=blocking: time.sleep(x)
    print("coroutine", x, "on", current_thread().name)


async def main():
    await asyncio.gather(*[work(x) for x in (3, 2, 1)])


threads = [Thread(target=thread_work, args=(x,)) for x in (3, 2, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

coroutine = main()
print("made a coroutine, ran nothing")
asyncio.run(coroutine)
