import asyncio  #| sleep=blocking: import asyncio, time


async def work(x):
    await asyncio.sleep(x)  #| sleep=blocking: time.sleep(x)
    print("waited", x)
    return x


loop = asyncio.new_event_loop()
tasks = [loop.create_task(work(x)) for x in (1, 2, 3)]
everything = asyncio.gather(*tasks, return_exceptions=True)
try:
    print(loop.run_until_complete(everything))
except KeyboardInterrupt:
    for task in tasks:
        print(task.cancel())
    loop.stop()
    loop.run_forever()
finally:
    loop.close()
