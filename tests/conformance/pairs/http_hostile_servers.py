import asyncio

from coroscope import http

ANSWERS = [
    b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
    b"HTTP/1.1 twohundred OK\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nxyz\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nabc",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;note=1\r\nabc\r\n0\r\nA: b\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n\r\nup to the end",
    b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 2000,
    b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70000 + b"\r\n\r\n",
    b"HTTP/1.1 204 No Content\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nCont",
    b"",
]


async def main():
    answers = iter(ANSWERS)

    async def answer(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(next(answers))
        writer.close()

    async def silent(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
        await reader.read()
        writer.close()

    def session(url):
        return http.ClientSession(url, timeout=2, limit=1000)

    async def get(session):
        try:
            async with session.get("/") as response:
                print(response.status, await response.read())
        except http.ClientError as error:
            print(repr(error))

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for _ in ANSWERS:
        await get(session(f"http://127.0.0.1:{port}"))
    server.close()
    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await get(session(f"http://127.0.0.1:{port}"))
    server.close()
    await get(session("http://127.0.0.1:1"))
    await get(session("gopher://127.0.0.1"))


asyncio.run(main())
