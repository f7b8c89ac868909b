"""Following the files of the decks while they are edited."""

import asyncio
import contextlib
from collections.abc import Sequence
from pathlib import Path

from kompas_tui.deck_files import DeckSet, deck_texts, load_decks
from kompas_tui.workshop.running import RunningSession


class DeckFollower:
    """Takes over what was saved in the decks of a workshop since the last look."""

    def __init__(self, workshop: RunningSession) -> None:
        self._workshop = workshop
        self._times: dict[Path, float] = {}

    async def look(self) -> bool:
        """Whether something was taken over, checked as at the start: with the decks and drawings that they name."""
        files = [path for path in self._workshop.decks.files.values() if path.is_file()]
        is_first = bool(files) and not self._times
        if not self._any_changed([*files, *self._pictures()]) and not is_first:
            return False
        loaded = await asyncio.to_thread(load_decks, list(map(str, files)))
        # Times tell nothing of what was saved before the first look: after the start, or while the session lay still.
        if is_first and self._is_known(loaded):
            return False
        await self._workshop.materials.take_over(loaded)
        return True

    def _is_known(self, decks: DeckSet) -> bool:
        """Whether these decks are word for word what the session has of them."""
        kept = self._workshop.session.decks
        return all(
            (deck.text, deck.pictures) == (kept[deck.name].text, kept[deck.name].pictures)
            for deck in deck_texts(decks)
            if deck.name in kept
        )

    def _pictures(self) -> list[Path]:
        decks = self._workshop.decks
        return [
            decks.files[deck.name].parent / picture.name
            for deck in (*decks.decks, *decks.linked)
            if deck.name in decks.files
            for picture in deck.pictures
        ]

    def _any_changed(self, files: Sequence[Path]) -> bool:
        times = dict(self._times)
        for path in files:
            with contextlib.suppress(OSError):
                self._times[path] = path.stat().st_mtime
        return any(times.get(path, time) != time for path, time in self._times.items())
