"""Sentences as message and data: Dutch for who reads them as a text, and any other language at the edge.

A sentence is a `str` in Dutch. Beamer, report and data use it as the text it is; a phone says it in its own language
by the message and the data that it remembers. What is glued to it by hand is Dutch only, so glue by `glued`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, Self


class Voice(Protocol):
    """A language in which sentences can be said."""

    def message(self, dutch: str) -> str:
        """This message, with its holes."""

    def message_of(self, one: str, more: str, amount: int) -> str:
        """The same where it depends on an amount."""

    def figures(self, dutch: str) -> str:
        """Figures with a point between thousands and a comma before decimals."""

    def listing(self, words: Sequence[str], link: str) -> str:
        """Words in one line, with `en` or `of` before the last."""

    def day(self, dutch: str, iso: str) -> str:
        """A date in full."""

    def hole(self, text: str) -> str:
        """A text of somebody else, to stand inside a message."""


class Worded(str):
    """A text in Dutch that can be said in another language."""

    __slots__ = ()

    def said_in(self, voice: Voice) -> str:
        """The text in another language."""
        raise NotImplementedError

    def __str__(self) -> str:
        """The text itself and no copy, so that an error that was given one still holds it."""
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str.__str__(self),)


class Sentence(Worded):
    """A message with holes and what fills them; with an amount in two forms."""

    __slots__ = ("_amount", "_data", "_message", "_more")
    _message: str
    _more: str
    _amount: int
    _data: Mapping[str, object]

    @classmethod
    def of(cls, message: str, more: str, amount: int, data: Mapping[str, object]) -> Self:
        """The sentence in Dutch, which remembers what it was made of."""
        dutch = _ALL.sub(lambda all_of: _both(all_of, data), message if not more or amount == 1 else more)
        sentence = cls(dutch.format(**{name: _figured(value) for name, value in data.items()}) if data else dutch)
        sentence._message, sentence._more, sentence._amount, sentence._data = message, more, amount, data
        return sentence

    @property
    def message(self) -> str:
        """What translators translate."""
        return self._message

    def said_in(self, voice: Voice) -> str:
        """The message in another language, with its holes filled."""
        message = voice.message_of(self._message, self._more, self._amount) if self._more else None
        message = voice.message(self._message) if message is None else message
        return message.format(**{name: _hole(value, voice) for name, value in self._data.items()})


class _Joined(Worded):
    __slots__ = ("_parts", "_seam")
    _parts: Sequence[str]
    _seam: str

    def said_in(self, voice: Voice) -> str:
        return self._seam.join(_hole(part, voice) for part in self._parts)


class _Listing(Worded):
    __slots__ = ("_link", "_words")
    _words: Sequence[str]
    _link: str

    def said_in(self, voice: Voice) -> str:
        return voice.listing([_hole(word, voice) for word in self._words], self._link)


class _Quoted(Worded):
    __slots__ = ("_text",)
    _text: str

    def said_in(self, voice: Voice) -> str:
        told = _hole(self._text, voice)
        return f"‘{told if self._text in self else told.removesuffix('.')}’"


class _Opening(Worded):
    __slots__ = ("_text",)
    _text: str

    def said_in(self, voice: Voice) -> str:
        told = _hole(self._text, voice)
        return f"{told[:1].upper()}{told[1:]}"


class _Figures(Worded):
    __slots__ = ()

    def said_in(self, voice: Voice) -> str:
        return voice.figures(self)


class _Counted(Worded):
    __slots__ = ("_amount", "_more", "_one")
    _amount: int
    _one: str
    _more: str

    def said_in(self, voice: Voice) -> str:
        return f"{voice.figures(dotted(self._amount))} {voice.message_of(self._one, self._more, self._amount)}"


_ALL = re.compile(r"\b([Aa])lle \{(\w+)\}")
"""All of an amount, which of two is both."""


def _both(all_of: re.Match[str], data: Mapping[str, object]) -> str:
    amount = data.get(all_of[2])
    both = "Beide" if all_of[1] == "A" else "beide"
    if isinstance(amount, _Counted) and amount._amount == 2:
        return f"{both} {amount._more}"
    return both if amount == 2 else all_of[0]


class _Day(Worded):
    __slots__ = ("_iso",)
    _iso: str

    def said_in(self, voice: Voice) -> str:
        return voice.day(self, self._iso)


def phrase(message: str, /, **data: object) -> Sentence:
    """A sentence with its data filled in by name: `phrase("Prik {nummer} is weg.", nummer=3)`."""
    return Sentence.of(message, "", 0, data)


def phrase_many(one: str, more: str, /, *, aantal: int, **data: object) -> Sentence:
    """A sentence that depends on an amount, which is there as `{aantal}`."""
    return Sentence.of(one, more, aantal, {"aantal": aantal, **data})


def glued(*parts: str, seam: str = " ") -> str:
    """Texts behind each other, each of which stays what it is; empty ones are left out."""
    held = tuple(part for part in parts if part)
    if len(held) < 2 or not any(isinstance(part, Worded) for part in held):
        return held[0] if len(held) == 1 else seam.join(held)
    joined = _Joined(seam.join(held))
    joined._parts, joined._seam = held, seam
    return joined


def listing_phrase(dutch: str, words: Sequence[str], link: str) -> str:
    """A list of words as it is in Dutch, with what it is made of."""
    listed = _Listing(dutch)
    listed._words, listed._link = tuple(words), link
    return listed


def quoted_phrase(dutch: str, text: str) -> str:
    """A text between quotation marks as it is in Dutch, with the text itself."""
    quote = _Quoted(dutch)
    quote._text = text
    return quote


def as_opening(text: str) -> str:
    """A text that begins a sentence, with a capital."""
    if not text:
        return text
    beginning = _Opening(f"{text[:1].upper()}{text[1:]}")
    beginning._text = text
    return beginning


def noun(one: str, more: str) -> tuple[str, str]:
    """One and more of what is counted."""
    return one, more


def figure_phrase(dutch: str) -> str:
    """A number as it is written in Dutch."""
    return _Figures(dutch)


def dotted(amount: int) -> str:
    """A whole number with a dot between thousands: `2.000`."""
    return figure_phrase(f"{amount:,}".replace(",", "."))


def amount_phrase(amount: int, one: str, more: str) -> str:
    """`1 antwoord`, `2 antwoorden`."""
    counted = _Counted(f"{dotted(amount)} {one if amount == 1 else more}")
    counted._amount, counted._one, counted._more = amount, one, more
    return counted


def date_phrase(dutch: str, iso: str) -> str:
    """A day as it is in Dutch, with the day itself."""
    day = _Day(dutch)
    day._iso = iso
    return day


def voiced(text: str, voice: Voice) -> str:
    """A text in another language, where it is known there; as it is where it is not."""
    return text.said_in(voice) if isinstance(text, Worded) else text


def _figured(value: object) -> object:
    """What fills a hole; a whole number counts something, so it has a dot between thousands."""
    return dotted(value) if isinstance(value, int) else value


def _hole(value: object, voice: Voice) -> str:
    filling = _figured(value)
    if isinstance(filling, Worded):
        return filling.said_in(voice)
    return voice.hole(filling) if isinstance(filling, str) else str(filling)


def bare_text(value: Any) -> str:
    """A sentence as bare text, for an encoder that knows no kinds of text but one."""
    if isinstance(value, Worded):
        return str.__str__(value)
    raise NotImplementedError(f"nothing to write {type(value).__name__} as")
