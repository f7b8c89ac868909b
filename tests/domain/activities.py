"""Activities and ballots for tests, made the way a deck and a form make them."""

from collections.abc import Iterable
from typing import Any

from kompas_tui.domain.ballots import Ballot
from kompas_tui.domain.kinds import Activity, read_activity


def activity(word: str, **data: Any) -> Activity:
    """An activity from the keys of its block."""
    return read_activity(word, {"vraag": "Wat vind je?", **data})


def ballots(field: str, values: Iterable[Any], roles: Iterable[str] = ()) -> list[Ballot]:
    """A ballot per value of one field, each of another voter."""
    given = list(values)
    names = list(roles) or [""] * len(given)
    return [Ballot(f"m{i}", {field: value}, f"r{i}", names[i]) for i, value in enumerate(given)]
