"""The keys of the beamer: which key does which row of the one table, as it is bound now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual.binding import Binding

from kompas_tui.domain.language.errors import CommandRefused, KompasError, Remedy
from kompas_tui.tui.keymap import DEFAULTS, KeyNames
from kompas_tui.workshop.commands.table import ENTRIES, TABLE, Entry

_ON_SCREEN = (
    Entry("zoeken", "zoeken", "een kaart zoeken"),
    Entry("voorbereiden", "voorbereiden", "kijken of alles klaar is, met een testtelefoon"),
    Entry("verslag", "verslag", "nu het verslag maken"),
    Entry("hulp", "hulp", "deze hulp"),
    Entry("palet", "opdrachten", "alle opdrachten op naam"),
    Entry("sleutel", "sleutel", "de sleutel van de regie tonen"),
    Entry("koppelen", "koppelen", "een telefoon koppelen, om mee te sturen"),
)
"""What only the beamer does, in rows like those of the table of commands."""


@dataclass(frozen=True, slots=True)
class Key:
    """A row with the keys to which it is bound by default, and the action of the screen that carries it out."""

    entry: Entry
    keys: str
    action: str

    @property
    def id(self) -> str:
        """The id by which the key is bound anew."""
        return self.entry.id


_ROWS = {**ENTRIES, **{entry.id: entry for entry in _ON_SCREEN}}


def _key(name: str, action: str) -> Key:
    return Key(_ROWS[name], DEFAULTS.get(name, ""), action)


_ACTIONS = {
    "volgende": "next",
    "vorige": "previous",
    "ronde": "toggle_round",
    "uitslag": "toggle_result",
    "meedoen": "cover('meedoen')",
    "bord": "talk('bord')",
    **{
        name: f"talk('{name}')"
        for name in ("notitie", "besluit", "handen", "ordenen", "wegen", "waaiervraag", "sprekers", "groepen")
    },
    "adres": "address",
    "tijd": "timer",
    "inhoud": "index",
    "zoeken": "search",
    "waaier": "fan",
    "canvas": "canvas",
    "naslag": "cover('naslag')",
    "oogst": "harvest",
    "beeld": "scene",
    "groot": "enlarge",
    "zwart": "cover('zwart')",
    "verslag": "report",
    "hulp": "help",
    "palet": "commands",
    "stoppen": "leave",
}
"""What a key does on the screen; any other one gives the command of its row."""

SESSION_KEYS: Sequence[Key] = tuple(
    _key(name, _ACTIONS.get(name, f"give('{name}')")) for name in DEFAULTS if name in _ROWS and name != "terug"
)
"""In the order of the help, which is that of the keymap."""


SCREEN_ACTIONS: Mapping[str, str] = {key.id: key.action for key in SESSION_KEYS}
"""By the id of a key: the action of the screen that carries it out."""


def _in_library(name: str, short: str, does: str, action: str) -> Key:
    return Key(Entry(name, short, does), DEFAULTS[name], action)


LIBRARY_KEYS: Sequence[Key] = (
    _in_library("gids-lezen", "lezen", "lezen wat erbij hoort", "read"),
    _in_library("zoeken", "zoeken", "een woord zoeken in de reisgids", "search"),
    _in_library("gids-filter", "filter", "alleen een thema, wijk, sessie of tijd tonen", "filter"),
    _in_library("gids-sessie", "sessie", "de sessie bekijken waar het uit komt", "session"),
    _in_library("gids-gedaan", "gedaan", "een actiepunt is gedaan, of weer open", "done"),
    _in_library("gids-koppelen", "koppelen", "een vraag aan een aanbod koppelen", "match"),
    _in_library("gids-voorstel", "voorstel", "van lessen een voorstel maken, of een stap zetten", "propose"),
    _in_library("gids-schrijven", "schrijven", "zelf iets in de reisgids zetten", "write"),
    _in_library("gids-merken", "merken", "dit merken, voor een voorstel of een lijst", "mark"),
    _in_library("gids-uitvoer", "uitvoer", "een Word-bestand of een lijst voor Excel maken", "export"),
    _key("hulp", "help"),
)
"""What the keys do in the library over all sessions."""

_IN_PALETTE = (
    *(
        (name, f"talk('{name}')")
        for name in (
            "gegevens",
            "route",
            "voorstel",
            "vraag",
            "vergelijken",
            "loten",
            "aanwezig",
            "slot",
            "terugkoppeling",
        )
    ),
    ("vorige-sessie", "earlier"),
    ("voorbereiden", "prepare"),
    ("sleutel", "show_key"),
    ("koppelen", "pair"),
)

_BOUND = {key.id for key in SESSION_KEYS} | {name for name, _ in _IN_PALETTE}

PALETTE_ONLY: Sequence[Key] = (
    *(_key(name, action) for name, action in _IN_PALETTE),
    *(Key(entry, "", f"give('{entry.id}')") for entry in TABLE if entry.id not in _BOUND),
)
"""What has no key of its own; a new row of the table stands here by itself."""


def helping(error: KompasError, names: KeyNames) -> str:
    """The sentence of an error, with the key that helps where it names a command that does."""
    remedy = error.remedy if isinstance(error, CommandRefused) else None
    return f"{error} {_press(remedy, names)}" if remedy else str(error)


def _press(remedy: Remedy, names: KeyNames) -> str:
    row = _ROWS[remedy]
    key = names.of(row.id)
    return f"Druk op {key}." if key else f"Druk op {names.of('palet')} en zoek ‘{row.short}’."


class Hint(NamedTuple):
    """A key that does something now: the row's id, the key as it is bound, and what it does here."""

    id: str
    key: str
    does: str


def bindings(keys: Sequence[Key]) -> list[Binding]:
    """The keys as Textual's bindings; also above inputs only where they are function keys."""
    return [Binding(key.keys, key.action, key.entry.short, id=key.id, show=False) for key in keys if key.keys]
