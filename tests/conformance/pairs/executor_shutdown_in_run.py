import asyncio
import time


def job(x):
    time.sleep(x)
    print("job", x, "is waited for")


async def main():
    loop = asyncio.get_running_loop()
    loop.run_in_executor(None, job, 2)
    task = asyncio.create_task(asyncio.to_thread(job, 3))
    await asyncio.sleep(1)
    print("main returns", task.done())


asyncio.run(main())
print("run has returned")
