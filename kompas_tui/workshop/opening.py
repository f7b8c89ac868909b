"""A workshop from where its session is kept: a new one, or one that goes on where it stopped."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from msgspec import structs

from kompas_tui.deck_files import DeckSet, deck_texts, decks_of
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import as_argument, listing
from kompas_tui.domain.question.slips import known_by
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import Journal, KeptSession, SessionStore, fingerprint_of
from kompas_tui.workshop.clock import Clock, going_on, local_clock
from kompas_tui.workshop.commands.course import Begin, ChooseRoute
from kompas_tui.workshop.pictures import KeptPictures
from kompas_tui.workshop.slips import new_slips
from kompas_tui.workshop.workshop import Workshop, fold_journal

KEY_GONE = "Het bestand waarmee Kompas telefoons herkent, ontbrak."
ROUND_CLOSED_NOTICE = f"{KEY_GONE} De open ronde is daarom gesloten. Open een nieuwe ronde."
COUNTED_AGAIN_NOTICE = f"{KEY_GONE} Deelnemers tellen daarom opnieuw mee."
DETAILS_STAND = "Deze sessie was al begonnen. Haar titel, plaats, doel en contact blijven zoals ze waren."
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
        clean_line(given.contact, 200) or next((deck.contact for deck in decks.decks if deck.contact), ""),
        clean_line(given.reply_by, 40) or next((deck.reply_by for deck in decks.decks if deck.reply_by), ""),
        clean_line(given.form, 40) or next((deck.report_form for deck in decks.decks if deck.report_form), ""),
        clean_line(given.status, 40) or next((deck.status for deck in decks.decks if deck.status), ""),
    )


def _remember_files(store: SessionStore, decks: DeckSet) -> None:
    """Keep where the decks lie, so that their own drawings are found when the session goes on."""
    with contextlib.suppress(OSError):  # without it a card only lacks its drawing
        files = {name: str(path.absolute()) for name, path in decks.files.items()}
        store.remember_served(replace(store.served(), decks=files))


def _remembered_files(store: SessionStore) -> dict[str, Path]:
    """The files of the decks that are still where they were."""
    still_there = {}
    for name, path in ((name, Path(kept)) for name, kept in store.served().decks.items()):
        with contextlib.suppress(OSError, ValueError):  # a path that can't be one here
            if path.is_file():
                still_there[name] = path
    return still_there


async def _start(
    store: SessionStore,
    journal: Journal,
    decks: DeckSet,
    clock: Clock,
    given: ev.Details,
    continued: ev.Continued | None,
    route: str,
    codes: Sequence[str],
) -> Workshop:
    # The most that any deck asks: one set of slips serves the whole session.
    codes = codes or new_slips(max(deck.slips for deck in decks.decks))
    try:
        key = store.new_mark_key()
        if codes:
            store.keep_slips(codes)
        for name, data in decks.pictures.items():  # before the log names one
            store.keep_picture(name, data)
    except OSError:
        journal.close()
        raise
    workshop = _workshop(store, journal, decks, clock, fold_journal(journal), key)
    roles = tuple(dict.fromkeys(role for deck in decks.decks for role in deck.roles))
    started = ev.Started(
        time=workshop.now(),
        code=store.new_code(),
        details=_details(decks, given),
        decks=deck_texts(decks),
        roles=roles,
        tables=tuple(dict.fromkeys(table for deck in decks.decks for table in deck.tables)),
        # The shortest: no deck's texts stay longer than that deck promised.
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
    _remember_files(store, decks)
    return workshop


def resume_workshop(store: SessionStore, *, clock: Clock = local_clock) -> Workshop:
    """The session in a locked store, as it was; KompasError where it is ended or can't be read."""
    if not store.exists:
        raise KompasError(f"In {store.name} staat geen sessie. Noem de map van een sessie.")
    journal = store.open_journal()
    return _resumed(store, journal, clock, fold_journal(journal))


