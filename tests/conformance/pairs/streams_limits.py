import asyncio


async def handle(reader, writer):
    writer.write(b"x" * 20 + b"\nshort\n" + b"y" * 40 + b";z")
    await writer.drain()
    await asyncio.sleep(1)
    writer.write(b"w" * 40 + b"\nlast\n")
    writer.close()


async def client(server):
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=10)
    try:
        await reader.readline()
    except ValueError as error:
        print(repr(error))
    print(await reader.readline())
    try:
        await reader.readuntil(b";")
    except asyncio.LimitOverrunError as error:
        print(repr(error), error.consumed)
        print(await reader.readexactly(error.consumed + 1))
    try:
        await reader.readuntil(b"\n")
    except asyncio.LimitOverrunError as error:
        print(repr(error), error.consumed)
    try:
        await reader.readline()
    except ValueError as error:
        print(repr(error))
    print(await reader.readline())
    print(await reader.readline(), reader.at_eof())
    try:
        await reader.readuntil(b"")
    except ValueError as error:
        print(repr(error))
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    await client(server)
    server.close()
    try:
        await asyncio.start_server(handle, "127.0.0.1", 0, limit=0)
        await asyncio.open_connection("127.0.0.1", 1, limit=0)
    except ValueError as error:
        print(repr(error))


asyncio.run(main())
