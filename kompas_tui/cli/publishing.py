"""What is told to whom: the whole session or a copy for everybody, with a list of what that leaves out."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import count, listing, quoted
from kompas_tui.domain.outcome import (
    PublicCopy,
    Variant,
    by_sort,
    capitalised,
    few_answered,
    postcodes_told,
    public_copy,
)
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.folder import NOT_PUBLIC

_PUBLIC: Variant = "openbaar"
_VARIANTS: tuple[Variant, ...] = get_args(Variant)

_PLURALS = {"e-mailadres": "e-mailadressen", "adres": "adressen", "naam": "namen"}

_MAYBE_NAMES = "Deze woorden hebben een hoofdletter en staan in openbare teksten. Kijk of er een naam bij is:"

_POSTCODES = "Deze postcodes staan zonder huisnummer in openbare teksten. Bij sommige horen maar een paar huizen:"

_MOST_LINES = 20
"""More of the list than this does not stand in the terminal."""


def check_variant(variant: str) -> None:
    """KompasError where this is no variant."""
    if variant not in _VARIANTS:
        raise KompasError(f"De variant {quoted(variant)} ken ik niet. Kies: --variant volledig of --variant openbaar.")


def copy_for(session: Session, variant: str) -> tuple[Session, PublicCopy | None]:
    """The session as this variant tells it, and where something is left out what that was."""
    if variant != _PUBLIC:
        return session, None
    made = public_copy(session)
    return made.session, made


def public_mark(session: Session) -> str:
    """What stands at the end of the name of a file that everybody may have."""
    return f"-{_PUBLIC}" if session.is_public else ""


def left_out_list(folder: Path) -> Path:
    """Where the list of what public files leave out lies, of the session in this folder."""
    return folder / f"{NOT_PUBLIC}lijst.txt"


def write_left_out(copy: PublicCopy, folder: SessionFolder) -> Sequence[str]:
    """Write what public files leave out into a list beside the log, where it goes when the session goes.

    Beside a public file it might be published with it. Gives what to say of it in the terminal.
    """
    from kompas_tui.export.saving import save

    path = left_out_list(folder.path).absolute()
    told, lines, maybe = [*_told(copy)], [*_list(copy)], capitalised(copy.session, copy.names)
    names = ["", _MAYBE_NAMES, *maybe] if maybe else []
    names += ["", _POSTCODES, *codes] if (codes := postcodes_told(copy.session)) else []
    save("".join(f"{line}\n" for line in (*told, "", *lines, *names)).encode("utf-8", "replace"), path, is_private=True)
    more = len(lines) - _MOST_LINES
    rest = [f"En nog {more}. Alles staat in de lijst."] if more > 0 else []
    return [*told, *lines[:_MOST_LINES], *rest, f"De lijst om na te kijken staat in {path}"]


def _told(copy: PublicCopy) -> Iterator[str]:
    sorts = [count(amount, sort, _PLURALS.get(sort, f"{sort}s")) for sort, amount in by_sort(copy.blanked).items()]
    yield f"Weggelaten uit teksten: {listing(sorts)}." if sorts else "In de teksten vond ik geen adressen of nummers."
    if copy.stays:
        kept = listing([quoted(one.text) for one in copy.stays])
        yield f"Wat je zelf bij de gegevens van de sessie schreef, blijft staan. Dat is ook {kept}."
    if copy.unseen:
        texts, stay = (
            ("Eén tekst stond", "blijft") if copy.unseen == 1 else (f"{copy.unseen} teksten stonden", "blijven")
        )
        yield f"{texts} nooit op het scherm. Die {stay} weg."
    if copy.notes:
        yield "Eén notitie blijft ook weg." if copy.notes == 1 else f"{copy.notes} notities blijven ook weg."
    if few := few_answered(copy.session):
        yield few
    yield "Andere namen herken ik niet. Lees alles zelf na voor je het openbaar maakt."


def _list(copy: PublicCopy) -> Iterator[str]:
    for one in copy.blanked:
        yield f"{one.sort}: {one.text}{f' (bij {quoted(one.card)})' if one.card else ''}"
