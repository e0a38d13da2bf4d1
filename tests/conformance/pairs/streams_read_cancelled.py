import asyncio


async def handle(reader, writer):
    await asyncio.sleep(2)
    writer.write(b"late\n")
    await asyncio.sleep(1)
    writer.close()


async def read(reader, who):
    try:
        print(who, "got", await reader.readline())
    except asyncio.CancelledError:
        print(who, "was cancelled")
        raise


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    first = asyncio.create_task(read(reader, "first"))
    await asyncio.sleep(1)
    try:
        await read(reader, "second")
    except RuntimeError as error:
        print(repr(error))
    first.cancel()
    await asyncio.sleep(0)
    await read(reader, "third")
    print(first.cancelled())
    connecting = asyncio.create_task(asyncio.open_connection("127.0.0.1", port))
    await asyncio.sleep(0)
    connecting.cancel()
    print(await asyncio.gather(connecting, return_exceptions=True))
    await asyncio.sleep(1)
    connecting = asyncio.create_task(asyncio.open_connection("127.0.0.1", port))
    for _ in range(4):
        await asyncio.sleep(0)
    connecting.cancel()
    print(await asyncio.gather(connecting, return_exceptions=True))
    writer.close()
    await writer.wait_closed()
    server.close()


asyncio.run(main())
