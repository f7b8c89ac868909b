"""Whether a Word document can be read by everybody: what is wrong, where, and what to do about it.

The rules A1 to A17 say what WCAG 2.1 AA and EN 301 549 ask of a document, as far as a program can see; A18 that it is
finished.
A rule finds; nothing here changes the document.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kompas_tui.domain.language.errors import KompasError
from kompas_tui.export.lint.contents import contents_rules
from kompas_tui.export.lint.faults import DocumentFault
from kompas_tui.export.lint.looks import looks_rules
from kompas_tui.export.lint.opened import NO_PACKAGE, OpenedDocument, open_document
from kompas_tui.export.lint.pictures import picture_rules
from kompas_tui.export.lint.structure import structure_rules
from kompas_tui.export.lint.tables import table_rules

__all__ = ["DocumentFault", "faults_in"]

_RULES: tuple[Callable[[OpenedDocument], Iterator[DocumentFault]], ...] = (
    structure_rules, table_rules, picture_rules, looks_rules, contents_rules,
)  # fmt: skip


_MANY = 5
"""What is wrong in the same way at more places than this is told once."""

_FORGETFUL = "LibreOffice bewaart dit niet. Bewerk het verslag in Word, of maak het opnieuw."
_FORGOTTEN = frozenset({"A5", "A7"})
"""What LibreOffice leaves out of a Word file that it saves, of tables and of charts."""


def faults_in(data: bytes) -> tuple[DocumentFault, ...]:
    """All faults of a .docx, by rule and then in the order of the document; KompasError where it is none."""
    alike: dict[tuple[str, str, str], list[DocumentFault]] = {}
    try:
        document = open_document(data)
        for fault in (fault for rules in _RULES for fault in rules(document)):
            alike.setdefault((fault.rule, fault.wrong, fault.cure), []).append(fault)
    except NO_PACKAGE as error:
        raise KompasError(
            "In dit Word-bestand klopt iets niet, zodat ik het niet kan nakijken. "
            "Open het in Word en sla het opnieuw op."
        ) from error
    told = [one for faults in alike.values() for one in (_at_once(faults, document) if faults[_MANY:] else faults)]
    return tuple(sorted(told, key=lambda fault: int(fault.rule[1:])))


def _at_once(faults: Sequence[DocumentFault], document: OpenedDocument) -> Sequence[DocumentFault]:
    """One fault for many that are alike, and why they are there where that can be told."""
    first = faults[0]
    is_forgotten = first.rule in _FORGOTTEN and document.program.startswith("LibreOffice")
    cure = f"{first.cure} {_FORGETFUL}" if is_forgotten else first.cure
    return [replace(first, where=f"op {len(faults)} plaatsen, zoals {first.where}", cure=cure)]
