import asyncio

from coroscope import http

ANSWERS = [
    b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
    b"HTTP/1.1 twohundred OK\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nContent-Length: 12345678901234567\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabc",
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


async def answer(reader, writer):
    head = await reader.readuntil(b"\r\n\r\n")
    writer.write(ANSWERS[int(head.split()[1][1:])])
    writer.close()


async def silent(reader, writer):
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
    await reader.read()
    writer.close()


async def get(session, number):
    try:
        async with session.get(f"/{number}") as response:
            print(response.status, await response.read())
    except http.ClientError as error:
        print(repr(error))


def session_to(url):
    return http.ClientSession(url, timeout=2, limit=1000)


def url_of(server):
    return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    session = session_to(url_of(server))
    for number in range(len(ANSWERS)):
        await get(session, number)
    server.close()
    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    await get(session_to(url_of(server)), 0)
    server.close()
    await get(session_to("http://127.0.0.1:1"), 0)
    await get(session_to("gopher://127.0.0.1"), 0)


asyncio.run(main())
