import asyncio


def say(future):
    print("never")


def attempt(what, future, act):
    future.add_done_callback(say)
    future.add_done_callback(say)
    loop.close()
    try:
        act()
    except RuntimeError as error:
        print(what, repr(error))
    print(future.done(), future.cancelled())


loop = asyncio.new_event_loop()
future = loop.create_future()
attempt("result", future, lambda: future.set_result(1))
print(future.result())
future = loop.create_future()
attempt("cancel", future, lambda: future.cancel())
# Nobody hears of it: it counts as if somebody had looked at its exception.
future = loop.create_future()
attempt("exception", future, lambda: future.set_exception(ValueError("lost")))
future = None
print("dropped")
future = loop.create_future()
future.set_exception(ValueError("nobody had to hear of it"))
future = None
print("end")
