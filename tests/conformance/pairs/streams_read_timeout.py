import asyncio


async def handle(reader, writer):
    await asyncio.sleep(5)
    writer.write(b"at last\n")
    print("server saw", await reader.read())
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        await asyncio.wait_for(reader.readline(), 1)
    except asyncio.TimeoutError as error:
        print(repr(error))
    try:
        async with asyncio.timeout(1):
            await reader.readexactly(4)
    except OSError as error:
        print(repr(error))
    print(await asyncio.wait_for(reader.readline(), 10))
    writer.close()
    await writer.wait_closed()
    server.close()


asyncio.run(main())
