import asyncio

tasks = {}


async def waits_for(name):
    await tasks[name]


async def main():
    tasks["a"] = asyncio.create_task(waits_for("b"))
    tasks["b"] = asyncio.create_task(waits_for("a"))
    await asyncio.sleep(1)
    try:
        tasks["a"].cancel()
    except RecursionError as error:
        print(repr(error))
    print(tasks["a"].done(), tasks["b"].done())


# The two wait for each other for ever: no cancel gets out of that circle, not even that of run's end.
try:
    asyncio.run(main())
except RecursionError:
    print("run cannot cancel them either")
