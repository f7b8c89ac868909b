"""What the beamer is asked to open, and what remains to be said once it is closed: all that its first frame needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kompas_tui.domain.session.events import Details


def _no_details() -> Details:
    from kompas_tui.domain.session.events import Details

    return Details()


@dataclass(frozen=True, slots=True)
class StartDecks:
    """Start a session with these decks (names or paths), in a folder of its own or a named one.

    `earlier` is the folder of the session from which it goes on.
    """

    decks: tuple[str, ...]
    details: Callable[[], Details] = _no_details
    """Made once the first frame is there: what they are made of loads after it."""
    folder: Path | None = None
    earlier: Path | None = None
    route: str = ""
    """The way through the cards; empty leaves it to the first screen."""
    roles: tuple[str, ...] = ()
    """The parties of this session; empty are those of the decks."""
    slips: Path | None = None
    """The file with the codes of slips that were printed before."""
    prepares: bool = False
    """Whether what a session needs of this laptop is the first screen."""


@dataclass(frozen=True, slots=True)
class ResumeSession:
    """Go on with a session; None is the last one that isn't ended."""

    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class StartDemo:
    """A session with simulated phones."""

    participants: int = 25
    decks: tuple[str, ...] = ()
    """Which decks are rehearsed; without any it is the demo."""
    folder: Path | None = None
    """Where the session is kept meanwhile."""


@dataclass(frozen=True, slots=True)
class OpenLibrary:
    """The library over all sessions known here, and those in these folders."""

    folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepare:
    """Look whether this laptop and these decks are ready for a session."""

    decks: tuple[str, ...] = ()


Choice = StartDecks | ResumeSession | StartDemo


@dataclass(frozen=True, slots=True)
class Farewell:
    """What remains to be said once the screen is closed, with the program's exit code."""

    code: int = 0
    lines: tuple[str, ...] = ()
    goes_on: str = ""
    """What stands before the command by which the session goes on; empty where none does."""
