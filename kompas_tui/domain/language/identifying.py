"""What in a text tells who somebody is by its form alone: addresses and numbers; a name has no form.

A person types in any way, so each is looked for in the plainest spelling of the text; what stands there goes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kompas_tui.domain.language.plain_spelling import plainly

_MAILBOX = r"[\w.+!#$%&*=?^{|}~'’-]"
_AT = (
    r"(?:\s?(?:@{1,3}|[(\[{<]\s?(?:at|apen?staart(?:je)?)\s?[)\]}>])\s?|[(\[{<]a[)\]}>]"
    r"|[\s_*-]{1,2}(?:at|apen?staart(?:je)?)[\s_*-]{1,2})"
)
_LAST = r"(?=(?:nl|com|org|net|eu|be|de|fr|uk|info|nu|io|edu|frl|amsterdam)\b)"
"""What a host ends in, so that a word or a sign before it is a dot."""
_DOT = rf"(?:\.|\s?[(\[{{<]\s?(?:dot|punt)\s?[)\]}}>]\s?|[\s_*-](?:punt|dot)[\s_*-]{_LAST}|\s?[.,]\s?{_LAST})"
_LABEL = r"[\w-]{1,64}"
"""A part of a host; without an end a long row of them would take time by its square."""
_EMAIL = re.compile(
    rf"(?:\"[^\"\n]{{1,60}}\"|(?<!{_MAILBOX}){_MAILBOX}+){_AT}(?:{_LABEL}(?:{_DOT}{_LABEL})+|\[[\d.]+\])", re.IGNORECASE
)
_WITHOUT_END = re.compile(rf"(?<!{_MAILBOX}){_MAILBOX}*[^\W\d_]@[^\W\d_][\w-]*")
"""An address of which the end was left out, such as jan@gmail."""
_AT_PROVIDER = re.compile(
    rf"(?<!{_MAILBOX}){_MAILBOX}+{_AT}(?:gmail|hotmail|outlook|ziggo|kpnmail|yahoo|icloud|xs4all|hetnet|casema|telfort|"
    r"upcmail|planet|protonmail)\b(?:[\s.]{1,2}(?:com|nl)\b)?",
    re.IGNORECASE,
)
"""The same at one of those where most people have theirs, in words."""

_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\s?\d{2}(?:[\s_.,|/-]{0,2}[A-Z0-9]){11,30}", re.IGNORECASE | re.ASCII)
_DUTCH_IBAN = re.compile(
    r"(?<![A-Z0-9])N[\s.]?L(?:[\s_.,|/-]{0,2}\d){2}(?:[\s_.,|/-]{0,2}[A-Z]){4}(?:[\s_.,|/-]{0,2}\d){9,10}(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29,
    "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29,
    "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28,
    "HN": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20,
    "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MA": 28, "MC": 27, "MD": 24, "ME": 22,
    "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28,
    "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19,
    "SK": 24, "SM": 27, "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24,
    "XK": 20, "YE": 30,
}  # fmt: skip
"""By ISO 13616; without its length a number would run on into the words behind it."""
# So that an ordinary word which happens to have a right check is not taken for an account.
_FEWEST_FIGURES = 8

_NOT_IN_POSTCODE = frozenset(
    (
        "af", "al", "an", "as", "bv", "ca", "cm", "dd", "de", "dl", "do", "du", "ei", "en", "er", "eu", "ga", "he",
        "in", "is", "ja", "je", "kg", "km", "kw", "la", "me", "mg", "ml", "mm", "na", "ne", "nr", "nu", "of", "om",
        "op", "pk", "re", "so", "te", "tv", "ui", "uw", "va", "vs", "wc", "we", "wo", "ze", "zo",
    )
)  # fmt: skip
"""What stands behind four figures in small letters and is no part of a postcode: behind a year or a number."""
_MEASURED = (
    r"(?<!NEN[ -])(?<!ISO[ -])(?!\d\d00\s(?:CO|EN|EU|HA|KG|KM|KW|MW|PK)\b)(?!\d{4}\sCO\s?2\b)"
    r"(?!(?:19|20)\d\d\sJA\s\d+,?\s(?:en\s)?NEE\b)"
)
"""What is no postcode but a standard, an outcome of a vote or a measure; under a round number nobody lives."""
_POSTCODE = (
    rf"(?<!\w)(?<!\d[.,]){_MEASURED}(?P<code>[1-9]\d{{3}}(?:\s?(?!SA|SD|SS)[A-Z]{{2}}|[._-][A-Z]{{2}}|\s[A-Z]\s[A-Z]))"
)
_UNITS = ["een", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TEENS = ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_NUMERALS = {
    "nul": "0",
    **{word: str(max(index, 1)) for index, word in enumerate(_UNITS)},
    **{word: str(index) for index, word in enumerate(_TEENS, 10)},
    **{word: f"{index}0" for index, word in enumerate(_TENS, 2)},
    **{
        f"{unit}{link}{ten}": f"{tens}{max(index, 1)}"
        for tens, ten in enumerate(_TENS, 2)
        for index, unit in enumerate(_UNITS)
        for link in ("en", "ën", "\u00ebn")
    },
}
"""Numbers as they are said, with their figures."""
_IN_WORDS = "|".join(sorted(_NUMERALS, key=len, reverse=True))
_SPOKEN = re.compile(
    rf"(?<!\w)(?:{_IN_WORDS}|\d{{1,8}})(?:[\s,.-]{{1,3}}(?:{_IN_WORDS}|\d{{1,8}}))+(?!\w)", re.IGNORECASE
)
"""Numbers behind each other, in words or mixed with figures."""
_SPOKEN_GROUP = re.compile(rf"{_IN_WORDS}|\d{{1,8}}", re.IGNORECASE)

_HOUSE = r"\d{1,5}(?:\s?[A-Z])?(?:-\w{1,4})?(?!\w)"
_NUMBER_WORD = r"(?:(?:huis)?(?:nummer|nr|no)[.:]*\s*|huis\s+)?"
_STREET = r"(?-i:(?:de|den|der|het|ten|ter|van|op|'t|[A-Z][\w.'’-]*))"
_SPOKEN_HOUSE = rf"(?:{_IN_WORDS})(?!\w)"
_ADDRESSES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_POSTCODE}[\s,;./:#_|=-]*{_NUMBER_WORD}{_HOUSE}",
        rf"{_POSTCODE}\s?\({_NUMBER_WORD}{_HOUSE}\)",
        rf"{_POSTCODE}(?:[\s,]+{_STREET}){{1,6}}\s+{_HOUSE}",
        rf"{_POSTCODE}[\s,;./:#_-]*(?:{_NUMBER_WORD[:-1]}{_SPOKEN_HOUSE}|{_SPOKEN_HOUSE}(?=\s*(?:[.,;!?)]|$)))",
        rf"(?<!\w)(?<!\d[.,]){_HOUSE}(?:\s*[,/(-]\s*|\s+(?:te\s+|in\s+)?)(?:postcode:?\s*)?{_POSTCODE}(?!\w)\)?",
        rf"(?<!\w)(?<!\d[.,]){_HOUSE},?(?:\s+(?:in|te|{_STREET})){{1,4}}[\s,(]+{_POSTCODE}(?!\w)\)?",
    )
)

_BARE_POSTCODE = re.compile(rf"{_POSTCODE}(?!\w)", re.IGNORECASE)

_RUN = re.compile(r"(?:\(?\+)?\(?\d+(?:[ \n\t./()_·•*|~='-]{1,4}\d+)*")
"""Figures in groups, with no more between two of them than a number is written with."""
_GROUP = re.compile(r"(?:\(?\+)?\(?\d+")
_MOST_GROUPS = 10
_AFTER_ANY_SIGN = re.compile(r"(?<!\w)[0O]\d{1,3}[^\w\n]{0,4}\d{6,8}(?!\w)", re.IGNORECASE)
"""A net number and a number, whatever stands between the two; an O was meant as a zero."""
_WITHOUT_ZERO = re.compile(r"(?<![\w-])(?<!\d[.,])6[ -][1-9]\d{7}(?!\w)")
"""A Dutch mobile number as it is said behind +31, with that left out."""
_BY_TWO = re.compile(r"(?<!\d)(?<!\d[,:;])(?<!\d[,:;]\s)0\d(?:[,:;]\s?\d\d){4}(?!(?:[,:;]\s?)?\d)")
"""By two, with a sign between that elsewhere stands between numbers of their own."""
_AFTER_COMMA = re.compile(r"(?<!\w)06[,:;]\s?[1-9](?:[ .-]?\d){7}(?!\d)")
"""A mobile number with a sign behind its beginning that elsewhere stands between numbers of their own."""
_CALLED_PHONE = re.compile(
    r"\b(?:tel(?:efoon)?|mobiel|gsm)-?(?:nummer|nr)?\b[\s.:=]*(?:is\s+)?(?P<number>[1-9](?:[ .-]?\d){8})(?!\d)",
    re.IGNORECASE,
)
"""What is called so is one, also without the zero before it."""
_PHONE_LENGTHS = range(9, 16)
_DUTCH_PHONE, _WITH_COUNTRY = 10, 11
"""How many figures a telephone has: at most, and in the Netherlands with the zero, or with 31, before it."""
_SCALE = "0123456789"
"""All figures in a row, as below a scale."""
_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d(?!\d|[-/.]\d)|31/(?:0?[1-9]|1[0-2])/\d\d(?![/\d])")
_BSN = re.compile(
    r"\d{9}|\d{4}[. -]?\d{2}[. -]?\d{3}|\d{3}[./_ •·-]\d{3}[./_ •·-]\d{3}|\d{3}[. -]\d{2}[. -]\d{4}"
    r"|\d{2}[. -]\d{2}[. -]\d{2}[. -]\d{3}|\d{5}[. -]\d{4}|\d+(?:[.-]\d+){1,4}"
)
_BSN_LENGTH = 9
_AMOUNT = re.compile(r"€\s?\d{3}\.\d{3}\.\d{3}(?!\d)")
_CALLED_BSN = re.compile(
    r"\b(?:b\.?s\.?n|burger\s?service|sofi)-?(?:nummer|nr)?\b[\s.:=(]*(?:is\b[\s:]*)?"
    r"(?P<number>\d(?:[ .-]?\d){7,8})(?!\d)",
    re.IGNORECASE,
)
"""What is called so is one, also with a figure mistyped, or in any groups."""

TextSpan = tuple[int, int]
"""Where in a text something begins and ends."""


@dataclass(frozen=True, slots=True)
class Identifying:
    """A part of a text that tells who somebody is, and what sort of thing that is."""

    sort: str
    text: str


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _emails(text: str) -> Iterator[TextSpan]:
    return (match.span() for pattern in (_EMAIL, _WITHOUT_END, _AT_PROVIDER) for match in pattern.finditer(text))


def _accounts(text: str) -> Iterator[TextSpan]:
    """Also a Dutch one with a mistyped figure: it still tells of whom it is."""
    yield from (match.span() for match in _DUTCH_IBAN.finditer(text))
    match = _IBAN.search(text)
    while match is not None:
        signs = [index for index in range(*match.span()) if text[index].isalnum()]
        length = _IBAN_LENGTHS.get(match[0][:2].upper(), len(signs))
        bare = "".join(text[index] for index in signs[:length]).upper()
        is_one = len(bare) == length and len(_figures(bare)) >= _FEWEST_FIGURES and _is_iban(bare)
        if is_one:
            yield match.start(), signs[length - 1] + 1
        match = _IBAN.search(text, signs[length - 1] + 1 if is_one else match.start() + 1)


def _is_iban(bare: str) -> bool:
    """The test by 97 of ISO 13616."""
    return int("".join(str(int(sign, 36)) for sign in bare[4:] + bare[:4])) % 97 == 1


def _addresses(text: str) -> Iterator[TextSpan]:
    for pattern in _ADDRESSES:
        yield from (match.span() for match in pattern.finditer(text) if _has_postcode(text, match))


def _has_postcode(text: str, match: re.Match[str]) -> bool:
    letters, after = match["code"][4:].strip(), text[match.end("code") :][:1]
    is_apart = not letters.isalpha()
    is_word = is_apart or letters.casefold() in _NOT_IN_POSTCODE or after.isdigit()  # a code, such as 7230ba0
    return letters.isupper() or not is_word


def postcodes(text: str) -> tuple[str, ...]:
    """The postcodes in a text, which alone tell in which few houses somebody lives and no more."""
    plain = plainly(text)[0]
    return tuple(match["code"] for match in _BARE_POSTCODE.finditer(plain) if _has_postcode(plain, match))


def _phones(text: str) -> Iterator[TextSpan]:
    yield from _numbers(text, _is_phone)
    for match in _AFTER_ANY_SIGN.finditer(text):
        if len(_figures(f"0{match[0][1:]}")) == _DUTCH_PHONE:
            yield match.span()
    yield from (match.span() for pattern in (_WITHOUT_ZERO, _BY_TWO, _AFTER_COMMA) for match in pattern.finditer(text))
    yield from _spoken_phones(text)
    called = ((match.span("number"), match["number"]) for match in _CALLED_PHONE.finditer(text))
    yield from (span for span, number in called if not _is_bsn(number))


def _spoken_phones(text: str) -> Iterator[TextSpan]:
    """Telephone numbers in words, such as nul zes twaalf, or partly."""
    for run in _SPOKEN.finditer(text):
        groups = [*_SPOKEN_GROUP.finditer(text, *run.span())]
        for index, first in enumerate(groups):
            figures, is_spoken = "", False
            for group in groups[index : index + _DUTCH_PHONE]:
                figures += _NUMERALS.get(group[0].casefold(), group[0])
                is_spoken = is_spoken or not group[0][0].isdigit()
                if len(figures) >= _DUTCH_PHONE:
                    break
            if is_spoken and len(figures) == _DUTCH_PHONE and re.match("0[1-9]", figures):
                yield first.start(), group.end()
                break


def _citizens(text: str) -> Iterator[TextSpan]:
    amounts = {match.end() for match in _AMOUNT.finditer(text)}
    yield from (span for span in _numbers(text, _is_bsn) if span[1] not in amounts)
    yield from (match.span("number") for match in _CALLED_BSN.finditer(text))


def _numbers(text: str, is_one: Callable[[str], bool]) -> Iterator[TextSpan]:
    """Of the figures that stand in one row, those groups that are such a number together."""
    for run in _RUN.finditer(text):
        groups = [match.span() for match in _GROUP.finditer(text, *run.span())]
        after = 0
        for index, (start, _) in enumerate(groups):
            ends = [end for _, end in groups[index : index + _MOST_GROUPS]] if start >= after else []
            last_end = next((end for end in reversed(ends) if is_one(text[start:end])), None)
            if last_end is not None:
                yield start, last_end
                after = last_end


def _is_phone(number: str) -> bool:
    figures = _figures(number)
    if _DATE.match(number) or figures == _SCALE:
        return False
    if "+" in number[:2]:
        return len(figures) in _PHONE_LENGTHS
    if figures.startswith("00"):
        return len(figures) in _PHONE_LENGTHS[2:] and figures[2] != "0"
    if figures.startswith("31"):
        return len(figures) == _WITH_COUNTRY
    return figures.startswith("0") and len(figures) == _DUTCH_PHONE


def _is_bsn(number: str) -> bool:
    """The test of eleven, by which a citizen's number is known."""
    figures = _figures(number)
    if len(figures) != _BSN_LENGTH or not _BSN.fullmatch(number.removeprefix("(")) or not int(figures):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(figure) for weight, figure in zip(weights, figures, strict=True)) % 11 == 0


