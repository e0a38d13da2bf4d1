import asyncio

from coroscope import http


async def serve_tea(request):
    print("asked for", request.path)
    await asyncio.sleep(1)
    return http.Response("a cup of tea")


async def fetch(session, path):
    async with session.get(path) as response:
        print("status", response.status)
        return await response.read()  #| read=forgotten: return response.read()


def show(page):
    print("got", type(page).__name__)
    if isinstance(page, bytes):
        print(page.decode())


async def main():
    async with http.Server(serve_tea) as server:
        async with http.ClientSession(server.url) as session:
            show(await fetch(session, "/tea"))


asyncio.run(main())
