"""What a result says about itself: keys only where a digit acts, levels in words, checklists and forms on few pages."""

import pytest
from textual.content import Content

from kompas_tui.domain.deck.cards import Block, Card, Span
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.result.shapes import (
    Bar,
    Bars,
    Column,
    Distribution,
    Records,
    Spread,
    Stacked,
    StackedRow,
    TextItem,
    Unit,
)
from kompas_tui.tui.drawing.cards import card_pages, open_pages
from kompas_tui.tui.drawing.letters import readable
from kompas_tui.tui.drawing.lines import BADGE, Lines
from kompas_tui.tui.drawing.records import records_parts
from kompas_tui.tui.drawing.results import result_pages
from kompas_tui.tui.drawing.sizing import LetterSize
from kompas_tui.tui.drawing.spread import level_words
from tests.domain.activities import activity, ballots

SIZES = [(76, 21), (96, 27), (156, 40)]
ITEMS = (
    "Bindend vermogen: taken passen bij wat mensen kunnen",
    "Bindend vermogen: we weten welke belangen we delen",
    "Bindend vermogen: we brengen allerlei mensen bij elkaar",
    "Informatie: we delen nieuws op sociale media",
    "Informatie: we vragen mensen wat ze zelf vinden",
    "Informatie: we geven eerst feiten, daarna pas oplossingen",
    "Voorbereiding: we weten waar we willen uitkomen",
    "Voorbereiding: we zeggen vooraf wat vaststaat",
    "Voorbereiding: we overleggen eerst met onze eigen mensen",
    "Voorbereiding: zoeken en kiezen wisselen elkaar af",
    "Voorbereiding: we haken aan bij wat al loopt",
)
PRINCIPLES = ("Uitnodiging", "Locatie", "Lekkers", "Dress-up", "Doe iets", "Verrassing", "Zegt 't voort")


def plain(pages: list[Lines]) -> str:
    return "\n".join(line.plain for page in pages for line in page)


def squeezed(pages: list[Lines]) -> str:
    return " ".join(plain(pages).split())


def keys(pages: list[Lines]) -> list[str]:
    """What stands on the ground of a key."""
    return [cap for page in pages for line in page for cap in _caps(line)]


def _caps(line: Content) -> list[str]:
    return [line.plain[span.start : span.end].strip() for span in line.spans if span.style == BADGE]


def assert_fits(pages: list[Lines], size: tuple[int, int]) -> None:
    assert all(len(page) <= size[1] for page in pages)
    assert all(line.cell_length <= size[0] for page in pages for line in page)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("options", [3, 7, 12])
def test_tips_carry_their_keys_in_the_order_shown_and_own_tips_go_on(size: tuple[int, int], options: int) -> None:
    bars = tuple(Bar(f"Tip {n}", n) for n in range(options))
    own = tuple(TextItem(f"t{n}", f"Eigen {n}", "Een eigen tip") for n in range(3))
    result = Bars(bars, 17, Unit.STICKERS, own)
    pages = result_pages("Een zin.", result, [("bewoner", result)], "", *size, numbered=True)
    assert_fits(pages, size)
    assert keys(pages) == [str(n % 10) for n in range(1, min(options + 3, 10) + 1)]
    lines = [line.plain for page in pages for line in page]
    assert any(" 1 " in line and f"Tip {options - 1}" in line for line in lines)
    if options < 10:
        assert any(f" {(options + 1) % 10} " in line and "Eigen 0" in line for line in lines)


@pytest.mark.parametrize("size", SIZES)
def test_where_no_digit_acts_there_is_no_key(size: tuple[int, int]) -> None:
    activity = read_activity("keuze", {"vraag": "Wat kies je?", "opties": [f"Optie {n}" for n in range(1, 12)]})
    card = Card("a", "Een titel", "deck", activity=activity)
    result = Bars((Bar("Een", 3), Bar("Twee", 1)), 4, Unit.CHOSEN)
    asked = [*card_pages(card, *size), *open_pages(activity, 3, 9, *size, listed=activity.listed())]
    assert keys(asked) == []
    assert "11  Optie 11" in plain(asked)
    assert keys(result_pages("Een zin.", result, [], "", *size)) == []


