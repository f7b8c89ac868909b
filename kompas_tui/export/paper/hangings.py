"""What hangs on the wall or goes round: the talk-picture on A3, and the fan as strips to cut and to pin together."""

import io
from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.shared import Mm

from kompas_tui.domain.course.plate import NOT_YET, PointState
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.report import PlatePicture
from kompas_tui.export.markup import paragraph, picture_run, text_run
from kompas_tui.export.paper.pages import A3, A4, Part, line_to_write_on, to_cut

_WIDE, _HIGH = 385.0, 225.0
"""The room for a picture on A3, in millimetres."""

STRIP = 2050
HOLE = "◯"
"""Where a strip of the fan is pierced."""


def plate_parts(cards: Sequence[Card], document: Document) -> Iterator[Part]:
    """Each talk-picture, large, with room to write at every point."""
    from kompas_tui.export.plate_drawing import WIDTH, plate_png

    for card in cards:
        if (plate := card.plate) is None:
            continue
        points, below = (tuple(PointState(point, NOT_YET) for point in row) for row in (plate.points, plate.below))
        shown = PlatePicture(plate.middle or card.title, plate.form, points, below)
        drawn, height = plate_png(shown, blank=WIDTH * _HIGH / _WIDE)
        inline = document.part.new_pic_inline(io.BytesIO(drawn), Mm(_WIDE), Mm(height * _WIDE / WIDTH))
        titles = ", ".join(state.point.title for state in (*points, *below))
        use = "Hang de plaat op. Schrijf of plak bij elk punt wat de groep vond."
        placed = paragraph("Normal", picture_run(inline, "Praatplaat", f"Praatplaat met de punten: {titles}"))
        yield Part(f"Praatplaat: {card.title}", use, A3, (placed,))


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
        pairs = [both[place : place + 2] for place in range(0, len(both), 2)]
        use = "Knip de strookjes los. Prik ze bij het rondje op elkaar. Dan heb je een waaier voor in je tas."
        half = A4.text_width // 2
        yield Part(card.title, use, A4, (to_cut(pairs, (half, half), STRIP, card.title),))
