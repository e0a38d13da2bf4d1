import asyncio  #| sleep=blocking: import asyncio, time


async def work(x):
    await asyncio.sleep(x / 10)  #| sleep=blocking: time.sleep(x / 10)
    print("waited", x)
    return x


async def main():
    tasks = [asyncio.create_task(work(x)) for x in (3, 2, 1)]
    done, pending = await asyncio.wait(tasks)  #| collect=gather: results = await asyncio.gather(*tasks)
    print("done:", len(done), "pending:", len(pending))  #| collect=gather: print("results:", len(results))
    return [task.result() for task in tasks if task in done]  #| collect=gather: return results


loop = asyncio.new_event_loop()
task = loop.create_task(main())
print(loop.run_until_complete(task))
loop.close()
