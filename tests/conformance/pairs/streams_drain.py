# How much the kernel takes, and how much of it one read finds, is not asyncio's to decide: so the
# kernel is filled and emptied past asyncio, all at once, and only what asyncio decides is left.
import asyncio
import os
import select

CHUNK = b"." * 16384


def wait_for(descriptor, what, milliseconds=None):
    # Past the virtual clock: a select.select takes time.
    poll = select.poll()
    poll.register(descriptor, what)
    poll.poll(milliseconds)


class Kernel:
    """The octets that are with the kernel, on their way from the server to the client."""

    octets = 0
    end = None  # where they go in

    def fill(self, end):
        self.end = end
        full = 0
        while full < 2:
            try:
                self.octets += os.write(end, CHUNK)
                full = 0
            except BlockingIOError:
                # What is on its way may still make room.
                full += 1
                wait_for(end, select.POLLOUT, 300)

    def empty(self, source):
        while self.octets > 0:
            wait_for(source, select.POLLIN)
            self.octets -= len(os.read(source, self.octets))
        wait_for(self.end, select.POLLOUT)


kernel = Kernel()


async def handle(reader, writer):
    writer.transport.set_write_buffer_limits(0)
    kernel.fill(writer.get_extra_info("socket").fileno())
    writer.write(CHUNK)
    print("server waits", writer.transport.get_write_buffer_size())
    waiting = asyncio.create_task(writer.drain())
    await writer.drain()
    print("server drained")
    await waiting
    writer.write(b"!" * 100)
    await writer.drain()
    print("nothing to wait for")
    kernel.octets += len(CHUNK) + 100
    kernel.fill(writer.get_extra_info("socket").fileno())
    writer.write(CHUNK)
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
        kernel.empty(source)
    await asyncio.sleep(1)
    print("client takes the rest", len(os.read(source, 20000)))
    writer.transport.resume_reading()
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    server.close()


asyncio.run(main())
