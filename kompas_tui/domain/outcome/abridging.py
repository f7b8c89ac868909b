"""An outcome in which long labels are told in a few words, for screens and reports; data have them whole."""

from dataclasses import dataclass, replace

from kompas_tui.domain.outcome.gate import Outcome
from kompas_tui.domain.outcome.roles import Parts
from kompas_tui.domain.result.abridging import Names, compared_by, relabelled, short_names, whole_texts


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

    # The same short names everywhere: a label that is long in one part of an outcome is the same option in all of them.
    means = outcome.means and replace(outcome.means, apart=short(outcome.means.apart))
    shortened = replace(
        outcome,
        result=relabelled(outcome.result, names),
        by_role=short(outcome.by_role),
        by_table=short(outcome.by_table),
        means=means,
        beside=tuple(replace(one, comparison=compared_by(one.comparison, names)) for one in outcome.beside),
    )
    return Abridged(shortened, names, whole_texts(names))
