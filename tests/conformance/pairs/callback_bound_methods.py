import asyncio
import functools


class Desk:
    def __init__(self, name):
        self.name = name

    def open(self):
        print(self.name, "is open")

    def note(self, who, times):
        print(self.name, "notes", who, times)

    def done(self, task):
        print(self.name, "hears of", task.get_name())

    def done_as(self, what, task):
        print(self.name, what, task.get_name())


async def work():
    print("works")


async def main():
    desk = Desk("desk")
    loop = asyncio.get_running_loop()
    loop.call_soon(desk.open)
    loop.call_soon(desk.note, "Ada", 1)
    loop.call_soon(functools.partial(desk.note, "Bob"), 2)
    loop.call_later(0.1, desk.note, "Cy", 3)
    task = asyncio.create_task(work(), name="worker")
    task.add_done_callback(desk.done)
    task.add_done_callback(functools.partial(desk.done_as, "was told of"))
    await task
    await asyncio.sleep(0.2)


asyncio.run(main())

# The library's own method is none of the program's.
loop = asyncio.new_event_loop()
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
