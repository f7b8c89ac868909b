"""A workshop from a folder: a new session, or one that goes on where it stopped."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kompas_tui.deck_files import DeckSet, read_decks
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import listing
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import LogJournal, SessionFolder
from kompas_tui.workshop.clock import local_clock
from kompas_tui.workshop.workshop import Workshop, fold_journal, new_code

CUT_OFF_NOTICE = (
    "Het eind van het logboek was niet heel. Dat stuk is apart bewaard, in het bestand dat eindigt op ‘.afgekapt’."
)
KEY_GONE = "De merksleutel van deze sessie was weg."
ROUND_CLOSED_NOTICE = f"{KEY_GONE} De open ronde is daarom gesloten. Open een nieuwe ronde met o."
COUNTED_AGAIN_NOTICE = f"{KEY_GONE} Deelnemers tellen daarom opnieuw mee."

_FILES = "kaartensets"
"""The word under which a session's folder keeps where its decks lie."""

Clock = Callable[[], datetime]


def _details(decks: DeckSet, given: ev.Details) -> ev.Details:
    first = decks.decks[0]
    return ev.Details(
        clean_line(given.title, 200) or listing([deck.title for deck in decks.decks[:3]]),
        clean_line(given.place, 200) or first.place,
        clean_line(given.organisation, 200) or first.organisation,
        clean_line(given.purpose, 300) or first.purpose,
    )


async def start_workshop(
    folder: SessionFolder, decks: DeckSet, given: ev.Details, *, clock: Clock = local_clock
) -> Workshop:
    """A new session in a locked folder, with its first card shown."""
    journal = folder.open_journal()
    return await _start(folder, _workshop(folder, journal, decks, clock, fold_journal(journal)), given)


def _remember_files(folder: SessionFolder, decks: DeckSet) -> None:
    """Keep where the decks lie, so that their own drawings are found when the session goes on."""
    with contextlib.suppress(OSError):  # without it a card only lacks its drawing
        folder.remember_served({_FILES: {name: str(path.absolute()) for name, path in decks.files.items()}})


def _remembered_files(folder: SessionFolder) -> dict[str, Path]:
    """The files of the decks that are still where they were."""
    kept = folder.served().get(_FILES)
    paths = {name: Path(path) for name, path in kept.items() if isinstance(path, str)} if isinstance(kept, dict) else {}
    found = {}
    for name, path in paths.items():
        with contextlib.suppress(OSError, ValueError):  # a path that can't be one here
            if path.is_file():
                found[name] = path
    return found


async def _start(folder: SessionFolder, workshop: Workshop, given: ev.Details) -> Workshop:
    decks = workshop.decks
    roles = tuple(dict.fromkeys(role for deck in decks.decks for role in deck.roles))
    started = ev.Started(
        time=workshop.now(),
        code=new_code(),
        details=_details(decks, given),
        decks=tuple(ev.DeckText(deck.name, deck.text, deck in decks.linked) for deck in (*decks.decks, *decks.linked)),
        roles=roles,
        keep_days=min(deck.keep_days for deck in decks.decks),
    )
    await workshop.begin(started)
    _remember_files(folder, decks)
    return workshop


def resume_workshop(folder: SessionFolder, *, clock: Clock = local_clock) -> Workshop:
    """The session in a locked folder, as it was; KompasError where it is ended or can't be read."""
    if not folder.exists:
        raise KompasError(f"In {folder.path} staat geen sessie. Noem de map van een sessie.")
    journal = folder.open_journal()
    return _resumed(folder, journal, clock, fold_journal(journal))


def _resumed(folder: SessionFolder, journal: LogJournal, clock: Clock, found: tuple[Session, str]) -> Workshop:
    session = found[0]
    try:
        if session.is_ended:
            folder.forget_mark_key()
            raise KompasError(
                f"De sessie in {folder.path} is afgerond. Maak een verslag met: kompas verslag {folder.path}"
            )
        if not session.decks:
            raise KompasError(f"Het logboek in {folder.path} is leeg of onleesbaar. Begin een nieuwe sessie.")
        texts = [(deck.name, deck.text, deck.linked) for deck in session.decks.values()]
        decks = replace(read_decks(texts), files=_remembered_files(folder))
        if folder.has_mark_key or not _has_voters(session):
            return _workshop(folder, journal, decks, clock, found)
        found, notice = _without_key(folder, journal, clock, found)
        workshop = _workshop(folder, journal, decks, clock, found)
        workshop.notices += (notice,)
        return workshop
    except (KompasError, OSError):
        journal.close()
        raise


def _has_voters(session: Session) -> bool:
    return bool(session.joined) or any(round_.ballots for round_ in session.rounds.values())


def _without_key(
    folder: SessionFolder, journal: LogJournal, clock: Clock, found: tuple[Session, str]
) -> tuple[tuple[Session, str], str]:
    """The session with its open round closed, and what to say of it.

    With a new key everybody is new, and could answer twice. The round is closed before that key is made, so
    that a crash in between leaves no open round with a key that looks right.
    """
    session = found[0]
    if session.open_round is None:
        return found, COUNTED_AGAIN_NOTICE
    closed = ev.RoundClosed(time=clock(), round=session.open_round.id)
    head = journal.append([closed])
    session.apply(closed)
    with contextlib.suppress(OSError):  # the log has everything
        folder.write_database(session)
    return (session, head), ROUND_CLOSED_NOTICE


async def open_workshop(
    folder: SessionFolder, decks: DeckSet, given: ev.Details, *, clock: Clock = local_clock
) -> Workshop:
    """Go on with the session in this locked folder, else start one."""
    journal = folder.open_journal()
    found = fold_journal(journal)
    if not found[0].length:
        return await _start(folder, _workshop(folder, journal, decks, clock, found), given)
    workshop = _resumed(folder, journal, clock, found)
    workshop.decks = replace(workshop.decks, files=decks.files)
    _remember_files(folder, decks)
    try:
        await workshop.edit_decks([ev.DeckText(deck.name, deck.text) for deck in (*decks.decks, *decks.linked)])
    except KompasError:
        await workshop.close()
        raise
    if any(deck.name not in workshop.session.decks for deck in decks.decks):
        own = listing([deck.title for deck in workshop.decks.decks])
        workshop.notices += (f"Deze sessie gaat verder met haar eigen kaarten: {own}.",)
    return workshop


def _workshop(
    folder: SessionFolder, journal: LogJournal, decks: DeckSet, clock: Clock, found: tuple[Session, str]
) -> Workshop:
    workshop = Workshop(
        journal,
        decks,
        folder.mark_key(),
        clock=clock,
        keep_database=lambda: folder.write_database(folder.read_session()[0]),
        forget_key=folder.forget_mark_key,
        found=found,
    )
    if journal.cut_off_records:
        workshop.notices = (CUT_OFF_NOTICE,)
    return workshop
