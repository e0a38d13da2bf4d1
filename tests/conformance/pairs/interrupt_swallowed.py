import asyncio


async def main():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("no, thanks")
    await asyncio.sleep(10)
    print("end", asyncio.current_task().cancelling())
    return "result"


print(asyncio.run(main()))
