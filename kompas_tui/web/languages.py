"""The languages of the phone: their catalogues, and which one a phone gets; beamer, report and remote stay Dutch."""

import gettext
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol

from kompas_tui.domain.language.wording import MINUS

CATALOGUES = Path(__file__).parent / "languages"
DOMAIN = "kompas"

_ISOLATED = "\u2068{}\u2069"
"""Keeps a text of another direction apart from the sentence around it."""

_SIGNS, _FROM_LEFT = frozenset(f"+{MINUS}"), "\u2066{}\u2069"
"""Among words from right to left a sign would stand behind its figure; apart from them, it moves no word beside it."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code, its own name, and its direction; the messages of the source are Dutch."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    translations: gettext.NullTranslations = field(default_factory=gettext.NullTranslations, repr=False)
    deck: Callable[[str], str] = str
    """What a text of the deck is in this language."""
    locale: str = ""
    """By whose rules it writes figures, dates and lists, where those are not its own."""

    @property
    def is_source(self) -> bool:
        """Whether messages are in this language as they stand in the source."""
        return self.code == SOURCE

    def message(self, dutch: str) -> str:
        """This message, with its holes."""
        return self.translations.gettext(dutch) if dutch else ""

    def message_of(self, one: str, more: str, amount: int) -> str:
        """The same where it depends on an amount."""
        return self.translations.ngettext(one, more, amount)

    def figures(self, dutch: str) -> str:
        """Figures with a point between thousands and a comma before decimals."""
        told = dutch.translate({ord("."): get_group_symbol(self._locale), ord(","): get_decimal_symbol(self._locale)})
        return _FROM_LEFT.format(told) if self.direction == "rtl" and _SIGNS & {*told} else told

    def listing(self, words: Sequence[str], link: str) -> str:
        """Words in one line, with `en` or `of` before the last."""
        return format_list(words, "or" if link == "of" else "standard", self._locale)

    def day(self, dutch: str, iso: str) -> str:
        """A date in full."""
        return format_date(date.fromisoformat(iso), "long", self._locale)

    def hole(self, text: str) -> str:
        """A text of somebody else, to stand inside a message."""
        told = self.deck(text)
        return _ISOLATED.format(told) if self.direction == "rtl" and told else told

    @property
    def _locale(self) -> str:
        return self.locale or self.code


SOURCE = "nl"
DUTCH = Language(SOURCE, "Nederlands")

LANGUAGE_NAMES: Mapping[str, str] = {
    SOURCE: "Nederlands",
    "en": "English",
    "tr": "Türkçe",
    "ar": "العربية",
    "pl": "Polski",
    "uk": "Українська",
}
"""Each language by its own name, in the order in which they can be chosen."""

_RIGHT_TO_LEFT = ("ar",)


def catalogue_path(code: str) -> Path:
    """Where the translations of a language stand."""
    return CATALOGUES / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def catalogue(code: str) -> Catalog:
    """The messages of a language as its translators wrote them."""
    written = catalogue_path(code).read_bytes()
    return read_po(io.BytesIO(written), locale=code, domain=DOMAIN, abort_invalid=True)


@lru_cache
def language(code: str) -> Language:
    """The language with this code; Dutch for one that there is not."""
    if code == SOURCE or code not in LANGUAGE_NAMES:
        return DUTCH
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(code))
    compiled.seek(0)
    direction: Literal["ltr", "rtl"] = "rtl" if code in _RIGHT_TO_LEFT else "ltr"
    return Language(code, LANGUAGE_NAMES[code], direction, gettext.GNUTranslations(compiled))


@lru_cache(maxsize=512)
def best_language(accepted: str) -> str:
    """The code of the language that an Accept-Language header asks for most; Dutch where it asks for none of ours."""
    wanted = [(_weight(one), one.partition(";")[0].strip().partition("-")[0].lower()) for one in accepted.split(",")]
    ours = [(weight, code) for weight, code in wanted if weight > 0 and code in LANGUAGE_NAMES]
    return max(ours, key=lambda one: one[0])[1] if ours else SOURCE


def _weight(asked: str) -> float:
    weight = asked.replace(" ", "").partition(";q=")[2]
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0
