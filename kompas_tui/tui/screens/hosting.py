"""The `Host` of conversations about a session: it also tells what could not be kept, and that phones are cut off."""

from typing import Any, TypeVar

from textual.screen import ModalScreen, Screen

from kompas_tui.deck_files import DeckProblems
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.screens.talking import TalkingScreen
from kompas_tui.workshop.running import RunningSession

T = TypeVar("T")

ASKED_AT_THE_DESK = "Dit doe je nu in het venster van de begeleider."


class HostScreen(TalkingScreen):
    """A screen of a running session."""

    def __init__(self, workshop: RunningSession, key_names: KeyNames) -> None:
        super().__init__(key_names)
        self.workshop = workshop
        self._trouble_told = self._trouble_read = ""
        self._private: set[Screen[Any]] = set()
        """The dialogs that are not for the room."""
        self.message_gone = False
        """Whether the last key took away a message that something was wrong."""

    async def ask(self, dialog: ModalScreen[T]) -> T | None:
        """Ask nothing before the room while the facilitator has a terminal of their own."""
        if self.workshop.presence.has_desk:
            self.say(ASKED_AT_THE_DESK)
            return None
        self._private.add(dialog)
        return await super().ask(dialog)

    def lay_over(self, screen: ModalScreen[None], *, for_room: bool = False) -> None:
        """Show nothing of the facilitator's before the room while they have a terminal of their own."""
        if self.workshop.presence.has_desk and not for_room:
            self.say(ASKED_AT_THE_DESK)
        else:
            if not for_room:
                self._private.add(screen)
            screen.set_class(self.workshop.presence.has_desk, "-no-keys")
            super().lay_over(screen)

    def say(self, sentence: str, *, wrong: bool = False, lasting: bool = False) -> None:
        """Say before the room why something was refused only where that is said nowhere else."""
        if wrong and self.workshop.presence.has_desk:
            sentence, wrong = ASKED_AT_THE_DESK, False
        super().say(sentence, wrong=wrong, lasting=lasting)

    def make_way(self) -> None:
        """Take away what was asked or read here, once the facilitator has a terminal of their own for that."""
        stack = self.app.screen_stack
        self._private &= set(stack)
        if self.workshop.presence.has_desk and isinstance(over := stack[-1], ModalScreen) and over in self._private:
            over.dismiss(None)

    def reason_of(self, error: KompasError) -> str:
        """Why something was refused; of decks with problems the first of them."""
        if isinstance(error, DeckProblems):
            return f"De kaartenset is niet overgenomen. {error.problems[0]}"
        return super().reason_of(error)

    def on_key(self) -> None:
        """The next key takes the message away, and tells that trouble was read."""
        line = self.message_line
        self.message_gone = bool(line.sentence) and line.has_class("-wrong")
        if self._trouble_told and self._trouble_told in line.sentence:
            self._trouble_read = self._trouble_told
            self.workshop.saving.seen()
        line.clear()

    def tell_trouble(self) -> None:
        """Say what could not be kept, or what keeps phones away, until a key shows that it was read."""
        line, trouble = self.message_line, self.workshop.saving.trouble or self.workshop.watch.network
        if not trouble:
            self._trouble_is_over()
        elif (
            not self.workshop.presence.has_desk  # there it stands already
            and trouble != self._trouble_read
            and self.app.screen is self
            and (not line.sentence or (self._trouble_told not in {"", trouble} and self._trouble_told in line.sentence))
        ):
            self._trouble_told = trouble
            self.say(trouble, wrong=True)

    def _trouble_is_over(self) -> None:
        """Take the message away that tells of it; when it comes again, it is told again."""
        line = self.message_line
        if self._trouble_told and self._trouble_told in line.sentence:
            line.clear()
        self._trouble_told = self._trouble_read = ""
