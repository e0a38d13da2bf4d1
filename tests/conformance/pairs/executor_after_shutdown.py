import time
from concurrent.futures import ThreadPoolExecutor


def job(x):
    time.sleep(x)
    print("job", x)


pool = ThreadPoolExecutor(1, thread_name_prefix="pool")
futures = [pool.submit(job, x) for x in (1, 2, 3)]
pool.shutdown(wait=False, cancel_futures=True)
print([future.cancelled() for future in futures])
try:
    pool.submit(job, 4)
except RuntimeError as error:
    print(error)
pool.shutdown()
print([future.done() for future in futures])
