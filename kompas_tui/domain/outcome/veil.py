"""What the facilitator keeps back: a text that is hidden comes back nowhere, not as an option elsewhere either."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from typing import assert_never

from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.kinds.activity import OPTION_LENGTH
from kompas_tui.domain.kinds.carrying import PROPOSAL
from kompas_tui.domain.language.alike import folded
from kompas_tui.domain.language.sentences import Sentence, phrase
from kompas_tui.domain.language.wording import shortened
from kompas_tui.domain.outcome.privacy import respelled
from kompas_tui.domain.question.fields import (
    Field,
    OneOf,
    Order,
    Pins,
    Place,
    Points,
    Scale,
    SeveralOf,
    Texts,
    is_consent,
)
from kompas_tui.domain.result.shapes import Result
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session


class Concealed(Sentence):
    """Words of ours in the place of a text that may not be shown; who writes the same words makes none."""

    __slots__ = ()


_ONE, _OF_MORE = phrase("(tekst die niet te zien is)"), phrase("(tekst die niet te zien is) {nummer}")

KEPT_BACK = Concealed.of(_ONE.message, "", 0, {})

Veil = Mapping[str, Concealed]
"""What stands in the place of each text that may not be shown, by that text folded."""

_PARTS, _MARK = re.compile(r"[,\[\]{}]"), re.compile(r"^\s*-\s+")
_NAMED = re.compile(r"‘(.+)’", re.DOTALL)
_QUOTED = re.compile(r"""\"([^"]+)"|'([^']+)'""")

NO_REASON = "geen reden opgeschreven"


def texts_of(asked: Round) -> tuple[Counter[str], Counter[str]]:
    """How often each text of a round is hidden and how often it is not, folded; a long one also as an option has it."""
    hidden: Counter[str] = Counter()
    in_view: Counter[str] = Counter()
    ids = asked.hidden()
    for item in asked.texts():
        (hidden if item.id in ids else in_view).update(_spellings(item.text))
    return hidden, in_view


def _spellings(text: str) -> set[str]:
    """The text, and what is left of it where a question takes it as an option."""
    return {folded(text), folded(shortened(" ".join(text.split()), OPTION_LENGTH))}


def phrases(deck: str) -> Iterator[str]:
    """What a deck may have as an option, folded: each line of its text, and each value and each part of a list in it.

    What is missed here is hidden too often, and never too little.
    """
    for line in deck.splitlines():
        for part in (line, *_PARTS.split(line), *(one or other for one, other in _QUOTED.findall(line))):
            whole = _MARK.sub("", part)
            yield from (folded(text.strip().strip("'\"")) for text in (whole, whole.partition(": ")[2]))


def veil_over(asked: Activity, hidden: Set[str]) -> Veil:
    """What stands in the place of each hidden text in this question; two options or more get a number each.

    So no two options get one name, which would lay the counts of one beside the other.
    """
    if not hidden:
        return {}
    listed = [folded(option) for option in asked.listed()]
    hidden = hidden - _own_words(asked)  # whatever somebody wrote elsewhere
    options = [text for text in listed if text in hidden]
    if len(options) < 2:
        return dict.fromkeys(hidden, KEPT_BACK)
    numbered = {text: _numbered(number) for number, text in enumerate(options, 1)}
    return {text: numbered.get(text, KEPT_BACK) for text in hidden}


def _numbered(number: int) -> Concealed:
    return Concealed.of(_OF_MORE.message, "", 0, {"nummer": number})


def _own_words(asked: Activity) -> set[str]:
    """What can be chosen by the kind's own words, such as ja, deels and nee; folded."""
    choices = {folded(option) for field in asked.fields() for option in getattr(field, "options", ())}
    listed = set(map(folded, asked.listed()))
    if asked.is_support:
        return set()
    return choices - listed if set(asked.fillable) - {PROPOSAL} else choices | listed


def veiled_text(text: str, veil: Veil) -> str:
    """The text, or a few words in its place where it may not be shown."""
    return veil.get(folded(text), text) if veil else text


def veiled(result: Result, veil: Veil) -> Result:
    """The result in which no text that may not be shown stands, as an option, a heading or a text."""
    return respelled(result, lambda text: veiled_text(text, veil)) if veil else result


def veiled_field(field: Field, veil: Veil) -> Field:
    """A field of a question without options that may not be shown; the numbers of the others stay."""
    if not veil:
        return field
    match field:
        case Place() | Scale() | Texts():
            return replace(field, label=_veiled_label(field.label, veil))
        case SeveralOf():
            # An empty option is not drawn: nobody need choose it, as somebody must where all are ranked.
            return replace(field, options=tuple("" if folded(option) in veil else option for option in field.options))
        case Pins():
            return field  # its spots are the deck's own words
        case OneOf() | Points() | Order():
            options = tuple(veiled_text(option, veil) for option in field.options)
            return replace(field, label=_veiled_label(field.label, veil), options=options)
        case _:
            assert_never(field)


def _veiled_label(label: str, veil: Veil) -> str:
    """The label of a field, which may be a text, or name one between quotation marks."""
    told = _NAMED.sub(lambda named: f"‘{veiled_text(named[1], veil)}’", veiled_text(label, veil))
    return label if told == label else told


def personal_fields(activity: Activity) -> frozenset[str]:
    """The names of the fields by which a person can be known, of whatever kind the question is."""
    return frozenset(field.name for field in activity.form() if _is_personal(field))


def _is_personal(field: Field) -> bool:
    match field:
        case Texts():
            return field.personal
        case OneOf() | SeveralOf() | Points() | Scale() | Order() | Place() | Pins():
            return is_consent(field)
        case _:
            assert_never(field)


def hidden_texts(asked: Round) -> list[str]:
    """The ids of texts that the facilitator hid, without those that wait to be approved."""
    hidden = {text_id for text_id, state in asked.states.items() if state.shown is False}
    return [item.id for item in asked.texts() if item.id in hidden] if hidden else []


def reasons(session: Session) -> Counter[str]:
    """Why texts are hidden, with how many for each reason."""
    given = {
        (event.round, event.text_id): event.reason or NO_REASON for event in session.moderated if event.act == "verberg"
    }
    hidden = [(asked.id, text_id) for asked in session.rounds.values() for text_id in hidden_texts(asked)]
    return Counter(given.get(one, NO_REASON) for one in hidden)


def written_twice(session: Session) -> int:
    """How many of the texts that the facilitator hid can still be read, since somebody wrote the same."""
    in_view = {text for asked in session.rounds.values() for text in texts_of(asked)[1]}
    kept = [(asked, set(hidden_texts(asked))) for asked in session.rounds.values()]
    return sum(item.id in ids and folded(item.text) in in_view for asked, ids in kept for item in asked.texts())


def names_people(asked: Round) -> bool:
    """Whether somebody filled in a field by which a person can be known."""
    personal = personal_fields(asked.activity) if asked.activity.tells_personal else frozenset[str]()
    return any(personal & ballot.answer.keys() for ballot in asked.ballots.values())


def unseen_texts(asked: Round) -> int:
    """How many texts are not shown, hidden or not yet approved."""
    hidden = asked.hidden()
    return len(hidden & {item.id for item in asked.texts()}) if hidden else 0
