"""The texts that the facilitator reads to decide what the room may see; the one place where hidden texts stand."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from kompas_tui.domain.language.alike import folded
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import long_date
from kompas_tui.domain.outcome.veil import texts_of
from kompas_tui.domain.question.answers import texts_by_field
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.session.moderation import TextState, ended_in
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session


@dataclass(frozen=True, slots=True)
class TextToRead:
    """A text with how it stands; `shown` is None while nobody decided about it."""

    id: str
    text: str
    shown: bool | None
    group: str
    support: int
    into: str
    """The id of the text that it was merged into."""
    done: bool
    weighing: str
    why: str
    reaction: str
    column: str
    """Where it was written, in a question with columns, or the board that it was put on."""


def texts_to_read(asked: Round) -> tuple[TextToRead, ...]:
    """The texts of a round, as far as a facilitator may read them by now, in the order of their ids.

    While it is open only where the activity asks to read texts first, for else they are still on their way.
    A text by which a person can be known stands here only if it must be read before it is shown.
    """
    moderated = asked.activity.moderated
    if asked.is_open and not moderated:
        return ()
    readable = [
        _as_it_stands(asked, item.id, item.text, field.label if field.label in asked.activity.columns else "")
        for ballot in asked.ballots.values()
        for field, item in texts_by_field(asked.activity.fields(), ballot)
        if moderated or (field.accepts == "text" and not field.personal)
    ]
    readable += [_as_it_stands(asked, item.id, item.text, "") for item in asked.own.values()]
    # An id is a hash, so this order says nothing of who wrote first.
    return tuple(sorted(readable, key=lambda text: text.id))


def _as_it_stands(asked: Round, text_id: str, text: str, column: str) -> TextToRead:
    state = asked.states.get(text_id, TextState())
    is_shown = True if state.shown is None and not asked.activity.moderated else state.shown
    support = asked.support.get(text_id, 0)
    return TextToRead(
        text_id, text, is_shown, state.group, support, state.into, state.done, state.weighing, state.why,
        state.reaction, column or state.board,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text as its writer sees it: how it stands in a word, and what the organisation answered to it."""

    label: str
    """Of which field it is; empty where the question says that."""
    text: str
    state: str
    reaction: str


def own_texts(asked: Round, ballot: Ballot) -> tuple[OwnText, ...]:
    """The texts of this ballot, for nobody but who gave it."""
    fields, question = asked.activity.fields(), asked.activity.question
    in_view = {item.id for item in asked.texts()} - asked.hidden()
    texts = []
    for field, item in texts_by_field(fields, ballot):
        as_one = asked.states.get(ended_in(item.id, asked.states, in_view), TextState())
        label = field.label if len(fields) > 1 and field.label != question else ""
        text = long_date(date.fromisoformat(item.text)) if field.accepts == "date" else item.text
        standing = phrase("alleen voor de organisatie") if field.personal else _standing(asked, item.id, in_view)
        texts.append(OwnText(label, text, standing, as_one.reaction))
    return tuple(texts)


def _standing(asked: Round, text_id: str, in_view: Set[str]) -> str:
    """How a text stands; what was answered to the one that it was merged into was answered to this one."""
    ended = ended_in(text_id, asked.states, in_view)
    state, as_one = asked.states.get(text_id, TextState()), asked.states.get(ended, TextState())
    if state.shown is False:
        return phrase("niet getoond")
    if as_one.done:
        return phrase("beantwoord")
    if ended != text_id:
        return phrase("samengevoegd met een andere tekst")
    if state.shown or (asked.was_shown and not asked.activity.moderated):
        return phrase("te zien")
    return phrase("wacht")


def times_still_shown(session: Session, text_ids: Sequence[str]) -> int:
    """How often these texts can still be read elsewhere after they were hidden, since others wrote the same."""
    written = {folded(item.text) for asked in session.rounds.values() for item in asked.texts() if item.id in text_ids}
    counted = [texts_of(asked)[1] for asked in session.rounds.values()]
    return sum(in_view[text] for text in written for in_view in counted)
