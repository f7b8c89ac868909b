"""What the facilitator does with texts: shown, hidden, under a heading, merged, answered; in an order that stands."""

from collections import Counter
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.kinds.steun import Steun
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.outcome.gate import KeptBack
from kompas_tui.domain.result.shapes import Bars, TextItem, TextList, Words
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.moderation import ACTS, TextState, arranged
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session, undoable_steps
from tests.domain.test_session import NOW, START, open_texts, texts
from tests.export import sessions as exports

ITEMS = tuple(TextItem(name, name.upper()) for name in "abcd")


def merged(**into: str) -> dict[str, TextState]:
    return {name: TextState(into=target) for name, target in into.items()}


def seen(states: dict[str, TextState], support: dict[str, int] | None = None) -> list[tuple[str, int]]:
    return [(item.id, item.support) for item in arranged(ITEMS, states, support or {})]


@pytest.mark.parametrize(
    ("states", "support", "expected"),
    [
        ({}, {}, [("a", 0), ("b", 0), ("c", 0), ("d", 0)]),
        ({}, {"c": 2, "d": 5}, [("d", 5), ("c", 2), ("a", 0), ("b", 0)]),
        (merged(a="b"), {"a": 2, "b": 1}, [("b", 3), ("c", 0), ("d", 0)]),
        (merged(a="b", b="c"), {"a": 1, "b": 2, "c": 4}, [("c", 7), ("d", 0)]),
        (merged(a="b", b="a"), {"a": 1, "b": 2}, [("b", 2), ("a", 1), ("c", 0), ("d", 0)]),
        (merged(a="b", b="c", c="b"), {"a": 1}, [("a", 1), ("b", 0), ("c", 0), ("d", 0)]),
        (merged(a="a"), {"a": 1}, [("a", 1), ("b", 0), ("c", 0), ("d", 0)]),
        (merged(a="weg"), {"a": 1}, [("a", 1), ("b", 0), ("c", 0), ("d", 0)]),
        (merged(a="b", b="weg"), {"a": 1}, [("b", 1), ("c", 0), ("d", 0)]),
        ({"a": TextState(done=True)}, {"a": 9}, [("b", 0), ("c", 0), ("d", 0), ("a", 9)]),
        ({"d": TextState(group="Groen")}, {"a": 9}, [("d", 0), ("a", 9), ("b", 0), ("c", 0)]),
        (
            {"a": TextState(group="X"), "b": TextState(group="Y"), "c": TextState(group="X")},
            {"b": 3, "c": 1},
            [("b", 3), ("c", 1), ("a", 0), ("d", 0)],
        ),
    ],
)
def test_texts_are_arranged(
    states: dict[str, TextState], support: dict[str, int], expected: list[tuple[str, int]]
) -> None:
    assert seen(states, support) == expected


def test_equal_texts_have_their_support_together_where_it_came_by_a_merge_too() -> None:
    items = [TextItem("a", "Meer groen"), TextItem("b", "meer groen."), TextItem("c", "Bomen"), TextItem("d", "Water")]
    shown = arranged(items, merged(c="b"), {"a": 5, "c": 3, "d": 6})
    assert [(item.id, item.support) for item in shown] == [("a", 8), ("d", 6), ("b", 0)], "as a report counts them"


STATE = st.builds(
    TextState, group=st.sampled_from(["", "X", "Y"]), into=st.sampled_from(["", *"abcd", "weg"]), done=st.booleans()
)


@given(st.dictionaries(st.sampled_from("abcd"), STATE), st.dictionaries(st.sampled_from("abcd"), st.integers(0, 5)))
def test_no_support_is_lost_or_made_and_the_order_does_not_depend_on_who_came_first(
    states: dict[str, TextState], support: dict[str, int]
) -> None:
    result = arranged(ITEMS, states, support)
    assert result
    assert sum(item.support for item in result) == sum(support.values())
    assert all(arranged(order, states, support) == result for order in permutations(ITEMS))
    assert [item.done for item in result] == sorted(item.done for item in result)
    headings = [item.group for item in result if not item.done]
    assert len(set(headings)) == sum(one != other for one, other in zip(headings, [None, *headings], strict=False))


def room(*said: ev.BallotCast, **more: str) -> Session:
    return Session([*START, open_texts(**more), *said])


def act(session: Session, mark: str, place: int, doe: str, **more: Any) -> str:
    text_id = session.rounds["een-1"].ballots[mark].text_id(place)
    session.apply(ev.TextModerated(time=NOW, round="een-1", text_id=text_id, act=doe, **more))
    return text_id


