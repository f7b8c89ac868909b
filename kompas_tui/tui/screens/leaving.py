"""Leaving a session: the report, and the choice between a pause and the end."""

import asyncio

from kompas_tui.tui.ports import Farewell, House
from kompas_tui.tui.screens.asking import Host
from kompas_tui.tui.screens.dialogs import ChoiceDialog
from kompas_tui.workshop.commands.course import End
from kompas_tui.workshop.commands.looking import LookUp

_LATER = "Ga later verder met: kompas hervat"


async def report(host: Host, house: House) -> None:
    """Write the report now, and say where it is."""
    path = await asyncio.to_thread(house.write_report, host.workshop)
    host.say(f"Het verslag staat klaar: {path}", lasting=True)


async def leave(host: Host, house: House) -> Farewell | None:
    """Pause, or end with the report; what remains to be said where the program is to be closed."""
    if host.workshop.session.is_ended:
        return Farewell(0, ("De sessie is afgerond.",))
    chosen = await host.ask(_pause_or_end())
    if chosen == "pauze":
        return Farewell(0, ("De sessie staat op pauze.", _LATER))
    if chosen == "oogst":
        await host.workshop.do(LookUp(cover="oogst"))
    if chosen == "afronden":
        await host.workshop.do(End())
        host.do_aside(report(host, house))
    return None


def _pause_or_end() -> ChoiceDialog[str]:
    explanation = "Na pauzeren ga je verder waar je was. Na afronden kan niemand meer antwoorden."
    choices = [
        ("pauze", "Pauzeren en sluiten"),
        ("afronden", "Afronden en het verslag maken"),
        ("oogst", "Eerst laten zien wat we afspraken"),
    ]
    return ChoiceDialog("Stoppen?", explanation, choices)
