"""The ballots of a round as anybody may see them: enough to count again, nothing that must stay hidden."""

import json
from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from kompas_tui.domain.outcome.gate import veil_of
from kompas_tui.domain.outcome.privacy import hides_ballots
from kompas_tui.domain.outcome.veil import Veil, personal_fields, veiled_text
from kompas_tui.domain.question.answers import answer_in_words, texts_by_field
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

SMALL_PROFILE, _PERSONAL, HIDDEN_TEXT = "profiel van een kleine groep", "persoonsgegeven", "verborgen tekst"
_BLANKED = "gegeven van een persoon"
"""What can be left out of a ballot."""


@dataclass(frozen=True, slots=True)
class PublicBallot:
    """A ballot without a voter's mark or role; the nonce is empty where a part of the answer is left out.

    With a nonce a text that was left out could be guessed from the receipt.
    """

    receipt: str
    nonce: str
    answer: Answer
    words: Any
    """The answer with options by name, None where nothing of it may be seen."""
    left_out: tuple[str, ...]


def public_ballots(session: Session, asked: Round) -> tuple[PublicBallot, ...]:
    """The ballots that count, in the order of their receipts, which tells nothing about who came first."""
    withheld = _withheld_of(session, asked)
    ballots = [_public(asked, ballot, withheld) for ballot in asked.ballots.values()]
    return tuple(sorted(ballots, key=lambda ballot: (ballot.receipt, json.dumps(ballot.answer, sort_keys=True))))


def without_hidden(value: Any, veil: Veil) -> Any:
    """Plain data in which no text that may not be shown stands, also not as a name."""
    match value:
        case str():
            return veiled_text(value, veil)
        case dict():
            return {veiled_text(name, veil): without_hidden(item, veil) for name, item in value.items()}
        case list() | tuple():
            return [without_hidden(item, veil) for item in value]
        case _:
            return value


@dataclass(frozen=True, slots=True)
class _Withheld:
    """What the ballots of one round keep back: all of them, fields, texts by id, and texts wherever they stand."""

    everything: bool
    personal: Set[str]
    unseen: Set[str]
    veil: Veil
    is_public: bool
    """Whether the session is a copy for everybody, in which a changed answer has no nonce."""


def _withheld_of(session: Session, asked: Round) -> _Withheld:
    few = hides_ballots(asked.result())
    return _Withheld(
        few, personal_fields(asked.activity), asked.hidden(), veil_of(session, asked.activity), session.is_public
    )


def _public(asked: Round, ballot: Ballot, withheld: _Withheld) -> PublicBallot:
    answer, left_out = _public_answer(asked, ballot, withheld)
    words = without_hidden(answer_in_words(asked.activity.form(), answer), withheld.veil) if answer else None
    return PublicBallot(ballot.receipt, "" if left_out else ballot.nonce, answer, words, left_out)


def _public_answer(asked: Round, ballot: Ballot, withheld: _Withheld) -> tuple[Answer, tuple[str, ...]]:
    """The answer without what may not be seen, and what was left out."""
    if withheld.everything:
        return {}, (SMALL_PROFILE,)
    left_out = [_PERSONAL] if withheld.personal & ballot.answer.keys() else []
    answer = {name: value for name, value in ballot.answer.items() if name not in withheld.personal}
    for field, item in texts_by_field(asked.activity.fields(), ballot):
        if item.id in withheld.unseen and field.name in answer:
            answer[field.name] = ["" if text == item.text else text for text in answer[field.name]]
            left_out = [*left_out, HIDDEN_TEXT]
    # Without a nonce the answer was changed for the public copy, and by its receipt it could be guessed.
    if withheld.is_public and not ballot.nonce:
        left_out.append(_BLANKED)
    return answer, tuple(left_out)
