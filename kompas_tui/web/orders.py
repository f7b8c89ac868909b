"""The facilitator's commands as the remote and the page send them, by the names of the one table."""

from typing import Any, NamedTuple

from kompas_tui.domain.language.wording import did_you_mean, quoted
from kompas_tui.web.changes import Changes
from kompas_tui.web.requests import BadRequest
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.table import ORDERS

SEEN = "gezien"
"""That the message about saving was read; it is no step in the session."""


MEANT_FOR = "bij"
"""The field with the step of the session that somebody saw who pressed; a command without it is for any step."""


class CarriedOut(NamedTuple):
    """A command that was carried out: its name, and what there is to say of it."""

    name: str
    told: str = ""


async def carry_out(workshop: Workshop, words: dict[str, Any], changes: Changes) -> CarriedOut:
    """Carry out the command that this says; BadRequest where there is none like it.

    One that was meant for another step than this does nothing: two presses in a row never do two things.
    """
    meant = words.pop(MEANT_FOR, "")
    order = OrderWords(words)
    name = order.text("opdracht")
    if name == SEEN:
        workshop.saving.seen()
        return CarriedOut(name)
    if name not in ORDERS:
        raise BadRequest(400, f"De opdracht {quoted(name[:40])} ken ik niet. {did_you_mean(name, list(ORDERS))}")
    return CarriedOut(name, await workshop.do(ORDERS[name](order), seen=changes.version_at(str(meant))))
