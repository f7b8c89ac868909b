"""What keeps a program going: an error in one thing that it does stops nothing else."""

import inspect
import logging
import time
from collections.abc import Sequence
from typing import Any

from textual.message import Message
from textual.message_pump import MessagePump
from textual.timer import Timer

FAILED = "Dat lukte niet. De rest gaat gewoon door. Probeer het nog eens."

MOST_FAILURES, WITHIN_SECONDS = 20, 10.0
"""What fails more often than this in so short a time fails at everything, and the program ends in words."""

_log = logging.getLogger(__name__)


class Steady(MessagePump):
    """A program or a screen that goes on after an error: the log has it, and who works here reads a sentence.

    Textual ends the whole program at the first error in any of its parts.
    """

    _failures: Sequence[float] = ()

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not self._goes_on_after(error):
                raise

    def set_timer(self, delay: float, callback: Any = None, **options: Any) -> Timer:
        """As Textual's own, with a callback that may fail."""
        return super().set_timer(delay, self._kept(callback), **options)

    def set_interval(self, interval: float, callback: Any = None, **options: Any) -> Timer:
        """As Textual's own, with a callback that may fail."""
        return super().set_interval(interval, self._kept(callback), **options)

    def _kept(self, callback: Any) -> Any:
        async def called() -> None:
            try:
                if inspect.isawaitable(waited_for := callback()):
                    await waited_for
            except Exception as error:
                if not self._goes_on_after(error):
                    raise

        return called if callback is not None else None

    def _goes_on_after(self, error: Exception) -> bool:
        if len(self.app.screen_stack) < 2:
            return False  # nothing stands yet that could go on
        now = time.monotonic()
        self._failures = [*(then for then in self._failures if now - then < WITHIN_SECONDS), now]
        if len(self._failures) > MOST_FAILURES:
            return False
        _log.error("something failed, and the rest goes on", exc_info=error)
        self.app.notify(FAILED, severity="error", markup=False)
        return True