def checklist(items: tuple[str, ...], ideas: int) -> Stacked:
    rows = tuple(
        StackedRow(item, (9 - n % 5 * 2, 4, 4 + n % 5 * 2), (11 - n % 5 * 2) / 17) for n, item in enumerate(items)
    )
    each = (
        "Vraag het de buren",
        "Neem allemaal iets mee van thuis",
        "Bel aan bij iedereen in de straat die nooit komt",
    )
    written = [TextItem(f"i{n}", each[n % 3], items[n * len(items) // ideas]) for n in range(ideas)]
    return Stacked(("ja", "deels", "nee"), rows, 17, tuple(written))


@pytest.mark.parametrize("size", SIZES)
def test_seven_items_with_twenty_ideas_take_at_most_four_pages(size: tuple[int, int]) -> None:
    result = checklist(PRINCIPLES, 20)
    pages = result_pages("Een zin over de uitslag die best wel lang is.", result, [], "", *size, numbered=True)
    assert_fits(pages, size)
    assert len(pages) <= 4
    assert keys(pages[:1]) == [str(n) for n in range(1, 8)]
    assert keys(pages[1:]) == []
    done = sum(not row.is_open for row in result.rows)
    assert f"{done} van 7 op orde" in " ".join(readable(line) for line in pages[0])
    assert all(item in plain(pages[1:]) for item in PRINCIPLES)
    assert "Bel aan bij iedereen in de straat die nooit komt" in squeezed(pages) or size[0] == 96


@pytest.mark.parametrize("size", SIZES)
def test_items_can_be_told_apart_and_the_tenth_has_key_0(size: tuple[int, int]) -> None:
    pages = result_pages("Een zin.", checklist(ITEMS, 5), [], "", *size, numbered=True)
    assert_fits(pages, size)
    assert keys(pages) == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]
    overview = plain([[line for page in pages for line in page if "op orde" not in line.plain]])
    words = {word for item in ITEMS for word in item.split()}
    assert all(word in overview for word in words)


def test_the_levels_of_a_scale_carry_the_words_of_the_card() -> None:
    said = ("niets aan de hand", "grapjes maken", "vertragen", "boycotten")
    blocks = tuple(Block("item", (Span(word),), f"{n}.") for n, word in enumerate(said, 1))
    result = Distribution((Spread("Weerstand", (3, 4, 1, 2), 2),), 10, ("niets", "boycot"))
    shown = plain(result_pages("Zin.", result, [], "", 76, 21, levels=level_words(blocks, result)))
    assert all(f"{n} {word}" in shown for n, word in enumerate(said, 1))
    bullets = tuple(Block("item", (Span(word),), "•") for word in said)
    assert level_words(bullets, result) == []
    assert level_words(blocks[:3], result) == []
    assert "1 niets " in plain(result_pages("Zin.", result, [], "", 76, 21))


FIELDS = (Column("Wie heeft er het meest last van?"), Column("Wie kan hem het best verjagen?"))


@pytest.mark.parametrize("size", SIZES)
def test_many_short_records_become_a_list_per_question(size: tuple[int, int]) -> None:
    rows = (*((("bewoners", "Bewoners ", "ouders")[n % 3], f"jager {n % 2}") for n in range(9)), ("lang " * 30, ""))
    pages = result_pages("Zin.", Records(FIELDS, rows, 10), [], "", *size)
    assert_fits(pages, size)
    shown = squeezed(pages)
    assert "(6×)" in shown
    assert "ouders (3×)" in shown
    assert "jager 0 (5×)" in shown
    assert shown.count("heeft er het meest") == 1


def test_few_or_long_records_or_those_with_a_date_stay_whole() -> None:
    few = Records(FIELDS, (("bewoners", "wij"),) * 5, 5)
    long = Records(FIELDS, (("woord " * 20, "wij"),) * 9, 9)
    dated = Records((Column("Wat"), Column("Wanneer", holds="date")), (("feest", "2026-12-01"),) * 9, 9)
    for result, times in ((few, 5), (long, 9), (dated, 9)):
        assert plain(result_pages("Zin.", result, [], "", 96, 27)).count("▸") == times


def test_a_record_is_headed_by_words_in_answer_to_the_first_public_question_or_says_what_was_asked() -> None:
    columns = (
        Column("Je naam", personal=True),
        Column("Hoeveel stoelen?", holds="number"),
        Column("Wat neem je mee"),
        Column("Waarom?"),
    )
    result = Records(columns, (("Jan", "3", "Soep", ""), ("Piet", "", "Brood", "Honger")), 2)
    assert [line for part in records_parts(result, 80) for row in part if (line := row.plain)] == [
        "▸ Wat neem je mee: Brood", "  Waarom? Honger", "▸ Hoeveel stoelen? 3", "  Wat neem je mee: Soep",
    ]  # fmt: skip
    plainly = Records(columns[2:], (("Soep", "Honger"), ("", "Zin")), 2)
    assert [part[0].plain for part in records_parts(plainly, 80)] == ["▸ Waarom? Zin", "▸ Soep"]


@pytest.mark.parametrize("size", SIZES)
def test_a_choice_sorts_the_answers_to_the_second_question(size: tuple[int, int]) -> None:
    columns = (Column("Waar gaat het over?", holds="choice"), Column("Wat zie je?"))
    rows = (("de weg", "een pad"), ("het doel", "een plein"), ("de weg", "een brug"), ("het doel", "een plein"))
    pages = result_pages("Zin.", Records(columns, rows, 4), [], "", *size)
    assert_fits(pages, size)
    shown = plain(pages)
    places = [
        shown.index(said) for said in ("Wat zie je?", "de weg", "een brug", "een pad", "het doel", "een plein (2×)")
    ]
    assert places == sorted(places)


def test_no_page_holds_only_the_explanation_of_the_score() -> None:
    pages = result_pages("Een zin.", checklist(ITEMS, 5), [], "", 96, 26, numbered=True)
    assert len(pages) == 2
    assert "Ideeën" in plain(pages[1:])


def test_what_fits_a_budget_is_never_cut_off_where_a_name_is() -> None:
    plans = [{"tekst": f"Een plan met een heel lange naam, nummer {n}", "kosten": str(30000 + n)} for n in range(9)]
    asked = activity("meerkeuze", opties=plans, budget="90000")
    result = asked.tally(ballots("keuzes", [[0], [0, 1], [1, 2]]))
    said = "\n".join(line.plain for line in result_pages("Zin.", result, (), "", 76, 18)[0])
    assert said.count("euro · past") == 9
    assert said.count("past niet") == 7
    assert all(len(line) <= 76 for line in said.split("\n"))


@pytest.mark.parametrize("size", [(76, 17), (156, 40)])
@pytest.mark.parametrize(("kind", "key", "many"), [("keuze", "opties", 100), ("schaal", "stellingen", 60)])
def test_a_long_list_is_dealt_over_pages_and_loses_nothing(
    kind: str, key: str, many: int, size: tuple[int, int]
) -> None:
    names = [f"Nummer {number} van de lange lijst." for number in range(1, many + 1)]
    activity = read_activity(kind, {"vraag": "Wat vind je?", key: names})
    answer = {field.name: 1 for field in activity.fields()}
    result = activity.tally([Ballot("m", answer, "r", nonce="n")])
    for pages in (
        open_pages(activity, 3, 9, *size, listed=activity.listed()),
        result_pages("Een zin.", result, [], "", *size),
    ):
        assert_fits(pages, size)
        assert [name for name in names if name not in squeezed(pages)] == []


@pytest.mark.parametrize("size", SIZES)
def test_of_places_stands_once_how_many_are_taken_and_of_how_many(size: tuple[int, int]) -> None:
    signed = (Bar("Bankjes bouwen", 1), Bar("Bomen planten", 8), Bar("Koken", 5))
    result = Bars(signed, 14, Unit.SIGNED, in_order=True, seats=(8, 8, 4))
    pages = result_pages("Tien plekken zijn bezet.", result, [], "", *size, letters=LetterSize())
    shown = " ".join(readable(line) for page in pages for line in page)
    assert [shown.count(said) for said in ("1 van 8", "8 van 8", "vol, 1 wacht", "bezet")] == [1, 1, 1, 1]
    assert "5 van" not in shown
