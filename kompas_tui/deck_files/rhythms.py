"""A block `ritme`: turns that follow each other, and whether they fit in the minutes of their card."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from kompas_tui.deck_files.draft import Draft
from kompas_tui.domain.deck.cards import Break
from kompas_tui.domain.deck.rhythms import Rhythm, Turn
from kompas_tui.domain.language.sentences import as_opening
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.question.options import Options

_ROUNDS = "rondes"
_MOST_TURNS = 40
_LONGEST_TURN, _LONGEST_CHANGE = 120, 30
_LONGEST_TITLE = 60
_TIMES = re.compile(r"\s*([0-9]{1,3})\s*[xX×]\s*([0-9]{1,3})\s*(?:minuten|min)?\s*", re.ASCII)

_FORM = "schrijf hier ‘4 x 20’, of een lijst met minuten, zoals [1, 2, 4, 10]."
_MINUTES = f"Hier hoort een heel getal van 1 tot en met {_LONGEST_TURN}: de minuten van deze beurt."


def read_rhythm(options: Options) -> Rhythm:
    """The turns, the minutes between them, and whether the question goes along."""
    turns = _turns(options)
    if len(turns) > _MOST_TURNS:
        options.problem(f"‘rondes’: er mogen er hooguit {_MOST_TURNS} staan. Er staan er {len(turns)}.", _ROUNDS)
    return Rhythm(turns[:_MOST_TURNS], options.whole("wissel", 0, 0, _LONGEST_CHANGE), options.yes("opent"))


def _turns(options: Options) -> tuple[Turn, ...]:
    turns = options.raw(_ROUNDS)
    if turns in (None, "", []):
        options.missing(_ROUNDS, f"‘rondes’ ontbreekt. {as_opening(_FORM)}")
        return ()
    if isinstance(turns, list):
        return tuple(turn for index, one in enumerate(turns) if (turn := _turn(options, one, index)) is not None)
    times = _TIMES.fullmatch(turns) if isinstance(turns, str) else None
    if times is None or not (int(times[1]) >= 1 and int(times[2]) >= 1):
        options.problem(f"‘rondes’: {_FORM}", _ROUNDS)
        return ()
    if int(times[2]) > _LONGEST_TURN:
        options.problem(f"‘rondes’: een beurt duurt hooguit {_LONGEST_TURN} minuten.", _ROUNDS)
        return ()
    return (Turn(int(times[2])),) * int(times[1])


def _turn(options: Options, entry: Any, index: int) -> Turn | None:
    if isinstance(entry, dict):
        turn = Options(entry, (_ROUNDS, index), options.problems, like="titel")
        if not turn.has("minuten"):
            turn.missing("minuten")
        read = Turn(turn.whole("minuten", 1, 1, _LONGEST_TURN), turn.text("titel", limit=_LONGEST_TITLE))
        turn.finish()
        return read
    if isinstance(entry, str) and entry.isascii() and entry.isdigit() and 1 <= int(entry[:9]) <= _LONGEST_TURN:
        return Turn(int(entry))
    options.problem(_MINUTES, _ROUNDS, index)
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
