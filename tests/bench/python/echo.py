"""A client and a server on one loop, over loopback TCP: 64 bytes go and come back."""

import asyncio

MESSAGE = b"x" * 64


async def serve(reader, writer):
    while message := await reader.read(len(MESSAGE)):
        writer.write(message)
        await writer.drain()
    writer.close()


async def echo(measure, count):
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    done = 0
    measure.begin()
    for _ in range(count):
        writer.write(MESSAGE)
        done += await reader.readexactly(len(MESSAGE)) == MESSAGE
    measure.end(done)
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