def _resumed(store: SessionStore, journal: Journal, clock: Clock, before: KeptSession) -> Workshop:
    session = before.session
    try:
        if session.is_ended:
            store.finish_locked(session)
            raise KompasError(
                f"De sessie in {store.name} is afgerond. Maak een verslag met: kompas verslag {as_argument(store.name)}"
            )
        if not session.decks:
            raise KompasError(f"Het logboek in {store.name} is leeg of onleesbaar. Begin een nieuwe sessie.")
        clock = going_on(clock, session.latest)
        decks = replace(decks_of(session.decks), files=_remembered_files(store))
        key = store.mark_key(session.fingerprint)
        if key is not None:
            return _workshop(store, journal, decks, clock, before, key)
        notices = (_notice_without_key(session),) if _has_voters(session) else ()
        # Asked before it is made: with the open round closed the notice would say something else.
        before, key = _with_new_key(store, journal, clock, before)
        workshop = _workshop(store, journal, decks, clock, before, key)
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
    store: SessionStore, journal: Journal, clock: Clock, before: KeptSession
) -> tuple[KeptSession, bytes]:
    """The session with its open round closed, and a new key.

    With a new key everybody is new, and could answer twice. The round is closed before that key is made, so
    that a crash in between leaves no open round with a key that looks right.
    """
    session, head = before
    if session.open_round is not None and _has_voters(session):
        closed = ev.RoundClosed(time=clock(), round=session.open_round.id)
        # Past the committer, since no workshop runs yet: nobody can come in between.
        head = journal.append([closed])
        session.apply(closed)
    key = store.new_mark_key()
    replaced = ev.KeyReplaced(time=clock(), fingerprint=fingerprint_of(key))
    head = journal.append([replaced])
    session.apply(replaced)
    with contextlib.suppress(OSError):  # the log has everything
        store.write_database(session)
    return KeptSession(session, head), key


async def open_workshop(
    store: SessionStore,
    decks: DeckSet,
    given: ev.Details,
    *,
    clock: Clock = local_clock,
    continued: ev.Continued | None = None,
    route: str = "",
    codes: Sequence[str] = (),
) -> Workshop:
    """Go on with the session in this locked store, else start one, with its first card shown.

    Only a new one goes on from an earlier session. `codes` are those of slips that were printed; where a new one asks
    slips and there are none, they are made.
    """
    store.refuse_remains()
    journal = store.open_journal()
    before = fold_journal(journal)
    if not before.session.length:
        return await _start(store, journal, decks, clock, given, continued, route, codes)
    if codes:
        try:
            _give_back(store, before.session, codes)
        except (KompasError, OSError):
            journal.close()
            raise
    workshop = _resumed(store, journal, clock, before)
    workshop.materials.lie_at(decks.files)
    _remember_files(store, decks)
    try:
        await workshop.materials.take_over(decks)
        if route:
            await workshop.do(ChooseRoute(route))
    except KompasError:
        await workshop.close()
        raise
    if any(deck.name not in workshop.session.decks for deck in decks.decks):
        own = listing([deck.title for deck in workshop.decks.decks])
        workshop.notices += (f"Deze sessie gaat verder met haar eigen kaarten: {own}.",)
    kept = structs.asdict(workshop.session.details)
    if any(value and value != kept[name] for name, value in structs.asdict(given).items()):
        workshop.notices += (DETAILS_STAND,)
    return workshop


def _give_back(store: SessionStore, session: Session, codes: Sequence[str]) -> None:
    """Keep codes that a store lost; KompasError where they are those of other slips."""
    if session.slips is None or session.slips.fingerprint != known_by(codes):
        raise KompasError("Deze stembriefjes horen niet bij deze sessie. Kies het bestand waarmee de sessie begon.")
    store.keep_slips(codes)


def _codes_of(store: SessionStore, session: Session) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of a session's slips, and what the facilitator hears where they are gone."""
    if session.slips is None:
        return (), ()
    codes = store.slips()
    return (codes, ()) if known_by(codes) == session.slips.fingerprint else ((), (SLIPS_GONE_NOTICE,))


def _workshop(
    store: SessionStore, journal: Journal, decks: DeckSet, clock: Clock, before: KeptSession, key: bytes
) -> Workshop:
    codes, notices = _codes_of(store, before.session) if before.session.length else (store.slips(), ())
    workshop = Workshop(
        journal,
        decks,
        key,
        clock=clock,
        keep_database=store.write_database,
        forget_key=store.forget_secrets,
        pictures=KeptPictures(store.keep_picture, store.picture),
        before=before,
        codes=codes,
    )
    workshop.notices = (*([journal.set_aside] if journal.set_aside else []), *notices)
    return workshop
