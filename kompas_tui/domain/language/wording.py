"""Dutch wording that several parts share: lists, numbers, counts and dates in words."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from difflib import get_close_matches
from typing import TypeVar

from kompas_tui.domain.language.sentences import (
    Worded,
    amount_phrase,
    date_phrase,
    figure_phrase,
    glued,
    listing_phrase,
    phrase,
    quoted_phrase,
)
from kompas_tui.domain.language.text import disarmed

_Word = TypeVar("_Word", bound=str)

_SENTENCE = re.compile(r" .*[^.]\.$", re.DOTALL)
"""More than a word, with one full stop at the end."""

_MARKS = ("?", "!", ":", ";", ",", "…", "..")
"""What stands between a label and what follows it already."""

OTHERS = "overig"
"""What small groups are called together, where none of them may stand apart."""

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def listing(words: Sequence[str], link: str = "en") -> str:
    """`a`, `a en b`, `a, b en c`."""
    if len(words) < 2:
        return words[0] if words else ""
    return listing_phrase(f"{', '.join(words[:-1])} {link} {words[-1]}", words, link)


_MOST_NAMED, _LONGEST_LISTING = 3, 80


def names_all(words: Sequence[str], most: int = _MOST_NAMED, characters: int = _LONGEST_LISTING) -> bool:
    """Whether these fit in a sentence; one more than `most` does too, since `1 ander` takes as much room."""
    return len(words) < 2 or (len(words) <= most + 1 and len(listing(words)) <= characters)


def listing_first(
    words: Sequence[str], *others: str, most: int = _MOST_NAMED, characters: int = _LONGEST_LISTING
) -> str:
    """`a, b en c`; of more than fit in a sentence the first, and how many of the `others`, said of one and of more.

    Of two both are named, however long: who stands as high as the other would else have no name.
    """
    if len(words) == 2 or names_all(words, most, characters):
        return listing(words)
    named = range(1, min(most, len(words) - 1) + 1)
    fit = max((many for many in named if len(listing(words[:many])) <= characters), default=1)
    return listing([*words[:fit], count(len(words) - fit, *others)])


def as_argument(path: object) -> str:
    """The path as it can be typed after a command."""
    typed = str(path)
    return f'"{typed}"' if " " in typed else typed


def quoted(text: str) -> str:
    """The text between Dutch quotation marks; whoever wrote it, it steers nothing where the sentence is read.

    The full stop of a whole sentence is left to the sentence around it, so that no two stand there.
    """
    harmless = disarmed(text)
    return quoted_phrase(
        f"‘{harmless[:-1] if _SENTENCE.search(harmless) else harmless}’", text if isinstance(text, Worded) else harmless
    )


MINUS = "\u2212"
"""The sign that is as wide as a plus; a hyphen is shorter, and breaks a line."""


def number(value: float, decimals: int = 1) -> str:
    """A number with a decimal comma, a half rounded up, no more decimals than needed: `4`, `3,5` or `−2`."""
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0
    return figure_phrase(f"{rounded.normalize():f}".replace(".", ",").replace("-", MINUS))


def labelled(label: str, text: str) -> str:
    """`Wie: wij`, or `Wie doet het? Wij` for a label with its own mark; the full stop of a sentence gives way."""
    label = without_stop(label)
    return glued(label, text, seam=" " if label.endswith(_MARKS) else ": ")


def shortened(whole: str, most: int) -> str:
    """The text in at most so many characters; what is left out shows as …"""
    return whole if len(whole) <= most else f"{whole[: most - 1].rstrip()}…"


def shortened_at_word(whole: str, most: int) -> str:
    """The same, where it can be with no word cut in two."""
    cut = shortened(whole, most)
    if cut == whole or whole[len(cut) - 1].isspace():
        return cut
    words, _, _ = cut.rpartition(" ")
    return f"{words.rstrip(' ,;:.')}…" if len(words) > most // 2 else cut


def without_stop(sentence: str) -> str:
    """The sentence without the full stop at its end, to stand inside another one; three dots stay."""
    return sentence[:-1] if sentence.endswith(".") and not sentence.endswith("..") else sentence


def count(amount: int, one: str, more: str) -> str:
    """`1 antwoord`, `2 antwoorden`."""
    return amount_phrase(amount, one, more)


def table_in_words(name: str) -> str:
    """`tafel 3`, `tafel groen`; small tables together are `overig`, as small roles are."""
    return phrase("overig") if name == OTHERS else phrase("tafel {naam}", naam=name)


def long_date(day: date | datetime) -> str:
    """`22 november 2026`."""
    return date_phrase(f"{day.day} {MONTHS[day.month - 1]} {day.year}", f"{day:%Y-%m-%d}")


def clock_time(moment: datetime) -> str:
    """`19:42`."""
    return f"{moment:%H:%M}"


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that looks most like this one, or None."""
    spelled = {name.lower(): name for name in known}
    return next((spelled[close] for close in get_close_matches(word.lower(), spelled, n=1, cutoff=0.65)), None)


def known_word(word: str, known: Sequence[_Word]) -> _Word | None:
    """The word as one of those that are known; None where it is none of them."""
    return next((one for one in known if one == word), None)


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """` Bedoel je ‘keuze’?` for a word close to a known one, else what may stand there."""
    close = nearest(word, known)
    if close is not None:
        return f"Bedoel je {quoted(close)}?"
    return f"Wel mogelijk: {listing(list(known), 'of')}."


def waiting_in_words(texts: int, asked: int) -> str:
    """How many texts the facilitator has to read, and how many questions in the question box; empty where none."""
    waiting = ((texts, "tekst", "teksten"), (asked, "vraag in de vragenbus", "vragen in de vragenbus"))
    told = [count(amount, one, more) for amount, one, more in waiting if amount]
    return f"{listing(told)} {'wacht' if texts + asked == 1 else 'wachten'} op je" if told else ""
