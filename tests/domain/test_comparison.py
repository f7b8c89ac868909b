"""Two results side by side: what shifted, in the right measure, and only where both mean the same."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.outcome import comparison_with, outcome_of
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.report.charts import chart_of_shifts
from kompas_tui.domain.result.comparison import Comparison, compared, moved_sentence
from kompas_tui.domain.result.shapes import (
    Axes,
    AxesPoint,
    Bar,
    Bars,
    Distribution,
    Result,
    Stacked,
    StackedRow,
    TextList,
    Unit,
)
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from tests.domain.activities import activity, ballots
from tests.domain.test_session import NOW, START
from tests.export import sessions as s


def bars(*counts: int, answers: int = 0, unit: str = "keer gekozen", labels: str = "abcdef") -> Bars:
    return Bars(tuple(map(Bar, labels, counts)), answers or sum(counts), Unit(unit))


def shifts(comparison: Comparison | None) -> list[tuple[str, float | None, float | None]]:
    assert comparison is not None
    return [(shift.label, shift.before, shift.after) for shift in comparison.shifts]


def scored(high: str, *scores: int) -> Result:
    return activity("schaal", tot=high).tally(ballots("score-1", scores))


def checked(*levels: int) -> Stacked:
    row = StackedRow("Doel", tuple(levels.count(n) for n in range(3)), sum(1 - n / 2 for n in levels) / len(levels))
    return Stacked(("ja", "deels", "nee"), (row,), len(levels))


def axes(x: float | None, y: float | None, end: str = "snel") -> Axes:
    return Axes(("traag", end), ("duur", "goedkoop"), (AxesPoint("Fiets", x, y, 3),), 3)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (bars(3, 1), bars(1, 3), [("a", 75, 25), ("b", 25, 75)]),
        (bars(3, 3, answers=4), bars(2, 4, answers=4), [("a", 75, 50), ("b", 75, 100)]),
        (
            bars(30, 10, unit="stickers", answers=8), bars(10, 30, unit="stickers", answers=9),
            [("a", 75, 25), ("b", 25, 75)],
        ),
        (bars(6, 4, unit="punten", answers=2), bars(5, 5, unit="punten", answers=2), [("a", 60, 50), ("b", 40, 50)]),
        (bars(0, 0), bars(1, 1), [("a", None, 50), ("b", None, 50)]),
        (scored("5", 1, 2, 5), scored("5", 4, 4), [("Wat vind je?", 2, 4)]),
        (scored("5"), scored("5", 4), [("Wat vind je?", None, 4)]),
        (checked(0, 2), checked(0, 0, 1, 2), [("Doel", 0.5, 0.63)]),
        (axes(2, 5), axes(4.5, 5), [("Fiets: snel", 2, 4.5), ("Fiets: goedkoop", 5, 5)]),
        (axes(None, None), axes(4.5, 5), [("Fiets: snel", None, 4.5), ("Fiets: goedkoop", None, 5)]),
    ],
)  # fmt: skip
def test_shifts_per_option_statement_and_point(before: Result, after: Result, expected: list[Any]) -> None:
    assert shifts(compared(before, after)) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (bars(1, 2), bars(1, 2, 3)),
        (bars(1, 2), bars(1, 2, labels="ax")),
        (bars(1, 2), bars(1, 2, labels="ba")),
        (bars(1, 2), bars(1, 2, unit="stickers")),
        (bars(1, 2), scored("5", 1)),
        (scored("5", 1), scored("10", 1)),
        (axes(1, 2), axes(1, 2, end="sneller")),
        (TextList((), 0), TextList((), 0)),
    ],
)
def test_what_does_not_mean_the_same_is_not_compared(before: Result, after: Result) -> None:
    assert compared(before, after) is None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (bars(3, 1), bars(3, 1), "Er is niets verschoven."),
        (bars(6, 2), bars(3, 1), "Er is niets verschoven."),
        (bars(), bars(), "Er is niets verschoven."),
        (bars(3, 1), bars(1, 3), "‘a’ verschoof het meest: van 75 naar 25 procent, dus 50 procentpunt lager."),
        (bars(0, 2, 2), bars(3, 1, 0), "‘a’ verschoof het meest: van 0 naar 75 procent, dus 75 procentpunt hoger."),
        (
            bars(3, 3, 4),
            bars(5, 1, 4),
            "Dit verschoof het meest: ‘a’ (van 30 naar 50 procent) en ‘b’ (van 30 naar 10 procent).",
        ),
        (bars(4, 4, 1, 1), bars(1, 1, 4, 4), "Dit verschoof het meest: 4 opties."),
        (
            bars(1, 1, 1, 5, answers=10),
            bars(3, 3, 3, 5, answers=10),
            "Dit verschoof het meest: "
            "‘a’ (van 10 naar 30 procent), ‘b’ (van 10 naar 30 procent) en ‘c’ (van 10 naar 30 procent).",
        ),
        (bars(100_000, 100_001), bars(100_001, 100_000), "Er is niets verschoven."),
        (scored("5", 2), scored("5", 3, 4), "Het verschil is 1,5: van 2 naar 3,5."),
        (scored("5"), scored("5", 3), "Er is niets verschoven."),
    ],
)
def test_the_sentence_names_what_moved_most(before: Result, after: Result, said: str) -> None:
    comparison = compared(before, after)
    assert comparison is not None
    assert comparison.sentence == said


def test_bars_begin_at_zero_so_that_scores_below_it_have_none() -> None:
    asked = activity("schaal", van="-2", tot="2", stellingen=["Rust", "Geld"])

    def given(rust: int, geld: int) -> Result:
        return asked.tally([Ballot("m", {"score-1": rust, "score-2": geld}, "r")])

    assert chart_of_shifts(_between(given(0, 1), given(1, 2)))
    assert chart_of_shifts(_between(given(0, 1), given(-1, 2))) == []


def test_two_cards_that_lie_beside_each_other_are_named_and_not_called_earlier_and_later() -> None:
    named = replace(_between(bars(3, 1), bars(1, 3)), titles=("Wat is er", "Wat moet er"))
    assert named.sentence == "Bij ‘a’ is het verschil het grootst: van 75 naar 25 procent."
    assert named.table.header == ("Optie", "Wat is er", "Wat moet er", "Verschil")
    apart = replace(_between(bars(3, 3, 4), bars(5, 1, 4)), titles=("Wat is er", "Wat moet er"))
    assert (
        apart.sentence
        == "Het verschil is het grootst bij ‘a’ (van 30 naar 50 procent) en ‘b’ (van 30 naar 10 procent)."
    )
    same = replace(_between(bars(3, 1), bars(3, 1)), titles=("Wat is er", "Wat moet er"))
    assert same.sentence == "Er is geen verschil."


def _between(before: Result, after: Result) -> Comparison:
    comparison = compared(before, after)
    assert comparison is not None
    return comparison


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (0, "Niemand antwoordde anders dan eerst."),
        (1, "1 van de 7 deelnemers antwoordde anders dan eerst."),
        (2, "2 van de 7 deelnemers antwoordden anders dan eerst."),
    ],
)
def test_how_many_changed_their_mind_is_said_of_one_and_of_more(moved: int, said: str) -> None:
    assert moved_sentence(moved, 7) == said


def test_the_table_has_signs_and_no_figure_where_nobody_answered() -> None:
    comparison = compared(bars(3, 1, 0), bars(1, 3, 0))
    assert comparison is not None
    assert comparison.table.in_words == (("a", "75", "25", "−50"), ("b", "25", "75", "+50"), ("c", "0", "0", "0"))
    empty = compared(scored("5"), scored("5", 3))
    assert empty is not None
    assert empty.table.in_words == (("Wat vind je?", "", "3", ""),)
    barely = compared(bars(10_000, 10_001), bars(10_001, 10_000))
    assert barely is not None
    assert {row[3] for row in barely.table.in_words} == {"0"}


@given(st.lists(st.integers(0, 3), max_size=30), st.lists(st.integers(0, 3), max_size=30))
def test_first_and_difference_are_now_as_printed(before: list[int], after: list[int]) -> None:
    asked = activity("keuze", opties=list("abcd"))
    comparison = compared(asked.tally(ballots("keuze", before)), asked.tally(ballots("keuze", after)))
    assert comparison is not None
    for _, first, now, difference in comparison.table.in_words:
        if before and after:
            assert int(first) + int(difference.replace("\u2212", "-")) == int(now)
        else:
            assert difference == ""
    assert (comparison.before_answers, comparison.after_answers) == (len(before), len(after))


# Which round lies beside which


def asked(round_id: str, *choices: int, closes: bool = True, **question: Any) -> list[ev.AnyEvent]:
    card, _, number = round_id.rpartition("-")
    data = {"soort": "keuze", "vraag": "Wat?", "opties": ["a", "b"]} | question
    field = {"keuze": "keuze", "stickers": "stickers"}[data["soort"]]
    events: list[ev.AnyEvent] = [
        ev.RoundOpened(time=NOW, round=round_id, card=card, title=card, number=int(number), question=data)
    ]
    for place, choice in enumerate(choices):
        value: Any = choice if field == "keuze" else [choice == 0, choice == 1]
        events.append(ev.BallotCast(round=round_id, mark=f"m{place}", answer={field: value}, receipt="r", nonce="n"))
    return [*events, ev.RoundClosed(time=NOW, round=round_id)] if closes else events


def beside(session: Session, round_id: str) -> str | None:
    earlier = session.before(session.rounds[round_id])
    return earlier.id if earlier else None


def test_a_round_lies_beside_the_one_before_it() -> None:
    session = Session([*START, *asked("een-1", 0), *asked("een-2", 1), *asked("een-3", 1, 0)])
    assert [beside(session, f"een-{n}") for n in (1, 2, 3)] == [None, "een-1", "een-2"]
    assert shifts(outcome_of(session, session.rounds["een-3"]).comparison) == [("a", 0, 50), ("b", 100, 50)]


def test_a_named_card_comes_before_its_own_rounds() -> None:
    later = [*asked("na-1", 1, vergelijk_met="voor"), *asked("na-2", 1, vergelijk_met="voor")]
    session = Session([*START, *asked("voor-1", 0), *asked("voor-2", 0, 1), *later])
    assert (beside(session, "na-1"), beside(session, "na-2")) == ("voor-2", "voor-2")
    nothing = Session([*START, *asked("na-1", 1, vergelijk_met="voor")])
    assert outcome_of(nothing, nothing.rounds["na-1"]).comparison is None


def test_an_open_round_and_another_kind_are_not_compared() -> None:
    session = Session([*START, *asked("een-1", 0, closes=False), *asked("een-2", 1)])
    assert beside(session, "een-2") is None
    other = Session([*START, *asked("een-1", 0, soort="stickers"), *asked("een-2", 1)])
    assert outcome_of(other, other.rounds["een-2"]).comparison is None


def test_hands_in_the_room_belong_to_the_whole() -> None:
    events = [*START, *asked("een-1", 0, 1), ev.HandsCounted(time=NOW, round="een-1", counts=(2, 0), people=2)]
    session = Session([*events, *asked("een-2", 0, 1)])
    assert shifts(outcome_of(session, session.rounds["een-2"]).comparison) == [("a", 75, 50), ("b", 25, 50)]
    apart = session.rounds["een-1"].result(apart=True)
    assert isinstance(apart, Bars)
    assert [bar.count for bar in apart.bars] == [1, 1]


def test_scores_on_one_scale_are_distributions() -> None:
    assert isinstance(scored("5", 1), Distribution)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            scored("5", *[3] * 6, *[4] * 8, *[5] * 8),
            scored("5", *[2] * 5, *[3] * 2, *[4] * 5, *[5] * 9),
            "De middelste score is gelijk, maar de antwoorden verschillen. "
            "Het meest bij score 2: van 0 naar 24 procent.",
        ),
        (
            checked(0, 2),
            checked(1, 1),
            "De score is gelijk, maar de antwoorden verschillen. Het meest bij ‘deels’: van 0 naar 100 procent.",
        ),
        (axes(2, 3), axes(2, 3), "De gemiddelde plek is gelijk."),
        (axes(None, None), axes(None, None), "Er is geen verschil."),
        (scored("5", 1, 2, 3), scored("5", *[1] * 2, *[2] * 2, *[3] * 2), "Er is geen verschil."),
    ],
)
def test_equal_middles_are_not_called_equal_answers(before: Result, after: Result, said: str) -> None:
    assert replace(_between(before, after), titles=("Wat is er", "Wat moet er")).sentence == said


@given(st.lists(st.integers(1, 5), min_size=1, max_size=12), st.lists(st.integers(1, 5), min_size=1, max_size=12))
def test_no_difference_is_said_only_where_every_share_is_the_same(before: list[int], after: list[int]) -> None:
    first, now = scored("5", *before), scored("5", *after)
    assert isinstance(first, Distribution)
    assert isinstance(now, Distribution)
    same = all(
        round(100 * one / len(before)) == round(100 * other / len(after))
        for one, other in zip(first.rows[0].counts, now.rows[0].counts, strict=True)
    )
    assert same or compared(first, now).sentence != "Er is niets verschoven."  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("title", "sides"), [("Hoe kijk je nu?", ("Eerst", "Nu")), ("En daarna?", ("Hoe kijk je nu?", "En daarna?"))]
)
def test_a_card_of_the_same_name_is_before_and_after_and_another_one_beside(title: str, sides: tuple[str, str]) -> None:
    question: dict[str, Any] = {"soort": "keuze", "vraag": "Ga je mee?", "opties": ["ja", "nee"]}
    events: list[ev.AnyEvent] = [s.started(), *s.joined(8)]
    for minute, (card, name) in enumerate((("eerst", "Hoe kijk je nu?"), ("later", title))):
        events += [
            s.shown(card, name, s.at(19, minute)),
            s.opened(card, name, s.at(19, minute), **question),
            *s.cast(card, s.choices(4 + minute, 4 - minute)),
            s.closed(card, s.at(19, minute, 30)),
        ]
    session = Session(events, s.MASKS)
    first, second = session.rounds.values()
    comparison = comparison_with(session, second, first)
    assert comparison is not None
    assert comparison.sides == sides


@pytest.mark.parametrize("amounts", [(8, 0), (0, 8)])
def test_a_round_that_nobody_answered_is_laid_beside_no_other(amounts: tuple[int, int]) -> None:
    question: dict[str, Any] = {"soort": "keuze", "vraag": "Ga je mee?", "opties": ["ja", "nee"]}
    events: list[ev.AnyEvent] = [s.started(), *s.joined(8)]
    for minute, amount in enumerate(amounts):
        card = f"kaart-{minute}"
        events += [s.opened(card, "A", s.at(19, minute), **question), *s.cast(card, s.choices(amount))]
        events += [s.closed(card, s.at(19, minute, 30))]
    session = Session(events, s.MASKS)
    first, second = session.rounds.values()
    assert comparison_with(session, second, first) is None


@pytest.mark.parametrize(
    ("second", "moved"), [(("buurt", "stad"), ["buurt", "stad"]), (("buurt", "buurt"), ["Het plan"])]
)
def test_groups_that_placed_one_thing_move_apart_where_both_rounds_have_them(
    second: tuple[str, str], moved: list[str]
) -> None:
    question = {
        "soort": "assenveld", "vraag": "Waar?", "items": ["Het plan"], "x": ["l", "r"], "y": ["o", "b"],
        "per_rol": "ja", "openlijk": "ja",
    }  # fmt: skip
    events: list[ev.AnyEvent] = [s.started(["buurt", "stad"])]
    for number, roles, places in ((1, ("buurt", "stad"), ([1, 1], [9, 9])), (2, second, ([5, 5], [5, 9]))):
        opened = s.opened("k", ("Plek", "De plek")[number - 1], s.at(19, number), number, **question)
        answers = [{"plek-1": place} for place in places]
        events += [opened, *s.cast("k", answers, number, roles), s.closed("k", s.at(19, number), number)]
    session = Session(s.with_splits([*events, ev.Ended(time=s.at(20))]), s.MASKS)
    comparison = outcome_of(session, session.rounds["k-2"]).comparison
    assert comparison is not None
    assert comparison.moves is not None
    assert [move.label for move in comparison.moves.each] == moved
    assert comparison.titles is None, "it is one card, though it was called anew"
