"""Ports for what a test begins, again on the same one too, so that nobody else's call takes it meanwhile."""

import itertools
import os
import socket

_FIRST, _MOST = 20_000, 1_000
"""Below the ports that the system itself gives to who calls: those may be taken between an end and a new start."""

_WORKERS = 12
"""So many processes of tests have ports of their own, so that none takes one that another just found to be free."""

_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % _WORKERS
_turns = itertools.count(os.getpid() * 97)


def free_port() -> int:
    """A port that nobody listens on just now; another at each call, and others in another process of tests."""
    while True:
        port = _FIRST + _worker * _MOST + next(_turns) % _MOST
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("0.0.0.0", port))
            except OSError:
                continue
            return port
