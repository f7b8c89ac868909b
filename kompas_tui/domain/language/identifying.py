"""What in a text tells who somebody is by its form alone: addresses and numbers; a name has no form."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}(?!\w)", re.IGNORECASE)
_DUTCH_IBAN = re.compile(r"(?<!\w)NL\s?\d{2}[ .-]?[A-Z]{4}(?:[ .-]?\d){10}(?!\d)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])(?:\+|\(\+?)?\d(?:[ ./()-]{0,3}\d){7,14}(?![\w])")
_POSTCODE = r"[1-9]\d{3}(?:\s?(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2})"
_HOUSE = r"\d{1,5}(?:\s?[a-zA-Z])?(?:-\w{1,4})?"
_ADDRESS = re.compile(
    rf"(?<!\w){_POSTCODE}(?:\s*,\s*|\s+)(?:(?:huis)?(?:nummer|nr)\.?\s*)?{_HOUSE}(?!\w)"
    rf"|(?<!\w){_HOUSE}(?:\s*,\s*|\s+){_POSTCODE}(?!\w)"
)

_BSN_LENGTH = 9
_DUTCH_PHONE = 10
"""How many figures a number has; of a telephone with the zero before it."""


@dataclass(frozen=True, slots=True)
class Identifying:
    """A part of a text that tells who somebody is, and what sort of thing that is."""

    sort: str
    text: str


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _is_phone(text: str) -> bool:
    figures = _figures(text)
    if "+" in text[:2]:
        return len(figures) >= 9
    if figures.startswith("0031"):
        return len(figures) in (13, 14)
    if figures.startswith("31"):
        return len(figures) == 11
    return figures.startswith("0") and len(figures) == _DUTCH_PHONE and not figures.startswith("00")


def _is_bsn(text: str) -> bool:
    """The test of eleven, by which a citizen's number is known."""
    figures = _figures(text)
    if len(figures) != _BSN_LENGTH or not int(figures):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(figure) for weight, figure in zip(weights, figures, strict=True)) % 11 == 0


def _is_iban(text: str) -> bool:
    """The test by 97 of ISO 13616."""
    bare = re.sub(r"[ .-]", "", text).upper()
    turned = bare[4:] + bare[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


_Sort = tuple[str, re.Pattern[str], Callable[[str], bool]]

_SORTS: tuple[_Sort, ...] = (
    ("e-mailadres", _EMAIL, bool),
    ("rekeningnummer", _DUTCH_IBAN, bool),
    ("rekeningnummer", _IBAN, _is_iban),
    ("adres", _ADDRESS, bool),
    ("telefoonnummer", _NUMBER, _is_phone),
    ("burgerservicenummer", _NUMBER, _is_bsn),
)
"""A Dutch account counts with a mistyped figure too: it still tells of whom it is."""


def blanked(text: str) -> tuple[str, tuple[Identifying, ...]]:
    """The text without what tells who somebody is, with words in the place of it, and what that was."""
    told: list[Identifying] = []
    for sort, pattern, is_one in _SORTS:
        text = _without(text, sort, pattern, is_one, told)
    return text, tuple(told)


def _without(
    text: str, sort: str, pattern: re.Pattern[str], is_one: Callable[[str], bool], told: list[Identifying]
) -> str:
    def replaced() -> Iterator[str]:
        end = 0
        for match in pattern.finditer(text):
            if is_one(match[0]):
                told.append(Identifying(sort, match[0]))
                yield f"{text[end : match.start()]}({sort} weggelaten)"
                end = match.end()
        yield text[end:]

    return "".join(replaced())