_MAY_TELL = re.compile(r"[\d@]|(?<!\w)nul(?!\w)|apen?staart|[(\[{<]a[)\]}>]|(?<![^\W_])at(?![^\W_])", re.IGNORECASE)
"""One of these stands in each that is looked for, and none in most texts."""

_SORTS: tuple[tuple[str, Callable[[str], Iterator[TextSpan]]], ...] = (
    ("e-mailadres", _emails),
    ("rekeningnummer", _accounts),
    ("adres", _addresses),
    ("telefoonnummer", _phones),
    ("burgerservicenummer", _citizens),
)


def blanked(text: str) -> tuple[str, tuple[Identifying, ...]]:
    """The text without what tells who somebody is, with words in the place of it, and what that was."""
    told: list[Identifying] = []
    if not _MAY_TELL.search(plainly(text)[0]):
        return text, ()
    for sort, spans in _SORTS:
        plain, places = plainly(text)
        ends = [*places[1:], len(text)]
        joined = joined_spans(sorted((places[start], ends[end - 1]) for start, end in spans(plain)))
        told += [Identifying(sort, text[start:end]) for start, end in joined]
        text = replaced(text, joined, f"({sort} weggelaten)")
    return text, tuple(told)


def replaced(text: str, spans: Sequence[TextSpan], words: str) -> str:
    """The text with these words in the place of each span."""
    between = pairwise([0, *(at for span in spans for at in span), len(text)])
    return words.join(text[start:end] for index, (start, end) in enumerate(between) if not index % 2)


def joined_spans(spans: Iterable[TextSpan]) -> list[TextSpan]:
    """The spans with those that lie over each other as one."""
    joined: list[TextSpan] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
