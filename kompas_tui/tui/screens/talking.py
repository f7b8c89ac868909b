"""A screen on which conversations are held: it asks in dialogs, carries out what was asked, and says what failed."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

from textual.screen import ModalScreen, Screen

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.keys import helping
from kompas_tui.tui.steady import FAILED, Steady
from kompas_tui.tui.widgets import MessageLine

T = TypeVar("T")

_log = logging.getLogger(__name__)


class TalkingScreen(Steady, Screen[None]):
    """Holds one conversation at a time; who draws it puts its `message_line` somewhere."""

    def __init__(self, key_names: KeyNames) -> None:
        super().__init__()
        self.key_names = key_names
        self.message_line = MessageLine()
        self._conversations: set[asyncio.Task[None]] = set()
        self._aside: set[asyncio.Task[None]] = set()
        self._asked: ModalScreen[Any] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a conversation goes on that does not wait for an answer; keys wait meanwhile."""
        waits_for_answer = self._asked is not None and self._asked in self.app.screen_stack
        return len(self._conversations) > waits_for_answer

    def lay_over(self, screen: ModalScreen[None], *, for_room: bool = False) -> None:
        """Show something over the screen, and go on; `for_room` is for everybody and not for who works here."""
        self.app.push_screen(screen)

    async def ask(self, dialog: ModalScreen[T]) -> T | None:
        """Show a dialog and wait for what comes of it; None where another one is asked already."""
        if self._asked is not None:
            return None
        self._asked = dialog
        answered: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()
        try:
            self.app.push_screen(dialog, answered.set_result)
            return await answered
        finally:
            self._asked = None

    def do(self, work: Coroutine[Any, Any, object]) -> None:
        """Carry out a command or a conversation, before the next key."""
        self._carry_out(work, self._conversations)

    def do_aside(self, work: Coroutine[Any, Any, object]) -> None:
        """Carry out what takes long or comes by itself, while the keys go on."""
        self._carry_out(work, self._aside)

    def _carry_out(self, work: Coroutine[Any, Any, object], among: set[asyncio.Task[None]]) -> None:
        task = asyncio.create_task(self._saying_what_failed(work))
        among.add(task)
        task.add_done_callback(among.discard)

    async def _saying_what_failed(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await work
        except KompasError as error:
            self.say(self.reason_of(error), wrong=True)
        except Exception:  # noqa: BLE001 - an error in one command must not stop the screen
            _log.exception("a command failed")
            self.say(FAILED, wrong=True)

    def reason_of(self, error: KompasError) -> str:
        """Why something was refused, and what helps."""
        return helping(error, self.key_names)

    def say(self, sentence: str, *, wrong: bool = False, lasting: bool = False) -> None:
        """A sentence for who works here: above the keys, or over the dialog that is open."""
        seconds = 12 if wrong or lasting else 5
        if not self.app.screen_stack:
            return  # the program ended while this was being done
        if self.app.screen is self:
            self.message_line.put(sentence, wrong=wrong, seconds=seconds, lasting=lasting)
        else:
            self.app.clear_notifications()  # one at a time: eight of them hid the screen
            self.notify(sentence, severity="error" if wrong else "information", timeout=seconds, markup=False)
