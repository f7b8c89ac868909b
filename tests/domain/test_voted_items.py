"""A vote about each of many items: the first word needs a share of the answers that are not blank."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.language.errors import InvalidOptions
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.report.document import Bullets
from kompas_tui.domain.report.figures import figures
from kompas_tui.domain.result.shapes import Stacked
from kompas_tui.domain.result.tables import as_data, as_table
from tests.domain.activities import activity

PLANS = ["Bomen", "Banken", "Fontein"]
VOTED = {"items": PLANS, "antwoorden": ["Voor", "Tegen", "Blanco"], "drempel": 75}


def voted(asked: Activity, *counts: tuple[int, int, int]) -> Stacked:
    """The result where so many gave each item each answer."""
    answers: list[dict[str, Any]] = [{} for _ in range(max(map(sum, counts)))]
    for item, given_to in enumerate(counts, 1):
        levels = [level for level, times in enumerate(given_to) for _ in range(times)]
        for answer, level in zip(answers, levels, strict=False):
            answer[f"item-{item}"] = level
    result = asked.tally([Ballot(f"m{n}", answer, f"r{n}") for n, answer in enumerate(answers)])
    assert isinstance(result, Stacked)
    return result


ASKED = activity("checklist", **VOTED)
EVENING = voted(ASKED, (30, 10, 8), (29, 11, 0), (0, 0, 12))


def test_an_item_is_carried_by_its_share_of_the_answers_that_are_not_blank() -> None:
    assert [EVENING.is_carried(row) for row in EVENING.rows] == [True, False, False]
    assert ASKED.sentence(EVENING) == "1 van de 3 onderdelen haalt de drempel van 75 procent: ‘Bomen’."
    alone = activity("checklist", **{**VOTED, "items": PLANS[:1]})
    assert alone.sentence(voted(alone, (30, 10, 8))) == "Het onderdeel haalt de drempel van 75 procent: ‘Bomen’."
    nothing = voted(ASKED, (0, 9, 0), (0, 9, 0), (0, 0, 9))
    assert ASKED.sentence(nothing) == "Geen onderdeel haalt de drempel van 75 procent."
    assert ASKED.explanation == "Een onderdeel haalt het met 75 procent ‘Voor’. Blanco telt niet mee."
    assert ASKED.decides


def test_report_and_data_tell_the_share_and_what_it_reached() -> None:
    table = as_table(EVENING)
    assert table.header == ("Onderdeel", "Voor", "Tegen", "Blanco", "Voor (procent)", "Drempel 75 procent")
    assert table.in_words[0] == ("Bomen", "30", "10", "8", "75", "gehaald")
    assert table.in_words[1] == ("Banken", "29", "11", "0", "72,5", "niet gehaald")
    assert table.in_words[2][-1] == "niet gehaald"
    told = as_data(EVENING)
    assert told["drempel"] == 75
    assert [(row["procent"], row["gehaald"]) for row in told["opties"]] == [(75, True), (72.5, False), (None, False)]
    lists = [part for part in figures("", EVENING, ()) if isinstance(part, Bullets)]
    assert [(part.caption, part.items) for part in lists] == [
        ("Dit haalt de drempel van 75 procent", ("Bomen",)),
        ("Dit haalt de drempel van 75 procent niet", ("Banken", "Fontein")),
    ]


@pytest.mark.parametrize("words", [{"antwoorden": ["Voor", "Tegen"], "blanco": True}, {}])
def test_a_blank_vote_is_added_or_named(words: dict[str, Any]) -> None:
    asked = activity("checklist", **{**VOTED, **words})
    assert voted(asked, (3, 1, 9)).levels == ("Voor", "Tegen", "Blanco")
    assert voted(asked, (3, 1, 9)).is_carried(voted(asked, (3, 1, 9)).rows[0])


def test_without_a_blank_vote_all_answers_count() -> None:
    asked = activity("checklist", **{**VOTED, "antwoorden": ["Voor", "Tegen", "Weet niet"]})
    assert not voted(asked, (3, 1, 9)).is_carried(voted(asked, (3, 1, 9)).rows[0])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"antwoorden": ["Blanco", "Voor", "Tegen"]}, "zet ‘Blanco’ achteraan"),
        ({"drempel": 0}, "drempel"),
        ({"antwoorden": []}, "antwoorden"),
    ],
)
def test_a_vote_that_cannot_be_counted_is_told(words: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidOptions, match=said):
        activity("checklist", **{**VOTED, **words})


def test_a_threshold_over_a_list_of_what_is_done_has_no_word_that_counts() -> None:
    with pytest.raises(InvalidOptions, match="noem ook de antwoorden"):
        activity("checklist", items=["Bomen"], drempel=75)


@given(st.integers(1, 100), st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
def test_a_threshold_is_met_exactly(needs: int, in_favour: int, against: int, blank: int) -> None:
    asked = activity("checklist", **{**VOTED, "drempel": needs})
    result = voted(asked, (in_favour, against, blank))
    row, valid = result.rows[0], in_favour + against
    assert result.is_carried(row) == (valid > 0 and Fraction(in_favour, valid) >= Fraction(needs, 100))
    share = result.percent_for(row)
    assert (share is not None and share >= needs) == result.is_carried(row)
