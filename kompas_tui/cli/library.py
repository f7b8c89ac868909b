"""The library put together: which sessions it reads, and where what it makes goes."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from kompas_tui.cli.reporting import EXPORTS, report_of
from kompas_tui.cli.sessions import known_folders
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.library.papers import agenda_item, selection_report, selection_rows
from kompas_tui.domain.library.proposals import Proposal
from kompas_tui.domain.library.sections import ShelfRow
from kompas_tui.domain.library.shelf import Shelf
from kompas_tui.domain.library.things import Source
from kompas_tui.journal import session_home
from kompas_tui.library import Desk

MOST_NUMBERED = 1000


def now() -> datetime:
    """The time on this machine."""
    return datetime.now().astimezone()


def open_desk(folders: Sequence[Path]) -> Desk:
    """The library over the sessions of this machine and those in these folders."""
    for folder in folders:
        if not folder.is_dir():
            what = "is een bestand" if folder.exists() else "is er niet"
            raise KompasError(f"De map {quoted(str(folder))} {what}. Noem een map met sessies.")
    return Desk.opened(session_home(), [*known_folders(), *folders], now)


class Office:
    """Writes what the library has made into the folder for exports, never over an earlier document."""

    def report_of(self, source: Source) -> Path:
        """The report of a session."""
        return report_of(Path(source.path))

    def as_word(self, shelf: Shelf, title: str, rows: Sequence[ShelfRow]) -> Path:
        """A selection as a Word document."""
        from kompas_tui.export import write_word

        path = _free(title, ".docx")
        write_word(selection_report(shelf, title, rows, now()), path)
        return path

    def as_sheet(self, shelf: Shelf, title: str, rows: Sequence[ShelfRow]) -> Path:
        """A selection as CSV."""
        from kompas_tui.export.saving import save
        from kompas_tui.export.sheets import csv_bytes

        path = _free(title, ".csv")
        save(csv_bytes(list(selection_rows(shelf, rows))), path)
        return path

    def as_agenda_item(self, shelf: Shelf, proposal: Proposal) -> Path:
        """A proposal as an item for an agenda, in Word."""
        from kompas_tui.export import write_word

        path = _free(f"agendapunt {proposal.change}", ".docx")
        write_word(agenda_item(shelf, proposal, now()), path)
        return path


def _free(title: str, suffix: str) -> Path:
    """A file in the folder for exports that is not there yet, such as `reisgids-lessen-2026-11-22.docx`."""
    return next(path for path in _numbered(title, suffix) if not path.exists())


def _numbered(title: str, suffix: str) -> Iterator[Path]:
    from kompas_tui.export.naming import file_slug

    name = f"reisgids-{file_slug(title, 'lijst')[:60]}-{now():%Y-%m-%d}"
    yield (EXPORTS / f"{name}{suffix}").absolute()
    for number in range(2, MOST_NUMBERED):
        yield (EXPORTS / f"{name}-{number}{suffix}").absolute()
