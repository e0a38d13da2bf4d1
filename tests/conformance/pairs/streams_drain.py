import asyncio


async def handle(reader, writer):
    writer.transport.set_write_buffer_limits(30000, 10000)
    print("server writes")
    writer.write(b"." * 5_000_000)
    waiting = asyncio.create_task(writer.drain())
    await writer.drain()
    print("server drained")
    await waiting
    writer.write(b"!" * 100)
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    print("server closed")


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(1)
    start = await reader.readexactly(200_000)
    print("client has", len(start))
    await asyncio.sleep(1)
    rest = await reader.read()
    print("client has", len(rest), rest[-3:])
    writer.close()
    await writer.wait_closed()
    server.close()


asyncio.run(main())
