"""What the example says one may also write is in order on the card where it says so."""

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest

from kompas_tui.cli.example import EXAMPLE
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
                others = [re.compile(rf"^{key}: .*\n", re.MULTILINE) for key, _ in hints]
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


def test_what_can_stand_above_the_cards_is_told() -> None:
    told = {key for key, _ in IN_FRONT}
    assert len(IN_FRONT) > 10
    assert {"genodigd", "routes", "begrippen", "vragenbus", "kaarten_uit", "reageer_voor", "vorm"} <= told
