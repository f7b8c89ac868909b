"""What shifted beside earlier rounds, as plain data for programs."""

from collections.abc import Callable
from typing import Any

from kompas_tui.domain.outcome.gate import Beside, Earlier, Outcome


def shift_data(outcome: Outcome, name_of: Callable[[Earlier], object]) -> dict[str, Any]:
    """How many changed their mind, and what shifted beside each earlier round, which is called by `name_of`."""
    moved = {} if outcome.moved is None else {"deden_beide_rondes": outcome.both, "veranderden": outcome.moved}
    laid_beside = [_compared(laid, name_of) for laid in outcome.beside]
    first, others = laid_beside[:1], laid_beside[1:]
    return {
        **moved,
        **({"vergelijking": first[0]} if first else {}),
        **({"ook_vergeleken": others} if others else {}),
    }


def _compared(laid: Beside, name_of: Callable[[Earlier], object]) -> dict[str, Any]:
    shift = laid.comparison
    shifts = [
        {"optie": one.label, "eerst": one.before, "nu": one.after, "verschil": one.change} for one in shift.shifts
    ]
    return {
        "met": name_of(laid.earlier), "maat": shift.measure, "zin": shift.sentence,
        "antwoorden_eerst": shift.before_answers, "antwoorden_nu": shift.after_answers, "opties": shifts,
    }  # fmt: skip
