"""What of each event stays out of a public copy: names, reasons, texts kept by role, and figures that are a number."""

from typing import Any

import msgspec
import pytest

from kompas_tui.domain.language.sentences import bare_text
from kompas_tui.domain.outcome import few_answered, outcome_of, public_copy
from kompas_tui.domain.result.shapes import Bar, Bars, Result, Stacked, StackedRow, TextItem, TextList, Unit
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from tests.domain.activities import activity
from tests.domain.test_session import CLOSED, NOW, START, opened, vote
from tests.export import sessions as s

SECRET = "Alleen voor ons"
TEXTS = (TextItem("1", SECRET),)


def public(*happened: ev.AnyEvent) -> tuple[str, Session]:
    """All that a public copy holds of these events, as one text, and the copy."""
    copy = public_copy(Session([*START, *happened])).session
    return repr(copy.happened), copy


def kept(result: Result) -> ev.Split:
    data = msgspec.json.decode(msgspec.json.encode(result, enc_hook=bare_text))
    return ev.Split("een-1", (ev.RolePart("bewoner", result.shape, data),))


@pytest.mark.parametrize(
    "result",
    [
        TextList(TEXTS, 5),
        Bars((Bar("a", 5),), 5, Unit.VOTERS, TEXTS),
        Stacked(("ja", "nee"), (StackedRow("a", (5, 0), 1),), 5, TEXTS),
    ],
)
@pytest.mark.parametrize("by", ["splits", "table_splits"])
def test_no_text_that_was_kept_by_role_or_table_is_in_it(result: Result, by: str) -> None:
    told, _ = public(opened(), CLOSED, ev.Ended(time=NOW, **{by: (kept(result),)}))
    assert SECRET not in told
    assert ("RolePart" in told) is not isinstance(result, TextList), "figures stay"


def test_who_has_no_place_in_a_group_is_not_in_it() -> None:
    told, _ = public(ev.GroupsFormed(time=NOW, card="een", size=4, turns=2, tables=1, apart=(SECRET,)))
    assert SECRET not in told


def test_why_a_question_of_the_box_was_handled_so_is_not_in_it() -> None:
    asked = ev.BoxAsked(text_id="v1", mark="m", text="Komt er een bank?")
    told, copy = public(asked, ev.BoxHandled(time=NOW, text_id="v1", act="toon", reason=SECRET))
    assert SECRET not in told
    assert copy.box["v1"].shown


@pytest.mark.parametrize("act", ["verberg", "beantwoord"])
def test_a_question_of_the_box_that_the_room_never_saw_is_not_in_it(act: str) -> None:
    asked = ev.BoxAsked(text_id="v1", mark="m", text=SECRET)
    told, copy = public(asked, ev.BoxSupported(text_id="v1", mark="n"), ev.BoxHandled(time=NOW, text_id="v1", act=act))
    assert SECRET not in told
    assert not copy.box


@pytest.mark.parametrize(
    ("filled_in", "told"),
    [
        ("bewoners", "bewoners"),
        ("de gemeente en ondernemers", "de gemeente en ondernemers"),
        ("Kees", ""),
        ("de gemeente en Kees", ""),
        ("Kees, gemeente", ""),
    ],
)
def test_of_who_does_or_gets_something_only_groups_stay(filled_in: str, told: str) -> None:
    _, copy = public(
        ev.ActionAgreed(time=NOW, card="een", what="Snoeien", who=filled_in),
        ev.PromiseMade(time=NOW, card="een", what="Snoeien", who=filled_in, to=filled_in),
    )
    action, promise = copy.written
    assert isinstance(action, ev.ActionAgreed)
    assert isinstance(promise, ev.PromiseMade)
    assert (action.who, promise.who, promise.to) == (told, told, told)


def test_a_number_by_which_somebody_can_be_known_is_no_number_any_more() -> None:
    question: dict[str, Any] = {"vraag": "Hoe?", "velden": [{"naam": "n", "vraag": "Hoeveel?", "soort": "getal"}]}
    (name,) = (field.name for field in activity("formulier", **question).fields())
    asked = ev.RoundOpened(
        time=NOW, round="een-1", card="een", title="Een", number=1, question={"soort": "formulier", **question}
    )
    for typed, left in (("12", "12"), ("0612345678", "")):
        _, copy = public(asked, ev.BallotCast(round="een-1", mark="m", answer={name: [typed]}, receipt="R", nonce="n"))
        (ballot,) = copy.rounds["een-1"].ballots.values()
        assert ballot.answer == {name: [left]}


