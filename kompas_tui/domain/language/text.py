"""The one sanitizer for text from outside, so that it can never style, script or steer anything."""

import re
import unicodedata

from kompas_tui.domain.language.joining import CONDITIONAL, NUMBER_SIGNS, in_place, without_towers

_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Characters that count as letters or symbols and show nothing."""

_UNSEEN_MARKS = frozenset("\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")
"""Combining marks that show nothing."""

_WESTERN = "\n -~¡-¬®-ɏ‐-‧€"
"""Letters and signs of western languages, each of which stands for itself."""

_PLAIN = re.compile(f"[{_WESTERN}]*")
_NOT_PLAIN = re.compile(f"[^{_WESTERN}]")


def _is_unseen_mark(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or char in _UNSEEN_MARKS


def _is_never_read(code: int) -> bool:
    """Whether a code point without a meaning will never have one that is seen; others are of a newer Unicode."""
    return (
        code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF or code == 0x2065 or code >= 0xE0000 or code >> 4 == 0xFFF
    )


def _kept(char: str) -> str:
    if char in "\n\r\u2028\u2029\x85":
        return "\n"
    if char in CONDITIONAL or char in NUMBER_SIGNS:
        return char
    category = unicodedata.category(char)
    if char == "\t" or category == "Zs" or char in _BLANK_LETTERS:
        return " "
    if category == "Cn":
        return "" if _is_never_read(ord(char)) else char
    if category[0] == "C" or _is_unseen_mark(char):
        return ""
    return char


def clean_lines(text: str, limit: int) -> str:
    """Text of several lines of at most `limit` characters, with all that is read and nothing that steers or floods."""
    text = text[: limit * 4]
    if text.isascii() and text.isprintable():  # one line of ordinary letters, as most texts are
        return " ".join(text.split())[:limit].rstrip()
    text = text.replace("\r\n", "\n")
    if _PLAIN.fullmatch(text):
        return _laid_out(text, limit)
    text, cleaned = "", "".join(map(_kept, text))
    # What goes may leave a joiner with nothing to join, and what is cut off may too: until nothing changes any more.
    while text != cleaned:
        text = cleaned
        cleaned = _laid_out(without_towers(unicodedata.normalize("NFC", in_place(text))), limit)
    return text


def _laid_out(text: str, limit: int) -> str:
    """The text with single spaces, at most one empty line in a row, and none at its ends."""
    merged = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
    while "\n\n\n" in merged:
        merged = merged.replace("\n\n\n", "\n\n")
    return merged[:limit].rstrip()


def clean_line(text: str, limit: int) -> str:
    """The same text on one line."""
    return " ".join(clean_lines(text, limit).split())


_MOST_MARKS_READ = 10
"""How many marks in a row are read back; more than any script writes, and too few to flood a screen."""

_MAY_STACK = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS_READ + 1}}}")


def _harmless(char: str) -> str:
    if char in "\r\u2028\u2029\x85":
        return "\n"
    if char in "\n\t" or char in CONDITIONAL or char in NUMBER_SIGNS:
        return char
    return "" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char


def _harmless_one(sign: re.Match[str]) -> str:
    return _harmless(sign[0])


def disarmed(text: str) -> str:
    """Text that was kept, as it was kept, without what steers a terminal or turns the reading order round.

    What the sanitizer let through stays as it is, so that receipts go on to fit; the layout of a deck stays too.
    """
    if not text.isprintable():
        text = _NOT_PLAIN.sub(_harmless_one, text.replace("\r\n", "\n"))  # a whole deck passes here for a list
    return _without_floods(text) if _MAY_STACK.search(text) else text


def _without_floods(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MOST_MARKS_READ:
            kept.append(char)
    return "".join(kept)
