"""What an evening works with: its decks, as they were edited last, and the pictures and photos of them."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from msgspec import structs

from kompas_tui.deck_files import DeckSet, deck_texts, decks_of
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import NotSaved
from kompas_tui.workshop.commands.command import Command, Scene
from kompas_tui.workshop.commands.course import EditDecks
from kompas_tui.workshop.commands.writing import AddPhoto
from kompas_tui.workshop.photos import safe_photo
from kompas_tui.workshop.pictures import KeptPictures


class Materials:
    """The materials of one session; `do` carries out what makes them part of it."""

    def __init__(
        self,
        session: Session,
        decks: DeckSet,
        pictures: KeptPictures,
        do: Callable[[Command], Awaitable[str]],
        scene: Callable[[], Scene],
    ) -> None:
        self._session, self._pictures, self._do, self._scene = session, pictures, do, scene
        self.decks = self._edited = decks
        pictures.add(decks.pictures)

    def picture(self, digest: str) -> bytes | None:
        """The JPEG that is kept under this hash; None where it is gone, or is no longer what it was."""
        return self._pictures.get(digest)

    async def add_photo(self, sent: bytes, alt: str, *, public: bool = False) -> str:
        """Put a photo in the report, once its file is safe; refused where it is none, or nothing says what is on it."""
        # Refused before the work: drawing a photo anew takes a second, and its file would lie there for nothing.
        AddPhoto("", alt, public).decide(self._scene())
        photo = await asyncio.to_thread(safe_photo, sent)
        await self._keep({photo.name: photo.data}, "De foto is niet bewaard.")
        return await self._do(AddPhoto(photo.name, alt, public))

    async def edit(self, texts: Sequence[ev.DeckText]) -> None:
        """Take over edited decks; DeckProblems where they are wrong, and then nothing changes."""
        kept = self._session.decks
        edited = {
            deck.name: structs.replace(deck, linked=kept[deck.name].linked) for deck in texts if deck.name in kept
        }
        self._edited = replace(decks_of(kept | edited), files=self.decks.files)
        await self._do(EditDecks(texts))

    def edits_are_safe(self) -> None:
        """Work with the edited decks from now on: that they were edited is in the log."""
        self.decks = self._edited

    def lie_at(self, files: dict[str, Path]) -> None:
        """Note where the decks lie now, which may be elsewhere than where the session began."""
        self.decks = replace(self.decks, files=files)

    async def take_over(self, decks: DeckSet) -> None:
        """Take over decks as they lie on the disk now, once their pictures are safe."""
        await self.take_texts(deck_texts(decks), decks.pictures)

    async def take_texts(self, texts: Sequence[ev.DeckText], pictures: Mapping[str, bytes]) -> None:
        """The same of decks that come over a line; DeckProblems where they are wrong."""
        await self._keep(pictures, "De plaatjes zijn niet bewaard.")
        await self.edit(texts)

    async def _keep(self, pictures: Mapping[str, bytes], not_kept: str) -> None:
        """Make pictures safe before an event names them: who is killed between the two leaves no name of nothing."""
        try:
            await asyncio.to_thread(self._pictures.keep, pictures)
        except OSError as error:
            raise NotSaved(f"{not_kept} Kijk of de schijf vol is en probeer het opnieuw.") from error
