import asyncio


async def ouroboros(box):
    await asyncio.sleep(0)
    try:
        await box[0]
    except RuntimeError as error:
        print(str(error).split(":")[0])
    print("goes on", asyncio.current_task() is box[0])


async def main():
    box = []
    box.append(asyncio.create_task(ouroboros(box)))
    await box[0]
    other = asyncio.new_event_loop()
    future = other.create_future()
    try:
        await future
    except RuntimeError as error:
        print(str(error).split()[0], "attached to a different loop" in str(error))
    other.close()


asyncio.run(main())
