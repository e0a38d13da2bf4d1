import asyncio


def now():
    return round(asyncio.get_running_loop().time() - began, 3)


async def patient(name):
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError as error:
        print(name, "cancelled in it", repr(error), now())
        await asyncio.sleep(1)
        print(name, "slept again", now())
        raise
    finally:
        print(name, "is left", now())


async def nested():
    await asyncio.sleep(0.25)
    await asyncio.sleep(0.25)
    return now()


async def main():
    global began
    began = asyncio.get_running_loop().time()
    asyncio.sleep(1)
    print("dropped at once", now())
    kept = asyncio.sleep(1)
    await asyncio.sleep(0.5)
    print("between", now())
    await kept
    print("awaited later, and slept from then on", now())
    try:
        await kept
    except RuntimeError as error:
        print(repr(error))
    several = [asyncio.sleep(1), asyncio.sleep(2)]
    several.append(asyncio.sleep(3))
    await asyncio.gather(*several)
    print("all of a list", now())
    task = asyncio.create_task(asyncio.sleep(1))
    await asyncio.sleep(0.5)
    print(task.done(), now())
    await task
    print(task.done(), now())
    first = asyncio.create_task(patient("first"))
    second = asyncio.create_task(patient("second"))
    await asyncio.sleep(0.5)
    first.cancel("now")
    try:
        await first
    except asyncio.CancelledError:
        print("first is over", now())
    try:
        await asyncio.wait_for(second, 0.5)
    except TimeoutError:
        print("second took too long", now())
    print(await nested())
    try:
        await asyncio.wait_for(asyncio.sleep(2), 1)
    except TimeoutError:
        print("the sleep took too long", now())


asyncio.run(main())
