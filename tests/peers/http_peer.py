"""coroscope.http as a program, as http_peer.cpp: `get URL [LIMIT]`, or `serve` until stdin ends."""

import asyncio
import sys

from coroscope import http


async def get(url, limit):
    async with http.ClientSession(url, timeout=3, limit=limit).get("") as response:
        body = await response.read()
        print(response.status, len(body))
        print(body.decode())


async def handle(request):
    if request.path == "/chunks":
        return http.Response(chunks=["one ", "two ", "three"])
    if request.path == "/echo":
        return http.Response(f"{request.method} {request.body.decode()}")
    if request.path == "/large":
        return http.Response("x" * 3_000_000)
    return http.Response("no such page\n", status=404)


async def serve():
    async with http.Server(handle, timeout=1, limit=100_000) as server:
        print(server.url, flush=True)
        await asyncio.to_thread(sys.stdin.read)


if sys.argv[1] == "serve":
    asyncio.run(serve())
else:
    url, limit = (*sys.argv[2:], 1 << 20)[:2]
    asyncio.run(get(url, int(limit)))
