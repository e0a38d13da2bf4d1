import asyncio
from threading import Thread


def say(text):
    print(text)


loop = asyncio.new_event_loop()
loop.close()


def post():
    try:
        loop.call_soon_threadsafe(say, "never")
    except RuntimeError as error:
        print(error)


thread = Thread(target=post)
thread.start()
thread.join()
post()
