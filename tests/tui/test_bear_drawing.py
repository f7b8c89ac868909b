"""A bear shows its tips first, with what was agreed; a step of its hunt shows the bear and how far the hunt is."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from kompas_tui.domain.course.hunt import hunt_steps
from kompas_tui.domain.deck.cards import Bear, Block, Card, Progress, Span
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.tui.drawing.bears import agreed_at
from kompas_tui.tui.drawing.cards import card_pages, open_pages
from kompas_tui.tui.drawing.letters import large_words
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.drawing.pictures import halved, picture
from kompas_tui.tui.drawing.sizing import SMOOTH_LETTERS, WIDE

SIZES = [(76, 21), (96, 27), (156, 40)]
TIPS = tuple(f"Zet tijd voor een gesprek in je planning {n}" for n in range(7))
BEAR = Bear("Tijd", "individu", "tijd", tuple(f"Mijn agenda zit al vol, nummer {n}." for n in range(7)), TIPS)
CARD = Card(
    "tijd", "Tijd en prioriteit", "beren", "Een bron", (Block("paragraph", (Span("Een zin of wat."),)),), bear=BEAR
)
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def plain(page: Lines) -> str:
    words = " ".join(line.plain for line in page)
    return " ".join(re.sub("[\u2800-\u28ff]", " ", words).split())


def has_dots(page: Lines) -> bool:
    return any("\u2800" < char <= "\u28ff" for line in page for char in line.plain)


def assert_fits(pages: list[Lines], size: tuple[int, int]) -> None:
    assert all(len(page) <= size[1] for page in pages)
    assert all(line.cell_length <= size[0] for page in pages for line in page)


@pytest.mark.parametrize("size", SIZES)
def test_all_tips_with_their_keys_are_on_the_first_page(size: tuple[int, int]) -> None:
    pages = card_pages(CARD, *size)
    assert_fits(pages, size)
    assert all(f" {n} " in f" {plain(pages[0])} " for n in range(1, 8))
    assert all(f"planning {n}" in plain(pages[0]) for n in range(7))
    assert "Je hoort zeggen" in plain(pages[0])
    everything = " ".join(map(plain, pages))
    assert all(everything.count(f"nummer {n}") == 1 for n in range(7))
    assert "Een zin of wat." in everything


@pytest.mark.parametrize("size", [*SIZES, (96, 25), (56, 33)])
def test_its_name_is_large_where_no_tip_makes_way_for_it(size: tuple[int, int]) -> None:
    short = replace(CARD, title="Tijd")
    before, pages = card_pages(short, *size), card_pages(short, *size, letters=SMOOTH_LETTERS)
    assert_fits(pages, size)
    if size[0] < WIDE:
        assert len(pages) == len(before)
        assert all(
            plain(one).endswith(plain(other).partition("individu")[2]) for one, other in zip(pages, before, strict=True)
        )
    is_large = ["Tijd" in large_words(page) for page in pages]
    assert any(is_large) or max(map(len, before)) > size[1] - 2


@pytest.mark.parametrize("size", SIZES)
def test_a_tip_that_was_agreed_says_who_and_when(size: tuple[int, int]) -> None:
    session = Session(
        [
            ev.ActionAgreed(time=NOW, card="tijd", what=TIPS[1], who="de buurt", when="2026-12-01"),
            ev.RoundOpened(
                time=NOW, round="tijd-tips-1", card="tijd-tips", title="Tijd", number=1,
                question={"soort": "keuze", "vraag": "Wat?", "opties": ["a", "b"]},
                hunted=ev.Hunted("tijd", "Tijd", "tips"),
            ),
            ev.ActionAgreed(time=NOW, card="tijd-tips", what=TIPS[2]),
            ev.ActionAgreed(time=NOW, card="tijd-en-geld", what=TIPS[4]),
            ev.ActionAgreed(time=NOW, card="geld", what=TIPS[3], who="niemand"),
        ]
    )  # fmt: skip
    agreed = agreed_at(session, CARD)
    assert agreed == {TIPS[1]: "de buurt, 1 december 2026", TIPS[2]: "actiepunt"}
    pages = card_pages(CARD, *size, agreed=agreed)
    assert_fits(pages, size)
    assert "✓ de buurt, 1 december 2026" in plain(pages[0])
    assert plain(pages[0]).count("✓") == 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_step_of_the_hunt_says_how_far_it_is_and_shows_the_bear_where_it_fits(
    place: int, size: tuple[int, int]
) -> None:
    step = replace(hunt_steps(CARD)[place], progress=Progress(1, 3, place + 1, 3))
    assert step.activity is not None
    pages = card_pages(step, *size)
    assert_fits(pages, size)
    assert "beer 1 van 3" in plain(pages[0])
    assert f"stap {place + 1} van 3" in plain(pages[0])
    assert has_dots(pages[0])
    assert len(pages) == 1 or size[0] == 76
    asked = open_pages(step.activity, 3, 17, *size, listed=step.activity.listed(), card=step)
    assert_fits(asked, size)
    assert f"stap {place + 1} van 3" in plain(asked[0])


def test_a_drawing_of_wide_characters_is_cut_by_cells(tmp_path: Path) -> None:
    (tmp_path / "breed.txt").write_text("熊" * 30 + "\n" + "ab\n", encoding="utf-8")
    rows = picture("breed", tmp_path)
    assert {cell_len(row) for row in rows} == {36}
    bear = Bear("Breed", "individu", "breed", ("Zo.",), ("Doe dit.",))
    pages = card_pages(Card("b", "Breed", "deck", bear=bear), 76, 21, tmp_path)
    assert_fits(pages, (76, 21))
    assert halved(rows) == ()


def test_a_drawing_at_half_its_size_keeps_its_shape() -> None:
    whole = picture("tijd")
    half = halved(whole)
    assert len(half) == (len(whole) + 1) // 2
    assert {len(row) for row in half} == {(len(whole[0]) + 1) // 2}
    assert halved(()) == ()
