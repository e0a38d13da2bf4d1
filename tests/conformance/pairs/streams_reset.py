import asyncio
import socket
import struct


async def handle(reader, writer):
    await reader.readline()
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"hello\n")
    try:
        await reader.read()
    except ConnectionResetError as error:
        print(repr(error), repr(reader.exception()), writer.is_closing())
    for i in range(3):
        writer.write(b"into the void")
    try:
        await writer.drain()
    except OSError as error:
        print(repr(error))
    try:
        await reader.readline()
    except OSError as error:
        print(repr(error))
    writer.close()
    try:
        await writer.wait_closed()
    except OSError as error:
        print(repr(error))
    server.close()
    await server.wait_closed()


asyncio.run(main())
