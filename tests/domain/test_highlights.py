"""A result in a few words: who leads, who shares the lead, and how much there is where nothing stands out."""

import pytest

from kompas_tui.domain.result.cells import Number
from kompas_tui.domain.result.highlights import Highlight, amount, highlight
from kompas_tui.domain.result.shapes import (
    Bar,
    Bars,
    Distribution,
    Records,
    Result,
    Spread,
    Stacked,
    StackedRow,
    TextItem,
    TextList,
    Unit,
    Word,
    Words,
)


def bars(**counts: int) -> Bars:
    return Bars(tuple(Bar(label, amount) for label, amount in counts.items()), 9, Unit.CHOSEN)


def texts(*items: TextItem) -> TextList:
    return TextList(items, len(items))


LEVELS = ("ja", "deels", "nee")


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (bars(Groen=4, Rood=2), "Groen · 4×"),
        (bars(Groen=4, Rood=4), "Groen en Rood · 4×"),
        (bars(a=1, b=1, c=1, d=1), "4 gelijk bovenaan · 1×"),
        (Bars((Bar("g" * 50, 3), Bar("h" * 50, 3)), 9, Unit.CHOSEN), "2 gelijk bovenaan · 3×"),
        (bars(Groen=0), ""),
        (Bars((Bar("Bankjes", 51), Bar("Bomen", 40)), 9, Unit.POINTS), "Bankjes · 51 punten"),
        (Bars((Bar("Bankjes", 1), Bar("Bomen", 0)), 1, Unit.STICKERS), "Bankjes · 1 sticker"),
        (Words((Word("samen", 5), Word("rust", 2)), 7), "samen · 5×"),
        (texts(TextItem("1", "Een bank", support=1), TextItem("2", "Een\nboom", support=3)), "Een boom · 3×"),
        (texts(TextItem("1", "a", "Groen"), TextItem("2", "b", "Groen"), TextItem("3", "c")), "Groen · 2 teksten"),
        (texts(TextItem("1", "a")), ""),
        (Distribution((Spread("De vraag", (0, 1, 2), 2.5),), 3), "midden 2,5 van 3"),
        (Stacked(LEVELS, (StackedRow("a", (1, 1, 0), 0.75), StackedRow("b", (2, 0, 0), 1.0)), 2), "b"),
    ],
)
def test_what_stands_out_is_said_in_a_few_words(result: Result, said: str) -> None:
    top = highlight(result)
    assert (top.in_words if top else "") == said


@pytest.mark.parametrize(
    ("top", "parts"),
    [
        (Highlight(("Groen",), Number(4, is_times=True)), ("Groen", "· 4×")),
        (Highlight(("midden 2,5 van 3",)), ("midden 2,5 van 3", "")),
        (Highlight((), Number(3), ("tekst", "teksten")), ("3 teksten", "")),
    ],
)
def test_a_name_may_be_shortened_and_a_figure_never(top: Highlight, parts: tuple[str, str]) -> None:
    assert top.parts == parts


def told(result: Result) -> str:
    there = amount(result)
    return there.in_words if there else ""


def test_where_nothing_stands_out_it_says_how_much_there_is() -> None:
    assert told(texts(TextItem("1", "a"))) == "1 tekst"
    assert told(Records((), (("a",), ("b",)), 2)) == "2 formulieren"
    assert told(bars(Groen=1)) == ""
