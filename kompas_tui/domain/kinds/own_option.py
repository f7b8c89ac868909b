"""An option of one's own: what who finds nothing in the list types in, as `eigen: Anders, namelijk`."""

from collections.abc import Sequence, Set
from dataclasses import replace

from kompas_tui.domain.language.alike import folded
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.question.answers import texts_by_field
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer, Field, Texts
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import TextItem

OWN = "eigen"
_LONGEST = 120


def read_own(options: Options, choices: Sequence[str]) -> str:
    """What the option of one's own is called; empty where there is none."""
    own = " ".join(options.text(OWN).split())
    same = next((choice for choice in choices if folded(choice) == folded(own)), "") if own else ""
    if same:
        options.problem(f"{quoted(same)} staat er al bij. Haal die optie weg bij ‘opties’.", OWN)
    return own


def own_field(own: str) -> tuple[Texts, ...]:
    """Where it is typed; nothing where there is none."""
    return (Texts(OWN, own, 1, _LONGEST),) if own else ()


def listed_already(answer: Answer, listed: Sequence[str]) -> int | None:
    """The place in the list of what was typed, where it stands there; None where it does not, or nothing was typed."""
    typed = [folded(text) for text in answer.get(OWN, ()) if text]
    return next((index for index, option in enumerate(listed) if folded(option) in typed), None)


def texts_of_own(fields: Sequence[Field], ballots: Sequence[Ballot], hidden: Set[str]) -> tuple[TextItem, ...]:
    """What was typed in these fields, under the name of the option."""
    typed = [one for ballot in ballots for one in texts_by_field(fields, ballot) if one[1].id not in hidden]
    return tuple(replace(item, group=field.label) for field, item in sorted(typed, key=lambda one: one[1].id))


def wrote_own(answer: Answer) -> bool:
    """Whether one was typed."""
    return any(answer.get(OWN, ()))
