import asyncio


async def interrupts():
    for task in asyncio.all_tasks():
        task.cancel()
    raise KeyboardInterrupt


async def main():
    asyncio.create_task(interrupts())
    await asyncio.sleep(1)


def run():
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(main())
    finally:
        loop.close()
        print("closed")


kept = None
try:
    run()
except KeyboardInterrupt as error:
    kept = error
print("kept")
