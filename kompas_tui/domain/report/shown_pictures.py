"""The pictures that a deck showed: with the question that they belong to, or with the cards that asked nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kompas_tui.domain.deck.cards import Course
from kompas_tui.domain.outcome import option_pictures_of, options_of
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.report.document import Paragraph, Passage, PhotoPicture, Section
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

_HEADING = "Op het scherm"
_SMALL = 0.45
"""So much of the line a picture of an option takes."""


@dataclass(frozen=True, slots=True)
class ShownPictures:
    """The cards with their pictures, and what is kept of these by hash."""

    course: Course | None = None
    kept: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def of(self, session: Session, rounds: Sequence[Round]) -> list[Passage]:
        """The picture of the card that asked this, and those of what could be chosen."""
        asked = rounds[-1]
        told = [*self._of_card(asked.card)]
        for text, picture in zip(options_of(session, asked), option_pictures_of(session, asked), strict=False):
            if picture is not None:
                told += [*self._drawn(picture, _SMALL), *([Paragraph(text)] if picture.digest in self.kept else [])]
        return told

    def beside(self, session: Session) -> Section | None:
        """The pictures of cards that were seen and asked nothing; None where there was none."""
        seen = {visit.card: visit.title for visit in session.course if not session.rounds_of(visit.card)}
        told = [(title, tuple(self._of_card(card))) for card, title in seen.items()]
        parts = tuple(Section(title, passages) for title, passages in told if passages)
        return Section(_HEADING, (), parts) if parts else None

    def _of_card(self, address: str) -> Iterator[Passage]:
        card = self.course.find(address) if self.course is not None else None
        if card is not None and card.picture is not None:
            yield from self._drawn(card.picture)

    def _drawn(self, picture: Picture, share: float = 1.0) -> Iterator[Passage]:
        """The picture; where it is gone, what there was to see."""
        data = self.kept.get(picture.digest)
        yield (
            Paragraph(f"Op het plaatje: {picture.alt}", "quiet")
            if data is None
            else PhotoPicture(data, picture.alt, share)
        )
