import asyncio


def fails(text):
    raise ValueError(text)


def say(text):
    print(text)


def handler(loop, context):
    print("handler:", repr(context["exception"]), "handle" in context)
    if str(context["exception"]) == "third":
        raise TypeError("in the handler")


def of_future(future):
    raise ValueError(f"of a future with {future.result()}")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(fails, "first")
    loop.call_soon(say, "the others still run")
    await asyncio.sleep(0)
    loop.set_exception_handler(handler)
    loop.call_soon(fails, "second")
    loop.call_soon(fails, "third")
    loop.call_later(1, fails, "a timer's")
    await asyncio.sleep(1)
    future = loop.create_future()
    future.add_done_callback(of_future)
    future.set_result(5)
    print(await future)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "mine", "exception": ValueError("mine")})
    loop.set_exception_handler(None)


asyncio.run(main())
