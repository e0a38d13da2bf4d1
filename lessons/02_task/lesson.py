import asyncio  #| sleep=blocking: import asyncio, time


async def work(x):
    await asyncio.sleep(0.2)  #| sleep=blocking: time.sleep(0.2)
    print("waited", x)
    return x


loop = asyncio.new_event_loop()
task = loop.create_task(work(10))
print("done?", task.done())
result = loop.run_until_complete(task)
print("done?", task.done())
print("result:", result)
loop.close()
