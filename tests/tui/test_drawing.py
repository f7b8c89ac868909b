"""What is drawn fits, leaves nothing out without a sign, and keeps hostile text as text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from rich.cells import cell_len

from kompas_tui.domain.deck.cards import Bear, Block, Card, Span
from kompas_tui.domain.kinds import read_activity
from kompas_tui.domain.language.joining import CONDITIONAL
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.report.asked import rule
from kompas_tui.domain.result.comparison import compared
from kompas_tui.domain.result.shapes import (
    Axes,
    AxesPoint,
    Bar,
    Bars,
    Column,
    Distribution,
    Pairs,
    Profile,
    Records,
    Result,
    Spread,
    Stacked,
    StackedRow,
    StyleCount,
    TextItem,
    TextList,
    Unit,
    Word,
    Words,
)
from kompas_tui.tui.drawing.cards import card_pages, open_pages
from kompas_tui.tui.drawing.checklists import idea_pages
from kompas_tui.tui.drawing.comparisons import comparison_pages
from kompas_tui.tui.drawing.lines import Lines, cut, fitted, in_cells, paged
from kompas_tui.tui.drawing.qr import qr_lines, wifi_text
from kompas_tui.tui.drawing.results import result_pages, result_parts
from kompas_tui.tui.drawing.texts import texts_parts
from tests.domain.test_text import MEANT_GRAPHEMES

SIZES = [(76, 21), (96, 27), (156, 40)]
labels = st.lists(
    st.text(min_size=1, max_size=120).map(lambda said: clean_line(said, 120)).filter(bool),
    min_size=2,
    max_size=14,
    unique=True,
)


def plain(pages: list[Lines]) -> str:
    return "\n".join(line.plain for page in pages for line in page)


def assert_fits(pages: list[Lines], width: int, height: int) -> None:
    for page in pages:
        assert len(page) <= height
        for line in page:
            assert line.cell_length <= width, line.plain


@pytest.mark.parametrize(("width", "height"), SIZES)
@given(options=labels, counts=st.lists(st.integers(0, 400), min_size=14, max_size=14))
@settings(max_examples=30, deadline=None)
def test_bars_of_any_labels_fit_and_show_every_count(
    options: list[str], counts: list[int], width: int, height: int
) -> None:
    bars = tuple(Bar(label, amount) for label, amount in zip(options, counts, strict=False))
    pages = result_pages("Een zin.", Bars(bars, 30, Unit.CHOSEN), [], "", width, height)
    assert_fits(pages, width, height)
    shown = plain(pages)
    for bar in bars:
        assert cut(bar.label, 8).rstrip("…")[:6].strip() in shown
        assert str(bar.count) in shown


@pytest.mark.parametrize(("width", "height"), SIZES)
@given(options=labels)
@settings(max_examples=30, deadline=None)
def test_a_question_with_any_options_fits_open_and_closed(options: list[str], width: int, height: int) -> None:
    activity = read_activity("keuze", {"vraag": "Wat kies je?", "opties": options})
    card = Card("a", "Een titel", "deck", blocks=(Block("paragraph", (Span("Een tekst."),)),), activity=activity)
    asked = open_pages(activity, 12, 40, width, height, listed=activity.listed())
    for pages in (card_pages(card, width, height), asked):
        assert_fits(pages, width, height)
        squeezed = plain(pages).replace(" ", "").replace("\n", "")
        for option in options:
            assert in_cells(option).replace(" ", "")[:20] in squeezed


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_room_reads_the_proposal_before_and_while_it_consents(width: int, height: int) -> None:
    activity = read_activity("instemming", {"vraag": "Kun je ermee leven?", "voorstel": "Een plein vol bomen"})
    card = Card("a", "Een titel", "deck", activity=activity)
    for pages in (
        card_pages(card, width, height),
        open_pages(activity, 2, 4, width, height, listed=activity.listed(), proposal=activity.proposed()),
    ):
        assert_fits(pages, width, height)
        assert "Een plein vol bomen" in " ".join(plain(pages).split())


LONG = "Een lange naam van een onderdeel waar de groep iets van vindt"
COLUMNS = (Column("Wat"), Column("Je naam", True), Column(LONG))
REMARKS = tuple(TextItem(f"r{n}", f"{LONG} {n}", ("Bezwaar", "Opmerking")[n % 2]) for n in range(4))
STYLES = tuple(
    StyleCount(name, n, n in (1, 2), n > 1, f"Begin met {name}.")
    for n, name in enumerate(("doener", "bezinner", "denker", "beslisser"))
)
STATEMENTS = (Spread("Een stelling", (0, 1, 2, 3, 4), 4), Spread("Een andere", (9, 0, 0, 0, 1), 1))
RESULTS: list[Result] = [
    Distribution(STATEMENTS, 10, ("nee", "ja")),
    Distribution((Spread("Niemand", (0, 0, 0), None),) * 2, 0),
    Distribution((Spread("Eén", (1, 2, 3), 2),), 6, ("laag", "hoog")),
    Words(tuple(Word(f"woord{n}", 30 - n) for n in range(30)), 30),
    Words((), 0),
    TextList(tuple(TextItem(str(n), f"tekst {n} " + "lang " * (n % 30)) for n in range(40)), 20),
    TextList(tuple(TextItem(str(n), f"tekst {n}", f"kopje {n // 4}", 9 - n, n > 7) for n in range(9)), 9),
    Bars(tuple(Bar(f"Positie {n}", n) for n in range(4)), 6, Unit.VOTERS, REMARKS, in_order=True),
    Stacked(("ja", "deels", "nee"), tuple(StackedRow(f"{LONG} {n}", (n, 2, 1), 0.3) for n in range(12)), 9, REMARKS),
    Stacked(("ja", "deels", "nee"), (StackedRow("Niemand", (0, 0, 0), None),), 0),
    Axes(("weinig", "veel"), ("laag", "hoog"), tuple(AxesPoint(f"{LONG} {n}", n, n, 3) for n in range(10)), 3),
    Axes(("weinig", "veel"), ("laag", "hoog"), (AxesPoint("Niets", None, None, 0),), 0),
    Records(
        (Column("Wat"), Column("Je naam", True), Column(LONG)), tuple((f"stap {n}", "Naam", LONG) for n in range(9)), 9
    ),
    Profile(("doen", "kijken"), ("voelen", "denken"), STYLES, tuple((n / 9, -n / 9) for n in range(10)), 1, 10),
    Profile(("doen", "kijken"), ("voelen", "denken"), STYLES, (), 0, 3),
    Pairs(REMARKS, tuple(TextItem(f"b{n}", LONG) for n in range(6)), 9, (("r1", "b2"),)),
]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("written", MEANT_GRAPHEMES.values(), ids=MEANT_GRAPHEMES)
def test_letters_and_emoji_of_anybody_take_the_cells_that_are_counted(written: str, width: int, height: int) -> None:
    said = clean_line(f"{written} {written}", 280)
    items = tuple(TextItem(str(n), said, said if n else "") for n in range(3))
    results: list[Result] = [
        Bars((Bar(said, 3), Bar(f"{said}!", 2)), 5, Unit.CHOSEN, items, in_order=True),
        Words(tuple(Word(word, 2) for word in said.split()), 9),
        TextList(items, 3),
        Records((Column("Wat"), Column(said)), ((said, said),), 1),
        Axes((said[:20], "veel"), ("laag", said[:20]), (AxesPoint(said, 3, 4, 5),), 5),
        Distribution((Spread(said, (1, 2, 3), 2), Spread("a", (1, 2, 3), 2)), 6, (said[:20], said[:20])),
        Stacked(("ja", "deels", "nee"), (StackedRow(said, (1, 2, 1), 0.3),), 4, items),
        Pairs(items[:1], items[1:], 3, (("0", "1"),)),
    ]
    for result in results:
        pages = result_pages(said, result, [("bewoner", result)], said, width, height)
        assert_fits(pages, width, height)
        shown = plain(pages)
        assert CONDITIONAL.isdisjoint(shown)
        assert all(cell_len(line) == sum(map(cell_len, line)) for line in shown.splitlines())
    assert cell_len(cut(said, 12)) <= 12
    assert cell_len(fitted(said, 12)) == 12


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("result", RESULTS, ids=lambda result: f"{result.shape}-{result.answers}")
def test_every_shape_fits(result: Result, width: int, height: int) -> None:
    pages = result_pages("Een zin over de uitslag.", result, [("bewoner", result)], "Een opmerking.", width, height)
    assert_fits(pages, width, height)
    if isinstance(result, Records):
        assert "Naam" not in plain(pages)
    if isinstance(result, Axes):
        assert all(f" {n} " in plain(pages) for n in range(1, len(result.points) + 1))
    if isinstance(result, TextList):
        for item in result.items:
            assert item.text.split(" lang")[0].strip() in plain(pages)
    if isinstance(result, Words):
        assert all(word.text in plain(pages) for word in result.words)


def test_before_and_after_stand_side_by_side() -> None:
    before, after = (Bars((Bar("Een", one), Bar("Twee", 10 - one)), 10, Unit.CHOSEN) for one in (2, 7))
    comparison = compared(before, after)
    assert comparison is not None
    pages = comparison_pages(comparison, "4 van de 9 deelnemers antwoordden anders dan eerst.", 76, 21)
    assert_fits(pages, 76, 21)
    assert "+50" in plain(pages)
    assert "−50" in plain(pages)


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("tips", [5, 9])
def test_a_bear_shows_all_it_says_with_its_drawing(tips: int, width: int, height: int) -> None:
    sayings = tuple(f"Zo doen wij dat hier al jaren, nummer {n}." for n in range(7))
    bear = Bear("Geld", "structuur", "geld", sayings, tuple(f"Begin klein en kijk terug {n}" for n in range(tips)))
    card = Card("geld", "Geld", "beren", "Een bron", (Block("paragraph", (Span("Een zin."),)),), bear=bear)
    pages = card_pages(card, width, height)
    assert_fits(pages, width, height)
    squeezed = plain(pages)
    assert all(f"nummer {n}" in squeezed for n in range(7))
    assert all(f"terug {n}" in squeezed for n in range(tips))
    assert any("\u2800" < char <= "\u28ff" for char in squeezed)


def test_markup_in_a_label_is_text() -> None:
    hostile = "[/b] [@click=app.quit]weg[/] [TODO]"
    pages = result_pages("Zin", Bars((Bar(hostile, 3), Bar("B", 1)), 4, Unit.CHOSEN), [], "", 76, 21)
    assert hostile in plain(pages)


def test_a_cut_label_says_so_and_keeps_its_width() -> None:
    assert cut("een lange naam", 8) == "een lan…"
    assert cell_len(fitted("日本語の長い名前", 9)) == 9


def picture(lines: Lines, scale: int = 6) -> Image.Image:
    """Half blocks as a picture."""
    rows: list[list[bool]] = []
    for line in lines:
        rows.append([char in "▀█" for char in line.plain])
        rows.append([char in "▄█" for char in line.plain])
    image = Image.new("L", (len(rows[0]), len(rows)), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            image.putpixel((x, y), 0 if dark else 255)
    return image.resize((image.width * scale, image.height * scale), Image.Resampling.NEAREST)


@pytest.mark.parametrize("said", ["HTTP://192.168.178.123:8000/K7F3", wifi_text('Buurthuis; "gast"', "wacht,woord")])
def test_a_phone_reads_the_code(said: str) -> None:
    import zxingcpp

    found = zxingcpp.read_barcodes(picture(qr_lines(said)))
    assert [code.text for code in found] == [said]


def test_the_join_code_fits_beside_a_question_at_80_columns() -> None:
    lines = qr_lines("HTTP://192.168.178.123:8000/K7F3")
    assert (lines[0].cell_length, len(lines)) == (33, 17)


names = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=60).map(
    lambda said: clean_line(said, 60) or "naam"
)
wide_names = st.text("日本語の長い名前 ab", min_size=1, max_size=60).map(lambda said: said.strip() or "名")


@given(
    styles=st.lists(names | wide_names, min_size=4, max_size=4),
    ends=st.lists(names | wide_names, min_size=4, max_size=4),
    places=st.lists(st.tuples(st.integers(-7, 7), st.integers(-7, 7)), min_size=5, max_size=70),
    width=st.integers(40, 160),
    height=st.integers(18, 48),
)
@settings(max_examples=60, deadline=None)
def test_quadrants_with_any_names_are_drawn_and_every_dot_lies_in_its_own(
    styles: list[str], ends: list[str], places: list[tuple[int, int]], width: int, height: int
) -> None:
    corners = [(False, False), (True, False), (True, True), (False, True)]
    amounts = [sum(x != 0 != y and (x > 0, y > 0) == corner for x, y in places) for corner in corners]
    counted = tuple(
        StyleCount(name, amount, right, below, "Begin met iets doen.")
        for name, amount, (right, below) in zip(styles, amounts, corners, strict=True)
    )
    dots = tuple(sorted((x / 7, y / 7) for x, y in places))
    between = len(places) - sum(amounts)
    result = Profile((ends[0], ends[1]), (ends[2], ends[3]), counted, dots, between, len(places))
    pages = paged(result_parts(result, width, height), height)
    assert_fits(pages, width, height)
    shown = plain(pages)
    for sign, amount in zip("●▲◆■", amounts, strict=True):
        if not any(sign in name for name in (*styles, *ends)) and "Niet elke stip" not in shown:
            assert shown.count(sign) == amount + 1


def test_long_style_names_beside_each_other_are_drawn() -> None:
    counted = tuple(
        StyleCount(name, 1, n in (1, 2), n > 1)
        for n, name in enumerate(("enthousiaste doener", "rustige beschouwer", "denker", "beslisser"))
    )
    result = Profile(("doen", "kijken"), ("voelen", "denken"), counted, ((0.5, 0.5),) * 5, 0, 5)
    shown = plain([*result_parts(result, 76, 18)])
    assert all(word in shown for word in ("enthousiaste", "doener 1", "rustige", "beschouwer 1"))
    assert all(word in shown for word in ("DOEN ", " KIJKEN", "VOELEN", "DENKEN"))


def test_dots_stay_off_the_axes_except_those_of_people_in_between() -> None:
    counted = tuple(StyleCount(name, 1, n in (1, 2), n > 1) for n, name in enumerate("abcd"))
    tiny = 0.01
    dots = ((-tiny, -tiny), (tiny, -tiny), (tiny, tiny), (-tiny, tiny), (0.0, -1.0))
    result = Profile(("doen", "kijken"), ("voelen", "denken"), counted, dots, 1, 5)
    lines = [line.plain for line in result_parts(result, 96, 24)[0]]
    across = next(line for line in lines if "DOEN" in line)
    middle = across.index("┼")
    assert not set("●▲■◆") & set(across)
    assert not set("●▲■◆") & {line[middle : middle + 1] for line in lines}
    assert any(line[middle : middle + 1] == "○" for line in lines)
    assert "○ 1 ertussenin" in "\n".join(lines)


def test_at_most_three_lines_of_advice_stand_beside_the_group() -> None:
    counted = tuple(StyleCount(f"stijl {n}", n + 1, n in (1, 2), n > 1, f"Advies {n}.") for n in range(4))
    result = Profile(("doen", "kijken"), ("voelen", "denken"), counted, ((0.5, 0.5),) * 10, 0, 10)
    pages = result_pages("Een zin.", result, [], "", 96, 27)
    assert plain(pages[:1]).count("▸") == 3
    assert "Advies 0." in plain(pages[1:])


def test_an_open_round_keeps_what_the_card_says_to_the_chosen_side() -> None:
    card = Card(
        "wat", "Wat", "plein", blocks=(Block("paragraph", (Span("Uitleg."),)), Block("side", (Span("Jullie?"),)))
    )
    activity = read_activity("open", {"vraag": "Wat wil je?"})
    shown = "\n".join(line.plain for line in open_pages(activity, 3, 9, 70, 20, listed=activity.listed(), card=card)[0])
    assert "▌ Jullie?" in shown
    assert "Uitleg." not in shown


def test_a_long_text_is_not_asked_for_in_short() -> None:
    for more, hint in ((("lang", "ja"), "Schrijf op wat je wilt vertellen."), (("max", "1"), "Schrijf kort iets op.")):
        activity = read_activity("open", {"vraag": "Wat gebeurde er?", "max": "1", more[0]: more[1]})
        pages = card_pages(Card("a", "Een titel", "deck", activity=activity), 76, 20)
        assert hint in plain(pages)
        assert rule(activity) == hint


def test_how_many_one_may_choose_is_said_before_the_options_are_there() -> None:
    for listed in ({"opties_uit": {"kaart": "ideeen"}}, {"opties": ["Bomen", "Banken", "Water", "Gras"]}):
        activity = read_activity("meerkeuze", {"vraag": "Wat doen we?", "max": "3"} | listed)
        assert "Kies er hooguit drie." in plain(card_pages(Card("a", "Een titel", "deck", activity=activity), 76, 20))


def test_a_page_that_goes_on_below_a_heading_says_it_again() -> None:
    texts = [TextItem(f"t{n}", f"Tekst {n}", "Groen" if n < 9 else "Spelen") for n in range(18)]
    ideas = Stacked(("ja", "nee"), (), 9, ideas=tuple(texts))
    for pages in (paged(texts_parts(texts, 76, airy=False), 7), idea_pages(ideas, 76, 9)):
        below = [[line.plain for line in page if line.plain and line.plain != "Ideeën"] for page in pages]
        assert len(below) > 3
        for lines in below:
            first = next(line for line in lines if line.startswith("▸"))
            heading = "Groen" if int(first.split()[-1]) < 9 else "Spelen"
            assert lines[0] in (heading, f"{heading} (vervolg)")
            assert lines[0] == heading or "Tekst 0" not in first
