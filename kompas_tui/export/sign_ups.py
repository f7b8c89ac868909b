"""Who signed up for what, as a list per option for the organisation alone; nothing of it is public."""

from collections.abc import Iterator

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.outcome import veil_of
from kompas_tui.domain.outcome.veil import veiled_text
from kompas_tui.domain.session.lines import SignUps, sign_ups
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.export.naming import file_slug
from kompas_tui.export.sheets import csv_bytes

_MARK = "niet-openbaar"
_HEADER = ("Niet openbaar", "Stand", "Nummer", "Contact")
_NO_CONTACT = "niet opgegeven"


def sign_up_files(session: Session) -> dict[str, bytes]:
    """A list per option of each closed round by its file's name, in the order in which people signed up."""
    files = dict(_lists(session))
    if not files:
        raise KompasError("In deze sessie kon niemand zich inschrijven, of de ronde is nog open. Sluit eerst de ronde.")
    return files


def _lists(session: Session) -> Iterator[tuple[str, bytes]]:
    closed = [asked for asked in session.rounds.values() if asked.activity.seats and not asked.is_open]
    for round_place, asked in enumerate(closed, 1):
        veil = veil_of(session, asked.activity)
        for number, listed in enumerate(sign_ups(asked), 1):
            option = veiled_text(listed.option, veil)
            name = f"{_MARK}-{round_place:02}-{number:02}-{file_slug(option, 'lijst')}.csv"
            yield name, csv_bytes([_HEADER, *((option, *row) for row in _rows(asked, listed))])


def _rows(asked: Round, listed: SignUps) -> Iterator[tuple[str, int, str]]:
    for state, ballots in (("plek", listed.seated), ("wachtlijst", listed.waiting)):
        for number, ballot in enumerate(ballots, 1):
            yield state, number, asked.activity.contact(ballot.answer) or _NO_CONTACT
