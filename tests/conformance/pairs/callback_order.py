import asyncio


def first(future):
    print("first", future.result())
    future.add_done_callback(added_late)


def second(future):
    print("second", future.done())


def added_late(future):
    print("added late")


async def waiter(future):
    print("waiter got", await future)


async def main():
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(first)
    task = asyncio.create_task(waiter(future))
    await asyncio.sleep(0)
    future.add_done_callback(second)
    future.add_done_callback(added_late)
    print("removed", future.remove_done_callback(added_late))
    future.set_result(42)
    print("set")
    await task
    future.add_done_callback(second)
    await asyncio.sleep(0)


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
