"""Where a report goes, and writing it; knows nothing of what is in it."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kompas_tui.cli.example import OTHER_FILES
from kompas_tui.cli.publishing import check_variant, copy_for, public_mark, write_left_out
from kompas_tui.cli.sessions import existing_session
from kompas_tui.domain.language.dates import adopted_on, full_date
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import listing, quoted
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.files import read_named

if TYPE_CHECKING:
    from kompas_tui.domain.deck.cards import Course
    from kompas_tui.domain.report import ReportWishes
    from kompas_tui.export.house_style import HouseStyle
    from kompas_tui.export.word import WordWritten

EXPORTS = Path("exports")

_LONGEST_CONTACT = 200
_LARGEST_TEMPLATE = 100_000_000

_ENDINGS = (".docx", ".pdf", ".odt")
"""What a report can be."""

_SPARED = "is aangepast in een ander programma, of gaat niet open. Het blijft staan."

_PAGE_NUMBERS = (
    "De bladzijden in de inhoud vult Word zelf in. Klik met de rechtermuisknop op de inhoud en kies ‘Veld bijwerken’."
)
"""Only Word knows on which page something stands."""


def report_of(path: Path) -> Path:
    """Write the full report of the session in this folder, running or ended, and give its path."""
    return written_report(path)[0]


def written_report(
    path: Path,
    variant: str = "volledig",
    template: Path | None = None,
    out: Path | None = None,
    wishes: "ReportWishes | None" = None,
    ending: str = "",
) -> tuple[Path, Sequence[str]]:
    """Write a report of the session in this folder; its path, and what else to say."""
    _check_wishes(variant, out, ending)
    folder = existing_session(path)
    whole, head = folder.read_session()
    session, copy = copy_for(whole, variant)
    house = _read_template(template) if template is not None else None
    asked = _target(session, out, wishes, ending).absolute()
    path = asked if _is_file_name(out) else beside_edited(asked)  # who names a file wants that one
    with TemporaryDirectory(prefix="kompas-") as aside:  # a file in another form must not be a Word file for a while
        draft = path if path.suffix.lower() == ".docx" else Path(aside) / "verslag.docx"
        _, word = _write(
            session, head, draft, kept_course(session), folder.pictures(session), template=house, wishes=wishes
        )
        made = _in_form(draft, path)
    paged = [_PAGE_NUMBERS] if draft == path and word.has_contents else []
    hinders = [f"Let op. {fault}" for fault in word.faults]
    spared = [f"{quoted(asked.name)} {_SPARED}"] if path != asked else []
    return path, [
        *spared,
        *_told_of_template(word.house),
        *made,
        *paged,
        *hinders,
        *(write_left_out(copy, folder) if copy else ()),
    ]


def _told_of_template(house: "HouseStyle") -> Iterator[str]:
    if house.added:
        yield f"In het sjabloon ontbrak: {listing(house.added)}. Dat heb ik aangevuld."
    if house.smaller:
        yield "Een plaatje in het sjabloon was groter dan op papier te zien is. In het verslag is het kleiner."
    if house.leaves_out:
        yield "Een voorblad of plaatje in de tekst van het sjabloon staat niet in het verslag. Voeg het in Word toe."
    if house.has_page_colour:
        yield "De bladzijden van het sjabloon zijn gekleurd. Niet elke letter is daarop te lezen. Maak ze in Word wit."


def wishes_of(form: str, status: str, contact: str, reply_by: str) -> "ReportWishes":
    """What was said on the command line about a report; KompasError where that is no form, status or day."""
    from kompas_tui.domain.deck.cards import REPORT_FORMS, ReportForm
    from kompas_tui.domain.report.wishes import ReportWishes

    told: ReportForm | None = next((one for one in REPORT_FORMS if one == form), None)
    if form and told is None:
        raise KompasError(f"De vorm {quoted(clean_line(form, 60))} ken ik niet. Kies: verslag of participatieverslag.")
    adopted = _adopted(status) if status else None
    until = _day(reply_by) if reply_by else None
    return ReportWishes(
        told, adopted, clean_line(contact, _LONGEST_CONTACT), until, is_draft=bool(status) and adopted is None
    )


def _adopted(status: str) -> date | None:
    try:
        return adopted_on(status)
    except ValueError:
        raise KompasError("Bij --status hoort een dag, zoals 31-12-2026. Of kies: concept.") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(full_date(text))
    except ValueError:
        raise KompasError("Bij --reageer-voor hoort een dag, zoals 31-12-2026.") from None


def _in_form(draft: Path, path: Path) -> Sequence[str]:
    """Turn the Word file that was written into what the ending of the path asks for, and what to say of that."""
    ending = path.suffix.lower()
    if draft == path:
        return ()
    from kompas_tui.export.contents import for_libreoffice
    from kompas_tui.export.office import converted, told_of
    from kompas_tui.export.saving import save

    data = converted(for_libreoffice(draft.read_bytes()), ending)
    save(data, path)
    return told_of(data, ending)


def _read_template(path: Path) -> bytes:
    if path.suffix.lower() not in (".docx", ".dotx"):
        raise KompasError(
            f"Een sjabloon is een Word-bestand op .docx of .dotx, en niet {path.name}. Sla het in Word op als .docx."
        )
    try:
        return read_named(path, _LARGEST_TEMPLATE)
    except OSError as error:
        raise KompasError(f"Het sjabloon {path} gaat niet open. Kijk of de naam klopt.") from error


def kept_course(session: Session) -> "Course | None":
    """The cards of a session, from the decks that it keeps; None where these can't be read any more."""
    from kompas_tui.deck_files import decks_of
    from kompas_tui.domain.course.course import course_now

    try:
        return course_now(decks_of(session.decks).course, session)
    except KompasError:
        return None


