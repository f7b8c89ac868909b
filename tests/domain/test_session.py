"""The session: a fold over events, with taking back, going on and moderation."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.outcome.roles import results_by_role, splits_to_keep
from kompas_tui.domain.question.fields import Answer
from kompas_tui.domain.result.shapes import Bars, Distribution, TextList
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import decode, encode
from kompas_tui.domain.session.masks import Masks
from kompas_tui.domain.session.session import Session, undoable_steps

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
DECK = ev.DeckText("d", "tekst")
MASKS = Masks(b"m" * 32)
START: list[ev.AnyEvent] = [
    ev.Started(time=NOW, code="K7F3", details=ev.Details("T"), decks=(DECK,), roles=("bewoner",), keep_days=30),
    ev.CardShown(time=NOW, card="een", title="Een"),
]


def opened(number: int = 1, card: str = "een", **question: Any) -> ev.RoundOpened:
    asked = {"soort": "keuze", "vraag": "Wat?", "opties": ["a", "b"]} | question
    return ev.RoundOpened(time=NOW, round=f"{card}-{number}", card=card, title="Een", number=number, question=asked)


def open_texts(**more: Any) -> ev.RoundOpened:
    return ev.RoundOpened(
        time=NOW, round="een-1", card="een", title="Een", number=1,
        question={"soort": "open", "vraag": "Wat?"} | more,
    )  # fmt: skip


def vote(mark: str, choice: int, round_id: str = "een-1", key: str = "") -> ev.BallotCast:
    return ev.BallotCast(
        round=round_id, mark=mark, answer={"keuze": choice}, receipt=f"R{mark}{choice}", nonce="n", key=key
    )


def texts(mark: str, *said: str) -> ev.BallotCast:
    return ev.BallotCast(round="een-1", mark=mark, answer={"tekst": list(said)}, receipt=f"R{mark}", nonce="n")


CLOSED = ev.RoundClosed(time=NOW, round="een-1", both=6, moved=2)


def state(session: Session) -> dict[str, Any]:
    """All that can be seen of a session."""
    return {
        "code": session.code,
        "card": session.card,
        "course": session.course,
        "open": session.open_round.id if session.open_round else None,
        "shown": session.shown.id if session.shown else None,
        "written": session.written,
        "photos": session.photos,
        "joined": list(session.joined),
        "ended": session.ended,
        "rounds": {r.id: (r.closed, r.both, r.moved, r.ballots, r.states) for r in session.rounds.values()},
        "last": session.last_steps(),
    }


def test_a_session_is_what_its_events_tell() -> None:
    session = Session([*START, ev.Joined(mark="x"), ev.Joined(mark="x"), opened(), vote("m", 0), vote("m", 1), CLOSED])
    assert (session.code, session.details.title, session.roles, session.keep_days) == ("K7F3", "T", ("bewoner",), 30)
    assert session.participants == 1
    assert session.open_round is None
    round_ = session.rounds["een-1"]
    assert (round_.answers, round_.both, round_.moved) == (1, 6, 2)
    result = round_.result()
    assert isinstance(result, Bars)
    assert [bar.count for bar in result.bars] == [0, 1]
    assert session.keep_until is not None
    assert (session.keep_until - NOW).days == 30


STEPS: list[tuple[str, list[ev.AnyEvent], ev.AnyEvent]] = [
    ("card", [], ev.CardShown(time=NOW, card="twee", title="Twee")),
    ("open", [], opened()),
    ("close", [opened(), vote("m", 0)], CLOSED),
    ("resume", [opened(), vote("m", 0), CLOSED], ev.RoundResumed(time=NOW, round="een-1")),
    ("anew", [opened(), vote("m", 0), CLOSED], opened(2)),
    ("show", [opened(), vote("m", 0), CLOSED], ev.ResultShown(time=NOW, round="een-1")),
    ("hide", [opened(), CLOSED, ev.ResultShown(time=NOW, round="een-1")], ev.ResultHidden(time=NOW)),
    (
        "moderate",
        [open_texts(), texts("m", "a")],
        ev.TextModerated(time=NOW, round="een-1", text_id="x", act="verberg"),
    ),
    ("note", [], ev.NoteTaken(time=NOW, card="een", text="t")),
    ("decision", [], ev.DecisionTaken(time=NOW, card="een", text="t")),
    ("action", [], ev.ActionAgreed(time=NOW, card="een", what="t", who="w", when="2026-12-01")),
    ("board", [open_texts()], ev.BoardWritten(time=NOW, round="een-1", text_id="b", board="zorg", text="t")),
    ("photo", [], ev.PhotoTaken(time=NOW, card="een", picture="a", alt="t")),
    ("promise", [], ev.PromiseMade(time=NOW, card="een", what="t", who="w", to="a")),
    ("parking", [], ev.Parked(time=NOW, card="een", text="t")),
]


@pytest.mark.parametrize(("before", "step"), [s[1:] for s in STEPS], ids=[s[0] for s in STEPS])
def test_taking_a_step_back_leaves_what_was_before(before: list[ev.AnyEvent], step: ev.AnyEvent) -> None:
    earlier = Session([*START, *before])
    session = Session([*START, *before, step])
    assert state(session) != state(earlier)
    place, found = undoable_steps(session)[0]
    assert found == step
    session.apply(ev.Undone(time=NOW, step=place))
    assert state(session) == state(earlier)
    session.apply(step)
    assert [one for _, one in state(session)["last"]] == [step]


def test_steps_are_taken_back_one_by_one_to_the_start() -> None:
    session = Session([*START, opened(), CLOSED, ev.NoteTaken(time=NOW, card="een", text="t")])
    for _ in range(3):
        session.apply(ev.Undone(time=NOW, step=undoable_steps(session)[0][0]))
    assert state(session) == state(Session(START))


def test_a_round_with_answers_is_not_taken_back() -> None:
    session = Session([*START, opened(), vote("m", 0)])
    with pytest.raises(CommandRefused, match="antwoorden blijven"):
        undoable_steps(session)


def test_an_answer_of_after_going_on_outlives_taking_that_back() -> None:
    session = Session([*START, opened(), vote("m", 0), CLOSED, ev.RoundResumed(time=NOW, round="een-1"), vote("n", 1)])
    session.apply(ev.Undone(time=NOW, step=undoable_steps(session)[0][0]))
    assert session.open_round is None
    assert session.rounds["een-1"].answers == 2


def test_nothing_is_taken_back_before_the_start_or_after_the_end() -> None:
    with pytest.raises(CommandRefused, match="niets om terug te nemen"):
        undoable_steps(Session())
    with pytest.raises(CommandRefused, match="afgerond"):
        undoable_steps(Session([*START, ev.Ended(time=NOW)]))


def test_going_on_with_a_round_forgets_the_figures_of_its_first_closing() -> None:
    closed = ev.RoundClosed(time=NOW, round="een-1", both=6, moved=2, shared=1)
    shown = ev.ResultShown(time=NOW, round="een-1")
    session = Session([*START, opened(), closed, shown, ev.RoundResumed(time=NOW, round="een-1")])
    assert session.open_round is session.rounds["een-1"]
    assert (session.open_round.is_open, session.open_round.both, session.open_round.moved) == (True, None, None)
    assert (session.open_round.shared, session.shown) == (0, None), "its figures move again, so nothing stands there"


@pytest.mark.parametrize(
    ("phones", "paddles", "told"), [(0, 5, True), (1, 6, False), (4, 6, False), (5, 4, False), (5, 5, True)]
)
def test_neither_a_few_phones_nor_a_few_paddles_stand_apart(phones: int, paddles: int, told: bool) -> None:
    cards = tuple(ev.PaddleBallot(mark=f"k{n}", choice=0, receipt=f"K{n}", nonce="n") for n in range(paddles))
    read = ev.PaddlesRead(time=NOW, round="een-1", paddles=cards)
    session = Session([*START, opened(), *(vote(f"m{n}", 0) for n in range(phones)), read, CLOSED])
    assert session.rounds["een-1"].answers == phones + paddles
    assert session.rounds["een-1"].tells_paddles is told


def test_beside_a_split_by_table_no_paddles_stand_apart() -> None:
    cards = tuple(ev.PaddleBallot(mark=f"k{n}", choice=0, receipt=f"K{n}", nonce="n") for n in range(5))
    read = ev.PaddlesRead(time=NOW, round="een-1", paddles=cards)
    by_table = replace(opened(per_tafel=True), tables=("Noord", "Zuid"))
    session = Session([*START, by_table, *(vote(f"m{n}", 0) for n in range(5)), read, CLOSED])
    assert session.rounds["een-1"].activity.tells_tables
    assert not session.rounds["een-1"].tells_paddles, "few people at a table would be told by subtraction"


def test_a_text_of_the_facilitator_that_is_hidden_counts_among_the_hidden_ones() -> None:
    written = ev.BoardWritten(time=NOW, round="een-1", text_id="eigen", board="Nu", text="Water")
    asked = open_texts(kolommen=["Nu", "Straks"])
    hidden = ev.TextModerated(time=NOW, round="een-1", text_id="eigen", act="verberg")
    result = Session([*START, asked, CLOSED, written, hidden]).rounds["een-1"].result()
    assert isinstance(result, TextList)
    assert (len(result.items), result.hidden) == (0, 1)


@pytest.mark.parametrize(("elsewhere", "told"), [(4, False), (5, True)])
def test_where_people_are_is_told_at_one_close_of_a_round(elsewhere: int, told: bool) -> None:
    closed = ev.RoundClosed(time=NOW, round="een-1", in_room=9, elsewhere=elsewhere)
    resumed = ev.RoundResumed(time=NOW, round="een-1")
    session = Session([*START, opened(), closed, resumed, replace(closed, elsewhere=8)])
    assert session.rounds["een-1"].was_told_where is told
    assert session.rounds["een-1"].elsewhere == (0 if told else 8), "the two would tell who came between"


@pytest.mark.parametrize(("scored", "told"), [(1, False), (4, False), (5, True), (0, True)])
def test_a_statement_that_few_of_one_role_scored_is_not_in_the_split(scored: int, told: bool) -> None:
    question = {"soort": "schaal", "vraag": "Hoe?", "stellingen": ["Een", "Twee"], "per_rol": "ja"}
    asked = ev.RoundOpened(time=NOW, round="een-1", card="een", title="Een", number=1, question=question)
    votes = [
        by_role(
            n, "gemeente" if n < 6 else "bewoner", {"score-1": 3} | ({"score-2": 5} if n < scored or n >= 6 else {})
        )
        for n in range(12)
    ]
    session = Session([START[0], asked, *votes, CLOSED], MASKS)
    session.roles = ("bewoner", "gemeente")
    for _, part in results_by_role(session, session.rounds["een-1"]):
        assert isinstance(part, Distribution)
        assert [row.label for row in part.rows] == (["Een", "Twee"] if told else ["Een"])


def by_role(voter: int, role: str, answer: Answer) -> ev.BallotCast:
    """A ballot with a masked role."""
    mask = MASKS.masked("een-1", f"m{voter}", f"R{voter}", role)
    return ev.BallotCast(round="een-1", mark=f"m{voter}", receipt=f"R{voter}", nonce="n", role_mask=mask, answer=answer)


def test_a_closed_round_is_tallied_once_for_each_change() -> None:
    session = Session([*START, opened(), vote("m", 0), vote("n", 0), CLOSED])
    asked = session.rounds["een-1"]
    assert asked.result() is asked.result()
    session.apply(ev.HandsCounted(time=NOW, round="een-1", counts=(0, 3), people=3))
    assert [bar.count for bar in asked.result().bars] == [2, 3]  # type: ignore[union-attr]  # it has bars
    session.apply(ev.RoundResumed(time=NOW, round="een-1"))
    session.apply(vote("m", 1))
    session.apply(CLOSED)
    assert [bar.count for bar in asked.result().bars] == [1, 4]  # type: ignore[union-attr]  # it has bars


def test_a_ballot_that_was_changed_is_remembered_by_its_key() -> None:
    session = Session([*START, opened(), vote("m", 0, key="k1"), vote("m", 1, key="k2")])
    assert session.rounds["een-1"].replaced["m", "k1"].answer == {"keuze": 0}
    assert session.rounds["een-1"].ballots["m"].key == "k2"


def shown_texts(session: Session) -> list[str]:
    result = session.rounds["een-1"].result()
    assert isinstance(result, TextList)
    return sorted(item.text for item in result.items)


def moderated(session: Session, mark: str, place: int, shown: bool) -> None:
    text_id = session.rounds["een-1"].ballots[mark].text_id(place)
    act = "toon" if shown else "verberg"
    session.apply(ev.TextModerated(time=NOW, round="een-1", text_id=text_id, act=act))


def test_a_text_shows_at_once_unless_the_deck_asks_approval() -> None:
    assert shown_texts(Session([*START, open_texts(), texts("m", "a", "b")])) == ["a", "b"]
    assert shown_texts(Session([*START, open_texts(moderatie="ja"), texts("m", "a", "b")])) == []


def test_an_edited_text_goes_back_to_moderation_and_others_stay() -> None:
    session = Session([*START, open_texts(moderatie="ja"), texts("m", "a", "b")])
    moderated(session, "m", 0, True)
    moderated(session, "m", 1, True)
    assert shown_texts(session) == ["a", "b"]
    session.apply(texts("m", "scheldwoord", "b"))
    assert shown_texts(session) == ["b"]
    session.apply(texts("m", "a", "b"))
    assert shown_texts(session) == ["b"]


def test_a_text_that_was_taken_away_and_comes_back_needs_approval_again() -> None:
    session = Session([*START, open_texts(moderatie="ja"), texts("m", "a", "b")])
    moderated(session, "m", 0, True)
    session.apply(texts("m", "", "b"))
    session.apply(texts("m", "iets anders", "b"))
    assert shown_texts(session) == []


def test_a_hidden_text_stays_hidden_when_it_is_edited() -> None:
    session = Session([*START, open_texts(), texts("m", "scheldwoord", "b")])
    moderated(session, "m", 0, False)
    session.apply(texts("m", "scheldw00rd", "b"))
    assert shown_texts(session) == ["b"]


def test_the_result_per_role_is_only_there_where_the_question_asks_it() -> None:
    votes = [by_role(n, "bewoner", {"keuze": 0}) for n in range(5)]
    plain = Session([*START, opened(), *votes, CLOSED], MASKS)
    assert results_by_role(plain, plain.rounds["een-1"]) == ()
    watched = Session([*START, opened(per_rol="ja"), *votes], MASKS)
    assert results_by_role(watched, watched.rounds["een-1"]) == ()
    watched.apply(ev.RoundClosed(time=NOW, round="een-1"))
    assert [role for role, _ in results_by_role(watched, watched.rounds["een-1"])] == ["bewoner"]


def test_without_the_key_that_masked_them_no_role_is_read_and_what_was_kept_is_drawn() -> None:
    course = [*START, opened(per_rol="ja"), *(by_role(n, "bewoner", {"keuze": n % 2}) for n in range(5)), CLOSED]
    running = Session(course, MASKS)
    split = results_by_role(running, running.rounds["een-1"])
    for masks in (None, Masks(b"x" * 32)):
        other = Session(course, masks)
        assert results_by_role(other, other.rounds["een-1"]) == ()
    ended = Session([*course, decode(encode(ev.Ended(time=NOW, splits=splits_to_keep(running))))])
    assert results_by_role(ended, ended.rounds["een-1"]) == split


def _random_course(choices: Sequence[int]) -> list[ev.AnyEvent]:
    """A course that a facilitator and five phones could really have taken."""
    session = Session(START)
    done = list(START)

    def happens(event: ev.AnyEvent) -> None:
        session.apply(event)
        done.append(event)

    for choice in choices:
        current, last = session.open_round, session.last_round("een")
        if choice < 5 and current:
            happens(vote(f"m{choice}", choice % 2, current.id, f"k{len(done)}"))
        elif choice == 5:
            happens(ev.RoundClosed(time=NOW, round=current.id) if current else opened(last.number + 1 if last else 1))
        elif choice == 6:
            happens(ev.NoteTaken(time=NOW, card="een", text=str(len(done))))
        elif choice == 7 and last and not current:
            happens(ev.RoundResumed(time=NOW, round=last.id))
        elif choice == 8 and last:
            happens(ev.ResultShown(time=NOW, round=last.id))
        elif choice == 9:
            try:
                happens(ev.Undone(time=NOW, step=undoable_steps(session)[0][0]))
            except CommandRefused:
                continue
    return done


@given(st.lists(st.integers(0, 9), max_size=40), st.integers(0, 45))
def test_reading_back_gives_what_living_through_it_gave(choices: list[int], cut: int) -> None:
    course = _random_course(choices)
    lived = Session(course[:cut])
    for event in course[cut:]:
        lived.apply(event)
    assert state(lived) == state(Session(course))
    assert lived.length == len(course)


@given(st.lists(st.integers(0, 9), max_size=40))
def test_no_course_loses_a_ballot(choices: list[int]) -> None:
    course = _random_course(choices)
    last = {(e.round, e.mark): e.receipt for e in course if isinstance(e, ev.BallotCast)}
    kept = {(r.id, mark): ballot.receipt for r in Session(course).rounds.values() for mark, ballot in r.ballots.items()}
    assert kept == last


@given(st.lists(st.integers(0, 9), max_size=30))
def test_events_survive_being_written_as_json(choices: list[int]) -> None:
    course = _random_course(choices)
    assert [decode(encode(event)) for event in course] == course


@pytest.mark.parametrize("event", get_args(ev.AnyEvent), ids=lambda event: event.__name__)
def test_each_step_that_can_be_taken_back_has_its_own_sentence(event: type[ev.Event]) -> None:
    if issubclass(event, ev.Step):
        assert event.__dict__["taken_back"].endswith(".")


def test_the_log_reads_every_event_there_is() -> None:
    def leaves(base: type[ev.Event]) -> set[type[ev.Event]]:
        below = base.__subclasses__()
        return set().union(*(leaves(child) for child in below)) if below else {base}

    assert leaves(ev.Event) == set(get_args(ev.AnyEvent))


def test_who_asked_a_question_does_not_support_it_whatever_a_log_says() -> None:
    own, other = "a" * 32, "b" * 32
    box: list[ev.AnyEvent] = [
        ev.BoxAsked(text_id="bus-1", mark=own, text="Komt er een bank?"),
        *(ev.BoxSupported(text_id="bus-1", mark=mark) for mark in (own, other)),
    ]
    assert Session([*START, *box]).box["bus-1"].support == 1
