"""A phone as it asks for a page."""

from dataclasses import dataclass
from typing import Literal

from kompas_tui.web.languages import SOURCE
from kompas_tui.workshop.whereabouts import Where

PageState = Literal["wachten", "vraag", "kenmerk", "uitslag", "einde"]
"""What its page is about: nothing to do, a question, its receipt, a result, the end."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A phone: its token (empty where it has none yet), its role and table, and whether it asks for the main part only.

    A `tablet` goes from hand to hand: it forgets who answered as soon as the answer is saved. With a
    `tablet_code` it wants to, and the facilitator has not allowed it yet.
    """

    token: str
    role: str = ""
    part: bool = False
    tablet: bool = False
    tablet_code: str = ""
    table: str = ""
    where: Where | None = None
    """Whether it is in the room; None where it did not say it, or no deck asks."""
    language: str = SOURCE
    """The code of the language in which it is spoken to."""
