"""Slips with a one-time code, ten to a sheet, to cut and to hand out; knows no session."""

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.shared import Mm

from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.question.slips import in_print
from kompas_tui.export.base import base_document
from kompas_tui.export.markup import Xml, element, paragraph, parsed, picture_run, text_run
from kompas_tui.export.paper.finishing import finished
from kompas_tui.export.paper.pages import A4, section_of, to_cut

_ACROSS, _HIGH = 2, 2700
"""Two slips beside each other, five above each other on a sheet."""

_CODE_SIZE = 44
"""The type of a code, in half points."""

# Readers want a white edge of four dots around a code.
_QR_MILLIMETRES, _DOT, _QUIET = 19, 8, 4

HOW_TO_USE = (
    "Druk alle bladen aan één kant af en knip de stembriefjes los.",
    "Schud ze voordat je ze uitdeelt. Dan weet niemand wie welke stemcode heeft.",
    "Geef per stem één stembriefje. Schrijf er geen naam of adres op.",
    "Bewaar wat over is achter slot. Gooi de rest na de sessie weg.",
)


def slips_bytes(title: str, codes: Sequence[str], address: str) -> bytes:
    """The slips as a .docx, in the order of the codes; with an `address` also where to vote, in words and as a QR."""
    document = docx.Document(io.BytesIO(base_document()))
    body = document.element.body
    base = body.sectPr
    qr = _qr_png(address) if address else b""
    slips = [_slip(title, code, address, qr, document) for code in codes]
    rows = [slips[start : start + _ACROSS] for start in range(0, len(slips), _ACROSS)]
    to_hand_out = to_cut(rows, (A4.text_width // _ACROSS,) * _ACROSS, _HIGH, "Stembriefjes")
    for made in parsed([*_first_page(title, len(codes)), to_hand_out]):
        base.addprevious(made)
    base.getparent().replace(base, section_of(base, A4))
    return finished(document, f"{title}: stembriefjes", title)


def _first_page(title: str, amount: int) -> list[Xml]:
    return [
        paragraph("Heading1", text_run(clean_line(title, 1000))),
        paragraph("Subtitle", text_run(count(amount, "stembriefje", "stembriefjes"))),
        *(paragraph("ListBullet", text_run(line)) for line in HOW_TO_USE),
        paragraph("KompasToelichting", _page_break()),
    ]


def _page_break() -> Xml:
    return element("r", element("br", type="page"))


def _slip(title: str, code: str, address: str, qr: bytes, document: Document) -> list[Xml]:
    where = f"Stem op {address}." if address else "Scan op de avond de QR-code op het scherm."
    picture = [paragraph("KompasCel", _qr_run(address, qr, document))] if qr else []
    return [
        paragraph("KompasToelichting", text_run(f"Stembriefje: {clean_line(title, 60)}")),
        paragraph("KompasVraag", text_run(in_print(code), half_points=_CODE_SIZE)),
        paragraph("KompasCel", text_run(f"{where} Kies je antwoord en vul deze stemcode in.")),
        paragraph("KompasCel", text_run("Eén stembriefje is één stem. Stem je vaker, dan telt de laatste.")),
        *picture,
    ]


def _qr_run(address: str, qr: bytes, document: Document) -> Xml:
    picture = document.part.new_pic_inline(io.BytesIO(qr), Mm(_QR_MILLIMETRES), Mm(_QR_MILLIMETRES))
    return picture_run(picture, "QR-code", f"QR-code van {address}")


def _qr_png(address: str) -> bytes:
    import qrcode
    from PIL import Image, ImageDraw
    from qrcode.constants import ERROR_CORRECT_M

    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET)
    made.add_data(address if "://" in address else f"http://{address.upper()}")
    made.make(fit=True)
    matrix = made.get_matrix()
    picture = Image.new("1", (len(matrix) * _DOT,) * 2, 1)
    draw = ImageDraw.Draw(picture)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                draw.rectangle((x * _DOT, y * _DOT, (x + 1) * _DOT - 1, (y + 1) * _DOT - 1), 0)
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()
