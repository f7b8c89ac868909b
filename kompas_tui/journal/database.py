"""The TinyDB database of a session: the same facts as documents to read and query, made from the log."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage

from kompas_tui.domain.language.sentences import bare_text
from kompas_tui.domain.outcome import (
    canvas_data,
    canvases_for_report,
    earlier_data,
    harvest_data,
    note_about,
    outcome_of,
    promises_data,
    public_ballots,
)
from kompas_tui.domain.outcome.box import box_data, box_in_room
from kompas_tui.domain.report.turns import turns_of
from kompas_tui.domain.result.cells import as_value
from kompas_tui.domain.result.tables import as_table
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.journal.contributions import contributions, hunt_documents, market
from kompas_tui.journal.files import put_in_place

MARK, _NOT_PUBLIC = (
    "openbaar",
    "Nee. Hierin staan namen en notities. Maak voor anderen: kompas export --variant openbaar.",
)
"""What the database says of itself, since it looks as if anybody may have it."""


class AtomicStorage(Storage):
    """Writes the whole database to a new file that takes the old one's place, so that it is never half."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The database's contents, None where there are none yet."""
        if not self._path.exists():
            return None
        contents: dict[str, dict[str, Any]] = msgspec.json.decode(self._path.read_bytes())
        return contents

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Put these contents in the place of the old ones."""
        put_in_place(msgspec.json.format(msgspec.json.encode(data, enc_hook=bare_text), indent=1), self._path)

    def close(self) -> None:
        """Nothing stays open."""


class OnceStorage(Storage):
    """Gathers writes in memory; the database is written by one AtomicStorage.write at the end."""

    def __init__(self) -> None:
        self.contents: dict[str, dict[str, Any]] = {}

    def read(self) -> dict[str, dict[str, Any]] | None:
        """What was gathered."""
        return self.contents or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take in the new contents."""
        self.contents = data

    def close(self) -> None:
        """Nothing to close."""


def table_name(asked: Round) -> str:
    """The name of a round's table."""
    if asked.activity.is_support:
        return f"steun {asked.id}"
    return f"ronde {asked.number} {asked.card}"


def _ballots(session: Session, asked: Round) -> list[dict[str, Any]]:
    return [{"kenmerk": ballot.receipt, "antwoord": ballot.words} for ballot in public_ballots(session, asked)]


def _result(session: Session, asked: Round) -> dict[str, Any]:
    outcome = outcome_of(session, asked)
    table = as_table(outcome.result)
    return {
        "kaart": asked.card,
        "ronde": asked.number,
        "vraag": outcome.question,
        "antwoorden": outcome.answers,
        "open": outcome.is_interim,
        "zin": outcome.sentence,
        **({"reactie": outcome.reaction} if outcome.reaction else {}),
        "kolommen": list(table.header),
        "rijen": [list(map(as_value, row)) for row in table.rows],
    }


def _written(session: Session, item: ev.Written) -> dict[str, Any]:
    if isinstance(item, ev.NoteTaken) and item.about != (seen := note_about(session, item)):
        item = msgspec.structs.replace(item, about=seen)
    data: dict[str, Any] = msgspec.to_builtins(item)
    return data


def database_contents(session: Session) -> dict[str, dict[str, Any]]:
    """What the database of this session holds: a table per round, the results, what was written, the course,
    and what the library over all sessions may have of it."""
    # TinyDB writes its whole file at every insert; gathered first it is written once.
    gathered = OnceStorage()
    database = TinyDB(storage=lambda: gathered)
    database.table("sessie").insert(
        {
            MARK: _NOT_PUBLIC,
            "code": session.code,
            "titel": session.details.title,
            "plaats": session.details.place,
            "organisatie": session.details.organisation,
            "begonnen": session.started.isoformat() if session.started else "",
            "afgerond": session.ended.isoformat() if session.ended else "",
            "deelnemers": session.participants,
            "gebeurtenissen": session.length,
            "doel": session.details.purpose,
            "wijk": session.details.district,
            "themas": list(session.details.themes),
            "bewaren": session.keep_days,
            "route": session.route,
        }
    )
    database.table("verloop").insert_multiple(
        {"kaart": visit.card, "titel": visit.title, "tijd": visit.time.isoformat()} for visit in session.course
    )
    database.table("sprekerslijsten").insert_multiple(
        {"kaart": one.card, "sprekers": one.speakers, "minuten": one.minutes} for one in session.floors
    )
    database.table("beurten").insert_multiple(
        {
            "kaart": rhythm.card,
            "beurt": turn.number,
            "titel": turn.title,
            "begin": turn.began.isoformat(),
            "minuten": turn.minutes,
        }
        for rhythm, turn in turns_of(session)
    )
    database.table("opgeschreven").insert_multiple(_written(session, item) for item in session.written)
    if session.feedback is not None:
        database.table("terugkoppeling").insert({"wanneer": session.feedback.when or None, "hoe": session.feedback.how})
    database.table("toezeggingen").insert_multiple(promises_data(session))
    if (earlier := earlier_data(session)) is not None:
        database.table("vorige_sessie").insert(earlier)
    database.table("vragenbus").insert_multiple(box_data(box_in_room(session)))
    if session.groups is not None:
        database.table("groepen").insert(session.groups.data)
    database.table("tafels").insert_multiple(harvest_data(session))
    database.table("canvassen").insert_multiple(map(canvas_data, canvases_for_report(session)))
    database.table("uitslagen").insert_multiple(
        _result(session, asked) for asked in session.rounds.values() if not asked.activity.is_support
    )
    for asked in session.rounds.values():
        database.table(table_name(asked)).insert_multiple(_ballots(session, asked))
    for name, documents in (
        ("reisgids", contributions(session)),
        ("marktplaats", market(session)),
        ("beren", hunt_documents(session)),
    ):
        database.table(name).insert_multiple(documents)
    database.close()
    contents: dict[str, dict[str, Any]] = msgspec.json.decode(
        msgspec.json.encode(gathered.contents, enc_hook=bare_text)
    )
    return contents


def write_database(path: Path, session: Session) -> None:
    """Make the database anew."""
    AtomicStorage(path).write(database_contents(session))
