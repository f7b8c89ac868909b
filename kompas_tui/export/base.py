"""The document that a report is written into: its own styles, Dutch, A4; put together from the files in base/."""

import io
import zipfile
from functools import cache
from importlib.resources import files

PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/numbering.xml": "numbering.xml",
    "word/header1.xml": "header.xml",
    "word/footer1.xml": "footer.xml",
    "word/fontTable.xml": "font_table.xml",
    "word/theme/theme1.xml": "theme.xml",
    "docProps/core.xml": "core.xml",
    "docProps/app.xml": "app.xml",
}
"""The place of each file in the package."""

TEXT_WIDTH = 11906 - 2 * 1191
"""The width between the margins of base/document.xml, in twentieths of a point."""

LONGEST_PROPERTY = 255
"""What Word allows in a property of a document."""


@cache
def base_document() -> bytes:
    """The empty document as a .docx."""
    folder = files("kompas_tui.export") / "base"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for name, file in PARTS.items():
            package.writestr(name, (folder / file).read_bytes())
    return stream.getvalue()
