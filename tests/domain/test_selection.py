"""What stands in the body of a report is called the strongest only where it is."""

from collections.abc import Sequence

import pytest

from kompas_tui.domain.report.published import in_a_row
from kompas_tui.domain.report.selection import WORDS_IN_BODY, selected
from kompas_tui.domain.result.shapes import Bars, Stacked, StackedRow, TextItem, TextList, Unit, Word, Words

LONG = "tekst die nogal lang is, zodat er in het verslag zelf maar een paar van staan kunnen: "


def texts(support: Sequence[int], times: int = 1) -> TextList:
    """Texts with this support each, of which the first stands there so many times."""
    items = [TextItem(f"t{n}", f"{LONG}{n}", support=amount) for n, amount in enumerate(support)]
    return TextList((*items, *(TextItem(f"x{n}", f"{LONG}0") for n in range(times - 1))), len(support))


@pytest.mark.parametrize(
    ("support", "kept", "said"),
    [
        ((9, 8, 7, 1, 1, 1, 1, 1), 3, "de 3 sterkste van 8"),
        ((9, 8, 7, 7, 1, 1, 1, 1, 1), 3, "3 van 9"),
        ((5, 5, 5, 1, 1, 1, 1, 1, 1), 3, "de 3 sterkste van 9"),
        ((1, 1, 1, 0, 0, 0, 0, 0), 3, "3 van 8"),
        ((1, 1, 1, 1, 1, 1, 1, 1), 3, "3 van 8"),
        ((0,) * 8, 3, "3 van 8"),
    ],
)
def test_texts_are_the_strongest_only_where_several_people_set_them_apart(
    support: tuple[int, ...], kept: int, said: str
) -> None:
    chosen = selected(texts(support), ())
    assert isinstance(chosen.kept, TextList)
    assert len(chosen.kept.items) == kept
    assert chosen.told == f"Hier staan {said} teksten. De rest staat in de bijlage."
    assert chosen.are_strongest is ("sterkste" in said)


def test_texts_as_strong_as_what_is_left_out_stay_out_too() -> None:
    short = [TextItem(f"t{n}", f"tekst {n}", support=3 if n < 4 else 2) for n in range(30)]
    chosen = selected(TextList(tuple(short), 30), ())
    assert isinstance(chosen.kept, TextList)
    assert [item.support for item in chosen.kept.items] == [3] * 4
    assert chosen.told.startswith("Hier staan de 4 sterkste van 30 teksten.")


def test_a_few_more_texts_than_fit_are_told_all_so_that_no_appendix_repeats_them() -> None:
    assert selected(texts((0,) * 6), ()).told == ""
    assert selected(texts((0,) * 7), ()).told != ""


def test_objections_are_told_however_many_remarks_were_written_more_often() -> None:
    remarks = [TextItem(f"r{n}", f"{LONG}{n // 2}", "Opmerking") for n in range(16)]
    objections = [TextItem(f"b{n}", f"Bezwaar {n}", "Bezwaar", is_objection=True) for n in range(3)]
    chosen = selected(Bars((), 19, Unit.VOTERS, texts=(*objections, *remarks), in_order=True), ())
    assert isinstance(chosen.kept, Bars)
    assert [item.text for item in chosen.kept.texts if item.is_objection] == [
        "Bezwaar 0", "Bezwaar 1", "Bezwaar 2",
    ]  # fmt: skip
    assert chosen.told == "Hier staan 6 van 11 verschillende teksten. De rest staat in de bijlage."


def test_words_that_one_person_gave_stay_out_where_several_gave_three_others() -> None:
    def told(*counts: int) -> tuple[int, str]:
        words = tuple(Word(f"woord {number}", many) for number, many in enumerate(counts))
        chosen = selected(Words(words, 9), [])
        assert isinstance(chosen.kept, Words)
        return len(chosen.kept.words), chosen.told

    assert told(5, 2, 2, 1, 1) == (
        3, "Hier staan 3 van 5 woorden, het vaakst genoemde eerst. De rest staat in de bijlage."
    )  # fmt: skip
    assert told(5, 2, 1, 1, 1) == (5, "")
    assert told(*[2] * 25)[0] == WORDS_IN_BODY


def test_a_numbered_item_above_texts_in_a_row_looks_like_no_list_that_was_typed() -> None:
    idea = TextItem("i", "Goed zo", "1. Een lang onderdeel")
    judged = Stacked(("ja", "nee"), (StackedRow("1. Een lang onderdeel", (1, 0), None),), 1, (idea,), is_scored=False)
    (row,) = in_a_row(judged, [])
    assert row.text == "‘1. Een lang onderdeel’: Goed zo"
