"""What is typed, in a line: a key is handed over once the one before did its work and a dialog that it opens stands.

A laptop that hangs for a second, or a paste without brackets, gives keys faster than a dialog can open. Without this
line they reach the session behind the dialog, and open a round or take back a step before the whole room.
"""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from textual.events import Key, Paste
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

KeyOrPaste = Key | Paste

_PASSES = 3
"""How often is waited for what comes by: a key, the message that it gave, and what the screen made of that."""
# Textual has no event for a screen that is ready to be typed in, so that is looked at.
_LOOK_SECONDS = 0.01
_LOOKS_FOR_FOCUS = 20
_MOST_LOOKS = 300
"""Looks and not seconds are counted: a laptop that hangs makes one look long, and none of its keys go astray."""

_log = logging.getLogger(__name__)


@runtime_checkable
class Busy(Protocol):
    """A screen that carries out what it was asked to."""

    @property
    def is_busy(self) -> bool:
        """Whether it does something that may end in a dialog or in another state."""


class ComesAfter(Message):
    """Goes the way of a key, from where it was typed up to the program: when it arrives, the key was handled."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived = asyncio.Event()


class Program(Protocol):
    """What the line needs of the program."""

    @property
    def screen_stack(self) -> Sequence[Screen[object]]:
        """The screens, the one that takes keys last."""

    @property
    def is_opening(self) -> bool:
        """Whether a screen is being opened."""

    def post_message(self, message: Message) -> bool:
        """Put a message in the program's own line."""


class KeyLine:
    """The keys and pastes that wait for their turn."""

    def __init__(self, program: Program, passes_by: Callable[[KeyOrPaste], bool]) -> None:
        """What `passes_by` is not kept waiting while a screen is being opened."""
        self._program, self._passes_by = program, passes_by
        self._waiting: deque[KeyOrPaste] = deque()
        self._due: KeyOrPaste | None = None
        self._taken = asyncio.Event()
        self._at_work: asyncio.Task[None] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether all that was typed has been handled."""
        return self._at_work is None or self._at_work.done()

    def forget(self) -> None:
        """Hand over nothing of what waits: the program ends, or what it was typed for did not come."""
        self._waiting.clear()

    def take(self, typed: KeyOrPaste) -> bool:
        """Put this at the end of the line; whether it is its turn now."""
        if typed is self._due:
            self._due = None
            self._taken.set()
            return True
        if self._program.is_opening and self._passes_by(typed):
            return True
        self._waiting.append(typed)
        if self.is_empty:
            self._at_work = asyncio.create_task(self._hand_over())
        return False

    async def _hand_over(self) -> None:
        while self._waiting:
            await self._until_ready()
            if not self._waiting:
                return
            self._due = self._waiting.popleft()
            self._taken.clear()
            # By way of the program's own line, in which the first focus of a new screen stands too.
            is_letter = self._is_letter_in_line(self._due)
            self._program.post_message(self._due)
            await self._taken.wait()
            if is_letter and self._waiting and self._is_letter_in_line(self._waiting[0]):
                continue  # a letter leads to nothing else, and a paste without brackets has thousands of them
            for _ in range(_PASSES):
                await self._until_handled()

    def _is_letter_in_line(self, typed: KeyOrPaste) -> bool:
        """Whether this is one more letter in a line that is being filled in."""
        stack = self._program.screen_stack
        is_in_line = bool(stack) and isinstance(stack[-1].focused, Input)
        return is_in_line and isinstance(typed, Key) and typed.is_printable

    async def _until_ready(self) -> None:
        while self._program.is_opening:
            await asyncio.sleep(_LOOK_SECONDS)
        for look in range(_MOST_LOOKS):
            if self._is_ready(waited_for_focus=look >= _LOOKS_FOR_FOCUS):
                return
            await asyncio.sleep(_LOOK_SECONDS)
        _log.warning("a key waited too long for what was asked before it")

    def _is_ready(self, *, waited_for_focus: bool) -> bool:
        stack = self._program.screen_stack
        if not stack:
            return True  # the program ends
        screen = stack[-1]
        if not screen.is_mounted or any(isinstance(one, Busy) and one.is_busy for one in stack):
            return False
        return waited_for_focus or screen.focused is not None or not screen.focus_chain

    async def _until_handled(self) -> None:
        stack = self._program.screen_stack
        if not stack:
            return
        typed_at = stack[-1].focused or stack[-1]
        after = ComesAfter()
        if not typed_at.post_message(after):
            return
        for _ in range(_MOST_LOOKS):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(after.arrived.wait(), _LOOK_SECONDS)
            if after.arrived.is_set() or not (typed_at.is_attached and typed_at.is_running):
                return
