"""Leaving a session: the report, and the choice between a pause and the end."""

import asyncio

from kompas_tui.domain.language.wording import quoted
from kompas_tui.tui.choices import Farewell
from kompas_tui.tui.ports import House, Running
from kompas_tui.tui.screens.asking import Host
from kompas_tui.tui.screens.dialogs import ChoiceDialog
from kompas_tui.workshop.commands.course import End
from kompas_tui.workshop.commands.looking import LookUp


async def report(host: Host, house: House) -> None:
    """Write the report now, and say where it is: not by its whole path, since the room reads along."""
    path = await asyncio.to_thread(house.write_report, host.workshop)
    host.say(f"Het verslag staat klaar: {quoted(path.name)} in de map {quoted(path.parent.name)}.", lasting=True)


async def leave(host: Host, house: House, running: Running) -> Farewell | None:
    """Pause, or end with the report; what remains to be said where the program is to be closed."""
    if host.workshop.session.is_ended:
        return Farewell(0, ("De sessie is afgerond.",))
    chosen = await host.ask(_pause_or_end(leads_here=running.pause is None))
    if chosen == "pauze":
        if running.pause is not None:
            await running.pause()
        return Farewell(0, ("De sessie is gepauzeerd.",), "Ga later verder met")
    if chosen == "weg":
        return Farewell(0, ("De sessie loopt door op de server.",), "Haak weer aan met")
    if chosen == "oogst":
        await host.workshop.do(LookUp(cover="oogst"))
    if chosen == "afronden":
        await host.workshop.do(End())
        host.do_aside(report(host, house))
    return None


def _pause_or_end(*, leads_here: bool) -> ChoiceDialog[str]:
    explanation = "Na pauzeren ga je verder waar je was. Na afronden kan niemand meer antwoorden."
    choices = [
        ("pauze", "Pauzeren en sluiten"),
        ("afronden", "Afronden en het verslag maken"),
        ("oogst", "Eerst laten zien wat we afspraken"),
    ]
    if not leads_here:
        choices.insert(1, ("weg", "Alleen deze beamer sluiten"))
    return ChoiceDialog("Stoppen?", explanation, choices)
