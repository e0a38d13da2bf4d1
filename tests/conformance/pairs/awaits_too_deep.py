import asyncio

deepest = 0


async def down(depth):
    global deepest
    deepest = depth
    if depth < 2000:
        await down(depth + 1)


async def suspends(depth):
    global deepest
    deepest = depth
    if depth == 900:
        await asyncio.sleep(1)
    if depth < 2000:
        await suspends(depth + 1)


async def main():
    for nested in (down, suspends):
        try:
            await nested(1)
        except RecursionError as error:
            print(deepest, repr(error))
    try:
        await asyncio.create_task(down(1))
    except RecursionError as error:
        print(deepest, repr(error))


asyncio.run(main())
loop = asyncio.new_event_loop()
loop.run_until_complete(main())
task = loop.create_task(main())
task.add_done_callback(lambda finished: loop.stop())
loop.run_forever()
loop.close()
