import asyncio


async def worker(name):
    try:
        print(name, "begins")
        await asyncio.sleep(10)
    finally:
        print(name, "ends")


async def main(names):
    for name in names:
        asyncio.create_task(worker(name))
    await asyncio.sleep(1)
    asyncio.create_task(worker("never begun"))


def program():
    loop = asyncio.new_event_loop()
    loop.run_until_complete(main(("a", "b")))
    loop.stop()
    loop.create_task(worker("nor this one"))
    print("closing")
    loop.close()
    print("closed")


program()
print("end")
