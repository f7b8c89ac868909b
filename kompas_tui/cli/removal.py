"""Removing a session's data, after saying what goes."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from kompas_tui.cli.sessions import existing_session, read_choice
from kompas_tui.domain.language.errors import KompasError, reason
from kompas_tui.domain.language.wording import count, number, without_stop
from kompas_tui.journal import SessionFolder, session_home
from kompas_tui.library import forget


def size_in_words(amount: int) -> str:
    """`12 kB` or `3,4 MB`."""
    return f"{number(amount / 1_000_000)} MB" if amount >= 1_000_000 else f"{max(1, round(amount / 1000))} kB"


@dataclass(frozen=True, slots=True)
class Removal:
    """A session that may be removed."""

    folder: SessionFolder
    question: str

    @classmethod
    def of(cls, path: Path) -> Self:
        """Look at what is in the folder; a sentence where that is no session or somebody has it open."""
        folder = existing_session(path)
        with folder.lock():
            size = sum(file.stat().st_size for file in path.iterdir() if file.is_file())
        choice = read_choice(folder, datetime.now().astimezone())
        people = count(choice.participants, "deelnemer", "deelnemers")
        named = (
            f"{choice.title}, {choice.day}, {people}"
            if choice.day
            else f"{choice.title}. {without_stop(choice.problem)}"
        )
        return cls(folder, f"Dit wis je: {named}.\nMap: {path} ({size_in_words(size)})\nDit kun je niet terugdraaien.")

    def carry_out(self) -> str:
        """Remove the session's own files and what the library had of it, and say what stays."""
        with self.folder.lock():
            pass
        try:
            forget(session_home(), self.folder.path)
            self.folder.remove()
        except OSError as error:
            raise KompasError(
                f"Niet alles is gewist: {reason(error)}. "
                f"Vraag om toegang tot de map {self.folder.path}, en probeer het opnieuw."
            ) from error
        if self.folder.path.exists() and not any(self.folder.path.iterdir()):
            return f"De gegevens zijn gewist. De lege map {self.folder.path} mag ik niet weghalen."
        if self.folder.path.exists():
            return f"De gegevens zijn gewist. De andere bestanden in {self.folder.path} staan er nog."
        return "De gegevens zijn gewist."
