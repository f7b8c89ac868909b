"""Reactions of the organisation after the evening: a list to fill in, and taking it over into the session."""

import contextlib
import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from kompas_tui.cli.reporting import EXPORTS
from kompas_tui.cli.sessions import existing_session
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import as_argument, quoted
from kompas_tui.domain.outcome import answerable
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.clock import going_on, local_clock
from kompas_tui.workshop.commands.texts import react_to_question, react_to_text

_HEADER = ("Nummer", "Kaart", "Vraag of tekst", "Reactie")
_QUESTION = "vraag "
"""Stands in the first column before the card whose question is answered."""

_LARGEST_LIST = 5_000_000
_DELIMITERS = ";,\t"


def write_list(path: Path, out: Path | None) -> Path:
    """Write the questions and the texts that can be seen of this session, with room for a reaction."""
    from kompas_tui.export import coded, name_of
    from kompas_tui.export.saving import save
    from kompas_tui.export.sheets import csv_bytes

    session, _ = existing_session(path).read_session()
    rows = list(_rows(session))
    name = f"{coded(name_of(session, 'reacties'), session)}.csv"
    target = (out if out is not None and out.suffix.lower() == ".csv" else (out or EXPORTS) / name).absolute()
    if target.exists() and _holds_more(target, rows):
        raise KompasError(
            f"In {target} staan reacties die nog niet in de sessie staan. "
            f"Neem ze over met --lijst {as_argument(target)}, of kies een andere plek met --uit."
        )
    save(csv_bytes([_HEADER, *rows]), target)
    return target


def _holds_more(target: Path, rows: Sequence[tuple[str, str, str, str]]) -> bool:
    """Whether somebody filled in this list since, so that a new one would take it away."""
    told = {number: reaction for number, *_, reaction in rows}
    try:
        return any(words and words != told.get(number) for number, words in _read(target))
    except KompasError:  # a spreadsheet may have kept it in its own way
        return True


def _rows(session: Session) -> Iterator[tuple[str, str, str, str]]:
    for one in answerable(session):
        yield f"{_QUESTION}{one.card}", one.title, one.question, one.reaction
        for item in one.texts:
            yield item.id, one.title, item.text, item.reaction


def take_over(path: Path, filled: Path) -> int:
    """Add the reactions of a filled-in list to the session, and give how many are new or changed."""
    rows, folder = _read(filled), existing_session(path)
    with folder.lock():
        session, _ = folder.read_session()
        now = going_on(local_clock, session.latest)()
        reactions = [event for number, words in rows for event in _reaction(session, number, words, now)]
        if reactions:
            with contextlib.closing(folder.open_journal()) as journal:
                journal.append(reactions)
            for event in reactions:
                session.apply(event)
            with contextlib.suppress(OSError):  # the log has everything
                folder.write_database(session)
    return len(reactions)


def _reaction(session: Session, number: str, words: str, now: datetime) -> list[ev.Reacted]:
    if number.startswith(_QUESTION):
        return list(react_to_question(session, number.removeprefix(_QUESTION), words, now))
    return list(react_to_text(session, number, words, now))


def _parted(text: str, delimiter: str) -> list[list[str]]:
    """The rows below our header; none where that is not what they are parted by."""
    try:
        head, *rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    except (csv.Error, ValueError):
        return []
    return [head, *rows] if tuple(head) == _HEADER else []


def _read(filled: Path) -> list[tuple[str, str]]:
    """The first and the last column of a list that a spreadsheet saved, with a semicolon, a comma or a tab."""
    from kompas_tui.export.sheets import as_written

    try:
        with filled.open("rb") as file:
            data = file.read(_LARGEST_LIST + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise KompasError(f"Het bestand {quoted(str(filled))} gaat niet open. Kijk of de naam klopt.") from error
    except UnicodeDecodeError as error:
        raise KompasError("Deze lijst kan ik niet lezen. Bewaar hem als: CSV UTF-8 (met puntkomma’s).") from error
    rows = next(filter(None, (_parted(text, delimiter) for delimiter in _DELIMITERS)), [])
    if len(data) > _LARGEST_LIST or not rows:
        raise KompasError("Dit is geen lijst met reacties. Maak die met: kompas reactie MAP.")
    for number, row in enumerate(rows, 1):
        if any(row) and len(row) != len(_HEADER):
            raise KompasError(
                f"Rij {number} van deze lijst heeft geen vier kolommen. Kijk die na in Excel, en sla de lijst weer op."
            )
    return [(as_written(row[0].strip()), as_written(row[3].strip())) for row in rows[1:] if any(row)]
