import asyncio

async def handle(reader, writer):
    while line := await reader.readline():
        print("server got", line)
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()
    print("server done")

async def client(server):
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for word in (b"one\n", b"two\n"):
        writer.write(word)
        print("client got", await reader.readline())
        await asyncio.sleep(1)
    writer.close()
    await writer.wait_closed()

async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        await client(server)
        await asyncio.sleep(1)

asyncio.run(main())
