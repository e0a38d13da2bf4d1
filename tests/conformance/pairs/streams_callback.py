import asyncio


def connected(reader, writer):
    host, port = writer.get_extra_info("peername")
    print("from", host, port > 0, writer.get_extra_info("nothing"))
    writer.write(b"welcome\n")
    writer.close()


async def failing(reader, writer):
    await reader.readline()
    raise ValueError("boom")


async def visit(server):
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    print(writer.get_extra_info("sockname")[0], writer.get_extra_info("peername")[1] == port)
    writer.write(b"knock\n")
    try:
        print(await reader.read())
        await writer.drain()
    except OSError as error:
        print(repr(error))
    writer.close()
    await asyncio.gather(writer.wait_closed(), return_exceptions=True)


async def main():
    async with await asyncio.start_server(connected, "127.0.0.1", 0) as server:
        await visit(server)
    async with await asyncio.start_server(failing, "127.0.0.1", 0) as server:
        visiting = asyncio.create_task(visit(server))
        await asyncio.sleep(1)
        print(visiting.done())
        visiting.cancel()


asyncio.run(main())
