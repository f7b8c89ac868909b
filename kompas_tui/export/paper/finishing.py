"""The end of every paper: what readers of the file know it by, what stands at the foot, and the bytes."""

import io

from docx.document import Document

from kompas_tui.domain.language.text import clean_line
from kompas_tui.export.base import LONGEST_PROPERTY
from kompas_tui.export.markup import number_drawings
from kompas_tui.export.paper.pages import say_in_footer
from kompas_tui.export.saving import timeless


def finished(document: Document, title: str, at_foot: str) -> bytes:
    """The paper as a .docx, with its title, and what stands at the foot of each sheet."""
    document.core_properties.title = clean_line(title, LONGEST_PROPERTY)
    document.core_properties.language = "nl-NL"
    say_in_footer(document, at_foot)
    number_drawings(document.element.body)
    stream = io.BytesIO()
    document.save(stream)
    return timeless(stream.getvalue())
