"""The words of a deck in the language of a phone: a translation, or the original that says in which language it is."""

import re
from collections.abc import Iterable, Sequence

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from kompas_tui.deck_files import DeckSet
from kompas_tui.domain.deck.cards import Card, words_in
from kompas_tui.domain.deck.translations import Vocabulary, on_one_line
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.language.languages import DECK_LANGUAGE
from kompas_tui.domain.language.sentences import Worded

_HAS_LETTERS = re.compile(r"[^\W\d_]")

_DRESS = re.compile(r"(\d+\. |[•☐☑] |‘)?(.*?)(’)?")
_SEAM = re.compile(r"(: |(?<=\?) )")

_MOST_PARTS = 8
"""Of so many parts a text of ours is put together at most; what somebody wrote may have hundreds of colons."""

DECK_WORDS = "deck_words"
"""By what name a template finds them."""


class DeckWords:
    """Looks texts up in one language; the first of these words that knows a text says it."""

    def __init__(self, known: Sequence[Vocabulary]) -> None:
        self._known = known

    def and_then(self, known: Vocabulary) -> "DeckWords":
        """These words, and others for what they do not know."""
        return DeckWords([*self._known, known])

    def told_apart(self, activities: Iterable[Activity]) -> "DeckWords":
        """These words, where two texts of one list that are translated alike have their originals beside them.

        A deck has no such list, but what is taken from several cards, or from what people wrote, may make one.
        """
        apart: dict[str, str] = {}
        for activity in activities:
            fields = activity.fields()
            for texts in ([field.label for field in fields], *(getattr(field, "options", ()) for field in fields)):
                alike: dict[str, list[str]] = {}
                for text in dict.fromkeys(filter(None, texts)):
                    alike.setdefault(self.plain(text), []).append(text)
                for translation, originals in alike.items():
                    others = [one for one in originals if one != translation] if len(originals) > 1 else ()
                    apart.update((on_one_line(one), f"{translation} ({one})") for one in others)
        return DeckWords([apart, *self._known]) if apart else self

    def find(self, text: str) -> str | None:
        """The translation, also of what is numbered, quoted or put together of some texts; None where there is none."""
        return self._found(on_one_line(text), _MOST_PARTS) if _HAS_LETTERS.search(text) else None

    def _found(self, key: str, parts: int) -> str | None:
        if not _HAS_LETTERS.search(key):
            return key or None
        translation = self._said(key) or self._said_as_sentence(key)
        return translation or (self._dressed(key, parts - 1) if parts else None)

    def _said(self, text: str) -> str | None:
        return next((words[text] for words in self._known if text in words), None)

    def _said_as_sentence(self, text: str) -> str | None:
        """What a sentence of ours took in without its capital or its full stop."""
        whole = text[:1].upper() + text[1:]
        stopped = (self._said(f"{one}.") for one in (text, whole))
        return self._said(whole) or next((sentence.removesuffix(".") for sentence in stopped if sentence), None)

    def _dressed(self, text: str, parts: int) -> str | None:
        before, bare, after = _DRESS.fullmatch(text).groups("")  # type: ignore[union-attr] # it fits any line
        if before or after:
            translation = self._found(bare, parts)
            return f"{before}{translation}{after}" if translation else None
        head, seam, tail = _SEAM.split(text, 1) if _SEAM.search(text) else (text, "", "")
        translated = [self._found(part, parts) for part in (head, tail)] if seam else [None]
        return seam.join(part for part in translated if part) if all(translated) else None

    def plain(self, text: str) -> str:
        """The translation, else the original."""
        return self.find(text) or text

    def marked(self, text: str) -> Markup:
        """The same, where a screen reader hears that the original is Dutch."""
        translation = self.find(text)
        if translation is not None or not _HAS_LETTERS.search(text):
            return escape(translation or text)
        return Markup("<span lang={}>{}</span>").format(DECK_LANGUAGE, text)


class DeckLanguages:
    """The words of the decks of a session by language, worked out once for as long as the decks are the same."""

    def __init__(self) -> None:
        self._decks: DeckSet | None = None
        self._merged: dict[str, list[Vocabulary]] = {}

    def words(self, language: str, decks: DeckSet, cards: Sequence[Card]) -> DeckWords | None:
        """What is said in this language, first of all on these cards; None in the language of the decks."""
        if language == DECK_LANGUAGE:
            return None
        if self._decks is not decks:
            self._decks, self._merged = decks, {}
        if language not in self._merged:
            self._merged[language] = [words_in(deck, language) for deck in (*decks.decks, *decks.linked)]
        return DeckWords([*(card.translations.get(language, {}) for card in cards), *self._merged[language]])


@pass_context
def deck_text(context: Context, text: str) -> str:
    """A text of the deck in the language of the page, for an attribute or a title."""
    words: DeckWords | None = context.get(DECK_WORDS)
    return words.plain(text) if words and text and not isinstance(text, Worded | Markup) else text


@pass_context
def deck_marked(context: Context, text: str) -> str:
    """A text of the deck in the language of the page, for its running text."""
    words: DeckWords | None = context.get(DECK_WORDS)
    return words.marked(text) if words and text and not isinstance(text, Worded | Markup) else text


@pass_context
def deck_lang(context: Context, text: str) -> Markup:
    """The attribute that says in which language this text stands, where an element can hold nothing but text."""
    words: DeckWords | None = context.get(DECK_WORDS)
    return (
        Markup(f" lang={DECK_LANGUAGE}")
        if words and text and not isinstance(text, Worded) and words.find(text) is None
        else Markup("")
    )