def shown(session: Session) -> list[str]:
    result = session.rounds["een-1"].result()
    assert isinstance(result, TextList)
    return [item.text for item in result.items]


def test_merging_into_a_hidden_text_hides_nothing_else() -> None:
    session = room(texts("m", "a", "b"), texts("n", "c"))
    target = act(session, "m", 0, "verberg", reason="scheldwoord")
    act(session, "n", 0, "voeg_samen", into=target)
    assert sorted(shown(session)) == ["b", "c"]


def test_what_waits_to_be_approved_is_not_what_the_facilitator_hid() -> None:
    session = room(texts("m", "a", "b", "c"), moderatie="ja")
    act(session, "m", 0, "verberg", reason="scheldwoord")
    act(session, "m", 1, "toon")
    act(session, "m", 2, "groepeer", group="later")
    assert outcome_of(session, session.rounds["een-1"]).kept_back == KeptBack(texts=2, by_facilitator=1)


def test_showing_a_merged_text_takes_it_out_again() -> None:
    session = room(texts("m", "a", "b"))
    target = session.rounds["een-1"].ballots["m"].text_id(1)
    act(session, "m", 0, "voeg_samen", into=target)
    assert shown(session) == ["b"]
    act(session, "m", 0, "toon")
    assert sorted(shown(session)) == ["a", "b"]


def test_an_edited_text_comes_out_of_the_one_it_was_merged_into_and_is_unanswered() -> None:
    session = room(texts("m", "a", "b"))
    target = session.rounds["een-1"].ballots["m"].text_id(1)
    act(session, "m", 0, "voeg_samen", into=target)
    act(session, "m", 1, "beantwoord")
    session.apply(texts("m", "iets heel anders", "b"))
    assert sorted(shown(session)) == ["b", "iets heel anders"]
    result = session.rounds["een-1"].result()
    assert isinstance(result, TextList)
    assert [item.done for item in result.items] == [False, True]


def test_a_heading_and_the_state_of_other_texts_stay_when_one_is_edited() -> None:
    session = room(texts("m", "a", "b"), moderatie="ja")
    for place in (0, 1):
        act(session, "m", place, "toon")
        act(session, "m", place, "groepeer", group="Groen")
    session.apply(texts("m", "anders", "b"))
    assert shown(session) == ["b"]
    act(session, "m", 0, "toon")
    result = session.rounds["een-1"].result()
    assert isinstance(result, TextList)
    assert {item.text: item.group for item in result.items} == {"anders": "Groen", "b": "Groen"}


def test_reasons_are_kept_and_every_act_can_be_taken_back() -> None:
    session = room(texts("m", "a", "b"))
    before = [shown(session)]
    for doe in ACTS:
        act(session, "m", 0, doe, reason=f"om {doe}", group="G", into=session.rounds["een-1"].ballots["m"].text_id(1))
        before.append(shown(session))
    assert [event.reason for event in session.moderated] == [f"om {doe}" for doe in ACTS]
    for expected in reversed(before[:-1]):
        session.apply(ev.Undone(time=NOW, step=undoable_steps(session)[0][0]))
        assert shown(session) == expected
    assert session.moderated == []


def test_an_act_that_nobody_knows_changes_nothing() -> None:
    session = room(texts("m", "a", "b"))
    act(session, "m", 0, "groepeer", group="G")
    asked = session.rounds["een-1"]
    before, other = dict(asked.states), asked.ballots["m"].text_id(1)
    act(session, "m", 0, "weggooien", group="H", into=other)
    assert asked.states == before
    assert before[asked.ballots["m"].text_id(0)] == TextState(group="G")


# Words


def words(*given_words: list[str]) -> Session:
    asked = {"soort": "woorden", "vraag": "Wat?"}
    opening = ev.RoundOpened(time=NOW, round="een-1", card="een", title="Een", number=1, question=asked)
    votes = [
        ev.BallotCast(round="een-1", mark=f"m{n}", answer={"woord": said}, receipt=f"R{n}", nonce="n")
        for n, said in enumerate(given_words)
    ]
    return Session([*START, opening, *votes])


def merge(session: Session, into: str, *gone: str) -> None:
    session.apply(ev.WordsMerged(time=NOW, round="een-1", words=gone, into=into))


def counted(asked: Round) -> dict[str, int]:
    result = asked.result()
    assert isinstance(result, Words)
    return {word.text: word.count for word in result.words}


def test_merged_words_count_once_a_voter_whatever_their_capitals() -> None:
    session = words(["boom", "bomen", ""], ["Bomen", "", ""], ["BOMEN", "boom", "gras"])
    assert counted(session.rounds["een-1"]) == {"boom": 2, "BOMEN": 3, "gras": 1}
    merge(session, "boom", "BOMEN")
    assert counted(session.rounds["een-1"]) == {"boom": 3, "gras": 1}


