import asyncio

from coroscope import http

REQUESTS = [
    b"hello\r\n\r\n",
    b"GET / HTTP/1.1\r\nbad header\r\n\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: 2000\r\n\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
    b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"y" * 70000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\n",
    b"",
]


async def handle(request):
    print("asked", request.method, request.path, request.body)
    return http.Response("well\n")


async def main():
    async with http.Server(handle, timeout=3, limit=1000) as server:
        port = int(server.url.rpartition(":")[2])
        for hangs in False, True:
            for request in REQUESTS:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(request)
                if not hangs:
                    writer.write_eof()
                try:
                    print((await reader.read())[:60])
                except OSError as error:
                    print(repr(error))
                writer.close()


asyncio.run(main())
