"""Paddles on photos: what is read is right, in a room, turned, in a mirror and askew; the rest is said to be unsure."""

import io
from collections.abc import Callable

import docx
import pytest
from PIL import Image, ImageOps

from kompas_tui.domain.question.paddles import LETTERS, MOST_PADDLES, code_of, number_in
from kompas_tui.export.paper.paddles import paddle_png, paddles_bytes
from kompas_tui.workshop.sighting import Sighted, modules, paddles_in, sighted
from tests.paddles.rooms import Hard, room


def on_wall(number: int, size: int = 300) -> Image.Image:
    """A paddle with letter A up."""
    wall = Image.new("L", (2 * size, 2 * size), 150)
    front = Image.open(io.BytesIO(paddle_png(number))).convert("L")
    wall.paste(front.resize((size, size)), (size // 2, size // 2))
    return wall


def test_a_code_holds_its_number_and_no_other_text_is_one() -> None:
    assert {number_in(code_of(number)) for number in range(1, MOST_PADDLES + 1)} == set(range(1, MOST_PADDLES + 1))
    for text in ("", "000127", "001517", "00151", "0015160", "٠٠١٥١٦", "KOMPAS", code_of(301), "https://x"):
        assert number_in(text) is None
    marks = [modules(number) for number in range(1, MOST_PADDLES + 1)]
    apart = min(sum(map(bool.__ne__, one, other)) for place, one in enumerate(marks[:40]) for other in marks[:place])
    assert apart >= 8


@pytest.mark.parametrize("turns", range(4))
def test_the_letter_that_is_up_is_read_from_the_turn(turns: int) -> None:
    assert sighted(on_wall(7).rotate(90 * turns)) == Sighted({7: LETTERS[turns]})


@pytest.mark.parametrize(
    "harm",
    [ImageOps.mirror, ImageOps.flip, lambda seen: seen.rotate(42, fillcolor=150)],
    ids=["mirror", "upside down mirror", "askew"],
)
def test_what_may_be_two_letters_is_none(harm: Callable[[Image.Image], Image.Image]) -> None:
    assert sighted(harm(on_wall(7))) == Sighted({}, frozenset({7}))


def test_one_paddle_with_two_turns_is_refused_and_one_that_is_there_twice_counts_once() -> None:
    twice = Image.new("L", (1800, 600), 150)
    for place, turn in ((0, 0), (600, 1), (1200, 0)):
        twice.paste(on_wall(8 if place else 9).rotate(90 * turn), (place, 0))
    assert sighted(twice) == Sighted({9: "A"}, frozenset({8}))
    twice.paste(on_wall(9), (600, 0))
    twice.paste(on_wall(9), (1200, 0))
    assert sighted(twice) == Sighted({9: "A"})


def test_each_printed_card_is_read_from_its_sheet_with_its_number_in_words() -> None:
    document = docx.Document(io.BytesIO(paddles_bytes(3)))
    pictures = [part for name, part in document.part.related_parts.items() if "image" in part.content_type]
    fronts = [Image.open(io.BytesIO(part.blob)).convert("L") for part in pictures]
    read: dict[int, str] = {}
    for front in fronts:
        read |= sighted(front).letters
    assert read == {1: "A", 2: "A", 3: "A"}
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == [f"Kaart {number}, met een code en de letters A tot en met D" for number in (1, 2, 3)]
    said = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "Kaart 3. De letter die boven is, is je antwoord." in said


def test_of_a_room_nothing_is_read_wrongly_and_nearly_all_is_read() -> None:
    made = room(5, 12, Hard(near=190, far=100, covered=0.15), wide=1600, high=1100)
    seen = paddles_in(made.photo)
    truth = {one.number: one.letter for one in made.held}
    assert seen.letters.items() <= truth.items()
    assert len(seen.letters) >= 0.8 * sum(not one.is_covered for one in made.held)
