"""A workshop from a folder: a new session, or one that goes on where it stopped."""

from collections.abc import Callable
from datetime import datetime

from kompas_tui.deck_files import DeckSet, read_decks
from kompas_tui.domain import events as ev
from kompas_tui.domain.errors import KompasError
from kompas_tui.domain.text import clean_line
from kompas_tui.domain.wording import listing
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.workshop import Workshop, local_clock, new_code

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
    workshop = _workshop(folder, decks, clock)
    roles = tuple(dict.fromkeys(role for deck in decks.decks for role in deck.roles))
    started = ev.Started(
        time=clock(),
        code=new_code(),
        details=_details(decks, given),
        decks=tuple(ev.DeckText(deck.name, deck.text, deck in decks.linked) for deck in (*decks.decks, *decks.linked)),
        roles=roles,
        keep_days=min(deck.keep_days for deck in decks.decks),
    )
    await workshop.begin(started)
    return workshop


def resume_workshop(folder: SessionFolder, *, clock: Clock = local_clock) -> Workshop:
    """The session in a locked folder, as it was; KompasError where it is ended or can't be read."""
    session, _ = folder.read_session()
    if session.is_ended:
        raise KompasError(f"De sessie in {folder.path} is afgerond. Maak een verslag met: kompas verslag {folder.path}")
    decks = read_decks([(deck.name, deck.text, deck.linked) for deck in session.decks.values()])
    return _workshop(folder, decks, clock)


async def open_workshop(
    folder: SessionFolder, decks: DeckSet, given: ev.Details, *, clock: Clock = local_clock
) -> Workshop:
    """Go on with the session in this locked folder, else start one."""
    if not folder.exists or folder.log_path.stat().st_size == 0:
        return await start_workshop(folder, decks, given, clock=clock)
    workshop = resume_workshop(folder, clock=clock)
    workshop.decks = DeckSet(workshop.decks.decks, workshop.decks.linked, workshop.decks.course, decks.files)
    await workshop.edit_decks([ev.DeckText(deck.name, deck.text) for deck in (*decks.decks, *decks.linked)])
    return workshop


def _workshop(folder: SessionFolder, decks: DeckSet, clock: Clock) -> Workshop:
    return Workshop(
        folder.open_journal(),
        decks,
        folder.mark_key(),
        clock=clock,
        keep_database=lambda: folder.write_database(folder.read_session()[0]),
        forget_key=folder.forget_mark_key,
    )
