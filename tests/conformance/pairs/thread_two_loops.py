import asyncio
from threading import Thread


async def worker(name, seconds):
    for i in range(3):
        await asyncio.sleep(seconds)
        print(name, i)


def run_worker(name, seconds):
    asyncio.run(worker(name, seconds))


threads = [Thread(target=run_worker, args=("tick", 1)), Thread(target=run_worker, args=("tock", 2))]
for thread in threads:
    thread.start()
asyncio.run(worker("main", 2))
for thread in threads:
    thread.join()
