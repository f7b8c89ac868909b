"""Cards to hold up, two to a sheet: a code whose turn says A, B, C or D, for who has no phone; knows no deck."""

import io
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.shared import Mm

from kompas_tui.domain.language.wording import count
from kompas_tui.domain.question.paddles import LETTERS
from kompas_tui.export.base import base_document
from kompas_tui.export.markup import Xml, element, paragraph, parsed, picture_run, text_run
from kompas_tui.export.paper.finishing import finished
from kompas_tui.export.paper.pages import A4, halves_to_cut, section_of
from kompas_tui.workshop.sighting import MODULES, modules

_TITLE = "Kaarten met letters"

_MODULE, _RIM = 72, 140
"""The pixels of a module, and those around the code: two modules, of which the inner one stays white."""

_LETTER, _FROM_EDGE = 44, 16
"""The type at the edges, and how far it stands from them. Large enough to hold, too small for who sits next to it."""

_MILLIMETRES = 118
"""The picture on paper; its code is 85 millimetres wide. Two pictures with a line below them fill a sheet."""

_WIDTH, _HEIGHT = 7090, 7250

_HOW_TO_USE = (
    "Druk alle bladen aan één kant af, op stevig papier. Knip de kaarten los.",
    "Deel ze uit vanaf nummer 1, aan wie geen telefoon heeft. Schrijf er geen naam op.",
    "Elke kaart is één stem per ronde. Wie van gedachten verandert, draait de kaart voor de volgende foto.",
    "Zeg bij elke vraag: zoek je letter, draai die naar boven en houd de code naar voren. "
    "Houd de kaart aan de rand vast, recht en stil.",
    "Maak op /regie, bij ‘Kaarten met letters’, een foto van de zaal. Is de zaal groot? Maak er meer.",
    "Kompas leest alleen de kaarten. De foto wordt nergens bewaard.",
    "De kaarten zijn voor elke sessie te gebruiken. Haal ze na afloop op.",
)


def paddles_bytes(amount: int) -> bytes:
    """So many cards as a .docx, after a sheet that says how they are used."""
    document = docx.Document(io.BytesIO(base_document()))
    base = document.element.body.sectPr
    cards = [[_card(number, document)] for number in range(1, amount + 1)]
    for made in parsed([*_first_sheet(amount), halves_to_cut(cards, (_WIDTH,), _HEIGHT, _TITLE)]):
        base.addprevious(made)
    base.getparent().replace(base, section_of(base, A4))
    return finished(document, _TITLE, _TITLE)


def _first_sheet(amount: int) -> Iterator[Xml]:
    yield paragraph("Heading1", text_run(_TITLE))
    yield paragraph("Subtitle", text_run(count(amount, "kaart", "kaarten")))
    yield from (paragraph("ListBullet", text_run(line)) for line in _HOW_TO_USE)
    yield paragraph("KompasToelichting", element("r", element("br", type="page")))


def _card(number: int, document: Document) -> list[Xml]:
    inline = document.part.new_pic_inline(io.BytesIO(paddle_png(number)), Mm(_MILLIMETRES), Mm(_MILLIMETRES))
    text = f"Kaart {number}. De letter die boven is, is je antwoord."  # a second line would push the card below it off
    return [
        paragraph(
            "KompasCel", picture_run(inline, "Kaart", f"Kaart {number}, met een code en de letters A tot en met D")
        ),
        paragraph("KompasCel", text_run(text)),
    ]


def paddle_png(number: int) -> bytes:
    """The front of a card: its code, and on each edge a letter and the number, upright when that edge is up."""
    from PIL import Image, ImageDraw, ImageFont

    code = Image.new("1", (MODULES, MODULES))
    code.putdata([not dark for dark in modules(number)])
    side = MODULES * _MODULE + 2 * _RIM
    front = Image.new("1", (side, side), 1)
    front.paste(code.resize((MODULES * _MODULE,) * 2, Image.Resampling.NEAREST), (_RIM, _RIM))
    font = ImageFont.load_default(_LETTER)
    for letter in LETTERS:
        pen = ImageDraw.Draw(front)
        pen.text((side / 2, _FROM_EDGE), letter, 0, font, anchor="mt")
        pen.text((_FROM_EDGE, _FROM_EDGE), str(number), 0, font, anchor="lt")
        front = front.rotate(90)  # the edge that is next, clockwise, comes on top
    stream = io.BytesIO()
    front.save(stream, "PNG", optimize=True)
    return stream.getvalue()
