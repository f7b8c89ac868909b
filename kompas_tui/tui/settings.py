"""The settings of the beamer, `instellingen.json`: the theme and the keys, and what in them means nothing."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import did_you_mean, listing, quoted
from kompas_tui.tui.keymap import DEFAULTS
from kompas_tui.tui.themes import THEMES

_DIGITS = tuple(f"cijfer-{number}" for number in range(10))
_IN_LIBRARY = "gids-"
_FIRST = "licht"
_YES_OR_NO = ("ja", "nee")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the settings say, as far as it means something."""

    theme: str = _FIRST
    keys: Mapping[str, str] = field(default_factory=dict)
    """By id: the keys that are bound instead."""
    rings: bool = True
    """Whether the terminal's bell rings when a time is up."""
    problems: tuple[str, ...] = ()
    """What means nothing, or clashes, in sentences."""


def read_settings(path: Path | None, wanted_theme: str = "") -> Settings:
    """The settings as they were saved; a `wanted_theme` goes before theirs."""
    saved, problems = _saved(path)
    theme = wanted_theme or str(saved.get("thema", _FIRST))
    if theme not in THEMES:
        problems.append(f"Het thema {_named(theme)} ken ik niet. {did_you_mean(theme, list(THEMES))}")
        theme = _FIRST
    keys = saved.get("toetsen", {})
    if not isinstance(keys, dict):
        problems.append("‘toetsen’ in de instellingen hoort een lijst met namen en toetsen te zijn.")
        keys = {}
    changed = {str(name): str(key) for name, key in keys.items()}
    if (bell := saved.get("bel", "ja")) not in _YES_OR_NO:
        problems.append("‘bel’ in de instellingen hoort ‘ja’ of ‘nee’ te zijn.")
    return Settings(theme, changed, bell != "nee", (*problems, *_unknown(changed), *_clashes(changed)))


def _saved(path: Path | None) -> tuple[dict[str, object], list[str]]:
    if path is None or not path.is_file():
        return {}, []
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        saved = None
    return (saved, []) if isinstance(saved, dict) else ({}, [f"De instellingen in {path} zijn niet te lezen."])


def _unknown(changed: Mapping[str, str]) -> Iterator[str]:
    known = (*DEFAULTS, *_DIGITS)
    for name in changed:
        if name not in known:
            yield f"De toets voor {_named(name)} in de instellingen doet niets. {did_you_mean(name, list(known))}"


def _clashes(changed: Mapping[str, str]) -> Iterator[str]:
    """What one key is to do twice, on one screen, through a change in the settings."""
    for is_library in (False, True):
        bound = defaultdict(list)
        for name in DEFAULTS:
            if name.startswith(_IN_LIBRARY) == is_library:
                for key in changed.get(name, DEFAULTS[name]).split(","):
                    bound[key.strip()].append(name)
        for key, names in bound.items():
            if len(names) > 1 and not changed.keys().isdisjoint(names):
                both = listing([quoted(name) for name in names])
                yield f"De toets {_named(key)} staat in de instellingen bij {both}. Kies er een andere bij."


def _named(name: str) -> str:
    return quoted(clean_line(name, 40))
