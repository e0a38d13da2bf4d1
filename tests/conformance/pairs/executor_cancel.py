import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def job(x):
    time.sleep(x)
    print("job", x, "is done all the same")
    return x


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as pool:
        running = loop.run_in_executor(pool, job, 2)
        queued = loop.run_in_executor(pool, job, 1)
        await asyncio.sleep(1)
        print(running.cancel(), queued.cancel())
        for future in (running, queued):
            try:
                print(await future)
            except asyncio.CancelledError:
                print("cancelled")
        await asyncio.sleep(3)


asyncio.run(main())
