"""Keeps the screen of this laptop on: who steers from a phone touches no key for a whole evening."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_log = logging.getLogger(__name__)

_LONGEST = 5.0
"""Seconds that the system may take to let go again; it does so by itself when the program ends."""


@asynccontextmanager
async def kept_awake() -> AsyncIterator[bool]:
    """Hold off sleep, screen saver and lock while the block runs; gives whether the system does so."""
    loop = asyncio.get_running_loop()
    began: asyncio.Future[bool] = loop.create_future()
    over = threading.Event()

    def stay() -> None:  # in one thread, since what is held belongs to the context that took it
        told = False
        try:
            from wakepy import keep

            with keep.presenting(on_fail="pass") as mode:
                told = True
                loop.call_soon_threadsafe(began.set_result, mode.active)
                over.wait()
        except Exception:  # noqa: BLE001 - a laptop that may fall asleep is no reason not to begin
            _log.exception("the screen can't be kept on")
            if not told:
                loop.call_soon_threadsafe(began.set_result, False)

    staying = threading.Thread(target=stay, name="kompas-awake", daemon=True)
    staying.start()
    try:
        yield await began
    finally:
        over.set()
        await asyncio.to_thread(staying.join, _LONGEST)
