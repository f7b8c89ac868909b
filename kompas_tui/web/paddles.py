"""What the facilitator's page shows of paddles: which letter is which option, how many were read, what is missing."""

from dataclasses import dataclass

from kompas_tui.domain.question.paddles import LETTERS
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.paddles import in_all, missing_in_words, paddles_known, paddles_of


@dataclass(frozen=True, slots=True)
class PaddleDesk:
    """The part about paddles, ready to be drawn."""

    round: str
    """The open round for which a photo is made; empty where none is open here."""
    options: tuple[tuple[str, str], ...]
    """What each letter stands for; nothing where paddles can't answer."""
    lines: tuple[str, ...]
    """What was read in this round, and what is missing."""
    in_use: bool
    """Whether people have paddles in this session."""
    dealt: int


def paddle_desk(workshop: Workshop) -> PaddleDesk | None:
    """The part about the question on the beamer; None where it has none, or no paddle can answer and none was used."""
    session, card = workshop.session, workshop.card
    asked = session.open_round or session.last_round(card.address)
    activity = asked.activity if asked is not None else card.activity
    known = paddles_known(session, workshop.marks)
    if activity is None or not (known or activity.turned_options()):
        return None
    options = activity.turned_options()
    read = paddles_of(asked, workshop.marks) if asked is not None else frozenset()
    is_open = asked is not None and asked.is_open
    lines: list[str] = []
    if asked is not None and read:
        lines = [in_all(len(read), len(known)), *workshop.paddles.doubts(asked.id)]
        lines.append(missing_in_words(sorted(known - read)) if is_open else "")
    return PaddleDesk(
        asked.id if asked is not None and is_open else "",
        tuple(zip(LETTERS, options, strict=False)),
        tuple(filter(None, lines)),
        bool(known),
        session.paddles_dealt,
    )
