"""One-time codes on paper: how they look, how what somebody typed is read, and by what a set of them is known."""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence

from kompas_tui.domain.language.codes import in_groups
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import quoted

SLIP_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXY"
"""Twenty-nine signs without look-alikes. That is a prime, so that one sign is checked by all others."""

SLIP_LENGTH, _SLIP_GROUP = 9, 3
"""Eight signs of chance, 500 thousand million codes, and one that checks them."""

MOST_SLIPS = 5000

_TYPED_AT_MOST = 60
_LOOK_AGAIN = phrase("Kijk nog eens op je stembriefje.")
NO_SLIP = phrase("Vul ook je stemcode in. Die staat op je stembriefje.")


class SlipRefused(AnswerRefused):
    """What somebody typed is no code of this session, or came after too many that were not."""


def slip_of(chance: Sequence[int]) -> str:
    """The code of eight places in the alphabet, with the sign that checks them."""
    return "".join(SLIP_ALPHABET[value] for value in (*chance, _check(chance)))


def in_print(code: str) -> str:
    """A code as it stands on paper: `H7K-2MQ-9XB`."""
    return in_groups(code, "-", _SLIP_GROUP)


def read_slip(typed: str) -> str:
    """The code that somebody typed, with or without spaces and capitals; SlipRefused says what is wrong with it."""
    plain = unicodedata.normalize("NFKC", typed[:_TYPED_AT_MOST]).upper()
    code = "".join(sign for sign in plain if sign.isalnum())
    if not code:
        raise SlipRefused(NO_SLIP)
    strange = next((sign for sign in code if sign not in SLIP_ALPHABET), "")
    if strange:
        raise SlipRefused(
            phrase("In een stemcode staat geen {teken}. {raad}", teken=quoted(clean_line(strange, 1)), raad=_LOOK_AGAIN)
        )
    if len(code) != SLIP_LENGTH:
        raise SlipRefused(
            phrase(
                "Een stemcode heeft {lengte} tekens. Jij typte er {aantal}. {raad}",
                lengte=SLIP_LENGTH,
                aantal=len(code),
                raad=_LOOK_AGAIN,
            )
        )
    if not is_slip(code):
        raise SlipRefused(phrase("Er zit een tikfout in je stemcode. {raad}", raad=_LOOK_AGAIN))
    return code


def is_slip(code: str) -> bool:
    """Whether this is a code as they are made: nine signs of which the last one checks the others."""
    if len(code) != SLIP_LENGTH or not set(code) <= set(SLIP_ALPHABET):
        return False
    return _weighed([SLIP_ALPHABET.index(sign) for sign in code]) == 0


def known_by(codes: Iterable[str]) -> str:
    """What tells one set of codes from another, and gives none of them away."""
    return hashlib.sha256(" ".join(["kompas stemcodes", *sorted(codes)]).encode()).hexdigest()[:16]


def _weighed(values: Sequence[int]) -> int:
    """The sum of the values by their places: another one for each wrong sign, and for each two that changed places."""
    return sum(weight * value for weight, value in enumerate(values, 1)) % len(SLIP_ALPHABET)


def _check(chance: Sequence[int]) -> int:
    return next(value for value in range(len(SLIP_ALPHABET)) if _weighed([*chance, value]) == 0)
