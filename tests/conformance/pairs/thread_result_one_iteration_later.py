import asyncio
from threading import Thread


async def work(loop):
    await asyncio.sleep(1)
    loop.call_soon(print_in_loop, "one iteration after the step")
    return "result"


def print_in_loop(text):
    print(text)


def told(future):
    print("told", future.result())


def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


loop = asyncio.new_event_loop()
thread = Thread(target=run_loop, args=(loop,))
thread.start()
future = asyncio.run_coroutine_threadsafe(work(loop), loop)
future.add_done_callback(told)
print(future.done(), future.running(), future.cancelled())
print(future.result())
print(future.done(), future.running(), future.cancelled())
future.add_done_callback(told)
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
