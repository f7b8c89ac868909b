"""A session without a beamer: says where to join and how to stop, and serves until it is told to."""

import asyncio
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from kompas_tui.cli.house import House
from kompas_tui.tui.ports import Choice, Running

STOP_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


def run_headless(house: House, choice: Choice) -> int:
    """Serve the session until the remote or a signal stops it."""
    return asyncio.run(_run(house, choice))


async def _run(house: House, choice: Choice) -> int:
    finished = asyncio.Event()
    house.on_pause = house.on_end = finished.set
    with _signals(finished):
        running = await house.open(choice)
        try:
            _introduce(running)
            await finished.wait()
        finally:
            await running.stop()
    ended = running.workshop.session.is_ended
    _say("De sessie is afgerond." if ended else "De sessie is gepauzeerd. Verder gaan: kompas hervat")
    return 0


def _introduce(running: Running) -> None:
    entrance = running.entrance
    for notice in (*entrance.notices, *running.notices):
        _say(notice)
    _say(f"Meedoen: http://{entrance.address}")
    _say(f"Afstandsbediening: http://{entrance.address.rpartition('/')[0]}/regie")
    _say(f"Sleutel voor de afstandsbediening: {running.key}")
    _say("Stoppen: Ctrl+C. Daarna kun je verder met: kompas hervat")


@contextmanager
def _signals(finished: asyncio.Event) -> Iterator[None]:
    """Let the signals that end a program end it tidily."""
    loop = asyncio.get_running_loop()
    known = [getattr(signal, name) for name in STOP_SIGNALS if hasattr(signal, name)]
    if sys.platform == "win32":
        before = {number: signal.signal(number, lambda *_: loop.call_soon_threadsafe(finished.set)) for number in known}
    else:
        for number in known:
            loop.add_signal_handler(number, finished.set)
    try:
        yield
    finally:
        if sys.platform == "win32":
            for number, handler in before.items():
                signal.signal(number, handler)
        else:
            for number in known:
                loop.remove_signal_handler(number)


def _say(line: str) -> None:
    click.echo(line)
    sys.stdout.flush()
