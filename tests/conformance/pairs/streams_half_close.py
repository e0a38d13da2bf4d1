import asyncio


async def handle(reader, writer):
    text = await reader.read()
    print("server read", text, reader.at_eof())
    for i in range(2):
        await asyncio.sleep(1)
        writer.write(b"answer %d\n" % i)
        await writer.drain()
    writer.write_eof()
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(b"a question")
    await asyncio.sleep(1)
    writer.write(b", and its end")
    print(writer.can_write_eof())
    writer.write_eof()
    writer.write_eof()
    try:
        writer.write(b"too late")
    except RuntimeError as error:
        print(repr(error))
    while line := await reader.readline():
        print("client read", line)
    print(reader.at_eof(), writer.is_closing())
    writer.close()
    print(writer.is_closing())
    await writer.wait_closed()
    server.close()
    await server.wait_closed()


asyncio.run(main())
