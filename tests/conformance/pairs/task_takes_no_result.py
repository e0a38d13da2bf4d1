import asyncio


async def works():
    await asyncio.sleep(0)
    await asyncio.sleep(1)
    return "its own"


def try_to_end(future):
    for name, end in (("set_result", lambda: future.set_result("another's")),
                      ("set_exception", lambda: future.set_exception(ValueError("another's")))):
        try:
            end()
        except RuntimeError as error:
            print(name, error)


async def main():
    task = asyncio.create_task(works())
    try_to_end(task)
    await asyncio.sleep(0)
    try_to_end(asyncio.ensure_future(task))
    print(await task)
    try_to_end(task)


asyncio.run(main())
