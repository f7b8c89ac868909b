"""Who may take part: the room that is locked, devices that go from hand to hand, and more answers than people."""

from collections.abc import Sequence
from datetime import datetime

from kompas_tui.domain.language.codes import ALPHABET
from kompas_tui.domain.language.errors import AnswerRefused, CommandRefused
from kompas_tui.domain.language.sentences import dotted, glued, phrase
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.marks import TABLET_CODE_LENGTH

LOCKED = phrase("De zaal is op slot")
NO_NEW_PHONES = phrase("Nieuwe telefoons kunnen niet meer meedoen. Vraag de begeleider om hulp.")
RUSH_SENTENCE = "Er kwamen ineens heel veel nieuwe telefoons bij. Is iedereen er? Zet dan de zaal op slot."


class RoomIsLocked(AnswerRefused):
    """A new device came to a room that is locked."""

    def __init__(self) -> None:
        super().__init__(glued(phrase("{titel}.", titel=LOCKED), NO_NEW_PHONES))


def locking(session: Session, now: datetime) -> Sequence[ev.AnyEvent]:
    """The event that keeps new devices out; nothing where they are out already."""
    return () if session.is_locked else [ev.RoomLocked(time=now)]


def unlocking(session: Session, now: datetime) -> Sequence[ev.AnyEvent]:
    """The event that lets new devices in again; nothing where they may come in already."""
    return [ev.RoomUnlocked(time=now)] if session.is_locked else ()


def allowing(session: Session, typed: str, now: datetime) -> Sequence[ev.AnyEvent]:
    """The event that lets the device with this code go from hand to hand; CommandRefused where it is no such code."""
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    if len(code) != TABLET_CODE_LENGTH or not set(code) <= set(ALPHABET):
        raise CommandRefused(
            f"Op het toestel staat een code van {TABLET_CODE_LENGTH} letters en cijfers. Typ die code over."
        )
    return () if code in session.tablets else [ev.TabletAllowed(time=now, code=code)]


def surplus(session: Session, at_most_elsewhere: int) -> str:
    """That a round has more answers than there are people; empty where it has not, or nobody counted the people.

    Who was counted is in the room, so that each phone that may be elsewhere may give an answer beyond that.
    """
    asked, counted = session.open_round or session.shown, session.attendance
    if asked is None or asked.activity.by_slip or counted is None:
        return ""
    if _answered(asked) <= counted.people + at_most_elsewhere:
        return ""
    people, where = count(counted.people, "mens", "mensen"), " in de zaal" if at_most_elsewhere else ""
    answers = dotted(_answered(asked))
    return f"Er zijn {answers} antwoorden en {people}{where}. Iemand antwoordde vaker, of er kwamen mensen bij."


def _answered(asked: Round) -> int:
    """How many answered, with a phone or with a hand."""
    return asked.answers + (asked.hands.people if asked.hands else 0)
