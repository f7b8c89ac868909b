"""How the keys are bound, by the id of what they do, and how each is called on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from textual.keys import format_key

DEFAULTS: Mapping[str, str] = {
    "volgende": "right,space,pagedown",
    "vorige": "left,pageup",
    "ronde": "o",
    "uitslag": "u",
    "onthullen": "f",
    "meedoen": "q",
    "adres": "y",
    "notitie": "n",
    "besluit": "k",
    "actiepunt": "a",
    "toezegging": "j",
    "parkeren": "p",
    "handen": "h",
    "ordenen": "g",
    "wegen": "m",
    "bord": "d",
    "tijd": "t",
    "sprekers": "r",
    "groepen": "x",
    "inhoud": "i",
    "zoeken": "slash",
    "waaier": "w",
    "waaiervraag": "e",
    "canvas": "c",
    "naslag": "l",
    "oogst": "s",
    "terugnemen": "z",
    "beeld": "B",
    "groot": "enter",
    "groter": "plus,equals_sign",
    "kleiner": "minus",
    "zwart": "b,full_stop",
    "verslag": "v",
    "hulp": "question_mark,f1",
    "palet": "ctrl+p",
    "stoppen": "ctrl+q",
    "gids-lezen": "enter",
    "gids-merken": "space",
    "gids-filter": "f",
    "gids-sessie": "o",
    "gids-gedaan": "d",
    "gids-koppelen": "k",
    "gids-voorstel": "s",
    "gids-schrijven": "n",
    "gids-uitvoer": "e",
    "terug": "escape",
}

_NAMES = {"space": "spatie", "escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn", "enter": "Enter", "tab": "Tab"}


@dataclass(frozen=True, slots=True)
class KeyNames:
    """How the keys are called on the screen, as they are bound now."""

    changed: Mapping[str, str] = field(default_factory=dict)
    """By id: the keys that the settings bind instead."""

    def of(self, name: str) -> str:
        """The first key for this id, empty where there is none."""
        first = self.changed.get(name, DEFAULTS.get(name, "")).split(",")[0].strip()
        if len(first) < 2:
            return first
        *held, last = first.split("+")
        return "+".join([*(key.capitalize() for key in held), _called(last, with_others=bool(held))])


def _called(key: str, *, with_others: bool) -> str:
    called = _NAMES.get(key) or format_key(key)
    return called if key in _NAMES or (len(called) == 1 and not with_others) else called.capitalize()
