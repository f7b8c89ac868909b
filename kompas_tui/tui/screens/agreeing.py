"""What the facilitator agrees with the group on a canvas: a conversation per cell, with a draft to start from."""

from kompas_tui.domain.deck.canvases import CanvasCell
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.wording import long_date, quoted
from kompas_tui.domain.outcome import CellOutcome, canvas_in_room, draft_of
from kompas_tui.domain.report.written import day_in_words
from kompas_tui.domain.session.brought import BroughtAction
from kompas_tui.domain.session.canvases import LaidCanvas
from kompas_tui.tui.screens.asking import Host, ask_until_taken
from kompas_tui.tui.screens.dialogs import ListDialog, ListRow
from kompas_tui.tui.screens.entries import Question
from kompas_tui.workshop.canvases import see_canvas
from kompas_tui.workshop.commands.canvas import DescribeCanvas, SetCell
from kompas_tui.workshop.commands.refusing import see_that_it_can
from kompas_tui.workshop.commands.standing import stands_already
from kompas_tui.workshop.commands.writing import FinishAction

DETAILS = "/"
"""The choice of a list that is no cell; no cell can be called so."""


async def write_cell(host: Host, name: str) -> None:
    """Set the text of the cell with this name."""
    laid = _laid(host)
    if (cell := laid.canvas.cell(name)) is not None:
        await _set(host, laid, cell)


async def agree_on_cell(host: Host) -> None:
    """Choose a cell and set its text, or set the number, the version and the next look."""
    laid = _laid(host)
    canvas = canvas_in_room(host.workshop.session, laid)
    choices = [ListRow(cell.name, cell.title, str(number), _state(cell)) for number, cell in enumerate(canvas.cells, 1)]
    choices.append(ListRow(DETAILS, "Nummer, versie en volgende keer", "", f"versie {canvas.version}"))
    current = next((cell.name for cell in canvas.cells if cell.is_missing), DETAILS)
    chosen = await host.ask(ListDialog("Wat stellen jullie vast?", choices, current=current, enter="kiest het vak"))
    if chosen == DETAILS:
        await _describe(host, laid)
    elif chosen:
        await write_cell(host, chosen)


def _state(cell: CellOutcome) -> str:
    return "● klaar" if cell.is_filled else f"○ {cell.when_empty}"


async def _set(host: Host, laid: LaidCanvas, cell: CanvasCell) -> None:
    source = host.workshop.course.find(cell.source) if cell.source else None
    draft = draft_of(host.workshop.session, laid, cell)
    hint = (
        f"Dit komt van de kaart {quoted(source.title)}. Pas het aan. "
        if source and draft and not laid.texts.get(cell.name)
        else ""
    )

    async def take(typed: list[str]) -> None:
        told = await host.workshop.do(SetCell(cell.name, typed[0], laid.card))
        host.say(told)

    question = Question("Wat spreken jullie af?", draft, "Eén of twee zinnen")
    await ask_until_taken(host, cell.title, [question], take, f"{hint}Enter stelt het vast, Esc gaat terug.")


async def _describe(host: Host, laid: LaidCanvas) -> None:
    stands = stands_already(host.workshop, "canvasgegevens")
    questions = [
        Question("Nummer", stands["nummer"], "Een nummer of kenmerk"),
        Question("Versie", stands["versie"], "Een heel getal"),
        Question("Wanneer kijken jullie weer?", stands["volgende_keer"], "Een datum"),
    ]

    async def take(typed: list[str]) -> None:
        version = typed[1].strip()
        if version and not (version.isascii() and version.isdigit() and len(version) < 4):
            raise CommandRefused(f"{quoted(version[:20])} is geen versie. Vul een heel getal in.")
        host.say(await host.workshop.do(DescribeCanvas(typed[0], int(version or 0) or None, typed[2], laid.card)))

    await ask_until_taken(host, laid.canvas.name, questions, take)


async def finish_actions(host: Host) -> None:
    """Show the actions and promises of the session before, and mark those that are done."""
    see_that_it_can(host.workshop, "actiepunt_klaar")
    before = host.workshop.session.continued
    assert before is not None, "it was just seen"
    title = f"Uit {quoted(before.title)}{f', {long_date(before.day)}' if before.day else ''}: wat is klaar?"
    while True:
        finished = host.workshop.session.finished
        rows = [
            ListRow(str(number), action.what, str(number), _done(action, is_done=number in finished))
            for number, action in enumerate(before.actions, 1)
        ]
        first_open = next((row.id for row in rows if int(row.id) not in finished), "")
        chosen = await host.ask(ListDialog(title, rows, current=first_open, enter="zet het op klaar"))
        if not chosen:
            return
        host.say(await host.workshop.do(FinishAction(int(chosen))))


def _done(action: BroughtAction, *, is_done: bool) -> str:
    to, when = f"aan {action.to}" if action.is_promise else "", day_in_words(action.when) if action.when else ""
    agreed = ", ".join(filter(None, (action.who, to, when)))
    return f"{'● klaar' if is_done else '○ open'}{f'  {agreed}' if agreed else ''}"


def _laid(host: Host) -> LaidCanvas:
    return see_canvas(host.workshop.session, host.workshop.course, host.workshop.card)
