"""A block `vertalingen`: what a card, or the front matter, says in other languages, in the shape of the original.

Each translation stands under the key of the original, lists and words in the same order.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from kompas_tui.deck_files.lookups import lookup_texts, read_lookup
from kompas_tui.deck_files.prose import MARKDOWN
from kompas_tui.deck_files.yaml_lines import Path
from kompas_tui.domain.deck.cards import Lookup
from kompas_tui.domain.deck.translations import Translations, on_one_line
from kompas_tui.domain.language.languages import DECK_LANGUAGE, LANGUAGES
from kompas_tui.domain.language.text import clean_lines
from kompas_tui.domain.language.wording import did_you_mean, nearest, quoted
from kompas_tui.domain.question.columns import columns_of
from kompas_tui.domain.question.options import LABEL, MOST_UNKNOWN, Options

_NAMED = ("vlakken", "begrippen", "onderwerpen", "teksten")
"""Where each key is a text itself."""

TRANSLATED = (
    "titel", LABEL, "alt", "doel", "rollen", "tafels", "vraag", "toelichting", "opties", "items", "stellingen",
    "uitersten", "kolommen", "borden", "antwoorden", "kopjes", "delen", "voorstel", "eenheid", "eigen", "x", "y",
    "hoeken", "velden", "assen", "stijlen", "naam", "min", "plus", "jij", "groep", "midden", "punten", "onder",
    "cellen", "mag_leeg", "rondes", "naslag", "gezegd", "tips", *_NAMED,
)  # fmt: skip
"""The keys of a deck whose texts people read."""

_ROOM, _TIMES_AS_LONG = 60, 2
"""A translation may be so many times as long as the original, and always this long: a phone shows both."""

_SAME_ORDER = "in dezelfde volgorde als in het Nederlands"


def read_translations(options: Options, original: Mapping[str, Any]) -> Translations:
    """The translations that a block holds of what the `original` says."""
    known = {key: value for key, value in original.items() if key in TRANSLATED and value}
    read = {}
    for language in options.names():
        block = options.raw(language)
        if not _is_known(options, language):
            continue
        pairing = _Pairing(options)
        pairing.block(block, known, (language,))
        read[language] = pairing.words
    return read


def _is_known(options: Options, language: str) -> bool:
    """Whether it is the code of another language than the deck's own."""
    if not language:
        options.problem("Hier ontbreekt de taal. Schrijf bijvoorbeeld ‘en:’.", language)
    elif language == DECK_LANGUAGE:
        options.problem("In het Nederlands is de kaart zelf al. Haal deze taal weg.", language)
    elif language not in LANGUAGES:
        others = {name: code for code, name in LANGUAGES.items() if code != DECK_LANGUAGE}
        named = others.get(nearest(language, list(others)) or "")
        hint = f"Bedoel je {quoted(named)}?" if named else did_you_mean(language, list(others.values()))
        options.problem(f"De taal {quoted(language)} ken ik niet. {hint}", language)
    else:
        return True
    return False


