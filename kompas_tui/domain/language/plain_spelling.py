"""A text as its letters and figures are meant, whatever signs they were typed with; for finding only, never to show."""

import unicodedata
from collections.abc import Sequence


def plainly(text: str) -> tuple[str, Sequence[int]]:
    """The text in plain letters, figures, spaces and hyphens, however typed; and where in the text each stands."""
    if text.isascii():
        return text, range(len(text))
    pairs = [(plain, index) for index, char in enumerate(text) for plain in _plain_char(char)]
    return "".join(plain for plain, _ in pairs), [index for _, index in pairs]


def _plain_char(char: str) -> str:
    """What a sign stands for; nothing where it only joins others or lies over them."""
    if char.isascii():
        return char
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category in ("Cf", "Mn", "Me"):
        return ""
    if category == "Pd" or char == "\u2212":
        return "-"
    if char == "\u3002":
        return "."
    return unicodedata.normalize("NFKC", char)
