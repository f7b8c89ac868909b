"""A card's own picture on the beamer: beside what is asked, drawn beside the loop, in words where it can't be drawn."""

import asyncio
import io
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from kompas_tui.domain.deck.cards import Block, Card, Span
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.result.shapes import Bar
from kompas_tui.tui.drawing.cards import open_pages
from kompas_tui.tui.drawing.choices import pictured_bars, with_choices
from kompas_tui.tui.drawing.join import with_code
from kompas_tui.tui.drawing.letters import large_words, readable
from kompas_tui.tui.drawing.lines import Lines, text
from kompas_tui.tui.drawing.photos import Draw, Invitation, cells_of, half_block_lines, instead_of, with_picture
from kompas_tui.tui.drawing.qr import largest_qr
from kompas_tui.tui.drawing.sizing import SMOOTH_LETTERS
from kompas_tui.tui.easel import Easel
from kompas_tui.tui.graphics.ability import Ability
from kompas_tui.tui.graphics.gallery import Gallery
from kompas_tui.tui.graphics.spots import HALF_BLOCK, spots
from kompas_tui.tui.ports import Entrance
from tests.tui.beamers import beamer

DECK = """---
titel: Plein
---

# Kijk {#kijk}

Wat zie je?

![Het plein met bankjes](plein.png)
"""

PICTURE = Picture("plein.png", "a" * 64, 1600, 900, "Het plein met bankjes")
CARD = Card("kijk", "Kijk", "plein", picture=PICTURE, blocks=(Block("paragraph", (Span("Wat zie je?"),)),))


def draw(width: int, height: int) -> list[Lines]:
    """A text that needs one page from fifty cells on."""
    return [[text("Wat zie je?")]] if width >= 50 else [[text("Wat")], [text("zie je?")]]


def coded(entrance: Entrance, asked: Draw, width: int, height: int) -> list[Lines]:
    return with_code(entrance, width, height)(asked)


def painted(picture: Picture, columns: int, rows: int) -> Lines:
    return [text(HALF_BLOCK * columns)] * rows


def test_a_picture_stands_beside_the_text_where_that_costs_no_page_and_else_before_it() -> None:
    (page,) = with_picture(CARD, painted, draw, 156, 44)
    assert page[0].plain.startswith("Wat zie je?  ")
    assert page[0].plain.endswith(HALF_BLOCK * 81)
    picture, page = with_picture(CARD, painted, draw, 96, 26)
    assert picture[0].plain == "Kijk"
    assert HALF_BLOCK * 80 in picture[5].plain
    assert page[0].plain == "Wat zie je?"
    assert max(len(picture), len(page)) <= 26


@pytest.mark.parametrize("size", [(76, 19), (96, 25), (156, 40), (196, 45), (56, 33)])
@pytest.mark.parametrize("shape", [(16, 9), (4, 3), (1, 2), (3, 1)])
def test_every_page_of_an_open_round_says_how_to_take_part(size: tuple[int, int], shape: tuple[int, int]) -> None:
    url, address = "http://192.168.178.123:8000/K7F3", "192.168.178.123:8000/K7F3"
    way_in = Invitation(largest_qr(url, 0, 0), address, [text("3 van 40 klaar")], SMOOTH_LETTERS)
    picture = Picture("plein.png", "a" * 64, shape[0] * 100, shape[1] * 100, "Het plein")
    beeld = {"bestand": "a.jpg", "sha256": "a" * 64, "breedte": picture.width, "hoogte": picture.height}
    pinning = read_activity("prik", {"vraag": "Waar moet het veiliger?", "beeld": beeld})
    choosing = read_activity("keuze", {"vraag": "Wat mist hier?", "opties": ["Een bank", "Water"]})
    cards = (Card("prik", "Prik", "plein", activity=pinning), replace(CARD, picture=picture, activity=choosing))
    for card in cards:
        assert card.activity is not None
        asked = partial(open_pages, card.activity, 3, 40, listed=card.activity.listed(), letters=SMOOTH_LETTERS)
        pages = with_picture(card, painted, partial(coded, Entrance(url, address), asked), *size, way_in)
        first = "\n".join(line.plain for line in pages[0])
        assert HALF_BLOCK in first
        assert all(any(address in line.plain for line in page) for page in pages)
        assert all(len(page) <= size[1] and max(line.cell_length for line in page) <= size[0] for page in pages)
        assert any(card.activity.question in readable(line) for line in pages[0])


def test_the_title_above_a_picture_is_large_where_the_picture_leaves_rows_free() -> None:
    for size, is_large in (((56, 33), True), ((76, 20), False)):
        page = with_picture(CARD, painted, draw, *size, letters=SMOOTH_LETTERS)[0]
        assert ("Kijk" in large_words(page)) is is_large
        assert len(page) <= size[1]
        assert any(HALF_BLOCK * 30 in line.plain for line in page)


def test_without_colours_or_room_its_words_stand_above_the_text() -> None:
    (page,) = with_picture(CARD, None, draw, 76, 20)
    assert [line.plain for line in page] == ["Op het plaatje: Het plein met bankjes", "", "Wat zie je?"]


