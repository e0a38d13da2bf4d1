import asyncio


async def runner(name, barrier):
    try:
        print(name, await barrier.wait())
    except asyncio.BrokenBarrierError as error:
        print(name, repr(error))


async def main():
    barrier = asyncio.Barrier(2)
    tasks = [asyncio.create_task(runner(name, barrier)) for name in ("a", "b", "c")]
    await asyncio.sleep(0)
    print("first round is draining")
    tasks.append(asyncio.create_task(barrier.reset()))
    tasks.append(asyncio.create_task(runner("d", barrier)))
    done, pending = await asyncio.wait(tasks, timeout=1)
    print(len(done), len(pending), barrier.n_waiting)
    await barrier.reset()
    await asyncio.sleep(1)
    print(barrier.n_waiting)


asyncio.run(main())
