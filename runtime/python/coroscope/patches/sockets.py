"""Sockets: who waits for which connection, and whether both of its ends are in the run.

Where they are, the virtual clock may jump as soon as nothing is ready: loopback delivers at once.
Where somebody else may write, real time passes.
"""

import os
import selectors
import socket
import stat
import sys
import weakref
from asyncio import selector_events, streams

_SYN_SENT = 2  # tcpi_state of a connection on its way

# What a descriptor's own callback of asyncio's waits for.
_WAITS_FOR = {"_accept_connection": "accept", "_sock_connect_cb": "connect",
              "_read_ready": "read", "_write_ready": "write"}


class Sockets:
    """The addresses of the run's own sockets, and the numbers of its connections."""

    def __init__(self, recorder):
        self._recorder = recorder
        self._addresses = set()       # of every socket that the run has bound or connected
        self._targets = {}            # where a socket of that address connects to
        self._numbers = weakref.WeakKeyDictionary()

    def bound(self, sock):
        """The socket listens."""
        self._addresses.add(sock.getsockname())

    def connecting(self, sock, address):
        """The socket has an address of its own now, and is on its way to another."""
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            own = sock.getsockname()
            self._addresses.add(own)
            self._targets[own] = address

    def party(self, sock):
        """`conn:1`"""
        try:
            return f"conn:{self._numbers[sock]}"
        except KeyError:
            number = self._numbers[sock] = self._recorder.count("conn")
            return f"conn:{number}"

    def others_may_write(self, loop, for_ever):
        """Does the loop watch anything whose other end is outside of the run? A server may be
        called by anybody: that counts where nothing else can ever happen, and no connection
        within the run is waited for either."""
        pipe = loop._ssock.fileno()
        peers = {self._peer(fd) for fd in loop._selector.get_map() if fd != pipe}
        return "outside" in peers or for_ever and peers == {"anybody"}

    def in_flight(self, loop):
        """Does the loop wait until it can write to a connection whose last octets the other end
        has not yet acknowledged?"""
        return any(key.events & selectors.EVENT_WRITE and _has_unacknowledged_octets(key.fd)
                   for key in loop._selector.get_map().values())

    def watches_no_socket(self, loop):
        """Does the loop watch anything that is no socket, as a pipe?"""
        return any(not stat.S_ISSOCK(os.fstat(fd).st_mode) for fd in loop._selector.get_map())

    def _peer(self, fd):
        """Who may make the descriptor ready: inside, anybody (who calls a server) or outside."""
        try:
            sock = socket.socket(fileno=os.dup(fd))
        except OSError:
            return "outside"  # no socket
        with sock:
            if sock.family == socket.AF_UNIX:
                credentials = sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
                own = int.from_bytes(credentials[:4], sys.byteorder) == os.getpid()
                return "inside" if own else "outside"
            if sock.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                return "anybody"
            try:
                peer = sock.getpeername()
            except OSError:
                peer = self._targets.get(sock.getsockname())  # not connected yet
            return "inside" if peer in self._addresses else "outside"

    def connected(self, sock, peername):
        """A connection is made; a server's says with whom."""
        if self._recorder.clock.is_virtual and sock.family in (socket.AF_INET, socket.AF_INET6):
            try:
                peer = peername or sock.getpeername()
            except OSError:
                return  # gone already
            if peer not in self._addresses:
                self.note_others()

    def note_others(self):
        """Somebody from outside has taken part."""
        self._recorder.note_others("somebody outside of the program took part")


def _has_unacknowledged_octets(fd):
    try:
        with socket.socket(fileno=os.dup(fd)) as sock:
            info = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 28)
    except OSError:
        return False  # no TCP socket
    state, unacknowledged = info[0], int.from_bytes(info[24:28], sys.byteorder)
    return state != _SYN_SENT and unacknowledged > 0


def _socket_of(handle):
    """The socket for which asyncio itself watches a descriptor, or None."""
    owner = getattr(handle._callback, "__self__", None)
    if isinstance(owner, selector_events._SelectorTransport):
        return owner._sock
    return next((item for item in handle._args or () if isinstance(item, socket.socket)), None)


def install(recorder, patches):
    sockets = recorder.sockets = Sockets(recorder)
    base = selector_events.BaseSelectorEventLoop

    def wait(sock, text, loop=None):
        if sock is not None:
            recorder.emit("io_wait", loop=loop, other=sockets.party(sock), text=text)

    def _start_serving(self, protocol_factory, sock, *arguments):
        sockets.bound(sock)
        wait(sock, "accept", self)
        start_serving(self, protocol_factory, sock, *arguments)

    def _sock_connect(self, fut, sock, address):
        sock_connect(self, fut, sock, address)
        sockets.connecting(sock, address)
        if not fut.done():
            wait(sock, "connect")

    def transport_init(self, loop, sock, protocol, waiter=None, extra=None, server=None, **more):
        sockets.connected(sock, (extra or {}).get("peername"))
        original_init(self, loop, sock, protocol, waiter, extra, server, **more)

    async def _wait_for_data(self, func_name):
        if self._waiter is None:
            wait(getattr(self._transport, "_sock", None), "read")  # a pipe has none
        await wait_for_data(self, func_name)

    async def _drain_helper(self):
        if self._paused and not self._connection_lost:
            transport = getattr(self, "_transport", None)
            wait(getattr(transport, "_sock", None), "write")
        await drain_helper(self)

    def _process_events(self, event_list):
        for key, mask in event_list:
            for handle in key.data:
                text = handle and _WAITS_FOR.get(getattr(handle._callback, "__name__", None))
                if not text or handle._cancelled:
                    continue
                if mask & (2 if text in ("write", "connect") else 1):
                    sock = _socket_of(handle)
                    if sock is not None:
                        recorder.emit("io_ready", loop=self, other=sockets.party(sock), text=text,
                                      place=None)
        process_events(self, event_list)

    start_serving = patches.set(base, "_start_serving", _start_serving)
    sock_connect = patches.set(base, "_sock_connect", _sock_connect)
    original_init = patches.set(selector_events._SelectorSocketTransport, "__init__",
                                transport_init)
    process_events = patches.set(base, "_process_events", _process_events)
    wait_for_data = patches.set(streams.StreamReader, "_wait_for_data", _wait_for_data)
    drain_helper = patches.set(streams.FlowControlMixin, "_drain_helper", _drain_helper)