@pytest.mark.parametrize(("answers", "is_told"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_reader_hears_of_rounds_that_few_answered_once_they_are_closed(answers: int, is_told: bool) -> None:
    course = [*START, opened(), *(vote(f"m{number}", 0) for number in range(answers))]
    assert few_answered(Session(course)) == ""
    assert bool(few_answered(Session([*course, CLOSED]))) is is_told


IDEA = ev.RoundOpened(
    time=NOW, round="een-1", card="een", title="Een", number=1, question={"soort": "open", "vraag": "Wat?"}
)
SHOWN, HIDDEN = ev.ResultShown(time=NOW, round="een-1"), ev.ResultHidden(time=NOW)
OTHER_CARD = ev.CardShown(time=NOW, card="twee", title="Twee")


def wrote(text: str) -> ev.BallotCast:
    return ev.BallotCast(round="een-1", mark="m", answer={"tekst": [text]}, receipt="R", nonce="n")


@pytest.mark.parametrize(
    ("happened", "is_told"),
    [
        ((wrote("Een bank"), CLOSED), False),
        ((wrote("Een bank"), CLOSED, SHOWN), True),
        ((SHOWN, wrote("Een bank"), CLOSED), True),
        ((SHOWN, HIDDEN, wrote("Een bank"), CLOSED), False),
        ((SHOWN, OTHER_CARD, wrote("Een bank"), CLOSED), False),
        ((wrote("Een boom"), SHOWN, HIDDEN, wrote("Een bank"), CLOSED), False),
        ((wrote("Een bank"), CLOSED, opened(1, "twee", opties=["Een bank", "Een boom"])), True),
    ],
)
def test_a_text_stays_where_it_stood_on_the_beamer_as_it_is_now_or_was_asked_about(
    happened: tuple[ev.AnyEvent, ...], is_told: bool
) -> None:
    _, copy = public(IDEA, *happened)
    result = outcome_of(copy, copy.rounds["een-1"]).result
    assert isinstance(result, TextList)
    assert [item.text for item in result.items] == (["Een bank"] if is_told else [])


def test_who_is_named_in_the_cards_is_no_secret_elsewhere() -> None:
    doing = [ev.ActionAgreed(time=NOW, card="een", what="Snoeien", who=who) for who in ("Roos Vink", "Jan Bakker")]
    deck = ev.DeckText("d", "# Praat met Roos Vink\n")
    note = ev.Parked(time=NOW, card="een", text="Vraag Roos Vink en Jan Bakker.")
    _, copy = public(ev.DeckEdited(time=NOW, deck=deck), *doing, note)
    (parked,) = (item for item in copy.written if isinstance(item, ev.Parked))
    assert parked.text == "Vraag Roos Vink en naam weggelaten."


@pytest.mark.parametrize(("openly", "few", "is_told"), [("ja", 2, True), ("ja", 5, False), ("nee", 2, False)])
def test_a_reader_hears_of_a_small_role_that_stands_apart_as_the_phone_said(
    openly: str, few: int, is_told: bool
) -> None:
    roles = ["buurt"] * 6 + ["stad"] * few
    question: dict[str, Any] = {"soort": "keuze", "vraag": "Wat?", "opties": ["a", "b"], "per_rol": "ja"}
    happened: list[ev.AnyEvent] = [
        s.started(["buurt", "stad"]),
        s.opened("k", "Kaart", s.at(19), **question, openlijk=openly),
        *s.cast("k", s.choices(6, few), roles=roles),
        s.closed("k", s.at(19, 1)),
        ev.Ended(time=s.at(20)),
    ]
    told = few_answered(Session(s.with_splits(happened), s.MASKS))
    assert told == (
        "Bij 1 ronde staat een kleine groep apart. Daar is te zien wat die paar mensen kozen. Dat stond bij de vraag."
        if is_told
        else ""
    )
