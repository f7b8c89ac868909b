"""A session as it stands at one moment, for a thread that works while the session goes on."""

from collections.abc import Iterable
from copy import copy
from typing import TypeVar

from kompas_tui.domain.session.session import Session

T = TypeVar("T")


def snapshot_of(session: Session) -> Session:
    """A session that no event reaches any more; values that never change, such as ballots, are shared."""
    twin = _apart(session, vars(session))
    # By identity: the round that is open or shown must be the same one in the copy too.
    own = {id(asked): _apart(asked, asked.__slots__) for asked in session.rounds.values()}
    twin.rounds = {name: own[id(asked)] for name, asked in session.rounds.items()}
    twin.by_card = {card: [own[id(asked)] for asked in rounds] for card, rounds in session.by_card.items()}
    twin.open_round = own[id(session.open_round)] if session.open_round else None
    twin.shown = own[id(session.shown)] if session.shown else None
    for asked in own.values():
        asked.lines = {option: line.copy() for option, line in asked.lines.items()}
    twin.rhythms = [_apart(rhythm, rhythm.__slots__) for rhythm in session.rhythms]
    if session.groups is not None:
        twin.groups = _apart(session.groups, session.groups.__slots__)
    twin.canvases = {card: _apart(laid, laid.__slots__) for card, laid in session.canvases.items()}
    twin.box = {name: _apart(asked, asked.__slots__) for name, asked in session.box.items()}
    return twin


def _apart(value: T, names: Iterable[str]) -> T:
    """A copy whose lists, sets and dictionaries grow no more with those of the value."""
    twin = copy(value)
    for name in names:
        grown = getattr(value, name)
        if isinstance(grown, list | set | dict):
            setattr(twin, name, grown.copy())
    return twin
