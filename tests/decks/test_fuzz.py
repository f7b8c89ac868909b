"""Whatever stands behind the keys of a deck: it is a deck or problems, and a deck holds from question to report."""

import asyncio
import copy
import json
import random
from collections.abc import Sequence
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kompas_tui.deck_files import DeckProblem, DeckProblems, read_deck, read_decks
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.language.errors import AnswerRefused, CommandRefused
from kompas_tui.domain.language.text import disarmed
from kompas_tui.domain.outcome import outcome_of, progress_in_room
from kompas_tui.domain.report import build_report
from kompas_tui.domain.session import events as ev
from kompas_tui.export.data import data_bytes
from kompas_tui.export.word import word_bytes
from kompas_tui.journal import MemoryJournal
from kompas_tui.tui.drawing.cards import card_pages, open_pages
from kompas_tui.tui.drawing.fan import fan_pages
from kompas_tui.tui.drawing.plate import plate_lines
from kompas_tui.tui.drawing.results import result_pages
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, HideResult, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import Begin, End, GoTo
from tests.decks.test_all_kinds import OWN, filled
from tests.workshop.rooms import NOW, clock

Path = tuple[str | int, ...]

COMMON: dict[str, Any] = {
    "vraag": "Wat?", "toelichting": "Zo.", "per_rol": "ja", "openlijk": "nee", "moderatie": "nee", "tafels": "nee",
    "vergelijk_met": "ander",
}  # fmt: skip
BEAR = {"naam": "c", "familie": "cultuur", "tekening": "tijd", "gezegd": ["x", "y"], "tips": ["p", "q"]}
POINTS = [{"titel": "P", "vraag": "Q?", "naar": "ander", "tot": "ander"}] * 4
CELLS = [{"naam": "a", "titel": "A", "uit": "ander", "mag_leeg": "leeg"}, {"naam": "b", "titel": "B"}]
BLOCKS: dict[str, dict[str, Any]] = {
    **{word: {**COMMON, **yaml.load(own, yaml.BaseLoader)} for word, own in OWN.items()},
    "keuze ": {**COMMON, "opties_uit": {"kaart": "ander", "top": "3"}},
    "beer": BEAR,
    "praatplaat": {"midden": "M", "vorm": "kwadranten", "punten": POINTS, "onder": POINTS[:2]},
    "canvas": {"naam": "N", "soort": "deal", "cellen": CELLS, "akkoord": "ander"},
    "waaier": {"onderwerpen": {"A": ["a?", "b?"], "B": ["c?"]}},
    "kant": {"kaart": "ander", "teksten": {"a": "x", "b": "y"}},
}
BLOCKS["assenveld"]["opties_uit"]["kaart"] = "ander"
FRONT: dict[str, Any] = {
    "titel": "T", "bron": "B", "duur": "45", "rollen": ["x", "y"], "bewaren": "90", "kaarten_uit": ["beren"],
    "plaats": "P", "organisatie": "O", "doel": "D",
    "contact": "C", "reageer_voor": "2026-12-31", "vorm": "verslag", "status": "concept",
    "wijk": "W", "themas": ["t"], "begrippen": {"a": "b"},
}  # fmt: skip
ODD = [
    "", " ", "a", "b", "ja", "nee", "0", "1", "2", "20", "-1", "²", "1e3", "9" * 30, "a: b", "- a", "[x]", "{x}",
    "=1+1", "\u202e", "\u200b", "\x1b[31m", "\u2028", "e\u0301" * 9, "🐻", "[b]x[/b]", "<b>x</b>", "{{7*7}}", "%s",
    "x" * 61, "x" * 281, "y" * 600, "ander", "ander/x", "beren/tellen", "../x", "kwadranten", "Iets anders", "c",
    "een lange tekst van heel veel woorden " * 6, "e\u0301\u0302\u0303\u0304", "\n\n\n", "مرحبا", "\ufeff",
]  # fmt: skip
TEXTS = st.sampled_from(ODD) | st.text(max_size=8)
ANYTHING = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=6
)


def paths(value: Any, path: Path = ()) -> list[Path]:
    """Every place in a value."""
    found = [path]
    if isinstance(value, dict):
        found += [deeper for key, part in value.items() for deeper in paths(part, (*path, key))]
    if isinstance(value, list):
        found += [deeper for place, part in enumerate(value) for deeper in paths(part, (*path, place))]
    return found


@st.composite
def changed(draw: st.DrawFn, base: dict[str, Any], values: st.SearchStrategy[Any]) -> Any:
    """The base with something else in one to three of its places, or without them."""
    value = copy.deepcopy(base)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(paths(value)))
        if not path:
            continue
        inside: Any = value
        for step in path[:-1]:
            inside = inside[step]
        match draw(st.sampled_from(["else", "else", "less", "more"])):
            case "else":
                inside[path[-1]] = draw(values)
            case "less":
                del inside[path[-1]]
            case _ if isinstance(inside, list):
                inside.insert(draw(st.integers(0, len(inside))), draw(values))
            case _:
                inside[draw(TEXTS)] = draw(values)
    return value


