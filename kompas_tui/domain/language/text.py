"""The one sanitizer for text from outside, so that it can never style, script or steer anything."""

import re
import unicodedata

_COMBINING_MARKS = 2
"""How many marks may stand on one character; Vietnamese needs two."""

_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Characters that count as letters or symbols and show nothing."""


_UNSEEN_MARKS = frozenset("\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")
"""Combining marks that show nothing."""


def _is_unseen_mark(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or char in _UNSEEN_MARKS


def _kept(char: str) -> str:
    if char in "\n\r\u2028\u2029\x85":
        return "\n"
    category = unicodedata.category(char)
    if char == "\t" or category == "Zs" or char in _BLANK_LETTERS:
        return " "
    if category[0] == "C" or _is_unseen_mark(char):
        return ""
    return char


def _without_stacks(text: str) -> str:
    kept: list[str] = []
    marks = _COMBINING_MARKS
    for char in text:
        if unicodedata.category(char) in ("Mn", "Me"):
            marks += 1
            if marks > _COMBINING_MARKS:
                continue
        else:
            marks = _COMBINING_MARKS if char.isspace() else 0
        kept.append(char)
    return "".join(kept)


def clean_lines(text: str, limit: int) -> str:
    """Text of several lines without control, format and invisible characters, at most `limit` long."""
    text = text[: limit * 4].replace("\r\n", "\n")
    text = unicodedata.normalize("NFC", "".join(map(_kept, text)))
    lines = [" ".join(line.split()) for line in _without_stacks(text).split("\n")]
    merged = "\n".join(lines).strip()
    while "\n\n\n" in merged:
        merged = merged.replace("\n\n\n", "\n\n")
    return merged[:limit].rstrip()


def clean_line(text: str, limit: int) -> str:
    """The same text on one line."""
    if len(text) <= limit and text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(clean_lines(text, limit).split())


_MOST_MARKS_READ = 10
"""How many marks in a row are read back; more than any script writes, and too few to flood a screen."""

_JOINERS_AND_TAGS = frozenset("\u200c\u200d") | frozenset(map(chr, range(0xE0020, 0xE0080)))
"""Format characters that hold letters and emoji together."""

_MAY_STACK = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS_READ + 1}}}")


def _harmless(char: str) -> str:
    if char in "\r\u2028\u2029\x85":
        return "\n"
    if char in "\n\t" or char in _JOINERS_AND_TAGS:
        return char
    return "" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char


def disarmed(text: str) -> str:
    """Text that was kept, as it was kept, without what steers a terminal or turns the reading order round.

    What the sanitizer let through stays as it is, so that receipts go on to fit; the layout of a deck stays too.
    """
    if not text.isprintable():
        text = "".join(map(_harmless, text.replace("\r\n", "\n")))
    return _without_floods(text) if _MAY_STACK.search(text) else text


def _without_floods(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MOST_MARKS_READ:
            kept.append(char)
    return "".join(kept)
