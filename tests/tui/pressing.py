"""Keys pressed as somebody does who looks at the screen: the next one once all that came of the one before stands.

Textual's own pilot waits until the process uses little of the processor, and so it does while other work keeps it
from one: then a test looks too early, now and then. Here is asked whether anything is left to do.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from textual.app import App, ScreenStackError
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.events import Key
from textual.keys import key_to_character
from textual.pilot import Pilot

from kompas_tui.tui.keyline import Busy
from kompas_tui.tui.program import TerminalProgram
from kompas_tui.tui.screens.beamer import BeamerScreen
from tests.waiting import PATIENCE

_LOOKS_AT_REST = 3
"""What is done may give a message, that a drawing, and that a callback: as many looks in a row find nothing."""


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press these keys, each once the program is at rest, and what came of the last one stands."""
    await until_at_rest(pilot)
    for key in keys:
        name = "space" if key == " " else key
        pilot.app.post_message(Key(name, key_to_character(name)))
        await until_at_rest(pilot)


async def until_at_rest(pilot: Pilot[Any]) -> None:
    """Wait until nothing is left to do of what was asked; what waits for an answer is at rest."""
    deadline, looks = time.monotonic() + PATIENCE, 0
    while looks < _LOOKS_AT_REST and is_running(pilot.app):
        await _pause(pilot)
        looks = looks + 1 if _is_at_rest(pilot.app) else 0
        if not looks:
            await asyncio.sleep(0.005)
            assert time.monotonic() < deadline, f"still at work: {pilot.app.screen_stack}"


async def until(pilot: Pilot[Any], holds: Callable[[], object], said: Callable[[], object] = str) -> None:
    """Wait until this holds, and say what was to be seen where it never does; what is not there yet holds nothing."""
    deadline = time.monotonic() + PATIENCE
    while not _holds_now(pilot.app, holds):
        assert time.monotonic() < deadline, f"never came true: {said()}"
        await _pause(pilot)
        await asyncio.sleep(0.005)


async def _pause(pilot: Pilot[Any]) -> None:
    """As the pilot's own, with our patience; and the program may end meanwhile."""
    if is_running(pilot.app):
        await pilot._wait_for_screen(PATIENCE)
        await asyncio.sleep(0)
    if is_running(pilot.app):
        pilot.app.screen._on_timer_update()


def _holds_now(app: App[Any], holds: Callable[[], object]) -> bool:
    if is_running(app) and not app.screen.is_mounted:
        return False  # a screen is there before its parts are
    try:
        return bool(holds())
    except (NoMatches, NoScreen, ScreenStackError):
        return False


def is_running(app: App[Any]) -> bool:
    """Whether it is being shown, and not on its way out."""
    return app.is_running and app.return_value is None and bool(app.screen_stack)


def _is_at_rest(app: App[Any]) -> bool:
    if isinstance(app, TerminalProgram) and not app._key_line.is_empty:
        return False
    for screen in app.screen_stack:
        if isinstance(screen, BeamerScreen) and screen.is_mounted:
            screen._refresh_if_dirty()  # as it does ten times a second
        if isinstance(screen, Busy) and screen.is_busy:
            return False
        if any(widget.message_queue_size for widget in screen.walk_children(with_self=True)):
            return False
    return not app.message_queue_size
