"""The answers of a session that ends, in an order that tells nothing of when they came.

In the order of arrival, whoever always answers first could be followed from round to round, whatever the marks are.
So the answers of a round change places among themselves, to stand in the order of their marks, which are chance and
differ per round. Everything else keeps its place, and what a voter answered one after another keeps its order. Where
phones answer for a table, those that count stand behind all others, as the last of a table counts.
"""

import logging
from collections import defaultdict
from collections.abc import Sequence
from enum import IntEnum

from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

_log = logging.getLogger(__name__)

_Places = list[int]
"""Of events in the log, counted from 0."""


class _Mixed(IntEnum):
    """How far the answers of a round change places."""

    THROUGH_THE_ROUND = 0
    BETWEEN_STEPS = 1
    """Only with those that came without a step of the facilitator between: an edited text was moderated."""
    NOT = 2
    """Who comes first has a place: there the order is the answer."""


def mixed(events: Sequence[ev.AnyEvent], ending: Sequence[ev.AnyEvent] = ()) -> list[ev.AnyEvent]:
    """These events with the answers of each round mixed, as far as all that they tell stays the same to the letter."""
    try:
        return _mixed_as_far_as_can_be(events, ending)
    except Exception:  # noqa: BLE001 - a fault in this must not keep a session from ending, with its keys
        _log.exception("the answers could not be mixed; they stay in their order")
        return list(events)


def _mixed_as_far_as_can_be(events: Sequence[ev.AnyEvent], ending: Sequence[ev.AnyEvent]) -> list[ev.AnyEvent]:
    places = _places_by_round(events)
    ways = dict.fromkeys(places, _Mixed.THROUGH_THE_ROUND)
    told = Session([*events, *ending])
    counting = _counting(told, events, places)
    while True:
        tried = _mixed(events, places, ways, counting)
        other = Session([*tried, *ending])
        differing = {name for name in told.rounds if not _is_same(told, other, name)}
        if not differing and told.canvases == other.canvases and told.course == other.course:
            return tried
        less = [name for name, way in ways.items() if way < _Mixed.NOT]
        if not less:
            return list(events)
        for name in [name for name in less if name in differing] or less:
            ways[name] = _Mixed(ways[name] + 1)


def _places_by_round(events: Sequence[ev.AnyEvent]) -> dict[str, list[_Places]]:
    """Where the answers of each round stand, those without a step between them together."""
    places = defaultdict[str, list[_Places]](list)
    latest: dict[str, int] = {}
    steps = 0
    for index, event in enumerate(events):
        if isinstance(event, ev.BallotCast):
            if latest.get(event.round) != steps:
                places[event.round].append([])
                latest[event.round] = steps
            places[event.round][-1].append(index)
        elif not isinstance(event, ev.Joined | ev.BoxAsked | ev.BoxSupported):
            steps += 1
    return places


def _counting(told: Session, events: Sequence[ev.AnyEvent], places: dict[str, list[_Places]]) -> set[int]:
    """Where the answers stand that count for their tables: the last ones of their phones, unless they were outvoted."""
    counting = set[int]()
    for name, stretches in places.items():
        asked = told.rounds.get(name)
        if asked is not None and asked.one_a_table:
            last = {_mark(events[index]): index for stretch in stretches for index in stretch}
            counting |= {index for mark, index in last.items() if mark in asked.ballots}
    return counting


def _mixed(
    events: Sequence[ev.AnyEvent], places: dict[str, list[_Places]], ways: dict[str, _Mixed], counting: set[int]
) -> list[ev.AnyEvent]:
    anew = list(events)
    for name, stretches in places.items():
        match ways[name]:
            case _Mixed.THROUGH_THE_ROUND:
                together = [[index for stretch in stretches for index in stretch]]
            case _Mixed.BETWEEN_STEPS:
                together = stretches
            case _Mixed.NOT:
                together = []
        for slots in together:
            order = sorted(slots, key=lambda index: (index in counting, _mark(events[index])))
            for slot, index in zip(slots, order, strict=True):
                anew[slot] = events[index]
    return anew


def _mark(event: ev.AnyEvent) -> str:
    assert isinstance(event, ev.BallotCast), "only the places of answers are gathered"
    return event.mark


def _is_same(told: Session, other: Session, name: str) -> bool:
    """Whether a round came to the same, also as it is shown."""
    before, after = told.rounds[name], other.rounds[name]
    return before == after and _lines(before) == _lines(after) and outcome_of(told, before) == outcome_of(other, after)


def _lines(asked: Round) -> list[tuple[int, list[str]]]:
    """Who signed up for what, in the order in which they have a place or wait."""
    return [(option, list(line)) for option, line in asked.lines.items()]
