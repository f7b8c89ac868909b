"""Ballots, their receipts and the ids of the texts in them."""

import hashlib
import json
from dataclasses import dataclass

from kompas_tui.domain.question.fields import Answer

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Figures and letters that can't be taken for one another, for codes that people read aloud."""

RECEIPT_LENGTH, GROUP = 16, 4
"""78 bits: two answers of one phone with one receipt take some 600 billion tries, another voter's far more."""

_PAIRS = [low + high for high in ALPHABET for low in ALPHABET]
"""Two figures of a code, the lower one first."""

_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Ballot:
    """One voter's answer in one round; `mark` is the voter's, for this round only."""

    mark: str
    answer: Answer
    receipt: str
    role_mask: str = ""
    table_mask: str = ""
    key: str = ""
    nonce: str = ""

    def text_id(self, place: int) -> str:
        """The id of the text at this place of a form; an edited text keeps it."""
        return hashlib.sha256(f"{self.mark}:{place}".encode()).hexdigest()[:10]


def spelled(digest: bytes, length: int) -> str:
    """The first `length` characters of a digest in the alphabet of readable codes."""
    value = int.from_bytes(digest, "big") % len(ALPHABET) ** length
    pairs = []
    for _ in range((length + 1) // 2):
        value, rest = divmod(value, len(_PAIRS))
        pairs.append(_PAIRS[rest])
    return "".join(pairs)[:length]


def receipt_for(round_id: str, answer: Answer, nonce: str) -> str:
    """The receipt of an answer: SHA-256 over round, answer and the phone's nonce, in sixteen characters."""
    said = _encoder.encode([round_id, answer, nonce])
    return in_groups(spelled(hashlib.sha256(said.encode()).digest(), RECEIPT_LENGTH))


def in_groups(code: str, between: str = "-", size: int = GROUP) -> str:
    """A long code in groups, as people can read it aloud or compare it."""
    return between.join(code[place : place + size] for place in range(0, len(code), size))
