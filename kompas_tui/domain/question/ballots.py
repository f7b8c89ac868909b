"""Ballots, their receipts and the ids of the texts in them."""

import hashlib
import json
from dataclasses import dataclass

from kompas_tui.domain.language.codes import in_groups, spelled
from kompas_tui.domain.question.fields import Answer

RECEIPT_LENGTH = 16
"""78 bits: two answers of one phone with one receipt take some 600 billion tries, another voter's far more."""

# One spelling only, so that anybody who counts again with another program comes to the same receipts.
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

    def text_id(self, number: int) -> str:
        """The id of the text at this place of a form; an edited text keeps it."""
        return hashlib.sha256(f"{self.mark}:{number}".encode()).hexdigest()[:10]


def receipt_for(round_id: str, answer: Answer, nonce: str) -> str:
    """The receipt of an answer: SHA-256 over round, answer and the phone's nonce, in sixteen characters."""
    encoded = _encoder.encode([round_id, answer, nonce])
    return in_groups(spelled(hashlib.sha256(encoded.encode("utf-8", "surrogatepass")).digest(), RECEIPT_LENGTH))
