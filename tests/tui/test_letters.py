"""Letters for the back row: any text is whole, in every alphabet that the font has, with and without colours."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.result.comparison import Comparison, Shift
from kompas_tui.domain.result.shapes import (
    Axes,
    AxesPoint,
    Bar,
    Bars,
    Pairs,
    Result,
    Stacked,
    StackedRow,
    TextItem,
    TextList,
    Unit,
)
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.tui.drawing import letters as letters_module
from kompas_tui.tui.drawing.bars import bars_parts
from kompas_tui.tui.drawing.cards import card_pages, open_pages
from kompas_tui.tui.drawing.comparisons import comparison_pages
from kompas_tui.tui.drawing.ending import end_page
from kompas_tui.tui.drawing.harvest import harvest_pages
from kompas_tui.tui.drawing.join import with_code
from kompas_tui.tui.drawing.letters import LEAST_ROWS, Said, can_draw, large_lines, large_words, readable
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.drawing.qr import largest_qr
from kompas_tui.tui.drawing.results import result_pages, result_parts
from kompas_tui.tui.drawing.revealing import reveal_pages
from kompas_tui.tui.drawing.sizing import LetterSize
from kompas_tui.tui.ports import Entrance
from kompas_tui.workshop.commands.looking import revealed_places
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


@pytest.mark.parametrize("letters", [None, LetterSize()])
def test_of_a_quiz_the_right_option_leads_and_not_what_most_people_guessed(letters: LetterSize | None) -> None:
    guessed, right = bars_parts([Bar("90 m", 9), Bar("60 m", 2, is_right=True)], 96, 24, letters=letters)
    assert ["$primary" in str([line.spans for line in part]) for part in (guessed, right)] == [False, True]


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
        await shown.shows("Een [TODO] [/b] veld (1")
        assert "Water" not in shown.stage()
        assert shown.workshop.session.shown is None, "phones see nothing of it yet"
        await shown.press("f")
        await shown.shows("Water (2", "Een [TODO] [/b] veld (1")
        assert "Een klimrots" not in shown.stage()
        await shown.press("f")
        await shown.shows("‘Een klimrots’ staat bovenaan")
        assert shown.workshop.session.shown is not None
        await shown.press("f")
        await shown.says("De uitslag is al te zien.")


def test_words_that_the_font_has_not_stand_among_large_ones() -> None:
    lines = large_lines("Een ساحة met bomen 🌳 hier", 90, "", 4)
    assert len(lines) == 4
    assert "ساحة" in "".join(line.plain for line in lines)
    assert readable(lines[0]).strip() == "Een ساحة met bomen 🌳 hier"
    assert len({line.cell_length for line in lines}) == 1
    bars = bars_parts([Bar("Een markt 🛒", 3), Bar("Bomen", 2)], 156, 30, letters=LetterSize())
    assert all(len(part) > 6 for part in bars)


def test_the_smallest_letters_are_those_of_the_other_font_and_keep_their_rows() -> None:
    folder = Path(letters_module.__file__).parents[1] / "fonts"
    small, large = (
        ImageFont.truetype(folder / name, 6, layout_engine=ImageFont.Layout.BASIC)
        for name in ("smallest.bdf", "letters.ttf")
    )
    unknown = [bytes(font.getmask("\uffff", "1")) for font in (small, large)]
    for char in map(chr, range(0x21, 0x530)):
        both = [bytes(font.getmask(char, "1")) == none for font, none in zip((small, large), unknown, strict=True)]
        assert both[1] or not both[0], f"{char} is in the larger letters only"
    for said in ("Een plek: gij, juf (é ï)?", "Ik heb bezwaar.", "Привіт, ґанок", "ÉÉN KEER ÑU"):
        lines = large_lines(said, 120, "", LEAST_ROWS)
        assert LEAST_ROWS - 1 <= len(lines) <= LEAST_ROWS
        assert readable(lines[0]).strip() == said
        assert not any("%" in str(span.style) for line in lines for span in line.spans), "each stroke is whole"


def test_what_can_be_chosen_is_large_before_the_code_is() -> None:
    entrance = Entrance("http://192.168.178.123:8000/K7F3", "192.168.178.123:8000/K7F3")
    many = [
        "Bomen en struiken",
        "Een bank",
        "Speelplek",
        "Water",
        "Fietsenrek",
        "Verlichting",
        "Kraam",
        "Markt",
        "Kraan",
    ]
    for options, has_code in ((many[:3], True), (many, False)):
        activity = read_activity("keuze", {"vraag": "Wat mag erbij?", "opties": options})
        draw = partial(open_pages, activity, 9, 40, listed=options, letters=LetterSize())
        (page,) = with_code(entrance, 96, 26, activity.question, options)(draw)
        assert {"Wat mag erbij?", *options} <= set(large_words(page))
        assert entrance.address in told([page]), "the code, or else the address in words, stays"
        assert (f"Meedoen: {entrance.address}" in told([page])) is not has_code
        (page,) = with_code(entrance, 96, 26)(draw)
        assert "Meedoen:" not in told([page]), "while nobody takes part the code comes first"


def test_the_address_in_the_place_of_the_code_is_large_where_that_makes_nothing_small() -> None:
    entrance = Entrance("http://192.168.178.123:8000/K7F3", "192.168.178.123:8000/K7F3")
    options = ["Welke groep?", "Wat horen zij van ons?", "Uiterlijk op welke dag is dat?"]
    activity = read_activity(
        "open", {"vraag": "Wie hoort wanneer wat van ons?", "toelichting": "Noem groepen, geen mensen."}
    )
    draw = partial(open_pages, activity, 9, 40, listed=options, letters=LetterSize())
    pages = with_code(entrance, 96, 26, activity.question, options, "", LetterSize())(draw)
    assert entrance.address in large_words(pages[0])
    assert {activity.question, *options} <= set(large_words(pages[0]))
    assert "Meedoen:" in told(pages)


def test_in_a_window_higher_than_wide_the_code_stands_below_the_question() -> None:
    entrance = Entrance("http://192.168.178.123:8000/K7F3", "192.168.178.123:8000/K7F3")
    activity = read_activity("keuze", {"vraag": "Wat mag erbij?", "opties": ["Een bank", "Water", "Een kraam"]})
    draw = partial(open_pages, activity, 9, 40, listed=activity.listed(), letters=LetterSize())
    (page,) = with_code(entrance, 56, 33)(draw)
    code_rows = [at for at, line in enumerate(page) if "▄" in line.plain and "█" in line.plain]
    assert activity.question in large_words(page)
    assert page[-1].plain.strip() == entrance.address
    assert len(page) == 33
    assert code_rows[-1] > 25
    (low,) = with_code(entrance, 56, 20)(draw)
    assert f"Meedoen: {entrance.address}" in told([low]), "it has no room for the code, and still says the address"


def test_a_smaller_code_keeps_on_one_page_what_would_take_two_beside_a_larger_one() -> None:
    entrance = Entrance("http://192.168.178.123:8000/K7F3", "192.168.178.123:8000/K7F3")
    long = "Een plek waar kinderen van alle leeftijden veilig spelen en hun ouders elkaar ontmoeten"
    options = [f"{long} {n}" for n in "ab"] + ["Een klimrots", "Water", "Bankjes in de schaduw", "Voetbal", "Niets"]
    activity = read_activity("keuze", {"vraag": f"Wat komt er in het midden van het plein? {long}?", "opties": options})
    draw = partial(open_pages, activity, 9, 40, listed=options, letters=LetterSize())
    (page,) = with_code(entrance, 196, 47, activity.question, options)(draw)
    assert set(options) <= set(large_words(page))
    assert "Meedoen:" not in told([page])


def test_in_a_wide_window_long_options_are_large_over_two_pages_before_they_are_plain() -> None:
    options = [f"Plan {n} van de buurt, met bomen, banken en speelplekken op elke hoek van de straat" for n in range(8)]
    activity = read_activity("keuze", {"vraag": "Welk plan wil je het liefst?", "opties": options})
    for width, amount in ((156, 2), (100, 1)):
        pages = open_pages(activity, 9, 40, width, 42, listed=options, letters=LetterSize())
        assert len(pages) == amount
        assert all(option in told(pages) for option in options)
        assert (set(options) <= {words for page in pages for words in large_words(page)}) == (width > 120)


def rows_in_large(pages: list[Lines]) -> int:
    """How many of the texts of the first page are drawn in large letters."""
    return sum(any(isinstance(span.style, Said) and span.style.words for span in line.spans) for line in pages[0])


@pytest.mark.parametrize(
    "result",
    [
        TextList(tuple(TextItem(str(n), f"Een punt over het plein {n}") for n in range(3)), 3),
        Stacked(("ja", "deels", "nee"), tuple(StackedRow(f"Er is geld {n}", (n, 2, 1), 0.3) for n in range(3)), 9),
    ],
    ids=lambda result: type(result).__name__,
)
def test_few_texts_or_items_are_as_large_as_there_is_room(result: Result) -> None:
    for width, height in ((156, 42), (196, 47)):
        for numbered in (True, False):
            pages = result_pages(
                "Er is wat.", result, (), "", width, height, numbered=numbered, question="Wat?", letters=LetterSize()
            )
            assert rows_in_large(pages) >= 5
            assert all(len(page) <= height for page in pages)
            assert all(line.cell_length <= width for page in pages for line in page)
    many = TextList(tuple(TextItem(str(n), f"Een punt over het plein {n}") for n in range(90)), 90)
    assert not rows_in_large(result_parts(many, 116, 30, letters=LetterSize()))


def test_a_comparison_is_large_too() -> None:
    shifts = (Shift("De gemeente luistert", 2.0, 3.0), Shift("Er is genoeg te doen", 3.0, 3.0))
    pages = comparison_pages(Comparison("middelste score", shifts, 9, 8), "", 156, 42, LetterSize())
    assert "2 → 3" in told(pages)
    assert rows_in_large(pages) >= 3


def test_larger_letters_make_nothing_smaller() -> None:
    session = Session()
    for n in range(3):
        session.apply(ev.DecisionTaken(time=datetime(2026, 1, 1, tzinfo=UTC), card="a", text=f"We doen dit {n}"))
    for steps in (0, 2, 4):
        pages = harvest_pages(session, 156, 42, LetterSize(steps=steps))
        assert rows_in_large(pages)
        assert all(len(page) <= 42 for page in pages)
        assert all(f"We doen dit {n}" in told(pages) for n in range(3))
        assert rows_in_large([end_page(session, "a" * 64, 156, 42, LetterSize(steps=steps))])


@pytest.mark.parametrize(("width", "height"), [(76, 21), (96, 27), (156, 42), (56, 33)])
def test_the_last_page_says_where_to_keep_what_you_answered(width: int, height: int) -> None:
    now = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
    session = Session([ev.Started(time=now, code="K7F3", decks=(), details=ev.Details("Samen aan de Kade"))])
    address = "192.168.178.123:8000/K7F3"
    page = end_page(session, "a" * 64, width, height, LetterSize(), address)
    assert len(page) <= height
    assert all(line.cell_length <= width for line in page)
    assert f"bij ‘Mijn avond’: {address}" in " ".join(told([page]).split())
    assert (address in large_words(page)) is (width >= 96)
    short = end_page(session, "a" * 64, width, height, LetterSize(), "10.0.0.2:8000/K7F3")
    assert "10.0.0.2:8000/K7F3" in large_words(short), "what people have to type is as large as the thanks"
    assert "Mijn avond" not in told([end_page(session, "a" * 64, width, height, LetterSize())])


@pytest.mark.parametrize("size", SIZES[:2])
def test_with_larger_letters_the_question_stays_with_its_title_and_no_page_is_nearly_empty(
    size: tuple[int, int],
) -> None:
    card = Card("a", "De kaart", "d", activity=read_activity("keuze", {"vraag": QUESTION, "opties": OPTIONS}))
    for steps in range(1, 5):
        pages = card_pages(card, *size, letters=LetterSize(steps=steps))
        assert all(one in told(pages[:1]) for one in ("De kaart", QUESTION))
        assert all(option in told(pages) for option in OPTIONS)
        assert all(rows_in_large([page]) for page in pages)


@pytest.mark.parametrize("rows", [4, 5, 6])
def test_small_letters_have_no_blurred_edges_and_stay_in_their_rows(rows: int) -> None:
    lines = large_lines("Eén geheugen, 55% van de groep", 200, "$primary", rows)
    assert len(lines) == rows
    assert not any("%" in str(span.style) for line in lines for span in line.spans if not isinstance(span.style, Said))


@pytest.mark.parametrize("said", ["0 van 4 klaar", "Ångström gÿp", "aaa", "Жук щит", ".", "-"])
def test_letters_of_every_size_are_drawn(said: str) -> None:
    for rows in range(3, 16):
        for smooth in (True, False):
            lines = large_lines(said, 400, "$primary", rows, smooth=smooth)
            assert 0 < len(lines) <= rows + 1, (rows, smooth)


def test_equal_places_are_told_together() -> None:
    bars = Bars(
        tuple(Bar(name, n) for name, n in (("Geel", 2), ("Groen", 5), ("Rood", 4), ("Blauw", 4), ("Wit", 2))),
        17,
        Unit.VOTERS,
    )
    assert [[bar.label for bar in place] for place in revealed_places(bars)] == [["Groen"], ["Rood", "Blauw"]]
    first, second = (told(reveal_pages("Welke kleur?", bars, steps, 156, 42)) for steps in (1, 2))
    assert "Rood (4" in first
    assert "Blauw (4" in first
    assert "Groen" not in first
    assert "Geel" not in second
    even = Bars(tuple(Bar(name, 3) for name in ("a", "b", "c", "d")), 12, Unit.VOTERS)
    assert [len(place) for place in revealed_places(even)] == [4]


def test_fields_pairs_and_comparisons_have_the_room_that_there_is() -> None:
    points = tuple(AxesPoint(name, 2.0 * n + 1, 8.0 - 2 * n, 9) for n, name in enumerate(("Wij", "Zij", "Raad")))
    field = result_parts(Axes(("weinig", "veel"), ("laag", "hoog"), points, 9), 156, 36, letters=LetterSize())
    assert all(name in told(field) for name in ("Wij", "Zij", "Raad"))
    assert sum(isinstance(span.style, Said) for part in field for line in part for span in line.spans) >= 3
    asks, offers = (TextItem("v", "Wie helpt?"), TextItem("w", "Een zaal")), (TextItem("a", "Een bus"),)
    pairs = result_parts(Pairs(asks, offers, 3, (("v", "a"),)), 156, 36, letters=LetterSize())
    assert all(one in told(pairs) for one in ("Gevraagd", "Aangeboden", "Wie helpt?", "Een bus", "Een zaal", "⇄"))
    assert rows_in_large([[line for part in pairs for line in part]]) >= 3
    shifts = tuple(Shift(label, 10.0, 30.0) for label in OPTIONS)
    pages = comparison_pages(Comparison("procent", shifts, 9, 9), "", 156, 42, LetterSize())
    assert all(option in told(pages) for option in OPTIONS)
    assert rows_in_large(pages) >= len(OPTIONS)


@pytest.mark.parametrize("labels", [("👍", "👎"), ("A", "👎"), ("ﷺ", "Een bank op het plein"), ("1", "–")])
@pytest.mark.parametrize(("width", "height"), [(76, 17), (96, 24), (156, 40)])
def test_an_option_without_letters_stands_in_bars_as_large_as_the_others(
    labels: tuple[str, str], width: int, height: int
) -> None:
    bars = tuple(Bar(label, 26 - place) for place, label in enumerate(labels))
    behind = (" · 65%", " · 62%")
    for steps in range(4):
        parts = bars_parts(bars, width, height, behind=behind, letters=LetterSize(steps=steps))
        told = [" ".join(readable(line) for line in lines) for lines in parts]
        assert all(label in lines and "2" in lines for label, lines in zip(labels, told, strict=True))
        assert all(line.cell_length <= width for lines in parts for line in lines)
    assert len(bars_parts(bars, width, height, behind=behind, letters=LetterSize())[0]) >= LEAST_ROWS


def test_words_before_one_that_has_no_letters_stand_as_they_do_alone() -> None:
    alone, along = (large_lines(words, 150, "bold") for words in ("Wat mis je hier?", "Wat mis je hier? 🌳"))
    assert [line.plain.rstrip() for line in alone] == [line.plain.partition("🌳")[0].rstrip() for line in along]
