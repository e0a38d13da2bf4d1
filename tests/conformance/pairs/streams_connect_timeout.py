# A server whose thread is held up lets nobody in: two wait in the kernel's queue, a third hears nothing.
import asyncio
import time
from threading import Thread


async def handle(reader, writer):
    print("server has", await reader.readline())
    writer.close()


async def serve():
    server = await asyncio.start_server(handle, "127.0.0.1", 0, backlog=1)
    return server, server.sockets[0].getsockname()[1]


def run_loop(loop):
    loop.run_forever()


async def call(name):
    try:
        reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), 2)
    except asyncio.TimeoutError:
        print(name, "heard nothing")
        return
    print(name, "is connected")
    writer.write(f"{name}\n".encode())
    print(name, await reader.read())
    writer.close()


async def main():
    await asyncio.gather(*[call(name) for name in ("first", "second", "third")])


loop = asyncio.new_event_loop()
thread = Thread(target=run_loop, args=(loop,))
thread.start()
server, port = asyncio.run_coroutine_threadsafe(serve(), loop).result()
loop.call_soon_threadsafe(time.sleep, 5)
asyncio.run(main())
loop.call_soon_threadsafe(server.close)
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
