import asyncio


async def busy(turns, what):
    for _ in range(turns):
        await asyncio.sleep(0)
    print(what)


async def main(loop):
    await busy(3, "busy")
    loop.call_later(0, print, "due at once")
    await busy(3, "busy with a timer")
    timer = loop.call_later(1, print, "never")
    await busy(3, "busy with a late one")
    timer.cancel()
    await busy(3, "busy after its cancellation")
    loop.call_soon_threadsafe(print, "from outside")
    await busy(3, "busy after mail")
    await asyncio.sleep(1)
    print("slept")
    loop.stop()
    await busy(3, "goes on after a stop")


loop = asyncio.new_event_loop()
task = loop.create_task(main(loop))
loop.run_forever()
print("stopped")
loop.run_until_complete(task)
loop.stop()
loop.run_forever()
print("once more")
loop.close()
