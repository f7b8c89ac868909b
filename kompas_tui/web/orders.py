"""The facilitator's commands as the remote and the page send them, by the names of the one table."""

from typing import Any

from kompas_tui.domain.language.wording import did_you_mean, quoted
from kompas_tui.web.requests import BadRequest
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.table import ORDERS

SEEN = "gezien"
"""That the message about saving was read; it is no step in the session."""


async def carry_out(workshop: Workshop, words: dict[str, Any]) -> str:
    """Carry out the command that this says, and give its name; BadRequest where there is none like it."""
    order = OrderWords(words)
    name = order.text("opdracht")
    if name == SEEN:
        workshop.trouble_seen()
        return name
    if name not in ORDERS:
        raise BadRequest(400, f"De opdracht {quoted(name[:40])} ken ik niet. {did_you_mean(name, list(ORDERS))}")
    await workshop.do(ORDERS[name](order))
    return name
