"""An outcome in which long labels are told in a few words, for screens and reports; data have them whole."""

from dataclasses import dataclass, replace

from kompas_tui.domain.outcome.gate import Outcome
from kompas_tui.domain.outcome.roles import Parts
from kompas_tui.domain.result.abridging import Names, compared_by, relabelled, relabelled_bars, short_names, whole_texts


@dataclass(frozen=True, slots=True)
class Abridged:
    """An outcome with short labels, the short form of each, and the texts that were shortened, whole."""

    outcome: Outcome
    names: Names
    whole: tuple[str, ...]


def abridged(outcome: Outcome) -> Abridged:
    """The outcome with long labels in a few words; as it is where none is long."""
    names = short_names(outcome.result)
    if not names:
        return Abridged(outcome, names, ())

    def short(parts: Parts) -> Parts:
        return tuple((group, relabelled(part, names)) for group, part in parts)

    hands = outcome.hands
    if hands is not None:
        hands = replace(hands, phones=relabelled_bars(hands.phones, names), raised=relabelled_bars(hands.raised, names))
    shortened = replace(
        outcome,
        result=relabelled(outcome.result, names),
        by_role=short(outcome.by_role),
        by_table=short(outcome.by_table),
        hands=hands,
        beside=tuple(replace(one, comparison=compared_by(one.comparison, names)) for one in outcome.beside),
    )
    return Abridged(shortened, names, whole_texts(names))
