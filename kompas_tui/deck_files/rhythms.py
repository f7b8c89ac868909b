"""A block `ritme`: turns that follow each other, and whether they fit in the minutes of their card."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from kompas_tui.deck_files.draft import Draft
from kompas_tui.domain.deck.cards import Break
from kompas_tui.domain.deck.rhythms import Rhythm, Turn
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.question.options import Options

_ROUNDS = "rondes"
_MOST_TURNS = 40
_LONGEST_TURN, _LONGEST_CHANGE = 120, 30
_LONGEST_TITLE = 60
_TIMES = re.compile(r"\s*([0-9]{1,3})\s*[xX×]\s*([0-9]{1,3})\s*(?:minuten|min)?\s*", re.ASCII)

_FORM = "‘rondes’: schrijf hier ‘4 x 20’, of een lijst met minuten, zoals [1, 2, 4, 10]."
_MINUTES = f"Hier hoort een heel getal van 1 tot en met {_LONGEST_TURN}: de minuten van deze beurt."


def read_rhythm(options: Options) -> Rhythm:
    """The turns, the minutes between them, and whether the question goes along."""
    turns = _turns(options)
    if len(turns) > _MOST_TURNS:
        options.problem(f"‘rondes’: er mogen er hooguit {_MOST_TURNS} staan. Er staan er {len(turns)}.", _ROUNDS)
    return Rhythm(turns[:_MOST_TURNS], options.whole("wissel", 0, 0, _LONGEST_CHANGE), options.yes("opent"))


def _turns(options: Options) -> tuple[Turn, ...]:
    said = options.raw(_ROUNDS)
    if said in (None, "", []):
        options.missing(_ROUNDS, f"‘rondes’ ontbreekt. {_FORM.removeprefix('‘rondes’: ').capitalize()}")
        return ()
    if isinstance(said, list):
        return tuple(turn for place, one in enumerate(said) if (turn := _turn(options, one, place)) is not None)
    times = _TIMES.fullmatch(said) if isinstance(said, str) else None
    if times is None or not (int(times[1]) >= 1 and 1 <= int(times[2]) <= _LONGEST_TURN):
        options.problem(_FORM, _ROUNDS)
        return ()
    return (Turn(int(times[2])),) * int(times[1])


def _turn(options: Options, said: Any, place: int) -> Turn | None:
    if isinstance(said, dict):
        turn = Options(said, (_ROUNDS, place), options.problems, like="titel")
        if not turn.has("minuten"):
            turn.missing("minuten")
        read = Turn(turn.whole("minuten", 1, 1, _LONGEST_TURN), turn.text("titel", limit=_LONGEST_TITLE))
        turn.finish()
        return read
    if isinstance(said, str) and said.isascii() and said.isdigit() and 1 <= int(said[:9]) <= _LONGEST_TURN:
        return Turn(int(said))
    options.problem(_MINUTES, _ROUNDS, place)
    return None


def rhythm_problems(drafts: Sequence[Draft]) -> Iterator[tuple[int, str]]:
    """Chains that don't fit in their card, that open a question where there is none, and that stand in a break."""
    for draft in drafts:
        rhythm = draft.rhythm
        if rhythm is None:
            continue
        line = draft.beside["ritme"].line
        within = draft.beside["ritme"].block.line_of
        if isinstance(draft.special, Break):
            yield line, "In een pauze past geen ritme. Zet het ritme op een eigen kaart."
        elif draft.minutes is not None and rhythm.minutes > draft.minutes:
            needed, given = (count(amount, "minuut", "minuten") for amount in (rhythm.minutes, draft.minutes))
            wanted = "Maak ‘duur’ langer, of de beurten korter."
            yield line + 1 + within((_ROUNDS,)), f"Dit ritme duurt {needed}, en de kaart {given}. {wanted}"
        if rhythm.opens and draft.activity is None and draft.activity_block is None:
            yield line + 1 + within(("opent",)), "‘opent’: op deze kaart staat geen vraag. Haal deze regel weg."
