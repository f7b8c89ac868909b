"""A workshop from a folder: a new session, or one that goes on where it stopped."""

import contextlib
import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kompas_tui.deck_files import DeckSet, deck_texts, decks_of
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import listing
from kompas_tui.domain.question.ballots import spelled
from kompas_tui.domain.question.slips import known_by
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import KeptSession, LogJournal, SessionFolder, fingerprint_of
from kompas_tui.workshop.clock import Clock, local_clock
from kompas_tui.workshop.commands.course import Begin, ChooseRoute
from kompas_tui.workshop.pictures import KeptPictures
from kompas_tui.workshop.slips import new_slips
from kompas_tui.workshop.workshop import Workshop, fold_journal

KEY_GONE = "Het bestand waarmee Kompas telefoons herkent, ontbrak."
ROUND_CLOSED_NOTICE = f"{KEY_GONE} De open ronde is daarom gesloten. Open een nieuwe ronde."
COUNTED_AGAIN_NOTICE = f"{KEY_GONE} Deelnemers tellen daarom opnieuw mee."
SLIPS_GONE_NOTICE = (
    "De stemcodes van deze sessie ontbreken. Stemmen met een stembriefje kan nu niet. "
    "Sluit Kompas. Ga daarna verder met deze sessie, en noem daarbij het bestand met de stemcodes."
)


def _invited(decks: DeckSet) -> tuple[ev.Invited, ...]:
    """Who were invited, as the first deck says it that does."""
    groups = next((deck.invited for deck in decks.decks if deck.invited), ())
    return tuple(ev.Invited(role, people) for role, people in groups if people)


def _details(decks: DeckSet, given: ev.Details) -> ev.Details:
    first = decks.decks[0]
    return ev.Details(
        clean_line(given.title, 200) or listing([deck.title for deck in decks.decks[:3]]),
        clean_line(given.place, 200) or first.place,
        clean_line(given.organisation, 200) or first.organisation,
        clean_line(given.purpose, 300) or first.purpose,
        clean_line(given.district, 200) or next((deck.district for deck in decks.decks if deck.district), ""),
        given.themes or tuple(dict.fromkeys(theme for deck in decks.decks for theme in deck.themes)),
    )


async def start_workshop(
    folder: SessionFolder,
    decks: DeckSet,
    given: ev.Details,
    *,
    clock: Clock = local_clock,
    continued: ev.Continued | None = None,
    route: str = "",
    codes: Sequence[str] = (),
) -> Workshop:
    """A new session in a locked folder, with its first card shown; `continued` comes along from an earlier one.

    `codes` are those of slips that were printed; where the decks ask slips and there are none, they are made.
    """
    journal = folder.open_journal()
    return await _start(folder, journal, decks, clock, given, continued, route, codes)


def _remember_files(folder: SessionFolder, decks: DeckSet) -> None:
    """Keep where the decks lie, so that their own drawings are found when the session goes on."""
    with contextlib.suppress(OSError):  # without it a card only lacks its drawing
        files = {name: str(path.absolute()) for name, path in decks.files.items()}
        folder.remember_served(replace(folder.served(), decks=files))


def _remembered_files(folder: SessionFolder) -> dict[str, Path]:
    """The files of the decks that are still where they were."""
    found = {}
    for name, path in ((name, Path(kept)) for name, kept in folder.served().decks.items()):
        with contextlib.suppress(OSError, ValueError):  # a path that can't be one here
            if path.is_file():
                found[name] = path
    return found


async def _start(
    folder: SessionFolder,
    journal: LogJournal,
    decks: DeckSet,
    clock: Clock,
    given: ev.Details,
    continued: ev.Continued | None,
    route: str,
    codes: Sequence[str],
) -> Workshop:
    codes = codes or new_slips(max(deck.slips for deck in decks.decks))
    try:
        key = folder.new_mark_key()
        if codes:
            folder.keep_slips(codes)
        for name, data in decks.pictures.items():  # before the log names one
            folder.keep_picture(name, data)
    except OSError:
        journal.close()
        raise
    workshop = _workshop(folder, journal, decks, clock, fold_journal(journal), key)
    roles = tuple(dict.fromkeys(role for deck in decks.decks for role in deck.roles))
    started = ev.Started(
        time=workshop.now(),
        code=_new_code(),
        details=_details(decks, given),
        decks=deck_texts(decks),
        roles=roles,
        tables=tuple(dict.fromkeys(table for deck in decks.decks for table in deck.tables)),
        keep_days=min(deck.keep_days for deck in decks.decks),
        invited=_invited(decks),
        slips=ev.SlipsIssued(len(codes), known_by(codes)) if codes else None,
        fingerprint=fingerprint_of(key),
    )
    try:
        await workshop.do(Begin(started, continued, route))
    except KompasError:
        await workshop.close()
        raise
    _remember_files(folder, decks)
    return workshop


