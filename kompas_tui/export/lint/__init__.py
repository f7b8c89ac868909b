"""Whether a Word document can be read by everybody: what is wrong, where, and what to do about it.

The rules A1 to A17 say what WCAG 2.1 AA and EN 301 549 ask of a document, as far as a program can see.
A rule finds; nothing here changes the document.
"""

from collections.abc import Callable, Iterator

from kompas_tui.export.lint.contents import contents_rules
from kompas_tui.export.lint.faults import DocumentFault
from kompas_tui.export.lint.looks import looks_rules
from kompas_tui.export.lint.opened import OpenedDocument, open_document
from kompas_tui.export.lint.pictures import picture_rules
from kompas_tui.export.lint.structure import structure_rules
from kompas_tui.export.lint.tables import table_rules

__all__ = ["DocumentFault", "faults_in"]

_RULES: tuple[Callable[[OpenedDocument], Iterator[DocumentFault]], ...] = (
    structure_rules, table_rules, picture_rules, looks_rules, contents_rules,
)  # fmt: skip


def faults_in(data: bytes) -> tuple[DocumentFault, ...]:
    """All faults of a .docx, by rule and then in the order of the document; KompasError where it is none."""
    document = open_document(data)
    found = [fault for rules in _RULES for fault in rules(document)]
    return tuple(sorted(found, key=lambda fault: int(fault.rule[1:])))
