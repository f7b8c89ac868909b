"""Waiting for a state instead of for a time."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 90.0
"""How many seconds anything may take: a slow machine with other work must fail no test, and one that hangs must end."""

LOOK_SECONDS = 0.02


def eventually(probe: Callable[[], T], *, seconds: float = PATIENCE) -> T:
    """The first true result of the probe; AssertionError where it takes too long."""
    deadline = time.monotonic() + seconds
    while not (found := probe()):
        assert time.monotonic() < deadline, f"this took more than {seconds} seconds"
        time.sleep(LOOK_SECONDS)
    return found


async def eventually_async(probe: Callable[[], T], *, seconds: float = PATIENCE) -> T:
    """The same in an event loop that goes on meanwhile."""
    deadline = time.monotonic() + seconds
    while not (found := probe()):
        assert time.monotonic() < deadline, f"this took more than {seconds} seconds"
        await asyncio.sleep(LOOK_SECONDS)
    return found