@pytest.mark.parametrize("size", [(1600, 900), (300, 1600), (1600, 40), (40, 1600)])
def test_a_picture_fits_its_room_in_its_own_shape(size: tuple[int, int]) -> None:
    columns, rows = cells_of(Picture("a", "a" * 64, *size), 50, 20)
    assert 1 <= columns <= 50
    assert 1 <= rows <= 20
    assert len(instead_of(PICTURE, columns, rows)) == rows


def test_two_dots_stand_in_a_cell() -> None:
    drawn = Image.new("RGB", (3, 2), (255, 0, 0))
    drawn.putpixel((0, 1), (0, 0, 255))
    (row,) = half_block_lines(drawn)
    assert [(span.start, span.end) for span in row.spans] == [(0, 1), (1, 3)]
    assert row.plain == HALF_BLOCK * 3


async def test_the_beamer_draws_a_picture_and_goes_on_where_it_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")
    stream = io.BytesIO()
    Image.new("RGB", (160, 90), "green").save(stream, "PNG")
    (tmp_path / "plein.png").write_bytes(stream.getvalue())
    (tmp_path / "plein.md").write_text(DECK, encoding="utf-8")
    async with beamer(tmp_path, deck=str(tmp_path / "plein.md")) as shown:
        await shown.press("right")
        await shown.shows("Wat zie je?")
        await shown.until(lambda: HALF_BLOCK * 40 in shown.stage())
        shown.workshop.materials._pictures._known.clear()
        for kept in tmp_path.rglob("foto-*.jpg"):
            kept.unlink()
        await shown.pilot.resize_terminal(130, 40)
        await shown.until(lambda: HALF_BLOCK not in shown.stage())
        await shown.shows("Wat zie je?", "Het plein met bankjes")


async def test_a_picture_that_comes_down_later_is_drawn_then_and_a_broken_one_is_tried_once() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (160, 90), "green").save(stream, "JPEG")
    there, gone = "a" * 64, "b" * 64
    kept = {gone: b"geen plaatje"}
    looks: list[str] = []

    def load(source: str) -> bytes | None:
        looks.append(source)
        return kept.get(source)

    drawn = asyncio.Event()
    gallery = Gallery(drawn.set)
    gallery.ability = Ability("sixel", (4, 8))
    easel = Easel(load, drawn.set, gallery)
    late, broken = (Picture("a.png", digest, 160, 90, "Een plein") for digest in (there, gone))

    async def painted_now(picture: Picture) -> str:
        drawn.clear()
        if not easel.paint(picture, 16, 4)[0].plain.strip():
            await drawn.wait()
        return easel.paint(picture, 16, 4)[0].plain

    for picture in (late, broken):
        assert not (await painted_now(picture)).strip()
    tried = looks.count(gone)
    kept[there] = stream.getvalue()
    (sign,) = set(await painted_now(late))
    easel.paint(broken, 16, 4)
    assert looks.count(gone) == tried
    drawn.clear()
    seen = spots([line.plain for line in easel.paint(late, 16, 4)])
    gallery.drawn(seen, (0, 0), 30)
    await drawn.wait()
    assert [one.mark for one in gallery.drawn(seen, (0, 0), 30)] == [sign]


def test_choices_with_pictures_stand_beside_each_other_as_large_as_they_can_be() -> None:
    beeld = {"bestand": "a.jpg", "sha256": "a" * 64, "breedte": 800, "hoogte": 600}
    options = [{"tekst": f"Ontwerp {letter}", "beeld": beeld} for letter in "AB"]
    activity = read_activity("keuze", {"vraag": "Welk plein?", "opties": [*options, "Geen van beide"]})
    plain = [[text("zonder")]]
    listed = activity.listed()
    (page,) = with_choices(
        activity.question, activity.option_pictures, listed, painted, [text("3 van 4 klaar")], lambda *_: plain, 96, 26
    )
    words = [line.plain.rstrip() for line in page]
    assert (words[0], words[-1], len(page)) == ("Welk plein?", "3 van 4 klaar", 26)
    assert any("1  Ontwerp A" in line and "2  Ontwerp B" in line for line in words)
    assert max(map(len, words)) <= 96
    assert any("3  Geen van beide" in line for line in words)
    for paint, size in ((None, (96, 26)), (painted, (40, 12))):
        assert (
            with_choices(activity.question, activity.option_pictures, listed, paint, [], lambda *_: plain, *size)
            == plain
        )


def test_a_wide_result_has_each_picture_beside_its_bar_and_a_small_one_none() -> None:
    bars = [Bar("Water", 22), Bar("Gras met een heel lange naam die niet past", 11), Bar("Niets", 0)]
    pictures = dict.fromkeys(("Water", "Niets"), PICTURE)
    drawn = pictured_bars(bars, pictures, [" · 67%", " · 33%", ""], painted, 156, 30)
    assert len(drawn) == 29
    assert max(line.cell_length for line in drawn) <= 156
    assert [HALF_BLOCK * 20 in line.plain for line in drawn] == [True] * 9 + [False] * 11 + [True] * 9
    assert pictured_bars(bars, {}, ["", "", ""], painted, 156, 30) == []
    narrow = pictured_bars(bars, pictures, ["", "", ""], painted, 96, 26)
    assert any(HALF_BLOCK * 20 in line.plain for line in narrow)
    assert pictured_bars(bars, pictures, ["", "", ""], painted, 76, 18) == []
    assert pictured_bars(bars, pictures, ["", "", ""], painted, 156, 14) == []
