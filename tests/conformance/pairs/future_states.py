import asyncio


async def main():
    future = asyncio.get_running_loop().create_future()
    for call in (future.result, future.exception):
        try:
            call()
        except asyncio.InvalidStateError as error:
            print(repr(error))
    future.set_result(1)
    try:
        future.set_result(2)
    except asyncio.InvalidStateError as error:
        print(repr(error))
    print(future.result(), future.exception(), await future)
    future = asyncio.get_running_loop().create_future()
    print(future.cancel("why"), future.cancel("again"), future.cancelled())
    for call in (future.result, future.exception):
        try:
            call()
        except asyncio.CancelledError as error:
            print(repr(error))
    try:
        await future
    except asyncio.CancelledError as error:
        print(repr(error))
    future = asyncio.get_running_loop().create_future()
    future.set_exception(ValueError("boom"))
    for _ in range(2):
        try:
            await future
        except ValueError as error:
            print(repr(error))
    print(repr(future.exception()))


asyncio.run(main())
