import asyncio
import time
from threading import Thread


def work(x):
    time.sleep(x)
    print("worked", x)


for x in (2, 1):
    Thread(target=work, args=(x,)).start()
print("the end of the main thread")
