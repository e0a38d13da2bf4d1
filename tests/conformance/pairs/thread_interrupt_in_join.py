import asyncio
import time
from threading import Thread


def work(x):
    time.sleep(x)
    print("worked", x)


thread = Thread(target=work, args=(3,))
thread.start()
try:
    thread.join()
except KeyboardInterrupt:
    print("interrupted", thread.is_alive())
thread.join()
print("ended", thread.is_alive())
