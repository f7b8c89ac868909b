"""Pictures of a template that are larger than paper shows: made smaller, since every report would carry them along."""

import io
import warnings
from collections.abc import Iterator, Mapping

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from kompas_tui.export.placeholders import frames_of

_MUCH = 500_000
"""A picture of fewer bytes stays as it is."""

_LONGEST = 2_500
"""Of a picture that says no size so many pixels, a page in 300 dots per inch across."""

_EMU_PER_DOT = 914_400 / 300
_MOST_PIXELS = 50_000_000
_FORMATS = ("PNG", "JPEG", "BMP")
"""What office programs make of a picture. Of others Pillow would start a program that runs what is in them, as with
PostScript, or write warnings of its own over the screen."""
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"


def fit_pictures(document: Document) -> int:
    """Make the large pictures of headers and footers as sharp as they are printed; how many became smaller."""
    sizes = _sizes(document)
    pictures = {part.partname: part for part in document.part.package.iter_parts() if part.partname in sizes}
    smaller = {name: _fitting(part.blob, sizes[name]) for name, part in pictures.items()}
    for name, data in smaller.items():
        if data is not None:
            pictures[name]._blob = data
    return sum(data is not None for data in smaller.values())


def _sizes(document: Document) -> Mapping[str, int]:
    """The longest side of each picture in pixels as it is shown, by the name of its part."""
    frames, sizes = [*frames_of(document)], dict[str, int]()
    for part in document.part.package.iter_parts():
        if isinstance(part, XmlPart) and part.element in frames:
            for name, longest in _shown_in(part, part.element):
                sizes[name] = max(longest, sizes.get(name, 0))
    return sizes


def _shown_in(frame: Part, element: BaseOxmlElement) -> Iterator[tuple[str, int]]:
    pictures = {
        key: one.target_part.partname
        for key, one in frame.rels.items()
        if one.reltype == RELATIONSHIP_TYPE.IMAGE and not one.is_external
    }
    yield from ((name, 1) for name in pictures.values())
    for named in element.iter():
        for key in (qn("r:embed"), qn("r:id")):
            if (name := pictures.get(named.get(key, ""))) is not None:
                extents = [extent for around in named.iterancestors() for extent in around.iterchildren(_EXTENT)]
                yield name, round(max(_side(extents[0])) / _EMU_PER_DOT) if extents else _LONGEST


def _side(extent: BaseOxmlElement) -> tuple[int, int]:
    return int(extent.get("cx", "0")), int(extent.get("cy", "0"))


def _fitting(data: bytes, longest: int) -> bytes | None:
    """The picture with its longest side so many pixels, in the same format; None where it is fine or can't be read."""
    from PIL import Image

    if len(data) <= _MUCH:
        return None
    stream = io.BytesIO()
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if opened.width * opened.height > _MOST_PIXELS or getattr(opened, "n_frames", 1) > 1:
                return None
            format_ = opened.format
            opened.draft("RGB", (longest, longest))
            opened.thumbnail((longest, longest))
            opened.save(stream, format_, quality=88, optimize=True)
    except (Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError, MemoryError, KeyError):
        return None
    return stream.getvalue() if len(stream.getvalue()) < len(data) else None
