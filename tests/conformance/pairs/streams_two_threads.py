import asyncio
from threading import Thread


async def handle(reader, writer):
    while line := await reader.readline():
        print("server has", line)
        await asyncio.sleep(0.5)
        writer.write(line.upper())
    writer.close()
    print("server is done")


async def serve():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    return server, server.sockets[0].getsockname()[1]


async def shut(server):
    server.close()
    await server.wait_closed()


def run_loop(loop):
    loop.run_forever()
    loop.close()


async def client(name):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for i in range(2):
        writer.write(f"{name} {i}\n".encode())
        print(await reader.readline())
    writer.close()
    await writer.wait_closed()


async def main():
    await asyncio.gather(client("tea"), client("cake"))
    await asyncio.sleep(1)


loop = asyncio.new_event_loop()
thread = Thread(target=run_loop, args=(loop,))
thread.start()
server, port = asyncio.run_coroutine_threadsafe(serve(), loop).result()
asyncio.run(main())
asyncio.run_coroutine_threadsafe(shut(server), loop).result()
loop.call_soon_threadsafe(loop.stop)
thread.join()
