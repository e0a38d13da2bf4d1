import threading
import time


def work(seconds):
    time.sleep(seconds)
    print("slept", seconds)


def program():
    threads = [threading.Thread(target=work, args=(seconds,)) for seconds in (3, 1, 2)]
    for thread in threads:
        thread.start()
    try:
        threads[0].join()
    except KeyboardInterrupt:
        print("interrupted", *(thread.is_alive() for thread in threads))
    # It goes on, but nobody waits for it any more.
    threads[0].join()
    print("joined", *(thread.is_alive() for thread in threads))


program()
