"""The turns of chains of times in the report: which there were, from when, and how long each took."""

from collections.abc import Iterator

from kompas_tui.domain.report.agenda import clock_on, minutes_cell
from kompas_tui.domain.report.document import Figures
from kompas_tui.domain.result.cells import Number
from kompas_tui.domain.result.tables import Table
from kompas_tui.domain.session.rhythms import RunningRhythm, TurnRun, turns_run
from kompas_tui.domain.session.session import Session

TURNS = "Beurten"


def turns_of(session: Session) -> Iterator[tuple[RunningRhythm, TurnRun]]:
    """Every turn that began, with its chain, in the order of the evening."""
    until = session.ended or session.latest
    if until is not None:
        yield from (
            (rhythm, turn)
            for rhythm in session.rhythms
            if not (rhythm.is_limit or rhythm.is_clock)
            for turn in turns_run(rhythm, until)
        )


def turns_table(session: Session) -> Figures | None:
    """The turns with their minutes; None where no chain was started."""
    rows = tuple(
        (
            rhythm.title,
            turn.in_words,
            clock_on(turn.began, (session.started or turn.began).date()),
            minutes_cell(turn.minutes),
        )
        for rhythm, turn in turns_of(session)
    )
    table = Table(("Kaart", "Beurt", "Begin", "Minuten"), rows)
    return Figures(TURNS, "De beurten, in volgorde", table) if rows else None


def speakers_table(session: Session) -> Figures | None:
    """How many spoke from lists of speakers, and how long; nothing of who they were. None without such a list."""
    rows = tuple((one.title, Number(one.speakers), minutes_cell(one.minutes)) for one in session.floors)
    table = Table(("Kaart", "Sprekers", "Minuten"), rows)
    return Figures("Sprekers", "Hoeveel mensen spraken", table) if rows else None
