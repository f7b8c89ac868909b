"""What the example says one may also write is in order on the card where it says so."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib.resources import files

import pytest

from kompas_tui.cli.example import EXAMPLE
from kompas_tui.deck_files.front_matter import read_front_values
from kompas_tui.deck_files.special import BESIDE_READERS, SPECIAL_READERS
from kompas_tui.domain.kinds import DECK_KINDS, read_activity
from kompas_tui.domain.language.errors import InvalidOptions
from kompas_tui.domain.question.options import FROM, Options
from tests.decks.test_problems import problems

TEXT = files("kompas_tui.cli").joinpath(EXAMPLE).read_text(encoding="utf-8")
HINT = re.compile(r"‘([a-z_]+): ([^’]+)’")
FILLED_IN = re.compile(r"‘(\w+)’, met ‘([^’]+)’")
QUESTION = re.compile(r"^```(?!regie|praatplaat)\w+\n(?=vraag: )", re.MULTILINE)


def _hints() -> Iterator[tuple[str, str]]:
    """Each card with what one line of it says, as the card and the deck that somebody makes of it."""
    for card in TEXT.split("\n# ")[1:]:
        block = QUESTION.search(card)
        for line in card.splitlines() if block else ():
            hints = HINT.findall(line)
            if hints:
                assert block is not None
                # What comes from another card stands in the place of the list itself.
                named = {name for key, _ in hints for name in (key, key.removesuffix(FROM))}
                others = [re.compile(rf"^{key}:.*\n(?: +- .*\n)*", re.MULTILINE) for key in named]
                bare = card
                for other in others:
                    bare = other.sub("", bare)
                added = "".join(f"{key}: {value}\n" for key, value in hints)
                where = QUESTION.search(bare)
                assert where is not None
                yield line, TEXT.replace(card, f"{bare[: where.end()]}{added}{bare[where.end() :]}")


@pytest.mark.parametrize(("line", "deck"), list(_hints()), ids=lambda value: value.splitlines()[0][:30])
def test_a_hint_is_in_order_on_its_card(line: str, deck: str) -> None:
    assert deck != TEXT, line
    assert problems(deck) == []


@pytest.mark.parametrize(("word", "says"), FILLED_IN.findall(TEXT))
def test_a_block_without_a_question_is_in_order_as_it_is_told(word: str, says: str) -> None:
    assert problems(f"---\ntitel: x\n---\n# K\n```{word}\n{says}\n```\n") == []


IN_FRONT = re.findall(r"^# ([a-z_]+): (.+)$", TEXT.split("\n---\n")[0], re.MULTILINE)


@pytest.mark.parametrize(("key", "value"), IN_FRONT)
def test_a_line_above_the_cards_is_in_order_without_its_hash(key: str, value: str) -> None:
    written = TEXT.replace(f"# {key}: {value}", f"{key}: {value}", 1)
    assert written != TEXT
    assert problems(written) == []


BEAR = "familie: structuur\ngezegd: [Nee.]\ntips: [Vraag.]"
BESIDE_EACH_OTHER = {
    "slips": {"rollen: [": "stembriefjes: 300\nrollen: [", "vraag: Waar beginnen we?": "vraag: W?\nstembriefje: ja"},
    "tables": {"# tafels: 8": "tafels: 8", "vraag: Wat kan er beter op het plein?": "vraag: W?\nper_tafel: ja",
               "per_rol: ja\n": ""},
    "a fan": {"moderatie: nee": "moderatie: ja", "onderwerpen:\n": "zaal: ideeen\nonderwerpen:\n"},
    "columns": {"moderatie: nee": "kolommen: [Houden, Stoppen]",
                "{kaart: beter, top: 4}": "{kaart: ideeen, kolom: Houden}"},
    "a cell": {"{kaart: beter, top: 4}": "{kaart: canvas, cel: idee}"},
    "consent": {"soort: afspraak\n": "soort: afspraak\nakkoord: voorstel\n",
                "voorstel: We": "per_rol: ja\nopenlijk: ja\nvoorstel: We"},
    "a cell that stays": {"uit: ideeen}": "uit: ideeen, blijft: ja}"},
    "a row below": {"punten:\n": "onder:\n  - {titel: Wind, naar: ideeen}\npunten:\n"},
    "a hunt": {"  - Meer groen\n": "  - Geen tijd\n  - Geen geld\n", "moderatie: nee": "berenjacht: ja",
               "naam: Geen tijd": f"naam: Geen geld\n{BEAR}\n```\n\n# B\n\n```beer\nnaam: Geen tijd"},
}  # fmt: skip
"""What the example tells in words only, as somebody would write it."""


@pytest.mark.parametrize("replaced", BESIDE_EACH_OTHER.values(), ids=BESIDE_EACH_OTHER)
def test_what_is_told_in_words_is_in_order_as_one_would_write_it(replaced: dict[str, str]) -> None:
    deck = TEXT
    for typed, written in replaced.items():
        assert typed in deck
        deck = deck.replace(typed, written, 1)
    assert problems(deck) == []


WITHIN = [
    "top",
    "alle",
    "hooguit",
    "neem",
    "kopjes",
    "kolom",
    "cel",
    "uit",
    "mag_leeg",
    "blijft",
    "naar",
    "bij",
    "vlak",
]
"""What stands in a block within another one."""


def _keys() -> set[str]:
    """All that may stand above the cards, at a question of any kind, and in the blocks beside them."""
    front = Options({})
    read_front_values(front)
    known = set(front.known)
    readers: list[Callable[[Options], object]] = [*SPECIAL_READERS.values(), *BESIDE_READERS.values()]
    readers += [partial(read_activity, word, {}) for word in DECK_KINDS]
    for reader in readers:
        options = Options({})
        with suppress(InvalidOptions):
            reader(options)
        known |= options.known
    return known


def test_each_key_of_a_deck_is_told() -> None:
    keys = _keys()
    assert {"stembriefjes", "max", "cellen", "wissel", "vraag"} <= keys
    assert [key for key in sorted({*keys, *WITHIN}) if not re.search(rf"\b{key}\b", TEXT)] == []


def test_what_can_stand_above_the_cards_is_told() -> None:
    told = {key for key, _ in IN_FRONT}
    assert len(IN_FRONT) > 10
    assert {"genodigd", "routes", "begrippen", "vragenbus", "kaarten_uit", "reageer_voor", "vorm"} <= told
