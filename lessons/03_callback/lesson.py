import asyncio  #| sleep=blocking: import asyncio, time
from functools import partial


async def work(x):
    await asyncio.sleep(0.2)  #| sleep=blocking: time.sleep(0.2)
    print("waited", x)
    return x


def callback(n, future):
    print("callback", n, "gets", future.result())
    print("the future is", future.get_name())


loop = asyncio.new_event_loop()
task = loop.create_task(work(10))
task.add_done_callback(partial(callback, 7))
loop.run_until_complete(task)
print("the task was", task.get_name())
loop.close()
