"""Letters for the back row: any text is whole, in every alphabet that the font has, with and without colours."""

from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.result.shapes import Bar, Bars, Unit
from kompas_tui.tui.drawing.bars import bars_parts
from kompas_tui.tui.drawing.cards import open_pages
from kompas_tui.tui.drawing.letters import can_draw, large_lines, readable
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.drawing.qr import largest_qr
from kompas_tui.tui.drawing.results import result_pages
from kompas_tui.tui.drawing.sizing import LetterSize
from tests.tui.beamers import beamer
from tests.tui.test_drawing import picture

SIZES = [(76, 21), (96, 27), (156, 42), (196, 47)]
QUESTION = "Welke beren kom jij tegen?"
OPTIONS = ["Onbekendheid", "Tijd en prioriteit", "Mandaat", "Geld", "Regels"]


def told(pages: list[Lines]) -> str:
    return " ".join(" ".join(readable(line) for page in pages for line in page).split())


@pytest.mark.parametrize(
    "said", ["Een vraag van €5, één ïdee?", "Čeština ąęłż Ğğ Ț", "Привіт, що далі?", "Γειά σας; Ώρα"]
)
@pytest.mark.parametrize("smooth", [True, False])
def test_every_alphabet_of_the_font_is_drawn_and_can_be_read_back(said: str, *, smooth: bool) -> None:
    lines = large_lines(said, 120, "bold $primary", 4, smooth=smooth)
    assert readable(lines[0]).strip() == said or said in " ".join(map(readable, lines))
    assert all(line.cell_length <= 120 for line in lines)
    if not smooth:
        assert not any("%" in str(span.style) for line in lines for span in line.spans)


def test_other_alphabets_keep_their_cells() -> None:
    assert not can_draw("中文")
    assert not can_draw("🎉")
    activity = read_activity("keuze", {"vraag": "你好吗?", "opties": ["好", "不好"]})
    pages = open_pages(activity, 1, 9, 156, 42, listed=activity.listed(), letters=LetterSize())
    assert "你好吗?" in "\n".join(line.plain for line in pages[0])


@pytest.mark.parametrize("size", SIZES)
@given(
    question=st.lists(st.sampled_from(QUESTION.split()), min_size=1, max_size=40).map(" ".join),
    amount=st.integers(1, 14),
    steps=st.integers(-3, 6),
)
@settings(max_examples=12, deadline=None)
def test_a_question_is_whole_at_any_size(size: tuple[int, int], question: str, amount: int, steps: int) -> None:
    activity = read_activity(
        "keuze", {"vraag": question, "opties": [f"optie {n} van velen" for n in range(max(amount, 2))]}
    )
    pages = open_pages(activity, 3, 9, *size, listed=activity.listed(), letters=LetterSize(steps=steps))
    assert question in told(pages)
    assert all(option in told(pages) for option in activity.listed())
    assert all(len(page) <= size[1] for page in pages)
    assert all(line.cell_length <= size[0] for page in pages for line in page)


def test_a_larger_window_gives_larger_letters_and_a_key_changes_them() -> None:
    activity = read_activity("keuze", {"vraag": QUESTION, "opties": OPTIONS})

    def rows(width: int, height: int, steps: int = 0) -> int:
        pages = open_pages(activity, 3, 9, width, height, listed=activity.listed(), letters=LetterSize(steps=steps))
        first, second = (
            next(at for at, line in enumerate(pages[0]) if option in readable(line)) for option in OPTIONS[:2]
        )
        return second - first

    assert rows(96, 27) < rows(156, 42) < rows(196, 47)
    assert rows(156, 42, -3) < rows(156, 42) < rows(156, 42, 2)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("smooth", [True, False])
def test_a_result_carries_its_question_its_counts_and_their_shares(size: tuple[int, int], *, smooth: bool) -> None:
    counts = (2, 14, 9, 18, 6)
    result = Bars(tuple(map(Bar, OPTIONS, counts)), 24, Unit.CHOSEN)
    pages = result_pages("Geld: 18 van de 24.", result, [], "", *size, question=QUESTION, letters=LetterSize(smooth))
    said = told(pages)
    assert QUESTION in said
    assert "Geld: 18 van de 24." in said
    assert all(option in said for option in OPTIONS)
    assert all(f"{amount} · {(200 * amount + 24) // 48}%" in said for amount in counts)
    assert all(len(page) <= size[1] for page in pages)
    assert all(line.cell_length <= size[0] for page in pages for line in page)


def test_the_bars_of_groups_are_on_one_scale() -> None:
    few, many = (Bars(tuple(map(Bar, ("A", "B"), counts)), sum(counts), Unit.CHOSEN) for counts in ((4, 4), (40, 10)))
    pages = result_pages("Zin.", many, [("bewoner", few)], "", 96, 27)
    lengths = [
        sum("█" in line.plain for line in page) and max(line.plain.count("█") for line in page) for page in pages
    ]
    assert lengths[1] == pytest.approx(lengths[0] * 50 / 80, abs=1)


def test_without_colours_a_bar_is_made_of_blocks() -> None:
    parts = bars_parts([Bar("Water", 9), Bar("Een heel lang antwoord", 2)], 96, 24, letters=LetterSize(is_smooth=False))
    assert all("█" in "".join(line.plain for line in part) for part in parts)


@pytest.mark.parametrize(("room", "cells"), [((60, 30), (33, 17)), ((70, 36), (66, 33)), ((150, 60), (99, 50))])
def test_the_code_grows_with_the_room_and_a_phone_still_reads_it(room: tuple[int, int], cells: tuple[int, int]) -> None:
    lines = largest_qr("HTTP://192.168.178.123:8000/K7F3", *room)
    assert (lines[0].cell_length, len(lines)) == cells
    assert [code.text for code in zxingcpp.read_barcodes(picture(lines, 4))] == ["HTTP://192.168.178.123:8000/K7F3"]


async def test_a_result_is_told_from_the_third_place_to_the_first(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("right", "right", "f")
        await shown.says("Onthullen kan als de ronde gesloten is.")
        await shown.press("o")
        await shown.until(lambda: shown.workshop.session.open_round)
        await shown.vote(0, 0, 0, 2, 2, 1)
        await shown.press("o", "f")
        await shown.shows("Een [TODO] [/b] veld · 1")
        assert "Water" not in shown.stage()
        assert shown.workshop.session.shown is None, "phones see nothing of it yet"
        await shown.press("f")
        await shown.shows("Water · 2", "Een [TODO] [/b] veld · 1")
        assert "Een klimrots" not in shown.stage()
        await shown.press("f")
        await shown.shows("‘Een klimrots’ staat bovenaan")
        assert shown.workshop.session.shown is not None
        await shown.press("f")
        await shown.says("De uitslag staat al op het scherm.")
