"""The one gate: an outcome is made once, keeps nothing stale, and nothing but it can be reached from a view."""

import ast
import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import kompas_tui
from kompas_tui.domain.outcome import (
    comparable,
    comparison_with,
    drawn_in_view,
    gate,
    note_about,
    option_pictures_of,
    options_of,
    outcome_of,
    public_ballots,
    texts_to_read,
)
from kompas_tui.domain.outcome.moving import as_brought
from kompas_tui.domain.outcome.veil import KEPT_BACK
from kompas_tui.domain.result.shapes import Bars, Distribution, Stacked, TextList
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.masks import TABLE_MASK, Masks
from kompas_tui.domain.session.session import Session
from tests.domain.activities import activity
from tests.domain.test_comparison import asked
from tests.domain.test_session import NOW, START

PACKAGE = Path(kompas_tui.__file__).parent
VIEWS = (
    "domain/report",
    "web",
    "tui",
    "export",
    "cli",
    "simulation",
    "journal/database.py",
    "journal/contributions.py",
    "huis",
    "library",
    "domain/library",
)
RAW = {"ballots", "states", "tally", "tallied", "results_by_table", "replaced"}
"""What of a round only the gate may look at, besides its result."""
CALLED = {"texts", "hidden"}
"""What is raw where it is called with nothing: what an outcome has by that name is no method."""
BEHIND = {
    "compared", "point_states", "respelled", "results_by_role", "split_by_role", "veil_over", "veiled",
    "without_personal",
}  # fmt: skip
"""What the gate works with; a view that needs one of these makes an outcome of its own."""


