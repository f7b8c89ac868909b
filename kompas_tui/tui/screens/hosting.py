"""A screen on which conversations are held: it says, asks, carries out, and tells what could not be kept."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

from textual.screen import ModalScreen, Screen

from kompas_tui.deck_files import DeckProblems
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.keys import helping
from kompas_tui.tui.widgets import MessageLine
from kompas_tui.workshop import Workshop

T = TypeVar("T")

_log = logging.getLogger(__name__)


class HostScreen(Screen[None]):
    """The `Host` of conversations; who draws it gives it a `MessageLine`."""

    def __init__(self, workshop: Workshop, key_names: KeyNames) -> None:
        super().__init__()
        self.workshop = workshop
        self.key_names = key_names
        self._asking = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._trouble_told = self._trouble_read = ""

    def lay_over(self, screen: ModalScreen[None]) -> None:
        """Show something over the session, and go on."""
        self.app.push_screen(screen)

    async def ask(self, dialog: ModalScreen[T]) -> T | None:
        """Show a dialog and wait for what comes of it; None where another one is asked already."""
        if self._asking:
            return None
        self._asking = True
        answered: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()
        try:
            self.app.push_screen(dialog, answered.set_result)
            return await answered
        finally:
            self._asking = False

    def do(self, work: Coroutine[Any, Any, object]) -> None:
        """Carry out a command; what is refused is said, and an error never leaves the screen."""

        async def carry_out() -> None:
            try:
                await work
            except DeckProblems as error:
                self.say(f"De kaartenset is niet overgenomen. {error.problems[0]}", wrong=True)
            except KompasError as error:
                self.say(helping(error, self.key_names), wrong=True)
            except Exception:  # noqa: BLE001 - an error in one command must not stop the session
                _log.exception("a command failed")
                self.say("Dat lukte niet. De sessie gaat gewoon door. Probeer het nog eens.", wrong=True)

        task = asyncio.create_task(carry_out())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def say(self, sentence: str, *, wrong: bool = False, lasting: bool = False) -> None:
        """A sentence for the facilitator: above the keys, or over the dialog that is open."""
        seconds = 12 if wrong or lasting else 5
        if self.app.screen is self:
            self.query_one(MessageLine).put(sentence, wrong=wrong, seconds=seconds, lasting=lasting)
        else:
            self.notify(sentence, severity="error" if wrong else "information", timeout=seconds, markup=False)

    def on_key(self) -> None:
        """The next key takes the message away, and tells that trouble was read."""
        line = self.query_one(MessageLine)
        if self._trouble_told and self._trouble_told in line.said:
            self._trouble_read = self._trouble_told
            self.workshop.trouble_seen()
        line.clear()

    def tell_trouble(self) -> None:
        """Say what could not be kept, until a key shows that it was read."""
        trouble = self.workshop.trouble
        if (
            trouble
            and trouble != self._trouble_read
            and self.app.screen is self
            and not self.query_one(MessageLine).said
        ):
            self._trouble_told = trouble
            self.say(trouble, wrong=True)
