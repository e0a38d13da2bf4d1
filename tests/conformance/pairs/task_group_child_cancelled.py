import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "worked")
    return name


async def leaves():
    raise SystemExit("bye")


async def main():
    async with asyncio.TaskGroup() as group:
        first = group.create_task(work("first", 2))
        second = group.create_task(work("second", 2))
        await asyncio.sleep(1)
        first.cancel()
    print("one cancelled child is no error:", first.cancelled(), second.result())
    async with asyncio.TaskGroup() as group:
        group.create_task(work("third", 5))
        group.create_task(leaves())


loop = asyncio.new_event_loop()
task = loop.create_task(main())
for run in ("first", "second"):
    try:
        loop.run_until_complete(task)
    except SystemExit as error:
        print(run, "run left by", repr(error), task.done())
print(repr(task.exception()))
loop.close()