def resume_workshop(folder: SessionFolder, *, clock: Clock = local_clock) -> Workshop:
    """The session in a locked folder, as it was; KompasError where it is ended or can't be read."""
    if not folder.exists:
        raise KompasError(f"In {folder.path} staat geen sessie. Noem de map van een sessie.")
    journal = folder.open_journal()
    return _resumed(folder, journal, clock, fold_journal(journal))


def _resumed(folder: SessionFolder, journal: LogJournal, clock: Clock, found: KeptSession) -> Workshop:
    session = found.session
    try:
        if session.is_ended:
            folder.finish_locked(session)
            raise KompasError(
                f"De sessie in {folder.path} is afgerond. Maak een verslag met: kompas verslag {folder.path}"
            )
        if not session.decks:
            raise KompasError(f"Het logboek in {folder.path} is leeg of onleesbaar. Begin een nieuwe sessie.")
        decks = replace(decks_of(session.decks), files=_remembered_files(folder))
        key = folder.mark_key(session.fingerprint)
        if key is not None:
            return _workshop(folder, journal, decks, clock, found, key)
        notices = (_notice_without_key(session),) if _has_voters(session) else ()
        found, key = _with_new_key(folder, journal, clock, found)
        workshop = _workshop(folder, journal, decks, clock, found, key)
        workshop.notices += notices
        return workshop
    except (KompasError, OSError):
        journal.close()
        raise


def _has_voters(session: Session) -> bool:
    return bool(session.joined) or any(round_.ballots for round_ in session.rounds.values())


def _notice_without_key(session: Session) -> str:
    return COUNTED_AGAIN_NOTICE if session.open_round is None else ROUND_CLOSED_NOTICE


def _with_new_key(
    folder: SessionFolder, journal: LogJournal, clock: Clock, found: KeptSession
) -> tuple[KeptSession, bytes]:
    """The session with its open round closed, and a new key.

    With a new key everybody is new, and could answer twice. The round is closed before that key is made, so
    that a crash in between leaves no open round with a key that looks right.
    """
    session, head = found
    if session.open_round is not None and _has_voters(session):
        closed = ev.RoundClosed(time=clock(), round=session.open_round.id)
        head = journal.append([closed])
        session.apply(closed)
    key = folder.new_mark_key()
    replaced = ev.KeyReplaced(time=clock(), fingerprint=fingerprint_of(key))
    head = journal.append([replaced])
    session.apply(replaced)
    with contextlib.suppress(OSError):  # the log has everything
        folder.write_database(session)
    return KeptSession(session, head), key


async def open_workshop(
    folder: SessionFolder,
    decks: DeckSet,
    given: ev.Details,
    *,
    clock: Clock = local_clock,
    continued: ev.Continued | None = None,
    route: str = "",
    codes: Sequence[str] = (),
) -> Workshop:
    """Go on with the session in this locked folder, else start one; only a new one goes on from an earlier session."""
    journal = folder.open_journal()
    found = fold_journal(journal)
    if not found.session.length:
        return await _start(folder, journal, decks, clock, given, continued, route, codes)
    if codes:
        try:
            _give_back(folder, found.session, codes)
        except (KompasError, OSError):
            journal.close()
            raise
    workshop = _resumed(folder, journal, clock, found)
    workshop.decks = replace(workshop.decks, files=decks.files)
    _remember_files(folder, decks)
    try:
        await workshop.take_over(decks)
        if route:
            await workshop.do(ChooseRoute(route))
    except KompasError:
        await workshop.close()
        raise
    if any(deck.name not in workshop.session.decks for deck in decks.decks):
        own = listing([deck.title for deck in workshop.decks.decks])
        workshop.notices += (f"Deze sessie gaat verder met haar eigen kaarten: {own}.",)
    return workshop


def _give_back(folder: SessionFolder, session: Session, codes: Sequence[str]) -> None:
    """Keep codes that a folder lost; KompasError where they are those of other slips."""
    if session.slips is None or session.slips.fingerprint != known_by(codes):
        raise KompasError("Deze stembriefjes horen niet bij deze sessie. Kies het bestand waarmee de sessie begon.")
    folder.keep_slips(codes)


def _codes_of(folder: SessionFolder, session: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of a session's slips, and what the facilitator hears where they are gone."""
    if session.slips is None:
        return (), ()
    codes = folder.slips()
    return (codes, ()) if known_by(codes) == session.slips.fingerprint else ((), (SLIPS_GONE_NOTICE,))


def _workshop(
    folder: SessionFolder, journal: LogJournal, decks: DeckSet, clock: Clock, found: KeptSession, key: bytes
) -> Workshop:
    codes, notices = _codes_of(folder, found.session) if found.session.length else (folder.slips(), ())
    workshop = Workshop(
        journal,
        decks,
        key,
        clock=clock,
        keep_database=folder.write_database,
        forget_key=folder.forget_secrets,
        pictures=KeptPictures(folder.keep_picture, folder.picture),
        found=found,
        codes=codes,
    )
    workshop.notices = (*([journal.set_aside] if journal.set_aside else []), *notices)
    return workshop


def _new_code() -> str:
    """A session's code of four characters without look-alikes."""
    return spelled(secrets.token_bytes(16), 4)
