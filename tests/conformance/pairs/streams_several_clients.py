import asyncio


async def handle(reader, writer):
    name = (await reader.readline()).strip()
    print("server knows", name)
    await asyncio.sleep(len(name) / 10)
    writer.write(b"hello " + name + b"\n")
    writer.close()


async def client(server, name):
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(name + b"\n")
    answer = await reader.readline()
    print(name, "got", answer)
    writer.close()
    await writer.wait_closed()
    return len(answer)


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        names = [b"Constance", b"Ann", b"Robert", b"Jo"]
        print(await asyncio.gather(*[client(server, name) for name in names]))
        print(server.is_serving(), len(server.sockets))
    print(server.is_serving(), len(server.sockets))


asyncio.run(main())
