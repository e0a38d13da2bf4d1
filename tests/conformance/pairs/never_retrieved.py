import asyncio


async def fails(text):
    raise ValueError(text)


def handler(loop, context):
    print(context["message"], repr(context["exception"]))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    task = asyncio.create_task(fails("a task"))
    await asyncio.sleep(1)
    print("it failed, and is still there", task.done())
    task = None
    print("dropped")
    future = loop.create_future()
    future.set_exception(ValueError("a future"))
    future = None
    task = asyncio.create_task(fails("looked at"))
    await asyncio.sleep(1)
    print(repr(task.exception()))
    task = None
    task = asyncio.create_task(fails("silenced by cancel"))
    await asyncio.sleep(1)
    print(task.cancel())
    task = None
    print("end")


asyncio.run(main())
