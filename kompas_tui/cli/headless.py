"""A session without a beamer: says where to join and how to stop, and serves until it is told to."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kompas_tui.cli.house import LocalHouse
from kompas_tui.cli.saying import say
from kompas_tui.domain.course.way import route_minutes, waits_for_route
from kompas_tui.domain.language.wording import as_argument, listing
from kompas_tui.tui.choices import Choice, StartDecks
from kompas_tui.tui.ports import Entrance, Running

STOP_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
LINGER_SECONDS = 10.0
"""How long an ended session is still served, so that every phone gets its last page."""


def run_headless(house: LocalHouse, choice: Choice, *, linger: float = LINGER_SECONDS) -> int:
    """Serve the session until the remote or a signal stops it."""
    return asyncio.run(_run(house, choice, linger))


async def _run(house: LocalHouse, choice: Choice, linger: float) -> int:
    finished, at_once = asyncio.Event(), asyncio.Event()

    def stop() -> None:
        at_once.set()
        finished.set()

    house.on_pause, house.on_end, house.on_move = stop, finished.set, _say_where
    with _signals(stop):
        running = await house.open(choice)
        try:
            _introduce(running)
            await finished.wait()
            ended = running.workshop.session.is_ended
            if ended:
                _say("De sessie is afgerond.")
                _say(f"Het verslag maak je met: kompas verslag {as_argument(house.folder.absolute())}")
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(at_once.wait(), linger)
        finally:
            await running.stop()
    if not ended:
        _say(f"De sessie is gepauzeerd. {_how_to_go_on(choice, house.folder)}")
        if house.missing:
            _say(house.missing)
    return 1 if house.missing else 0


def _how_to_go_on(choice: Choice, folder: Path) -> str:
    decks = " ".join(map(as_argument, choice.decks)) if isinstance(choice, StartDecks) else "…"
    typed = as_argument(folder.absolute())
    return f"Verder gaan: kompas zonder-scherm {decks} --sessie {typed}, of op de beamer: kompas hervat {typed}"


def _introduce(running: Running) -> None:
    entrance = running.entrance
    for notice in (*running.workshop.notices, *entrance.notices):
        _say(notice)
    _say_where(entrance)
    _say(f"Sleutel voor de regie: {running.key}")
    course = running.workshop.course
    if waits_for_route(running.workshop.session, course):
        told = listing([f"{route.name} ({route_minutes(course, route)} min)" for route in course.routes], "of")
        _say(f"Route kiezen: {told}. Dat kan op de regie, of met ‘--route’ bij het begin.")
    _say("Stoppen: Ctrl+C. Daarna lees je hoe je verdergaat.")


def _say_where(entrance: Entrance) -> None:
    _say(f"Meedoen: http://{entrance.address}")
    _say(f"Regie: http://{entrance.address.rpartition('/')[0]}/regie")


@contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[None]:
    """Let the signals that end a program end it tidily."""
    loop = asyncio.get_running_loop()
    known = [getattr(signal, name) for name in STOP_SIGNALS if hasattr(signal, name)]
    if sys.platform == "win32":
        # The loop of Windows takes no signals; these come in a thread that may not touch it.
        before = {number: signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop)) for number in known}
    else:
        for number in known:
            loop.add_signal_handler(number, stop)
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
    say(line)
    sys.stdout.flush()
