"""The TinyDB database of a session: the same facts as documents to read and query, made from the log."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage

from kompas_tui.domain.kinds.steun import Steun
from kompas_tui.domain.question.answers import answer_in_words
from kompas_tui.domain.result.tables import as_table
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Round, Session
from kompas_tui.journal.log import sync_folder


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
        new = self._path.with_name(f"{self._path.name}.nieuw")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, made private from the start
            file.write(msgspec.json.format(msgspec.json.encode(data), indent=1))
            file.flush()
            os.fsync(descriptor)
        new.replace(self._path)
        sync_folder(self._path.parent)

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


def table_name(shown: Round) -> str:
    """The name of a round's table."""
    if isinstance(shown.activity, Steun):
        return f"steun {shown.id}"
    return f"ronde {shown.number} {shown.card}"


def _ballots(shown: Round, roles: tuple[str, ...]) -> list[dict[str, Any]]:
    named = shown.published_roles(roles)
    documents = [
        {
            "kenmerk": ballot.receipt,
            "rol": named.get(ballot.mark, ""),
            "antwoord": answer_in_words(shown.activity.form(), ballot.answer),
        }
        for ballot in shown.ballots.values()
    ]
    return sorted(documents, key=lambda document: str(document["kenmerk"]))


def _result(shown: Round) -> dict[str, Any]:
    result = shown.result()
    table = as_table(result)
    return {
        "kaart": shown.card,
        "ronde": shown.number,
        "vraag": shown.activity.question,
        "antwoorden": shown.answers,
        "open": shown.is_open,
        "zin": shown.activity.sentence(result),
        "kolommen": list(table.header),
        "rijen": [list(row) for row in table.rows],
    }


def _written(item: ev.Written) -> dict[str, Any]:
    data: dict[str, Any] = msgspec.to_builtins(item)
    return data


def database_contents(session: Session) -> dict[str, dict[str, Any]]:
    """What the database of this session holds: a table per round, the results, what was written, the course."""
    gathered = OnceStorage()
    database = TinyDB(storage=lambda: gathered)
    database.table("sessie").insert(
        {
            "code": session.code,
            "titel": session.details.title,
            "plaats": session.details.place,
            "organisatie": session.details.organisation,
            "begonnen": session.started.isoformat() if session.started else "",
            "afgerond": session.ended.isoformat() if session.ended else "",
            "deelnemers": session.participants,
        }
    )
    database.table("verloop").insert_multiple(
        {"kaart": visit.card, "titel": visit.title, "tijd": visit.time.isoformat()} for visit in session.course
    )
    database.table("opgeschreven").insert_multiple(map(_written, session.written))
    database.table("uitslagen").insert_multiple(
        _result(shown) for shown in session.rounds.values() if not isinstance(shown.activity, Steun)
    )
    for shown in session.rounds.values():
        database.table(table_name(shown)).insert_multiple(_ballots(shown, session.roles))
    database.close()
    contents: dict[str, dict[str, Any]] = msgspec.json.decode(msgspec.json.encode(gathered.contents))
    return contents


def write_database(path: Path, session: Session) -> None:
    """Make the database anew."""
    AtomicStorage(path).write(database_contents(session))


def open_database(path: Path) -> TinyDB:
    """The database of a session, to read."""
    return TinyDB(path, storage=AtomicStorage)
