"""What was drawn by lot last: one of the texts that the room sees, or which number belongs to which group."""

from dataclasses import dataclass

from kompas_tui.domain.language.wording import count
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.enlarging import texts_to_enlarge

_Groups = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Lot:
    """The text that was drawn by its id, or the numbers in each group; nothing of it is kept."""

    text_id: str = ""
    groups: _Groups = ()


@dataclass(frozen=True, slots=True)
class DrawnLot:
    """A lot as it can be read: a text, or groups of numbers."""

    title: str
    text: str = ""
    groups: _Groups = ()

    @property
    def in_short(self) -> str:
        """The text, or how many groups of how many people there are."""
        if not self.groups:
            return self.text
        fewest, most = min(map(len, self.groups)), max(map(len, self.groups))
        people = count(most, "mens", "mensen") if fewest == most else f"{fewest} of {most} mensen"
        return f"{count(len(self.groups), 'groep', 'groepen')} van {people}."


def lot_now(session: Session, lot: Lot) -> DrawnLot | None:
    """The lot as the room may see it; None without one, or where the room does not see that text any more."""
    if lot.groups:
        return DrawnLot("Tel af: welk nummer hoort waar?", groups=lot.groups)
    texts = texts_to_enlarge(session) if lot.text_id else ()
    drawn = next((one.text for one in texts if one.id == lot.text_id), None)
    return DrawnLot("Het lot viel op", drawn) if drawn is not None else None
