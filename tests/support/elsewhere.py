"""A site elsewhere, on this machine, whose answers the test sets."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Elsewhere(ThreadingHTTPServer):
    """Answers by path; `asked` has the method, path and headers of each request.

    `/silent` says nothing and `/drip` sends a byte now and then, until `finish` is set.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, tuple[int, dict[str, str]]] = {}
        self.robots = ""
        self.without_head = False
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.finish = threading.Event()

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.server_port}{path}"

    def methods(self, path: str) -> list[str]:
        """How a path was asked for, in order."""
        return [method for method, asked, _headers in self.asked if asked == path]


class Handler(BaseHTTPRequestHandler):
    """Answers as `Elsewhere` is told."""

    server: Elsewhere

    def do_HEAD(self) -> None:
        """The same as for GET, of which nobody reads the body."""
        self.answer()

    def do_GET(self) -> None:
        """What the test has set."""
        self.answer()

    def answer(self) -> None:
        """200 for / and what the test has set; 404 for the rest."""
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        if self.path == "/silent":
            self.server.finish.wait(3)
            return
        if self.path == "/drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not self.server.finish.wait(0.1):
                self.wfile.write(b"x")
            return
        body = self.server.robots.encode() if self.path == "/robots.txt" else b""
        status, headers = self.server.answers.get(self.path, (200 if body or self.path == "/" else 404, {}))
        if self.server.without_head and self.command == "HEAD":
            status = 405
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args) -> None:
        """Nothing on the terminal."""
