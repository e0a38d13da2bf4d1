import time
from threading import Thread


def work(x):
    time.sleep(x)
    print("worked", x)


thread = Thread(target=work, args=(3,), name="worker")
print(thread.is_alive(), thread.name)
thread.start()
thread.join(1)
print(thread.is_alive())
thread.join(0)
print(thread.is_alive())
thread.join()
print(thread.is_alive())
thread.join()
try:
    thread.start()
except RuntimeError as error:
    print(error)
try:
    Thread(target=work).join()
except RuntimeError as error:
    print(error)
