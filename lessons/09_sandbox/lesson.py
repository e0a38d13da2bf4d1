import asyncio

tasks = {}


async def brew():
    print("water on")
    await asyncio.sleep(2)
    print("tea is ready")


async def toast():
    await asyncio.sleep(1)
    print("toast is ready")


async def serve():
    await tasks["brew"]
    print("breakfast is served")


async def main():
    tasks["brew"] = asyncio.create_task(brew())
    tasks["toast"] = asyncio.create_task(toast())
    tasks["serve"] = asyncio.create_task(serve())
    started = [tasks["brew"], tasks["toast"], tasks["serve"]]
    await asyncio.gather(*started, return_exceptions=True)


asyncio.run(main())
