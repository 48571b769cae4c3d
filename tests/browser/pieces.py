"""A slow line: the pages of a site arrive piece by piece, and what has arrived is drawn meanwhile."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

PIECE = 1024
# Longer than a frame, so that the browser draws between two pieces.
PAUSE = 0.025


@contextmanager
def in_pieces(address: str) -> Iterator[str]:
    """The address under which the site at ``address`` is served so. Only what can be asked for with GET."""

    class Slow(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = Request(f"{address}{self.path}", headers={"Accept": self.headers.get("Accept", "*/*")})
            try:
                answer = urlopen(asked)
            except HTTPError as error:
                answer = error
            with answer:
                body, kind = answer.read(), answer.headers.get("Content-Type", "")
            self.send_response(answer.status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            size = PIECE if kind.startswith("text/html") else len(body) or 1
            for start in range(0, len(body), size):
                self.wfile.write(body[start : start + size])
                if size == PIECE:
                    time.sleep(PAUSE)

        def log_message(self, *args: object) -> None:
            """A browser that goes on to the next page is no news."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
