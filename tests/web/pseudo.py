"""A language that nobody speaks, in letters that are not ours: what stays in ours was never marked to be translated."""

import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from kompas_tui.web import languages, pages
from kompas_tui.web import phone as phone_module
from kompas_tui.web import requests as requests_module
from kompas_tui.web.languages import Language

PSEUDO = "qps"
_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title", "data-titel", "data-meld", "data-scherm", "data-kop")
KEPT = re.compile(r"\{\w*\}|<[^>]*>")
_OWN_NAMES = re.compile(r"Kompas|Language|ABCDEFGH")
"""The program's own name, the one word that leads to the choice of a language, and the letters beside a picture."""
_LETTER = re.compile(r"[A-Za-zÀ-ɏ]{2,}")


def pseudo(text: str) -> str:
    """The text in Greek letters, with its holes and tags, and a third longer as translations are."""
    kept = KEPT.findall(text)
    parts = [re.sub(r"[^\W\d_]", lambda found: chr(0x3B1 + ord(found[0]) % 24), part) for part in KEPT.split(text)]
    return "".join(part + (kept[place] if place < len(kept) else "") for place, part in enumerate(parts)) + " ωωω"


class _Pseudo(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)


class _Words(HTMLParser):
    """Gathers what is read on a page, as far as it may be translated."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._kept: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "style") or given.get("translate") == "no" or given.get("name") == "taal" or self._kept:
            if tag not in ("input", "img", "br", "rect", "circle", "path", "option", "meta", "link"):
                self._kept.append(tag)
            return
        self.found += [value for name, value in attrs if name in _ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        if self._kept and self._kept[-1] == tag:
            self._kept.pop()

    def handle_data(self, data: str) -> None:
        if not self._kept:
            self.found.append(data)


def ours(page: str) -> list[str]:
    """The words on a page that nobody put in another language."""
    reader = _Words()
    reader.feed(page)
    return sorted({text.strip() for text in reader.found if _LETTER.search(_OWN_NAMES.sub("", text))})


@pytest.fixture
def speaks_pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The language that nobody speaks, for as long as a test takes."""
    made = Language(PSEUDO, "ωωω", "ltr", _Pseudo(), locale="el")
    known = languages.language

    def spoken(code: str) -> Language:
        return made if code == PSEUDO else known(code)

    monkeypatch.setattr(languages, "LANGUAGE_NAMES", {**languages.LANGUAGE_NAMES, PSEUDO: made.name})
    for module in (pages, requests_module, phone_module):
        monkeypatch.setattr(module, "LANGUAGE_NAMES", languages.LANGUAGE_NAMES, raising=False)
    monkeypatch.setattr(pages, "_language", spoken)
    pages.phone_script.cache_clear()
    yield
    pages.phone_script.cache_clear()
