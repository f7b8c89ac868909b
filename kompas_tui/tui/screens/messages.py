"""What a screen announces to the program, which it does not know."""

from textual.message import Message

from kompas_tui.tui.choices import Choice, Farewell
from kompas_tui.tui.graphics.ability import Ability


class Chosen(Message):
    """A session was chosen to be opened."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice = choice


class LeaveAsked(Message):
    """The program is to be closed, with these last words."""

    def __init__(self, farewell: Farewell) -> None:
        super().__init__()
        self.farewell = farewell


class LibraryAsked(Message):
    """The library over all sessions is to be opened."""


class ComposeAsked(Message):
    """A programme is to be put together of cards from any deck."""


class PrepareAsked(Message):
    """It is to be looked at whether all is ready for a session."""


class ThemeChanged(Message):
    """Light was asked where it is dark, or dark where it is light."""


class PicturesPossible(Message):
    """The terminal told that it draws pictures."""

    def __init__(self, ability: Ability) -> None:
        super().__init__()
        self.ability = ability
