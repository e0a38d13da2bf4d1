import asyncio  #| sleep=blocking: import asyncio, time


async def work(x):
    await asyncio.sleep(x / 10)  #| sleep=blocking: time.sleep(x / 10)
    print("waited", x)
    return x


async def main():
    tasks = [asyncio.create_task(work(x)) for x in (3, 2, 1)]  #| collect=one_by_one: # no tasks are made
    done, pending = await asyncio.wait(tasks)  #| collect=gather: results = await asyncio.gather(*tasks)  #| collect=one_by_one: results = [await work(x) for x in (3, 2, 1)]
    print("done:", len(done), "pending:", len(pending))  #| collect=gather: print("results:", len(results))  #| collect=one_by_one: print("results:", len(results))
    return [task.result() for task in tasks]  #| collect=gather: return results  #| collect=one_by_one: return results


loop = asyncio.new_event_loop()
task = loop.create_task(main())
print(loop.run_until_complete(task))
loop.close()