class _Pairing:
    """Lays one language beside the original, and notes what does not fit."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.words: dict[str, str] = {}

    def block(self, told: Any, original: Mapping[str, Any], path: Path) -> None:
        """Pair the keys of a block."""
        if not isinstance(told, Mapping) or not told:
            self._options.problem(f"Hier hoort een blok met regels, zoals ‘{next(iter(original), 'titel')}: …’.", *path)
            return
        known = [key for key, value in original.items() if key in TRANSLATED and value]
        for key in [key for key in told if key not in known][:MOST_UNKNOWN]:
            self._options.problem(_not_here(key, known), *path, key)
        for key in filter(known.__contains__, told):
            self._pair(told[key], original[key], (*path, key))
        if {"items", "kolommen"} <= set(known) & set(told):
            self._columns(told, original)

    def _pair(self, told: Any, original: Any, path: Path) -> None:
        match original:
            case str():
                self._text(told, original, path)
            case list():
                self._list(told, original, path)
            case Mapping() if path[-1] in (*_NAMED, "vraag"):
                self._named(told, original, path)
            case Mapping() if LABEL in original and not isinstance(told, Mapping):
                self._text(told, original[LABEL], path)
            case Lookup():
                self._lookup(told, original, path)
            case Mapping():
                self.block(told, original, path)
            case _:  # what is no text is the same in every language
                pass

    def _text(self, told: Any, original: str, path: Path) -> None:
        key, most = on_one_line(original), max(_ROOM, _TIMES_AS_LONG * len(original))
        if told in (None, "", [], {}):
            self._options.problem("Deze vertaling is leeg. Vul die in, of haal de regel weg.", *path)
        elif not isinstance(told, str):
            self._options.problem("Hier hoort één tekst. Zet er aanhalingstekens om bij een dubbele punt.", *path)
        elif len(told) > most:
            self._options.problem(
                f"Deze tekst is te lang. Hij mag hooguit {most} tekens hebben. Het zijn er {len(told)}.", *path
            )
        else:
            self.words.setdefault(key, clean_lines(told, most))

    def _list(self, told: Any, original: Sequence[Any], path: Path) -> None:
        if not isinstance(told, list):
            self._options.problem("Hier hoort een lijst, met ‘- ’ voor elke regel.", *path)
            return
        self._count(len(told), len(original), path)
        for index, (one, of) in enumerate(zip(told, original, strict=False)):
            self._pair(one, of, (*path, index))
            words = _said(one)
            twin = next((at for at, other in enumerate(told[:index]) if words and _said(other) == words), None)
            if twin is not None and _said(original[twin]) != _said(of):
                self._options.problem(
                    f"{quoted(words)} staat hier dubbel. Zo lijken twee regels hetzelfde.", *path, index
                )

    def _named(self, told: Any, original: Mapping[str, Any], path: Path) -> None:
        """Pair texts that are keys with what stands behind them; of figures only the names are told."""
        has_texts = any(isinstance(value, str) or _holds_text(value) for value in original.values())
        if not isinstance(told, Mapping if has_texts else list):
            wanted = "een blok met regels" if has_texts else "een lijst met alleen de namen"
            self._options.problem(f"Hier hoort {wanted}, {_SAME_ORDER}.", *path)
            return
        self._count(len(told), len(original), path)
        for index, (one, (name, value)) in enumerate(zip(told, original.items(), strict=False)):
            at = (*path, one if has_texts else index)
            self._text(one, name, at)
            if has_texts:
                self._pair(told[one], value, at)

    def _lookup(self, told: Any, original: Lookup, path: Path) -> None:
        """Pair tables and lists that have the same shape."""
        if not isinstance(told, str):
            self._options.problem(
                "Hier hoort het hele blok, met ‘|’ achter de dubbele punt en de tabel eronder.", *path
            )
            return
        reading = read_lookup(MARKDOWN.parse(told), told.split("\n"))
        texts, translated = lookup_texts(original), lookup_texts(reading.lookup)
        if list(map(bool, texts)) != list(map(bool, translated)):
            self._options.problem(f"Hier horen dezelfde titel, tabellen en lijsten, {_SAME_ORDER}.", *path)
            return
        for text, translation in zip(texts, translated, strict=True):
            self.words.setdefault(on_one_line(text), translation)

    def _count(self, told: int, wanted: int, path: Path) -> None:
        if told != wanted:
            lines = "hoort 1 regel" if wanted == 1 else f"horen {wanted} regels"
            self._options.problem(f"Hier {lines}, {_SAME_ORDER}. Er staan er {told}. Pas ze aan of haal ze weg.", *path)

    def _columns(self, told: Mapping[str, Any], original: Mapping[str, Any]) -> None:
        """Where each item has all columns, a column is called by both."""
        columns = [columns_of(_texts(block["items"]), _texts(block["kolommen"])) for block in (original, told)]
        if len(columns[0]) == len(columns[1]):
            self.words.update(zip(map(on_one_line, columns[0]), columns[1], strict=True))


def _not_here(key: str, known: Sequence[str]) -> str:
    if key in TRANSLATED:
        return f"In het Nederlands staat hier geen {quoted(key)}. Haal deze regel weg."
    return f"{quoted(key)} ken ik hier niet. {did_you_mean(key, known)}"


def _said(one: Any) -> str:
    text = one.get(LABEL) if isinstance(one, Mapping) else one
    return on_one_line(text) if isinstance(text, str) else ""


def _texts(listed: Any) -> tuple[str, ...]:
    return tuple(filter(None, map(_said, listed))) if isinstance(listed, list) else ()


def _holds_text(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, str) and not _is_figure(one) for one in value)


def _is_figure(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
