import asyncio


async def runner(name, barrier, seconds):
    for round in (1, 2):
        await asyncio.sleep(seconds)
        print(name, "arrives", barrier.n_waiting)
        index = await barrier.wait()
        print(name, "goes on as", index, "in round", round)


async def main():
    barrier = asyncio.Barrier(3)
    print(barrier.parties, barrier.n_waiting, barrier.broken)
    await asyncio.gather(runner("a", barrier, 1), runner("b", barrier, 2), runner("c", barrier, 1))
    print(barrier.n_waiting)


asyncio.run(main())
