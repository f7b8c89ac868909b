"""What was agreed in a session, as a list to look at together: decisions, promises, actions, what is parked."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from kompas_tui.domain.language.lists import BULLET
from kompas_tui.domain.language.sentences import glued, phrase
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.report.written import ACTIONS, PROMISES, action_line, day_in_words, promise_line
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session

_DECISIONS, _PARKED = "Besluiten", "Parkeerplaats"
_HEADINGS = (_DECISIONS, PROMISES, ACTIONS, _PARKED)

CONFIRMING = "oogst-klopt-"
"""The beginning of the address of a card on which the room says whether the harvest is right."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One thing that was agreed: the number by which it is corrected, under which heading, whole, and in its parts."""

    number: int
    heading: str
    line: str
    text: str
    who: str = ""
    to: str = ""
    when: str = ""

    @property
    def is_action(self) -> bool:
        """Whether somebody does it, on a day perhaps."""
        return self.heading in (PROMISES, ACTIONS)


def agreements(session: Session) -> Sequence[Agreement]:
    """What was agreed, in the order of the headings; a note of the facilitator is no agreement."""
    listed = [one for number, noted in session.noted.items() if (one := _agreement(number, noted)) is not None]
    return sorted(listed, key=lambda one: _HEADINGS.index(one.heading))


def _agreement(number: int, noted: ev.Written) -> Agreement | None:
    match noted:
        case ev.DecisionTaken():
            return Agreement(number, _DECISIONS, noted.text, noted.text)
        case ev.PromiseMade():
            return Agreement(number, PROMISES, promise_line(noted), noted.what, noted.who, noted.to, noted.when)
        case ev.ActionAgreed():
            return Agreement(number, ACTIONS, action_line(noted), noted.what, noted.who, when=noted.when)
        case ev.Parked():
            return Agreement(number, _PARKED, noted.text, noted.text)
        case ev.NoteTaken():
            return None
        case _:
            assert_never(noted)


def agreed_in_lines(session: Session) -> str:
    """Everything that was agreed, each on its line under its heading, as a proposal for the room."""
    lines = list[str]()
    for heading, listed in itertools.groupby(agreements(session), key=lambda one: one.heading):
        lines += [f"{heading}:", *(f"{BULLET} {' '.join(one.line.split())}" for one in listed)]
    return "\n".join(lines)


def confirmation(session: Session) -> str:
    """What the room said of the harvest; that it was changed since, where it was; empty where nobody asked."""
    asked = [one for one in session.rounds.values() if one.card.startswith(CONFIRMING) and not one.is_open]
    if not asked:
        return ""
    sentence = f"De zaal over deze lijst: {outcome_of(session, asked[-1]).sentence}"
    same = asked[-1].activity.proposed() == agreed_in_lines(session)
    return sentence if same else f"{sentence} Daarna is de lijst veranderd."


def feedback_line(session: Session) -> str:
    """When and how people hear what happens with what they gave; empty where that was not said."""
    plan = session.feedback
    if plan is None or not (plan.when or plan.how):
        return ""
    when = phrase("Je hoort op {dag} wat hiermee gebeurt.", dag=day_in_words(plan.when)) if plan.when else ""
    way = phrase("Zo hoor je het: {hoe}.", hoe=plan.how.rstrip(".")) if plan.how else ""
    return glued(when, way)
