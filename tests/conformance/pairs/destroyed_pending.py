import asyncio


async def endless(name):
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        print(name, "ends")


async def main():
    loop = asyncio.get_running_loop()
    loop.create_task(endless("lost"))
    await asyncio.sleep(1)
    print("it was nobody's")
    kept = loop.create_task(endless("kept"))
    await asyncio.sleep(1)


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
print("end")