def _check_wishes(variant: str, out: Path | None, ending: str) -> None:
    check_variant(variant)
    if out is None or not out.suffix or out.is_dir():
        return
    allowed = (ending,) if ending else _ENDINGS
    if out.suffix.lower() not in allowed:
        raise KompasError(f"Laat {quoted(out.name)} eindigen op {listing(allowed, 'of')}.")


def _name(session: Session, wishes: "ReportWishes | None" = None, ending: str = "") -> str:
    """The report's name with the session's code, so that two groups on one day do not write over each other."""
    from kompas_tui.domain.report.wishes import DRAFT
    from kompas_tui.export import coded, report_name

    name = Path(report_name(session, wishes or DRAFT))
    return f"{coded(name.stem, session)}{public_mark(session)}{ending or name.suffix}"


def _is_file_name(out: Path | None) -> bool:
    """Whether a report's own name was asked for, and not only a folder."""
    return out is not None and out.suffix.lower() in _ENDINGS and not out.is_dir()


def _target(session: Session, out: Path | None, wishes: "ReportWishes | None", ending: str) -> Path:
    if out is not None and _is_file_name(out):
        return out
    return (out or EXPORTS) / _name(session, wishes, ending)


def beside_edited(path: Path) -> Path:
    """The file itself, or the next free name where somebody changed it since: a report is often edited by hand."""
    number = 1
    free = path
    while path.suffix.lower() == ".docx" and free.is_file() and not _is_as_made(free):
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _is_as_made(report: Path) -> bool:
    """Whether Kompas was the last program that wrote this Word file."""
    try:
        with zipfile.ZipFile(report) as package:
            return b"<Application>Kompas<" in package.read("docProps/app.xml")
    except (KeyError, zipfile.BadZipFile):  # in the house style of a template, or cut off: nobody can edit that
        return True
    except OSError:
        return False


def write(
    session: Session,
    head: str,
    path: Path,
    course: "Course | None" = None,
    photos: Mapping[str, bytes] | None = None,
) -> Path:
    """Write the report to this file; a sentence where that can't be done. Without its cards no plate is told."""
    return _write(session, head, path, course, photos)[0]


def _write(
    session: Session,
    head: str,
    path: Path,
    course: "Course | None" = None,
    photos: Mapping[str, bytes] | None = None,
    template: bytes | None = None,
    wishes: "ReportWishes | None" = None,
) -> "tuple[Path, WordWritten]":
    """The same, in the house style of a template, with what is to be said of that."""
    from kompas_tui.domain.report.wishes import DRAFT
    from kompas_tui.export import write_report

    path = path.absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        word = write_report(session, head, path, course, photos, template, wishes or DRAFT)
    except OSError as error:
        raise KompasError(
            f"Ik kan {path} niet schrijven. Sluit het bestand als het open is, of kies een andere plek met --uit."
        ) from error
    return path, word


def write_while_running(session: Session, head: str, folder: Path, course: "Course | None") -> Path:
    """Write the report of a running session into exports/, or where that can't be done beside the session."""
    name, photos = _name(session), SessionFolder(folder).pictures(session)
    try:
        return write(session, head, beside_edited(EXPORTS / name), course, photos)
    except KompasError:
        return write(session, head, beside_edited(folder / name), course, photos)


def write_here(session: Session, head: str, course: "Course", photos: Mapping[str, bytes]) -> Path:
    """Write the report of a session that is kept elsewhere into exports/."""
    return write(session, head, beside_edited(EXPORTS / _name(session)), course, photos)


def write_template(path: Path) -> Path:
    """Write our Word template to a new file, as a start for a house style."""
    from kompas_tui.export.house_style import template_bytes
    from kompas_tui.export.saving import save

    path = path.absolute()
    if path.suffix.lower() in (".md", *OTHER_FILES) and path.suffix.lower() != ".docx" and not path.is_dir():
        better = quoted(path.with_suffix(".docx").name)
        raise KompasError(f"Een sjabloon is een Word-bestand. Geef het een naam op .docx, zoals {better}.")
    if path.suffix.lower() != ".docx":
        path = path / "sjabloon.docx" if path.is_dir() else path.with_name(f"{path.name}.docx")
    if path.exists():
        raise KompasError(f"{path} bestaat al. Kies een andere naam.")
    save(template_bytes(), path)
    return path
