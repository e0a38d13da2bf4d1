import asyncio


async def handle(reader, writer):
    print("server read", await reader.readline())
    writer.write(b"served\n")
    writer.close()


async def serve(server):
    try:
        await server.serve_forever()
    except asyncio.CancelledError:
        print("no longer serving", server.is_serving())
        raise


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    serving = asyncio.create_task(serve(server))
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        await server.serve_forever()
    except RuntimeError:
        print("twice")
    waiting = asyncio.create_task(server.wait_closed())
    await asyncio.sleep(1)
    serving.cancel()
    await asyncio.sleep(1)
    print(serving.cancelled(), waiting.done(), server.is_serving())
    writer.write(b"still here\n")
    print(await reader.readline(), waiting.done())
    print(await reader.readline(), waiting.done())
    writer.close()
    await waiting
    await server.wait_closed()
    try:
        await server.serve_forever()
    except RuntimeError:
        print("closed")


asyncio.run(main())
