"""Our HTTP client and server, in C++ and in Python, with peers that we did not write: nginx,
Python's http.server, curl, wrk, and sockets that behave badly."""

import os
import re
import socket
import subprocess
import tempfile
import time
import unittest
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CPP = os.path.join(os.environ["COROSCOPE_BUILD"], "http_peer")
PYTHON = "/usr/bin/python3"
OURS = {"C++": [CPP], "Python": [PYTHON, str(Path(__file__).parent / "http_peer.py")]}
LONGEST = 20  # seconds: longer than anything here may take

NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log stderr crit;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    gzip off;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/www;
        location /chunked {{ ssi on; ssi_types *; alias {folder}/www/large.txt; }}
    }}
}}
"""


def environment():
    return dict(os.environ, PYTHONPATH=str(ROOT / "runtime" / "python"),
                PYTHONDONTWRITEBYTECODE="1")


def run(command):
    return subprocess.run(command, capture_output=True, text=True, timeout=LONGEST,
                          env=environment())


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def wait_until_it_listens(port, process):
    deadline = time.monotonic() + LONGEST
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError("the server does not listen") from None
            time.sleep(0.01)


@contextmanager
def foreign_server(command, port):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_it_listens(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(LONGEST)


@contextmanager
def our_server(command):
    process = subprocess.Popen([*command, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, env=environment())
    try:
        yield process.stdout.readline().strip()
        _, errors = process.communicate(timeout=LONGEST)
        assert (process.returncode, errors) == (0, ""), errors
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def curl(*arguments):
    done = run(["curl", "-sS", "--max-time", "10", *arguments])
    return done.stdout if done.returncode == 0 else f"curl: {done.returncode} {done.stderr}"


def page(answer):
    """The status, the length as our client counted it, and the body."""
    first, _, body = answer.stdout.partition("\n")
    status, length = map(int, first.split())
    return status, length, body.removesuffix("\n")


class OurClient(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        www = Path(cls.folder, "www")
        www.mkdir()
        www.joinpath("tea.txt").write_text("a cup of tea")
        cls.large = "line of text\n" * 30_000
        www.joinpath("large.txt").write_text(cls.large)
        www.joinpath("empty.txt").write_text("")

    def fetches(self, url):
        for language, command in OURS.items():
            with self.subTest(language):
                def get(path, *more):
                    return run([*command, "get", url + path, *more])

                self.assertEqual(page(get("/tea.txt")), (200, 12, "a cup of tea"))
                self.assertEqual(page(get("/empty.txt")), (200, 0, ""))
                self.assertEqual(page(get("/large.txt")), (200, len(self.large), self.large))
                self.assertEqual(page(get("/none.txt"))[0], 404)
                too_much = get("/large.txt", "1000")
                self.assertEqual(too_much.returncode, 1)
                self.assertIn("ClientError: the body is larger than 1000 bytes", too_much.stderr)
                yield get

    def test_it_fetches_from_nginx(self):
        port = free_port()
        config = Path(self.folder, "nginx.conf")
        config.write_text(NGINX.format(folder=self.folder, port=port))
        with foreign_server(["/usr/sbin/nginx", "-e", "stderr", "-c", str(config)], port) as url:
            self.assertIn("Transfer-Encoding: chunked", curl("-i", url + "/chunked"))
            for get in self.fetches(url):
                self.assertEqual(page(get("/chunked")), (200, len(self.large), self.large))

    def test_it_fetches_from_pythons_http_server(self):
        port = free_port()
        command = [PYTHON, "-m", "http.server", "--bind", "127.0.0.1", "--directory",
                   os.path.join(self.folder, "www"), str(port)]
        with foreign_server(command, port) as url:
            for _ in self.fetches(url):
                pass

    def test_nobody_there_and_a_silent_server_are_clear_errors(self):
        port = free_port()
        for language, command in OURS.items():
            with self.subTest(language):
                done = run([*command, "get", f"http://127.0.0.1:{port}/"])
                self.assertEqual(done.returncode, 1)
                self.assertIn(f"ClientError: [Errno 111] Connect call failed ('127.0.0.1', {port})",
                              done.stderr)
                with socket.create_server(("127.0.0.1", 0)) as silent:
                    url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
                    done = run([*command, "get", url])
                self.assertEqual(done.returncode, 1)
                self.assertIn("ClientError: no whole answer came in time", done.stderr)


class OurServer(unittest.TestCase):
    def each_server(self):
        for language, command in OURS.items():
            with self.subTest(language), our_server(command) as url:
                yield url

    def test_it_answers_curl(self):
        for url in self.each_server():
            self.assertEqual(curl(url + "/chunks"), "one two three")
            self.assertEqual(curl("-d", "hello", url + "/echo"), "POST hello")
            self.assertEqual(curl("-H", "Transfer-Encoding: chunked", "-d", "hello", url + "/echo"),
                             "POST hello")
            self.assertEqual(len(curl(url + "/large")), 3_000_000)
            self.assertEqual(curl("-w", "%{http_code}", url + "/none"), "no such page\n404")

    def test_it_answers_wrk(self):
        for url in self.each_server():
            report = run(["wrk", "-t1", "-c4", "-d1s", url + "/chunks"]).stdout
            requests = re.search(r"(\d+) requests in", report)
            self.assertTrue(requests and int(requests[1]) > 50, report)
            self.assertNotIn("Non-2xx", report)
            self.assertEqual(curl(url + "/chunks"), "one two three")

    def test_it_refuses_what_is_too_much_and_does_not_wait_for_ever(self):
        for url in self.each_server():
            port = int(url.rpartition(":")[2])
            for request, status in ((b"GET / HTTP/1.1\r\nX: " + b"x" * 200_000, b"431"),
                                    (b"POST / HTTP/1.1\r\nContent-Length: 999999\r\n\r\n", b"413"),
                                    (b"nonsense\r\n\r\n", b"400"), (b"GET / HTTP/1.1\r\n", b"408")):
                with socket.create_connection(("127.0.0.1", port), timeout=LONGEST) as sock:
                    sock.sendall(request)
                    answer = sock.recv(4096)
                    self.assertEqual(answer[:13], b"HTTP/1.1 " + status + b" ")


if __name__ == "__main__":
    unittest.main()
