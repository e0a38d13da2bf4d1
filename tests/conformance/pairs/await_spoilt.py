import asyncio

tasks = {}


async def awaits_itself():
    try:
        await tasks["first"]
    except RuntimeError:
        print("no task awaits itself")


async def awaits_first():
    try:
        await tasks["first"]
    except RuntimeError as error:
        print(error)


async def main():
    tasks["first"] = asyncio.create_task(awaits_itself())
    second = asyncio.create_task(awaits_first())
    await second
    await tasks["first"]


asyncio.run(main())
