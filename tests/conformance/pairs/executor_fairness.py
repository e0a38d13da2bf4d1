import time
from concurrent.futures import ThreadPoolExecutor
from threading import current_thread


def job(x):
    print("job", x, "on", current_thread().name)
    time.sleep(x)
    return x


with ThreadPoolExecutor(2) as pool:
    futures = [pool.submit(job, x) for x in (3, 1, 2, 1, 1)]
    print("all submitted")
    print([future.result() for future in futures])
