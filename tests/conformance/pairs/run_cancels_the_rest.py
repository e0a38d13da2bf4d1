import asyncio


async def rest(name, seconds):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        await asyncio.sleep(seconds)
        if name == "breaks":
            raise ValueError("in the clean-up")
        if name == "stubborn":
            print("late task", asyncio.create_task(rest("late", 0)).get_name())
            return
        raise
    finally:
        print(name, "ends")


async def main():
    tasks = [asyncio.create_task(rest(name, seconds))
             for name, seconds in (("slow", 2), ("breaks", 1), ("stubborn", 1))]
    await asyncio.sleep(1)
    print("main ends")
    return "result"


print(asyncio.run(main()))
