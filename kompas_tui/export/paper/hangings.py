"""What hangs on the wall or goes round: talk-picture and canvas on A3, and the fan as strips to cut and to pin."""

import io
from collections.abc import Iterator, Mapping, Sequence

from docx.document import Document
from docx.shared import Mm

from kompas_tui.domain.course.plate import NOT_YET, PointState
from kompas_tui.domain.deck.canvases import CanvasCell
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.report import PinsPicture, PlatePicture
from kompas_tui.domain.result.shapes import PinMap
from kompas_tui.export.markup import Xml, paragraph, picture_run, text_run
from kompas_tui.export.paper.pages import A3, A4, Part, in_a_frame, line_to_write_on, to_cut

_WIDE, _HIGH = 385.0, 225.0
"""The room for a picture on A3, in millimetres."""

_CANVAS_HEIGHT = 12400
"""The height of all rows of a canvas together."""

_AGREED = "Wij zijn het eens"
STRIP = 2050
HOLE = "◯"
"""Where a strip of the fan is pierced."""


def plate_parts(cards: Sequence[Card], document: Document) -> Iterator[Part]:
    """Each talk-picture, large, with room to write at every point."""
    from kompas_tui.export.pictures import WIDTH
    from kompas_tui.export.plate_drawing import plate_png

    for card in cards:
        if (plate := card.plate) is None:
            continue
        points, below = (tuple(PointState(point, NOT_YET) for point in row) for row in (plate.points, plate.below))
        picture = PlatePicture(plate.middle or card.title, plate.form, points, below)
        drawn, height = plate_png(picture, blank=WIDTH * _HIGH / _WIDE)
        inline = document.part.new_pic_inline(io.BytesIO(drawn), Mm(_WIDE), Mm(height * _WIDE / WIDTH))
        titles = ", ".join(state.point.title for state in (*points, *below))
        use = "Hang de plaat op. Schrijf of plak bij elk punt wat de groep vond."
        placed = paragraph("Normal", picture_run(inline, "Praatplaat", f"Praatplaat met de punten: {titles}"))
        yield Part(f"Praatplaat: {card.title}", use, A3, (placed,))


def map_parts(cards: Sequence[Card], document: Document, pictures: Mapping[str, bytes]) -> Iterator[Part]:
    """Each picture that pins are put on, once and large, with the names of its squares along the edges."""
    from kompas_tui.export.pin_drawing import pins_png

    grounds = {
        ground.source: (card.title, ground)
        for card in reversed(cards)
        if card.activity is not None and (ground := card.activity.asks_on) is not None
    }
    for title, ground in reversed(grounds.values()):
        made = pins_png(PinsPicture(PinMap(ground.source, (), 0), ground.alt), pictures.get(ground.source))
        if made is None:
            continue
        drawn, width, height = made
        size = min(_WIDE / width, _HIGH / height)
        inline = document.part.new_pic_inline(io.BytesIO(drawn), Mm(width * size), Mm(height * size))
        use = "Hang het beeld op. Wie een vak wil noemen, leest de letter boven en het cijfer links."
        yield Part(f"Beeld: {title}", use, A3, (paragraph("Normal", picture_run(inline, "Beeld", ground.alt)),))


def canvas_parts(cards: Sequence[Card], roles: Sequence[str]) -> Iterator[Part]:
    """Each canvas, large, with a box to fill for every cell, and a line to sign for every party."""
    for card in cards:
        if (canvas := card.canvas) is None:
            continue
        boxes = [_cell_box(cell) for cell in canvas.cells]
        if canvas.consent:
            boxes.append(
                [paragraph("KompasVraag", text_run(_AGREED)), *(_to_sign(role) for role in roles or ("",) * 4)]
            )
        columns = _columns(len(boxes)) if len(canvas.cells) > 4 else 2
        rows = [boxes[start : start + columns] for start in range(0, len(boxes), columns)]
        use = "Hang het blad op. Vul samen elk vak. Schrijf er alleen in wat de groep vaststelt."
        grid = in_a_frame(rows, (A3.text_width // columns,) * columns, _CANVAS_HEIGHT // len(rows), canvas.name)
        yield Part(canvas.name, use, A3, (grid,))


def _columns(boxes: int) -> int:
    """Three, or four where that leaves fewer boxes for nothing."""
    return min((3, 4), key=lambda columns: -boxes % columns)


def _cell_box(cell: CanvasCell) -> list[Xml]:
    aside = [paragraph("KompasToelichting", text_run(f"Leeg? Dan geldt: {cell.if_empty}."))] if cell.if_empty else []
    return [paragraph("KompasVraag", text_run(cell.title)), *aside]


def _to_sign(role: str) -> Xml:
    return paragraph("Normal", text_run(f"{role or '…'}: {'.' * 30}"))


def fan_parts(cards: Sequence[Card]) -> Iterator[Part]:
    """Each fan as strips, one a question, and a few for questions of the group's own."""
    for card in cards:
        if card.fan is None:
            continue
        strips = [
            [paragraph("KompasToelichting", text_run(f"{HOLE}  {topic}")), paragraph("KompasVraag", text_run(question))]
            for topic, questions in card.fan.topics
            for question in questions
        ]
        own = [
            [
                paragraph("KompasToelichting", text_run(f"{HOLE}  Onze eigen vraag")),
                line_to_write_on(),
                line_to_write_on(),
            ]
            for _ in range(2 + len(strips) % 2)
        ]
        both = [*strips, *own]
        pairs = [both[start : start + 2] for start in range(0, len(both), 2)]
        use = "Knip de strookjes los. Prik ze bij het rondje op elkaar. Dan heb je een waaier voor in je tas."
        half = A4.text_width // 2
        yield Part(card.title, use, A4, (to_cut(pairs, (half, half), STRIP, card.title),))