def deck_text(front: Any, word: str, block: Any) -> str:
    """A deck with this front matter and block, beside a question and two other bears that it can name."""
    other = "# Ander {#ander}\n```keuze\nvraag: Wat?\nopties: [a, b, c]\n```\n"
    bears = "".join(
        f"# Beer {name}\n```beer\nnaam: {name}\nfamilie: cultuur\ngezegd: [g]\ntips: [t]\n```\n" for name in "ab"
    )
    return f"---\n{written(front)}\n---\n# Kaart {{#kaart}}\n```{word}\n{written(block)}\n```\n{other}{bears}"


def written(value: Any) -> str:
    """As YAML, a key a line."""
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "\n".join(f"{json.dumps(key)}: {json.dumps(part, ensure_ascii=False)}" for key, part in value.items())


WORDS = st.sampled_from(sorted(BLOCKS))
ANY_DECK = WORDS.flatmap(
    lambda word: st.builds(deck_text, st.just(FRONT), st.just(word), changed(BLOCKS[word], ANYTHING))
) | st.builds(deck_text, changed(FRONT, ANYTHING), st.just("open"), st.just(BLOCKS["open"]))


def problems_of(text: str) -> Sequence[DeckProblem]:
    """What is wrong in a deck."""
    try:
        read_deck("proef", text, "proef.md")
    except DeckProblems as error:
        return error.problems
    return ()


@settings(max_examples=300)
@given(ANY_DECK)
def test_anything_behind_a_key_is_a_deck_or_problems(text: str) -> None:
    for problem in problems_of(text):
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.message == disarmed(problem.message)
        assert "\n" not in problem.message
        assert problem.message[-1] in ".?…"


LIKELY = st.sampled_from([text for text in ODD if text.strip() and len(text) < 300]) | st.lists(TEXTS, max_size=5)
LIKELY_DECK = WORDS.flatmap(
    lambda word: st.builds(deck_text, st.just(FRONT), st.just(word), changed(BLOCKS[word], LIKELY))
)


async def run_through(text: str, chance: random.Random) -> None:
    """Open, answer, close, show and report every card of a deck."""
    journal = MemoryJournal()
    room = Workshop(journal, read_decks([("proef", text, False)]), b"k" * 32, clock=clock)
    (deck,) = room.decks.decks
    kept = (ev.DeckText("proef", text),)
    await room.do(Begin(ev.Started(time=NOW, code="K7F3", details=ev.Details("T"), decks=kept, roles=deck.roles)))
    for address in ("ander", "kaart", *(card.address for card in room.course)):
        await room.do(GoTo(address))
        draw(room, room.card)
        if room.card.activity is not None:
            await ask(room, deck.roles, chance)
    await room.do(End())
    session = room.session
    word_bytes(build_report(session, room.head, room.course))
    data_bytes(session, room.head)


async def ask(room: Workshop, roles: Sequence[str], chance: random.Random) -> None:
    """A round on this card, with six answers, and its result."""
    try:
        await room.do(OpenRound("nieuw"))
    except CommandRefused:
        return
    asked = room.session.open_round
    assert asked is not None
    for number in range(6):
        form: dict[str, list[str]] = {}
        for field in asked.activity.form():
            form |= filled(field, chance)
        try:
            await room.cast(f"t{number}", asked.id, form, role=chance.choice([*roles, ""]))
        except AnswerRefused:
            continue
    for width, height in ((80, 24), (40, 12)):
        open_pages(asked.activity, asked.answers, 6, width, height, listed=asked.activity.listed())
    await room.do(CloseRound())
    await room.do(ShowResult())
    for width, height in ((80, 24), (40, 12)):
        outcome = outcome_of(room.session, asked)
        result_pages(outcome.sentence, outcome.result, outcome.by_role, "", width, height)
    await room.do(HideResult())


def draw(room: Workshop, card: Card) -> None:
    """The card at rest, on a large and a small screen."""
    for width, height in ((80, 24), (40, 12)):
        if card.plate is not None:
            plate_lines(card.plate, progress_in_room(room.session, room.course, card), width, height)
        elif card.fan is not None:
            fan_pages(card.fan, card, room.session, width, height)
        else:
            card_pages(card, width, height)


@settings(max_examples=40)
@given(LIKELY_DECK.filter(lambda text: not problems_of(text)), st.randoms(use_true_random=False))
def test_a_deck_that_was_accepted_holds_from_question_to_report(text: str, chance: random.Random) -> None:
    asyncio.run(run_through(text, chance))