def passed_by(source: str) -> Iterator[str]:
    """Where a view goes round the gate."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(attr="result", value=ast.Name(id="outcome") | ast.Call(func=ast.Name(id="outcome_of"))):
                continue
            case ast.Attribute(attr="listed", value=ast.Attribute(attr="activity", value=ast.Name(id="card"))):
                continue  # of a deck, whose words nobody hid
            case ast.Attribute(attr="result" | "listed"):
                yield f"{node.lineno}: {node.attr}"
            case ast.Attribute(attr=name) if name in RAW:
                yield f"{node.lineno}: {name}"
            case ast.Call(func=ast.Attribute(attr=name), args=[], keywords=[]) if name in CALLED:
                yield f"{node.lineno}: {name}()"
            case ast.Call(func=ast.Attribute(attr="sentence" as name)):
                yield f"{node.lineno}: {name}()"
            case ast.ImportFrom(names=names):
                yield from (f"{node.lineno}: {one.name}" for one in names if one.name in BEHIND)


def view_files() -> list[Path]:
    places = [PACKAGE / name for name in VIEWS]
    return [file for place in places for file in ([place] if place.is_file() else sorted(place.rglob("*.py")))]


@pytest.mark.parametrize("file", view_files(), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_view_draws_outcomes_and_nothing_else(file: Path) -> None:
    assert list(passed_by(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "result = session.shown.result()",
        "tell = shown.result",
        "shown.activity.tally(shown.ballots.values())",
        "texts = shown.texts()",
        "options = session.open_round.activity.listed()",
        "parts = shown.results_by_table()",
        "shown.activity.sentence(found)",
        "from kompas_tui.domain.outcome.roles import results_by_role",
    ],
)
def test_whoever_goes_round_the_gate_is_noticed(source: str) -> None:
    assert list(passed_by(source))


def ideas(*texts: str, hides: int | None = None) -> list[ev.AnyEvent]:
    """A round of texts, of which one may be hidden."""
    question = {"soort": "open", "vraag": "Wat?"}
    opened = ev.RoundOpened(time=NOW, round="idee-1", card="idee", title="Idee", number=1, question=question)
    cast = [
        ev.BallotCast(round="idee-1", mark=f"m{n}", answer={"tekst": [text]}, receipt="r", nonce="n")
        for n, text in enumerate(texts)
    ]
    closed = ev.RoundClosed(time=NOW, round="idee-1")
    events: list[ev.AnyEvent] = [opened, *cast, closed]
    return [*events, hiding(events, hides)] if hides is not None else events


def hiding(events: list[ev.AnyEvent], place: int) -> ev.TextModerated:
    item = Session([*START, *events]).rounds["idee-1"].texts()[place]
    return ev.TextModerated(time=NOW, round="idee-1", text_id=item.id, act="verberg", reason="grof")


def test_the_outcome_of_a_closed_round_is_made_once_whatever_happens_elsewhere() -> None:
    session = Session([*START, *asked("een-1", 0, 1)])
    made = outcome_of(session, session.rounds["een-1"])
    for event in asked("twee-1", 0, 1, closes=False):
        session.apply(event)
    assert outcome_of(session, session.rounds["een-1"]) is made


def test_an_outcome_follows_what_changes_it() -> None:
    session = Session([*START, *asked("een-1", 0, closes=False)])
    asked_first = session.rounds["een-1"]
    answers = [outcome_of(session, asked_first).answers]
    changes: list[ev.AnyEvent] = [
        ev.BallotCast(round="een-1", mark="later", answer={"keuze": 1}, receipt="r", nonce="n"),
        ev.RoundClosed(time=NOW, round="een-1"),
        ev.RoundResumed(time=NOW, round="een-1"),
        ev.BallotCast(round="een-1", mark="last", answer={"keuze": 1}, receipt="r", nonce="n"),
        ev.RoundClosed(time=NOW, round="een-1"),
    ]
    for event in changes:
        session.apply(event)
        answers.append(outcome_of(session, session.rounds["een-1"]).answers)
    assert answers == [1, 2, 2, 2, 3, 3]
    assert not outcome_of(session, session.rounds["een-1"]).is_interim


def test_a_round_that_was_reopened_and_closed_between_two_looks_is_looked_at_anew() -> None:
    session = Session([*START, *asked("een-1", 0)])
    first = outcome_of(session, session.rounds["een-1"])
    for event in (
        ev.RoundResumed(time=NOW, round="een-1"),
        ev.BallotCast(round="een-1", mark="m0", answer={"keuze": 1}, receipt="r", nonce="n"),
        ev.RoundClosed(time=NOW, round="een-1"),
    ):
        session.apply(event)
    second = outcome_of(session, session.rounds["een-1"]).result
    assert isinstance(first.result, Bars)
    assert isinstance(second, Bars)
    assert ([bar.count for bar in first.result.bars], [bar.count for bar in second.bars]) == ([1, 0], [0, 1])


def test_hiding_a_text_hides_the_option_that_was_made_of_it_at_once() -> None:
    events = ideas("Bomen", "Piet  liegt")
    session = Session([*START, *events, *asked("een-1", 0, 1, opties=["Bomen", "Piet liegt"])])
    before = outcome_of(session, session.rounds["een-1"]).result
    session.apply(hiding(events, 1))
    after, written = (outcome_of(session, session.rounds[name]).result for name in ("een-1", "idee-1"))
    assert isinstance(before, Bars)
    assert isinstance(after, Bars)
    assert isinstance(written, TextList)
    assert [bar.label for bar in before.bars] == ["Bomen", "Piet liegt"]
    assert [bar.label for bar in after.bars] == ["Bomen", "(tekst die niet te zien is)"]
    assert [item.text for item in written.items] == ["Bomen"]


def words(*written: str) -> list[ev.AnyEvent]:
    """A round of words."""
    question = {"soort": "woorden", "vraag": "Welk woord?"}
    opened = ev.RoundOpened(time=NOW, round="woord-1", card="woord", title="Woord", number=1, question=question)
    (field,) = activity("woorden").fields()
    cast = [
        ev.BallotCast(round="woord-1", mark=f"w{n}", answer={field.name: [text]}, receipt="r", nonce="n")
        for n, text in enumerate(written)
    ]
    return [opened, *cast, ev.RoundClosed(time=NOW, round="woord-1")]


def test_hiding_a_text_hides_the_word_that_others_went_into_at_once() -> None:
    events = ideas("Bomen", "Jan")
    merged = ev.WordsMerged(time=NOW, round="woord-1", words=("Jantje", "Jan"), into="Jan")
    session = Session([*START, *events, *words("Jantje", "Bomen"), merged])
    assert outcome_of(session, session.rounds["woord-1"]).merged == (("jantje", "Jan"),)
    session.apply(hiding(events, 1))
    assert outcome_of(session, session.rounds["woord-1"]).merged == (("jantje", KEPT_BACK),)


def test_hiding_a_text_hides_the_heading_that_says_the_same_at_once() -> None:
    events, heads = ideas("Bomen", "Jan"), ideas("Zand")
    other = [msgspec.structs.replace(event, round="kop-1") for event in heads]
    session = Session([*START, *events, *other])
    (item,) = session.rounds["kop-1"].texts()
    session.apply(ev.TextModerated(time=NOW, round="kop-1", text_id=item.id, act="groepeer", group="Jan"))
    told = []
    for event in (None, hiding(events, 1)):
        if event is not None:
            session.apply(event)
        result = outcome_of(session, session.rounds["kop-1"]).result
        assert isinstance(result, TextList)
        told += [item.group for item in result.items]
    assert told == ["Jan", KEPT_BACK]


def test_a_drawn_question_that_a_phone_wrote_goes_when_it_is_hidden() -> None:
    drawn = [ev.QuestionDrawn(time=NOW, card="een", topic="WAT", question=text) for text in ("Bomen?", "Jan?")]
    seen = drawn_in_view(Session([*START, *ideas("Bomen?", "Jan?", hides=1), *drawn]))
    assert [one.question for one in seen] == ["Bomen?"]


def test_a_long_text_is_recognised_in_the_option_that_was_shortened() -> None:
    long = "Piet liegt " * 40
    option = f"{long.strip()[:279].rstrip()}…"
    session = Session([*START, *ideas("Bomen", long, hides=1), *asked("een-1", 1, opties=["Bomen", option])])
    assert "Piet" not in str(outcome_of(session, session.rounds["een-1"]))


def test_two_hidden_options_keep_counts_of_their_own() -> None:
    events = ideas("Bomen", "Piet liegt", "Jan ook")
    options = ["Piet liegt", "Bomen", "Jan ook"]
    session = Session([*START, *events, *asked("een-1", 0, 2, 2, opties=options), hiding(events, 1), hiding(events, 2)])
    result = outcome_of(session, session.rounds["een-1"]).result
    assert isinstance(result, Bars)
    assert len({bar.label for bar in result.bars}) == 3
    assert [bar.count for bar in result.bars] == [1, 0, 2]


def test_an_interim_result_is_laid_beside_nothing() -> None:
    session = Session([*START, *asked("een-1", 0, 1), *asked("een-2", 1, closes=False)])
    assert outcome_of(session, session.rounds["een-2"]).comparison is None


def test_an_open_round_is_not_laid_beside_the_session_before_either() -> None:
    question = {"soort": "schaal", "vraag": "Hoe?"}
    opened = ev.RoundOpened(time=NOW, round="een-1", card="een", title="Een", number=1, question=question)
    cast = ev.BallotCast(round="een-1", mark="m", answer={"score-1": 3}, receipt="r", nonce="n")
    earlier = Session([*START, opened, cast, ev.RoundClosed(time=NOW, round="een-1")])
    brought = as_brought("een", "Een", outcome_of(earlier, earlier.rounds["een-1"]).result)
    assert brought is not None
    session = Session([START[0], ev.Continued(time=NOW, code="AAAA", title="Eerst", results=(brought,)), opened, cast])
    assert outcome_of(session, session.rounds["een-1"]).comparison is None
    session.apply(ev.RoundClosed(time=NOW, round="een-1"))
    assert outcome_of(session, session.rounds["een-1"]).comparison is not None


def test_what_phones_wrote_is_not_told_of_the_hands_in_the_room() -> None:
    question = {"soort": "keuze", "vraag": "Wat?", "opties": ["a", "b"], "eigen": "Anders"}
    opened = ev.RoundOpened(time=NOW, round="een-1", card="een", title="Een", number=1, question=question)
    cast = ev.BallotCast(round="een-1", mark="m", answer={"eigen": ["c"]}, receipt="r", nonce="n")
    hands = ev.HandsCounted(time=NOW, round="een-1", counts=(2, 1, 0), people=3)
    session = Session([*START, opened, cast, ev.RoundClosed(time=NOW, round="een-1"), hands])
    means = outcome_of(session, session.rounds["een-1"]).means
    assert means is not None
    assert [(part.answers, len(part.texts)) for _, part in means.apart if isinstance(part, Bars)] == [(1, 1), (3, 0)]


def test_nothing_is_kept_of_a_session_that_is_gone() -> None:
    session = Session([*START, *asked("een-1", 0, 1)])
    outcome_of(session, session.rounds["een-1"])
    gone, kept = weakref.ref(session), len(gate._MEMORIES)
    del session
    gc.collect()
    assert gone() is None
    assert len(gate._MEMORIES) < kept


def test_a_personal_field_is_there_for_the_full_report_only() -> None:
    question: dict[str, Any] = {
        "soort": "formulier", "vraag": "Wie?",
        "velden": [{"naam": "wat", "vraag": "Wat?"}, {"naam": "bel", "vraag": "Bel?", "persoonsgegeven": "ja"}],
    }  # fmt: skip
    happened = [
        *START,
        ev.RoundOpened(time=NOW, round="f-1", card="f", title="F", number=1, question=question),
        ev.BallotCast(
            round="f-1", mark="m", answer={"veld-1": ["Snoeien"], "veld-2": ["06-1234"]}, receipt="r", nonce="n"
        ),
        ev.RoundClosed(time=NOW, round="f-1"),
    ]
    session = Session(happened)
    form = session.rounds["f-1"]
    assert "06-1234" not in str(outcome_of(session, form))
    assert "06-1234" in str(outcome_of(session, form, with_personal=True))
    public = Session(happened, is_public=True)
    assert "06-1234" not in str(outcome_of(public, public.rounds["f-1"], with_personal=True)), "whoever asks for it"
    assert [text.text for text in texts_to_read(form)] == ["Snoeien"], "nor does the facilitator's list have it"


def test_a_hidden_text_is_found_though_the_deck_has_a_word_that_holds_it() -> None:
    deck = ev.DeckText("d", "# Kaart\n\n```keuze\nvraag: Wat doe je in januari?\nopties: [Niets, Iets]\n```\n")
    written = ideas("Bomen", "Jan", hides=1)
    taken = asked("een-1", 1, opties=["Bomen", "Jan"])
    session = Session([*START, ev.DeckEdited(time=NOW, deck=deck), *written, *taken])
    assert options_of(session, session.rounds["een-1"]) == ("Bomen", KEPT_BACK)


def test_a_hidden_option_keeps_no_picture() -> None:
    picture = {"bestand": "a.jpg", "sha256": "a" * 64, "breedte": 800, "hoogte": 600}
    options = [{"tekst": text, "beeld": picture} for text in ("Bomen", "Jan")]
    taken = asked("een-1", 1, opties=options)
    session = Session([*START, *ideas("Bomen", "Jan", hides=1), *taken])
    first, second = option_pictures_of(session, session.rounds["een-1"])
    assert first is not None
    assert second is None


@pytest.mark.parametrize(
    "line",
    [
        "- Bomen, of zo",
        '- "Bomen, of zo"',
        'opties: ["Bomen, of zo", Banken]',
        "  - {tekst: 'Bomen, of zo', beeld: a.jpg}",
        "vraag: Bomen,  of zo",
    ],
)
def test_what_a_deck_says_itself_is_not_hidden_there(line: str) -> None:
    deck = ev.DeckText("d", f"# Kaart\n{line}\n")
    written, own = ideas("bomen, of zo", "Water", hides=0), asked("een-1", 0, opties=["Bomen, of zo", "Water"])
    session = Session([*START, ev.DeckEdited(time=NOW, deck=deck), *written, *own])
    assert options_of(session, session.rounds["een-1"]) == ("Bomen, of zo", "Water")


def test_nobody_can_hide_the_choices_of_a_kind_by_having_them_hidden_as_a_text() -> None:
    consent = {"soort": "instemming", "vraag": "Doen?", "voorstel": "Elke zondag dicht."}
    opened = ev.RoundOpened(time=NOW, round="v-1", card="v", title="V", number=1, question=consent)
    cast = ev.BallotCast(round="v-1", mark="m", answer={"instemming": 0}, receipt="r", nonce="n")
    closed = ev.RoundClosed(time=NOW, round="v-1")
    session = Session([*START, *ideas("Ik stem in", "Bomen", hides=0), opened, cast, closed])
    result = outcome_of(session, session.rounds["v-1"]).result
    assert isinstance(result, Bars)
    assert result.bars[0].label == "Ik stem in"


def test_a_note_about_a_text_that_was_hidden_tells_of_no_question() -> None:
    session = Session([*START, *ideas("Wat een sukkel", "Bomen", hides=0)])
    rude, kind = (
        ev.NoteTaken(time=NOW, card="idee", text="Besproken.", about=text) for text in ("wat een SUKKEL", "Bomen")
    )
    assert (note_about(session, rude), note_about(session, kind)) == ("", "Bomen")


def test_an_outcome_follows_what_the_organisation_answers_to_its_question() -> None:
    session = Session([*START, *asked("een-1", 0)])
    assert outcome_of(session, session.rounds["een-1"]).reaction == ""
    session.apply(ev.Reacted(time=NOW, round="een-1", text="Dat doen we."))
    assert outcome_of(session, session.rounds["een-1"]).reaction == "Dat doen we."


def test_a_hidden_text_of_the_facilitator_counts_among_those_that_are_not_shown() -> None:
    own = [ev.BoardWritten(time=NOW, round="idee-1", text_id=f"bord-{n}", board="", text=f"Bord {n}") for n in (1, 2)]
    hidden = ev.TextModerated(time=NOW, round="idee-1", text_id="bord-1", act="verberg")
    session = Session([*START, *ideas("Bomen"), *own, hidden])
    result = outcome_of(session, session.rounds["idee-1"]).result
    assert isinstance(result, TextList)
    assert ([item.text for item in result.items], result.hidden) == (["Bomen", "Bord 2"], 1)


def test_the_places_of_those_who_signed_up_are_told_of_no_part_of_them() -> None:
    question = {"soort": "inschrijven", "vraag": "Wat?", "opties": ["a", "b"], "plekken": 2}
    opened = ev.RoundOpened(time=NOW, round="een-1", card="een", title="Een", number=1, question=question)
    cast = ev.BallotCast(round="een-1", mark="m", answer={"keuze": 0}, receipt="r", nonce="n")
    signed = Session([*START, opened, cast]).rounds["een-1"]
    whole, part = signed.result(), signed.part(tuple(signed.ballots.values()))
    assert isinstance(whole, Bars)
    assert isinstance(part, Bars)
    assert (whole.seats, part.seats) == ((2, 2), ())


def test_a_result_is_laid_beside_no_open_round_that_the_facilitator_might_choose() -> None:
    happened = [*START, *asked("een-1", 0, 1), *asked("twee-1", 1), *asked("drie-1", 0, closes=False)]
    session = Session(happened)
    assert [other.id for other in comparable(session, session.rounds["een-1"])] == ["twee-1"]


def test_a_hidden_option_is_kept_back_in_what_shifted_too() -> None:
    options = ["Bomen", "Jan"]
    rounds = [*asked("een-1", 0, 1, opties=options), *asked("een-2", 1, opties=options)]
    session = Session([*START, *ideas(*options, hides=1), *rounds])
    comparison = outcome_of(session, session.rounds["een-2"]).comparison
    assert comparison is not None
    assert [shift.label for shift in comparison.shifts] == ["Bomen", KEPT_BACK]


def test_a_hidden_word_that_went_into_another_one_is_kept_back() -> None:
    merged = ev.WordsMerged(time=NOW, round="woord-1", words=("Jantje", "Jan"), into="Jan")
    session = Session([*START, *words("Jantje", "Bomen"), merged])
    (item,) = (item for item in session.rounds["woord-1"].texts() if item.text == "Jantje")
    session.apply(ev.TextModerated(time=NOW, round="woord-1", text_id=item.id, act="verberg"))
    assert outcome_of(session, session.rounds["woord-1"]).merged == ((KEPT_BACK, "Jan"),)


def test_a_card_that_was_asked_again_is_laid_beside_its_own_round_only() -> None:
    question = {"soort": "schaal", "vraag": "Hoe?"}
    rounds: list[list[ev.AnyEvent]] = [
        [
            ev.RoundOpened(time=NOW, round=f"een-{n}", card="een", title="Een", number=n, question=question),
            ev.BallotCast(round=f"een-{n}", mark="m", answer={"score-1": 3}, receipt="r", nonce="n"),
            ev.RoundClosed(time=NOW, round=f"een-{n}"),
        ]
        for n in (1, 2)
    ]
    earlier = Session([*START, *rounds[0]])
    brought = as_brought("een", "Een", outcome_of(earlier, earlier.rounds["een-1"]).result)
    assert brought is not None
    continued = ev.Continued(time=NOW, code="AAAA", title="Eerst", results=(brought,))
    session = Session([START[0], continued, *rounds[0], *rounds[1]])
    beside = [[one.earlier.id for one in outcome_of(session, session.rounds[f"een-{n}"]).beside] for n in (1, 2)]
    assert beside == [["vorige sessie"], ["een-1"]]


def apart(**question: Any) -> tuple[Masks, list[ev.AnyEvent]]:
    """An open round with two statements, of which the second was scored by four of the six who are of one group."""
    masks, asked_about = Masks(b"k" * 32), {"soort": "schaal", "vraag": "Hoe?", "stellingen": ["Veilig", "Groen"]}
    opened = ev.RoundOpened(
        time=NOW, round="een-1", card="een", title="Een", number=1, question=asked_about | question, tables=("groen",)
    )
    cast = [
        ev.BallotCast(
            round="een-1", mark=f"m{n}", receipt="r", nonce="n",
            answer={"score-1": 3} if n > 3 else {"score-1": 3, "score-2": 3},
            role_mask=masks.masked("een-1", f"m{n}", "r", "bewoner"),
            table_mask=masks.masked("een-1", f"m{n}", "r", "groen", TABLE_MASK),
        )
        for n in range(6)
    ]  # fmt: skip
    return masks, [*START, opened, *cast]


def test_a_statement_that_few_of_a_group_scored_is_told_of_no_group() -> None:
    for split, group in (("per_rol", "bewoner"), ("per_tafel", "groen")):
        masks, events = apart(**{split: "ja"})
        session = Session([*events, ev.RoundClosed(time=NOW, round="een-1")], masks)
        outcome = outcome_of(session, session.rounds["een-1"])
        ((name, result),) = outcome.by_role or outcome.by_table
        assert isinstance(result, Distribution)
        assert (name, [row.label for row in result.rows]) == (group, ["Veilig"])


def test_no_group_is_told_apart_while_the_round_is_open() -> None:
    for split in ("per_rol", "per_tafel"):
        masks, events = apart(**{split: "ja"})
        session = Session(events, masks)
        outcome = outcome_of(session, session.rounds["een-1"])
        assert (outcome.by_role, outcome.by_table) == ((), ())


def test_what_each_table_was_asked_stands_beside_its_answers() -> None:
    masks, events = apart(vraag={"groen": "Hoe groen?", "water": "Hoe nat?"})
    session = Session(events, masks)
    asked_at = outcome_of(session, session.rounds["een-1"]).table_questions
    assert asked_at == (("groen", "Hoe groen?"), ("water", "Hoe nat?"))


def test_an_answer_to_another_kind_of_question_is_not_compared() -> None:
    several = ev.RoundOpened(
        time=NOW, round="twee-1", card="twee", title="Twee", number=1,
        question={"soort": "meerkeuze", "vraag": "Wat?", "opties": ["a", "b"], "max": 2},
    )  # fmt: skip
    cast = ev.BallotCast(round="twee-1", mark="m", answer={"keuzes": [True, True]}, receipt="r", nonce="n")
    session = Session([*START, *asked("een-1", 0), several, cast, ev.RoundClosed(time=NOW, round="twee-1")])
    assert comparison_with(session, session.rounds["een-1"], session.rounds["twee-1"]) is None


def test_a_ballot_of_which_a_text_is_left_out_can_not_be_guessed_by_its_receipt() -> None:
    session = Session([*START, *ideas("Bomen", "Jan", hides=1)])
    told = {
        ballot.nonce: (ballot.left_out, str(ballot.words))
        for ballot in public_ballots(session, session.rounds["idee-1"])
    }
    assert told.keys() == {"", "n"}
    assert told[""][0]
    assert "Jan" not in str(told)


def test_a_hidden_text_that_became_an_item_is_hidden_above_what_was_written_with_it_too() -> None:
    question = {"soort": "checklist", "vraag": "Wat?", "items": ["Piet liegt"], "antwoorden": ["Eens", "Oneens"]}
    opened = ev.RoundOpened(time=NOW, round="c-1", card="c", title="C", number=1, question=question)
    answer = {"item-1": 1, "idee-1": ["Vraag het na"]}
    cast = ev.BallotCast(round="c-1", mark="m", answer=answer, receipt="r", nonce="n")
    session = Session([*START, *ideas("Bomen", "Piet liegt", hides=1), opened, cast])
    result = outcome_of(session, session.rounds["c-1"]).result
    assert isinstance(result, Stacked)
    assert [idea.heading for idea in result.ideas] == [f"{KEPT_BACK}: Oneens"]
    assert "Piet" not in str(result)
