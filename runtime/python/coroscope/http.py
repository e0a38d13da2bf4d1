"""HTTP/1.1 on asyncio streams: a client with aiohttp's names, and a small server on 127.0.0.1.

Whatever is wrong with the other end, the client raises a ClientError that says what, and the
server answers with a status that does: nobody waits for ever, and nobody reads without bound.
"""

import asyncio
import re

_FIELD = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\0]*?)[ \t]*")
_STATUS_LINE = re.compile(r"HTTP/1\.[01] ([1-9]\d\d)(?: [^\r\n]*)?")
_REQUEST_LINE = re.compile(r"([A-Z]+) (\S+) HTTP/1\.[01]")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r\n")
_URL = re.compile(r"http://([0-9.]+)(?::([0-9]{1,5}))?(/[^\s#]*)?(?:#.*)?")
_REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found", 408: "Request Timeout",
            413: "Content Too Large", 431: "Request Header Fields Too Large",
            500: "Internal Server Error"}
_MOST_TRAILERS = 100


class ClientError(Exception):
    """There is no whole answer, and why."""


class HttpError(Exception):
    """What is wrong with what the other end sent, and the status that says so."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


class Headers:
    """Names and values in their order; names in either case are the same."""

    def __init__(self, pairs=()):
        self._pairs = list(pairs)

    def get(self, name, default=None):
        return next((value for key, value in self._pairs if key.lower() == name.lower()), default)

    def __getitem__(self, name):
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value


def _parse_head(head, first_line):
    """The first line as its pattern matches it, and the header fields."""
    first, *lines = head.decode("latin-1")[:-4].split("\r\n")
    start, fields = first_line.fullmatch(first), [_FIELD.fullmatch(line) for line in lines]
    if not start or not all(fields):
        raise HttpError(400, "this is no HTTP/1.1")
    headers = Headers(field.groups() for field in fields)
    length = headers.get("Content-Length")
    if length is not None and (headers.get("Transfer-Encoding")
                               or not re.fullmatch("[0-9]{1,15}", length)):
        raise HttpError(400, "the length of the body is unclear")
    return start, headers


async def _read_head(reader, first_line):
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError:
        raise HttpError(431, "the header is too large") from None
    return _parse_head(head, first_line)


async def _read_chunks(reader, limit):
    body = b""
    while True:
        size = _CHUNK_SIZE.fullmatch(await _read_line(reader))
        if not size:
            raise HttpError(400, "this is no chunk")
        size = int(size[1], 16)
        if size == 0:
            break
        _check_size(len(body) + size, limit)
        body += await reader.readexactly(size)
        if await reader.readexactly(2) != b"\r\n":
            raise HttpError(400, "this is no chunk")
    for _ in range(_MOST_TRAILERS):
        if await _read_line(reader) == b"\r\n":
            return body
    raise HttpError(431, "the header is too large")


async def _read_line(reader):
    try:
        return await reader.readuntil(b"\n")
    except asyncio.LimitOverrunError:
        raise HttpError(400, "a line is too long") from None


async def _read_to_end(reader, limit):
    body = b""
    while block := await reader.read(65536):
        body += block
        _check_size(len(body), limit)
    return body


def _check_size(size, limit):
    if size > limit:
        raise HttpError(413, f"the body is larger than {limit} bytes")


async def _read_body(reader, headers, limit, ends_with_connection):
    if headers.get("Transfer-Encoding", "identity").lower() == "chunked":
        return await _read_chunks(reader, limit)
    length = headers.get("Content-Length")
    if length is None:
        return await _read_to_end(reader, limit) if ends_with_connection else b""
    _check_size(int(length), limit)
    return await reader.readexactly(int(length))


# The client.


async def _answer(work, timeout):
    """What the coroutine returns, and every failure as a ClientError."""
    try:
        async with asyncio.timeout(timeout):
            return await work
    except TimeoutError:
        raise ClientError("no whole answer came in time") from None
    except (HttpError, OSError) as error:
        raise ClientError(str(error)) from None
    except EOFError:
        raise ClientError("the connection ended before the answer did") from None


class ClientResponse:
    """An answer whose body is still to be read."""

    def __init__(self, session, reader, writer, status, headers):
        self.status = status
        self.headers = headers
        self._session = session
        self._reader = reader
        self._writer = writer
        self._body = None

    async def read(self):
        if self._body is None:
            self._body = await _answer(self._read(), self._session.timeout)
        return self._body

    async def text(self):
        return (await self.read()).decode()

    async def _read(self):
        if self.status < 200 or self.status in (204, 304):
            return b""
        return await _read_body(self._reader, self.headers, self._session.limit, True)

    def close(self):
        self._writer.close()


class _RequestContextManager:
    def __init__(self, session, url):
        self._session = session
        self._url = url
        self._response = None

    async def __aenter__(self):
        self._response = await _answer(self._request(), self._session.timeout)
        return self._response

    async def __aexit__(self, *error):
        self._response.close()

    async def _request(self):
        url = _URL.fullmatch(self._url)
        if not url:
            raise HttpError(400, f"'{self._url}' is no URL like http://127.0.0.1:8000/path")
        host, port, path = url[1], int(url[2] or 80), url[3] or "/"
        reader, writer = await asyncio.open_connection(host, port)
        try:
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n"
                         "Connection: close\r\n\r\n".encode())
            start, headers = await _read_head(reader, _STATUS_LINE)
        except BaseException:
            writer.close()
            raise
        return ClientResponse(self._session, reader, writer, int(start[1]), headers)


class ClientSession:
    """Where requests go to, how long they may take (seconds), and how much they may bring."""

    def __init__(self, base_url="", *, timeout=10, limit=1 << 20):
        self.base_url = base_url
        self.timeout = timeout
        self.limit = limit

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        pass

    def get(self, url):
        return _RequestContextManager(self, self.base_url + url)


# The server.


class Request:
    def __init__(self, method, path, headers, body):
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body


class Response:
    """An answer; `chunks` of them are sent in the chunked encoding, where there are any."""

    def __init__(self, text="", *, status=200, content_type="text/plain", chunks=()):
        self.text = text
        self.status = status
        self.content_type = content_type
        self.chunks = chunks

    def encode(self):
        body = self.text.encode()
        framing = f"Content-Length: {len(body)}"
        if self.chunks:
            framing = "Transfer-Encoding: chunked"
            body = b"".join(b"%x\r\n%s\r\n" % (len(chunk.encode()), chunk.encode())
                            for chunk in (*self.chunks, ""))
        return (f"HTTP/1.1 {self.status} {_REASONS.get(self.status, 'Unknown')}\r\n"
                f"Content-Type: {self.content_type}\r\n{framing}\r\n"
                "Connection: close\r\n\r\n").encode() + body


class Server:
    """`async with Server(handler)`: each request is answered with `await handler(request)`."""

    def __init__(self, handler, port=0, *, timeout=10, limit=1 << 20):
        self._handler = handler
        self._port = port
        self._timeout = timeout
        self._limit = limit
        self._server = None

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self._port)
        return self

    async def __aexit__(self, *error):
        self._server.close()
        await self._server.wait_closed()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def serve_forever(self):
        await self._server.serve_forever()

    async def _connected(self, reader, writer):
        try:
            response = await self._respond(reader)
            if response is not None:
                async with asyncio.timeout(self._timeout):
                    writer.write(response.encode())
                    await writer.drain()
        except OSError:
            pass  # the client is gone, or does not read
        finally:
            writer.close()

    async def _respond(self, reader):
        try:
            async with asyncio.timeout(self._timeout):
                request = await self._read_request(reader)
        except HttpError as error:
            return Response(f"{error}\n", status=error.status)
        except TimeoutError:
            return Response("the request did not come in time\n", status=408)
        except EOFError:
            return None
        return await self._handler(request)

    async def _read_request(self, reader):
        start, headers = await _read_head(reader, _REQUEST_LINE)
        body = await _read_body(reader, headers, self._limit, False)
        return Request(start[1], start[2], headers, body)
