"""Small groups in one table, texts with who said them, and what comes along of a result for the next session."""

from kompas_tui.domain.kinds.schaal import spread
from kompas_tui.domain.outcome.moving import as_brought
from kompas_tui.domain.result.shapes import Bar, Bars, Distribution, Stacked, StackedRow, TextItem, TextList, Unit
from kompas_tui.domain.result.together import in_one_table, with_speakers

VERDICTS = ("op koers", "deels", "niet")


def scores(*rows: list[int]) -> Distribution:
    return Distribution(tuple(spread(f"Stelling {n}", row, range(1, 6)) for n, row in enumerate(rows, 1)), len(rows[0]))


def verdicts(group: str, *counts: tuple[int, int, int]) -> Stacked:
    rows = tuple(StackedRow(f"Maat {n}", each, None) for n, each in enumerate(counts, 1))
    ideas = (TextItem(f"{group}:1", f"gezien door {group}", "Maat 1: op koers"),)
    return Stacked(VERDICTS, rows, sum(counts[0]), ideas, is_scored=False, idea="waarneming")


def test_parties_of_one_or_two_stand_beside_each_other() -> None:
    table = in_one_table([("gemeente", scores([1], [4])), ("bewoners", scores([3, 4], [5, 5]))])
    assert table is not None
    assert table.header == ("Stelling", "gemeente", "bewoners")
    assert table.in_words == (("Stelling 1", "1", "3,5"), ("Stelling 2", "4", "5"))
    judged = in_one_table([("a", verdicts("a", (1, 0, 0), (0, 0, 0))), ("b", verdicts("b", (1, 1, 0), (0, 0, 2)))])
    assert judged is not None
    assert judged.in_words == (("Maat 1", "op koers", "verdeeld"), ("Maat 2", "", "niet"))


def test_larger_groups_one_row_and_other_shapes_keep_what_they_have() -> None:
    assert in_one_table([("a", scores([1, 2, 3], [1, 2, 3])), ("b", scores([1], [2]))]) is None
    assert in_one_table([("a", scores([1])), ("b", scores([2]))]) is None
    assert in_one_table([("a", scores([1], [2]))]) is None
    assert in_one_table([("a", TextList((), 1)), ("b", TextList((), 1))]) is None


def test_an_observation_says_which_party_made_it() -> None:
    parts = [("bewoners", verdicts("bewoners", (1, 0, 0)))]
    whole = verdicts("bewoners", (1, 0, 0))
    told = with_speakers(whole, parts)
    assert isinstance(told, Stacked)
    assert [idea.text for idea in told.ideas] == ["bewoners: gezien door bewoners"]
    assert with_speakers(whole, []) == whole


def test_judgements_come_along_without_texts_and_votes_do_not() -> None:
    brought = as_brought("schouw/beeld", "Beeld", verdicts("bewoners", (1, 0, 0)))
    assert brought is not None
    assert (brought.shape, brought.result["ideas"]) == ("gestapeld", [])
    assert as_brought("k", "Kaart", Bars((Bar("Ja", 3),), 3, Unit.CHOSEN)) is None
    assert as_brought("k", "Kaart", Distribution((), 0)) is None