def test_words_that_were_merged_go_along_and_merging_back_makes_no_ring() -> None:
    session = words(["a1"], ["b1"], ["b1"], ["c1"])
    merge(session, "b1", "a1")
    merge(session, "c1", "b1")
    assert counted(session.rounds["een-1"]) == {"c1": 4}
    merge(session, "a1", "c1")
    assert counted(session.rounds["een-1"]) == {"a1": 4}
    for expected in ({"c1": 4}, {"b1": 3, "c1": 1}, {"a1": 1, "b1": 2, "c1": 1}):
        session.apply(ev.Undone(time=NOW, step=undoable_steps(session)[0][0]))
        assert counted(session.rounds["een-1"]) == expected


WORD = st.sampled_from(["boom", "Boom", "bomen", "gras", "Gras", "zee", ""])


@given(st.lists(st.lists(WORD, min_size=3, max_size=3).filter(any), max_size=15), st.data())
def test_merging_counts_voters_of_either_word(given_words: list[list[str]], data: st.DataObject) -> None:
    session = words(*given_words)
    standing = list(counted(session.rounds["een-1"]))
    if len(standing) < 2:
        return
    into, *gone = data.draw(st.lists(st.sampled_from(standing), min_size=2, unique=True))
    merge(session, into, *gone)
    same = {word.casefold() for word in (into, *gone)}
    voters = sum(any(word.casefold() in same for word in said) for said in given_words)
    left = Counter[str]()
    for word, count in counted(session.rounds["een-1"]).items():
        assert word.casefold() not in left
        left[word.casefold()] = count
    assert left[into.casefold()] == voters
    assert not {word.casefold() for word in gone} & set(left)


def test_merging_words_leaves_numbers_alone() -> None:
    asked = {"soort": "meerkeuze", "vraag": "Wat?", "opties": ["a", "b"]}
    opening = ev.RoundOpened(time=NOW, round="een-1", card="een", title="Een", number=1, question=asked)
    vote = ev.BallotCast(round="een-1", mark="m", answer={"keuzes": [0, 1]}, receipt="R", nonce="n")
    session = Session([*START, opening, vote])
    merge(session, "a", "b")
    result = session.rounds["een-1"].result()
    assert isinstance(result, Bars)
    assert [bar.count for bar in result.bars] == [1, 1]


def supported(*changes: ev.AnyEvent) -> dict[str, int]:
    """The support of texts of which two say the same, after a round of support and a change by the first writer."""
    asked = exports.opened("a", "Ideeën", exports.at(19, 1), soort="open", vraag="Wat wil je?")
    wrote = exports.cast("a", [{"tekst": ["Bomen"]}, {"tekst": ["bomen"]}, {"tekst": ["Gras"]}])
    start: list[ev.AnyEvent] = [
        exports.started(),
        *exports.joined(3),
        asked,
        *wrote,
        exports.closed("a", exports.at(19, 2)),
    ]
    texts = Session(start, exports.MASKS).rounds["a-1"].texts()
    question = Steun.question_about("Wat wil je?", "a-1", texts)
    chosen = [{"steun": [option]} for option in (0, 0, 1)]
    support: list[ev.AnyEvent] = [
        exports.opened("a-steun", "Steun", exports.at(19, 3), **question),
        *exports.cast("a-steun", chosen),
    ]
    end = exports.closed("a-steun", exports.at(19, 4))
    reopened = ev.RoundResumed(time=exports.at(19, 5), round="a-1")
    closed_again = exports.closed("a", exports.at(19, 6))
    events: list[ev.AnyEvent] = [*start, *support, end, reopened, *changes, closed_again]
    items = Session(events, exports.MASKS).rounds["a-1"].result()
    assert isinstance(items, TextList)
    return {item.text: item.support for item in items.items}


def changed(text: str, place: int = 0) -> ev.BallotCast:
    return exports.cast("a", [{"tekst": ["x"]}] * place + [{"tekst": [text]}])[place]


def test_support_stays_with_others_who_wrote_the_same_when_one_writes_something_else() -> None:
    assert supported() == {"Bomen": 2, "bomen": 0, "Gras": 1}
    assert supported(changed("Water")) == {"Water": 0, "bomen": 2, "Gras": 1}
    assert supported(changed("Water"), changed("Zand", 1)) == {"Water": 0, "Zand": 0, "Gras": 1}
    assert supported(changed("Steen", 2)) == {"Bomen": 2, "bomen": 0, "Steen": 0}
