"""Activities and ballots for tests, made the way a deck and a form make them."""

from collections.abc import Iterable
from typing import Any

from kompas_tui.domain.kinds import Activity, read_activity
from kompas_tui.domain.question.ballots import Ballot

AXES: dict[str, Any] = {
    "assen": [
        {"naam": "opnemen", "min": "voelen", "plus": "denken"},
        {"naam": "verwerken", "min": "doen", "plus": "kijken"},
    ],
    "items": [
        {"as": "opnemen", "min": "Ik voel het", "plus": "Ik denk het"},
        {"as": "opnemen", "min": "Ik hoor het", "plus": "Ik lees het"},
        {"as": "verwerken", "min": "Ik begin", "plus": "Ik wacht"},
        {"as": "verwerken", "min": "Ik pak aan", "plus": "Ik kijk toe"},
    ],
    "stijlen": [
        {"naam": "doener", "bij": ["voelen", "doen"], "jij": "Je begint graag.", "groep": "Begin met iets doen."},
        {"naam": "dromer", "bij": ["voelen", "kijken"], "jij": "Je kijkt graag.", "groep": "Neem tijd voor ideeën."},
        {"naam": "denker", "bij": ["denken", "kijken"], "jij": "Je weegt graag af.", "groep": "Leg uit waarom."},
        {"naam": "beslisser", "bij": ["denken", "doen"], "jij": "Je kiest graag.", "groep": "Neem een besluit."},
    ],
}
"""The axes, items and styles of a `profiel`."""

FORM_FIELDS = [
    {"naam": "doel", "vraag": "Wat wil je?", "soort": "tekst", "verplicht": "ja"},
    {"naam": "partij", "vraag": "Wie ben je?", "soort": "keuze", "opties": ["bewoner", "gemeente"], "verplicht": "ja"},
    {"naam": "dag", "vraag": "Wanneer?", "soort": "datum"},
    {"naam": "aantal", "vraag": "Hoeveel?", "soort": "getal"},
    {"naam": "bel", "vraag": "Waar bellen we je?", "persoonsgegeven": "ja"},
]
"""The fields of a `formulier`, of every type."""

TWO = {"opties": ["a", "b"]}

OWN_KEYS: dict[str, dict[str, Any]] = {
    "keuze": TWO,
    "meerkeuze": TWO,
    "stickers": TWO,
    "verdeling": TWO,
    "rangorde": TWO,
    "schaal": {},
    "instemming": {"voorstel": "We doen het."},
    "checklist": {"items": ["a", "b"]},
    "assenveld": {"items": ["a", "b"], "x": ["laag", "hoog"], "y": ["klein", "groot"]},
    "woorden": {},
    "open": {},
    "vragen": {},
    "profiel": AXES,
    "formulier": {"velden": FORM_FIELDS},
    "markt": {},
    "inschrijven": {**TWO, "plekken": 2},
    "prik": {
        "beeld": "stad",
        "vlakken": {"de speeltuin": [0, 0, 0.5, 0.5], "Plein": [0.5, 0.5, 0.5, 0.5]},
        "reden": "ja",
    },
    "steun": {"opties": ["a", "b"], "ids": ["1", "2"], "van": "kaart-1"},
}
"""The keys that each kind needs beside its question."""


def activity(word: str, **data: Any) -> Activity:
    """An activity from the keys of its block."""
    return read_activity(word, {"vraag": "Wat vind je?", **data})


def ballots(field: str, values: Iterable[Any]) -> list[Ballot]:
    """A ballot per value of one field, each of another voter."""
    return [Ballot(f"m{i}", {field: value}, f"r{i}") for i, value in enumerate(values)]
