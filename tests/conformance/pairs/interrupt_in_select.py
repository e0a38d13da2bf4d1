import asyncio


async def sleeper(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "woke", asyncio.get_running_loop().time())


loop = asyncio.new_event_loop()
tasks = [loop.create_task(sleeper("a", 2)), loop.create_task(sleeper("b", 4))]
for _ in range(2):
    try:
        loop.run_until_complete(asyncio.wait(tasks))
    except KeyboardInterrupt as error:
        print(repr(error), loop.time(), [task.done() for task in tasks])
loop.close()
