# without the recorder: how an interrupted join leaves the thread is CPython's own doing
import signal
import threading
import time


def work(seconds):
    time.sleep(seconds)
    print("slept", seconds, flush=True)


def program():
    # A signal whose handler raises KeyboardInterrupt, as Ctrl-C's does.
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    threads = [threading.Thread(target=work, args=(seconds,)) for seconds in (2.0, 1.0)]
    for thread in threads:
        thread.start()
    try:
        threads[0].join()
    except KeyboardInterrupt:
        print("interrupted", *(thread.is_alive() for thread in threads), flush=True)
    threads[0].join()
    print("joined", flush=True)


program()
