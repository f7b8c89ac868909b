"""The harvest at the end: correct what was agreed, ask the room whether it is right, say when people hear more."""

from kompas_tui.domain.language.dates import iso_date
from kompas_tui.domain.report.agreed import Agreement, agreements
from kompas_tui.tui.screens.agreement_dialogs import (
    CONFIRM,
    FEEDBACK,
    REMOVE,
    REWORD,
    change_dialog,
    harvest_dialog,
)
from kompas_tui.tui.screens.asking import Host, ask_until_taken, give
from kompas_tui.tui.screens.entries import Question
from kompas_tui.workshop.commands.harvest import ConfirmHarvest, Correct, Remove


async def correct(host: Host) -> None:
    """Choose what to correct, or what else to do with the harvest."""
    listed = agreements(host.workshop.session)
    chosen = await host.ask(harvest_dialog([(one.number, one.line, one.heading) for one in listed]))
    if chosen == FEEDBACK:
        await plan_feedback(host)
    elif chosen == CONFIRM:
        host.say(await host.workshop.do(ConfirmHarvest()))
    elif chosen is not None:
        await correct_line(host, int(chosen))


async def correct_line(host: Host, number: int) -> None:
    """Correct the agreement with this number."""
    one = next((one for one in agreements(host.workshop.session) if one.number == number), None)
    if one is not None:
        await _change(host, one)


async def plan_feedback(host: Host) -> None:
    """Say when and how people hear what happens; what was said before stands there."""
    await give(host, "terugkoppeling")


async def _change(host: Host, one: Agreement) -> None:
    chosen = await host.ask(change_dialog(one.heading, one.line))
    if chosen == REMOVE:
        host.say(await host.workshop.do(Remove(one.number)))
    elif chosen == REWORD:
        await _reword(host, one)


async def _reword(host: Host, one: Agreement) -> None:
    questions = [Question("Wat?" if one.is_action else "", one.text, required=True, comes_first=True)]
    if one.is_action:
        questions.append(Question("Wie doet het?", one.who, required=bool(one.to)))
    if one.to:
        questions.append(Question("Aan wie?", one.to, required=True))
    if one.is_action:
        questions.append(Question("Wanneer?", one.when, "Bijvoorbeeld 31-12 of morgen"))

    async def take(typed: list[str]) -> None:
        text, who, *rest = [*typed, "", ""] if one.is_action else [typed[0], "", "", ""]
        to, when = rest[:2] if one.to else ("", rest[0])
        told = await host.workshop.do(Correct(one.number, text, who, to, iso_date(when, host.workshop.now().date())))
        host.say(told)

    await ask_until_taken(host, one.heading, questions, take)
