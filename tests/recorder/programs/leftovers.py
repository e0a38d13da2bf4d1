"""What a program leaves behind is reported at the interpreter's exit."""

import asyncio


async def work(x):
    try:
        await asyncio.sleep(x)
    finally:
        print("closing", x)


async def fails():
    raise KeyError("k")


loop = asyncio.new_event_loop()
tasks = [loop.create_task(work(x)) for x in (1, 2)]
failed = loop.create_task(fails())
try:
    loop.run_until_complete(asyncio.wait_for(tasks[0], 0.01))
except asyncio.TimeoutError as error:
    print("timeout", repr(error))
never = work(3)
print("end")
