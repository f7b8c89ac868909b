"""Weighing what people wrote, one text after another: does it count, and why?"""

from collections.abc import Sequence

from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.result.shapes import WEIGHINGS, TextItem, TextList
from kompas_tui.tui.drawing.lines import cut
from kompas_tui.tui.drawing.texts import weighing_sign
from kompas_tui.tui.screens.asking import Host, ask_until_taken
from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, ListRow
from kompas_tui.tui.screens.entries import Question
from kompas_tui.workshop.commands.texts import Weigh, without_texts

_WIDEST = 56
"""So much of a text fits in the title of a dialog."""


async def weigh_texts(host: Host) -> None:
    """Choose a text, say whether it counts and why, and go on with the next until the facilitator goes back."""
    current = ""
    while items := _shown(host):
        current = current or next((item.id for item in items if not item.weighing), items[0].id)
        chosen = await host.ask(
            ListDialog("Welke tekst weeg je?", list(map(_row, items)), enter="weegt hem", current=current)
        )
        item = next((one for one in items if one.id == chosen), None)
        if item is None:
            return
        current = _next_open(items, item.id) if await _weigh(host, item) else item.id
    raise without_texts(host.workshop.session, host.workshop.card)


def _shown(host: Host) -> Sequence[TextItem]:
    session = host.workshop.session
    result = outcome_of(session, session.shown).result if session.shown is not None else None
    return result.items if isinstance(result, TextList) else ()


def _row(item: TextItem) -> ListRow:
    return ListRow(item.id, item.text, weighing_sign(item.weighing), item.weighing)


def _next_open(items: Sequence[TextItem], weighed: str) -> str:
    """The next text that nobody weighed yet, from the one that was weighed just now."""
    ids = [item.id for item in items]
    start = ids.index(weighed) + 1
    return next((item.id for item in (*items[start:], *items[:start]) if not item.weighing), weighed)


async def _weigh(host: Host, item: TextItem) -> bool:
    """Whether the text was weighed."""
    words = " ".join(item.text.split())
    choices = [(one, one.capitalize()) for one in WEIGHINGS]
    weighing = await host.ask(ChoiceDialog("Telt dit mee?", words, choices))
    if not weighing:
        return False

    async def take(typed: list[str]) -> None:
        await host.workshop.do(Weigh(item.id, weighing, typed[0]))

    why = Question("Waarom?", item.why, "De groep leest dit terug", required=True)
    return await ask_until_taken(host, f"{weighing.capitalize()}: {cut(words, _WIDEST)}", [why], take)
