# How much the kernel takes, and how much of it one read finds, is not asyncio's to decide: so the
# client empties the kernel itself, all at once, and only what asyncio decides is left.
import asyncio
import os
import select

CHUNK = b"." * 16384


class Written:
    octets = 0
    by = None


def take(source, left):
    while left > 0:
        select.select([source], [], [])
        left -= len(os.read(source, left))


def take_all_that_was_sent(source):
    transport = Written.by.transport
    take(source, Written.octets - transport.get_write_buffer_size())
    Written.octets = transport.get_write_buffer_size()
    select.select([], [Written.by.get_extra_info("socket")], [])


def write_more_than_fits(writer):
    while writer.transport.get_write_buffer_size() == 0:
        writer.write(CHUNK)
        Written.octets += len(CHUNK)


async def handle(reader, writer):
    Written.by = writer
    writer.transport.set_write_buffer_limits(0)
    write_more_than_fits(writer)
    print("server waits")
    waiting = asyncio.create_task(writer.drain())
    await writer.drain()
    print("server drained")
    await waiting
    writer.write(b"!" * 100)
    Written.octets += 100
    await writer.drain()
    print("nothing to wait for")
    write_more_than_fits(writer)
    writer.close()
    print("closing", writer.is_closing())
    await writer.wait_closed()
    print("server closed")


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.transport.pause_reading()
    source = writer.get_extra_info("socket").fileno()
    for second in range(2):
        await asyncio.sleep(1)
        print("client takes all")
        take_all_that_was_sent(source)
    await asyncio.sleep(1)
    take(source, Written.octets)
    print("client took the rest")
    writer.transport.resume_reading()
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    server.close()


asyncio.run(main())
