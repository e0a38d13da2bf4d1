"""Threads, sockets and processes: they run as always, though they are not yet recorded as such."""

import asyncio


async def main():
    print(await asyncio.to_thread(lambda: 5))
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    print(await reader.read())
    writer.close()
    server.close()
    await server.wait_closed()
    process = await asyncio.create_subprocess_exec(
        "echo", "sub", stdout=asyncio.subprocess.PIPE)
    print(await process.communicate())


asyncio.run(main())
