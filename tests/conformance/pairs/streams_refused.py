import asyncio


async def knock():
    reader, writer = await asyncio.open_connection("127.0.0.1", 1)


async def main():
    try:
        await knock()
    except ConnectionRefusedError as error:
        print(repr(error))
    results = await asyncio.gather(knock(), knock(), return_exceptions=True)
    print(results)
    task = asyncio.create_task(knock())
    try:
        await asyncio.wait_for(task, 1)
    except OSError as error:
        print(str(error), error.errno)
    await knock()


asyncio.run(main())
