import asyncio


async def victim():
    try:
        print("never printed")
    finally:
        print("nor this")


async def main():
    task = asyncio.create_task(victim())
    print(task.cancel())
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled())


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
