import time
from threading import Thread


def fails():
    time.sleep(1)
    raise ValueError("boom")


def leaves():
    raise SystemExit


threads = [Thread(target=fails), Thread(target=leaves), Thread(target=time.sleep, args=(9,), daemon=True)]
for thread in threads:
    thread.start()
threads[0].join()
print("the main thread goes on")
