"""What a laptop hears from a server that is none of ours, or means harm."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from kompas_tui.cli import account
from kompas_tui.cli.account import NO_ANSWER, NO_HUIS, answer_of
from kompas_tui.domain.language.errors import KompasError


class _Stranger(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/zonder-eind" else 409)
        self.send_header("x-kompas", "1")
        self.send_header("content-type", "text/plain")
        self.end_headers()
        if self.path == "/stuurt":
            self.wfile.write(b"\x1b[2J\x1b]0;W\x07Nee.")
        while self.path == "/zonder-eind":
            try:
                self.wfile.write(bytes(1 << 16))
            except OSError:  # the other one went
                break

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def stranger() -> Iterator[str]:
    """The address of such a server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Stranger) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "said"), [("/zonder-eind", NO_HUIS), ("/stil", NO_ANSWER), ("/stuurt", "[2J]0;WNee.")]
)
def test_a_server_that_sends_without_end_or_nothing_or_steers_gives_a_sentence(
    stranger: str, path: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "LARGEST_PARCEL", 1 << 20)
    with pytest.raises(KompasError) as caught:
        answer_of(stranger, "GET", path, None)
    assert str(caught.value) == said
