import asyncio


async def handle(reader, writer):
    writer.write(b"first line\nsecond\n0123456789key=value;tail")
    await asyncio.sleep(1)
    writer.write(b" and more;the end")
    writer.close()


async def client(server):
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    print(await reader.readline())
    print(await reader.read(3), await reader.read(0))
    print(await reader.readline())
    print(await reader.readexactly(10))
    print(await reader.readuntil(b"="))
    print(await reader.readuntil(b";"))
    print(await reader.readuntil(b";"), reader.at_eof())
    try:
        await reader.readexactly(100)
    except asyncio.IncompleteReadError as error:
        print(repr(error), error.partial, error.expected, reader.at_eof())
    try:
        await reader.readuntil(b";")
    except asyncio.IncompleteReadError as error:
        print(repr(error), error.partial, error.expected)
    print(await reader.readline(), await reader.read(), await reader.read(5))
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    await client(server)
    server.close()
    await server.wait_closed()


asyncio.run(main())
