import asyncio

from coroscope import http


async def handle(request):
    print("asked for", request.path, request.headers["Connection"])
    await asyncio.sleep(1)
    if request.path == "/chunks":
        return http.Response(chunks=["one ", "two"])
    if request.path == "/none":
        return http.Response("no\n", status=404)
    return http.Response("a cup of tea\n")


async def get(session, path):
    async with session.get(path) as response:
        print(response.status, response.headers["content-type"])
        print(await response.read(), await response.read() == await response.read())
        return await response.text()


async def main():
    async with http.Server(handle) as server:
        async with http.ClientSession(server.url) as session:
            print(await get(session, "/"))
            print(await asyncio.gather(get(session, "/chunks"), get(session, "/none")))
            async with session.get("/unread") as response:
                print(response.status)


asyncio.run(main())
