"""Conversations about proposals: made of lessons, and followed step by step to whether they help."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kompas_tui.domain.language.dates import iso_date
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.wording import count, quoted
from kompas_tui.domain.library.proposals import (
    CHANGES,
    HELPS,
    VERDICTS,
    AnyStep,
    Checked,
    Decided,
    FedBack,
    Proposal,
    Scheduled,
)
from kompas_tui.domain.library.sections import PROPOSALS
from kompas_tui.domain.library.things import Thing
from kompas_tui.tui.screens.dialogs import ChoiceDialog, WriteDialog
from kompas_tui.tui.screens.entries import Question

if TYPE_CHECKING:
    from kompas_tui.tui.screens.library import LibraryScreen


async def propose(screen: "LibraryScreen") -> None:
    """Put a step behind a proposal, or make one of what was marked, else of the row."""
    if screen.current is None:
        raise CommandRefused("Kies eerst iets in de lijst.")
    about = screen.current.about
    if isinstance(about, Proposal) and not screen.marked:
        await _take_step(screen, about)
        return
    things = [row.about for row in (list(screen.marked.values()) or [screen.current]) if isinstance(row.about, Thing)]
    if not things:
        raise CommandRefused("Kies eerst een les, of iets anders uit een sessie.")
    await _make(screen, things)


async def _make(screen: "LibraryScreen", lessons: Sequence[Thing]) -> None:
    proposals = screen.shelf.additions.proposals
    named = quoted(lessons[0].text) if len(lessons) == 1 else count(len(lessons), "les", "lessen")
    if proposals:
        listed = [("", "Een nieuw voorstel"), *((one.id, f"Hoort bij: {one.change}") for one in proposals)]
        chosen = await screen.ask(ChoiceDialog("Welk voorstel?", f"Van {named}", listed))
        if chosen is None:
            return
        known = screen.shelf.additions.proposal(chosen)
        if known is not None:
            for lesson in lessons:
                screen.desk.add_lesson(known, lesson.key)
            screen.marked.clear()
            screen.changed("De les hoort nu bij dit voorstel.")
            return
    await _ask_new(screen, named, lessons)


async def _ask_new(screen: "LibraryScreen", named: str, lessons: Sequence[Thing]) -> None:
    questions = [
        Question("Wat moet er veranderen?", hint="Eén zin, in je eigen woorden", required=True),
        Question("Wat moet het opleveren?", hint="Zo zie je later of het helpt"),
    ]
    typed = await screen.ask(WriteDialog(f"Een voorstel van {named}", questions))
    if typed is None:
        return
    sort = await screen.ask(ChoiceDialog("Wat verandert er dan?", typed[0], [(one, one) for one in CHANGES]))
    screen.desk.propose([lesson.key for lesson in lessons], typed[0], typed[1], sort or "")
    screen.marked.clear()
    screen.changed()
    screen.go_to(PROPOSALS)
    screen.say("Het voorstel staat bij Voorstellen.")


async def _take_step(screen: "LibraryScreen", proposal: Proposal) -> None:
    choices = [
        ("agenda", "Zet het op een agenda"),
        ("besluit", "Schrijf het besluit op"),
        ("terug", "Teruggekoppeld: de mensen weten het"),
        ("helpt", "Helpt het?"),
    ]
    chosen = await screen.ask(ChoiceDialog(proposal.change, proposal.state(screen.shelf.today), choices))
    step = await _STEPS[chosen](screen) if chosen else None
    if step is not None:
        screen.desk.take_step(proposal, step)
        screen.changed("Het staat in het verloop.")


async def _scheduled(screen: "LibraryScreen") -> AnyStep | None:
    questions = [
        Question("Op wiens agenda?", hint="Zoals het college, of het wijkoverleg", required=True),
        Question("Welke dag?", hint="Zoals 31-12 of 3 mei", required=True),
    ]
    typed = await screen.ask(WriteDialog("Op een agenda", questions))
    if typed is None:
        return None
    when = iso_date(typed[1], date.fromisoformat(screen.desk.today))
    return Scheduled(day=screen.desk.today, where=typed[0].strip(), when=when)


async def _decided(screen: "LibraryScreen") -> AnyStep | None:
    verdict = await screen.ask(ChoiceDialog("Wat is het besluit?", "", [(one, one.capitalize()) for one in VERDICTS]))
    if verdict is None:
        return None
    typed = await screen.ask(WriteDialog(f"Besluit: {verdict}", [Question("Waarom?", required=True)]))
    return Decided(day=screen.desk.today, verdict=verdict, reason=typed[0].strip()) if typed else None


async def _fed_back(screen: "LibraryScreen") -> AnyStep | None:
    question = Question("Aan wie?", hint="Zoals de bewoners van de avond", required=True)
    typed = await screen.ask(WriteDialog("Teruggekoppeld", [question]))
    return FedBack(day=screen.desk.today, whom=typed[0].strip()) if typed else None


async def _checked(screen: "LibraryScreen") -> AnyStep | None:
    helps = await screen.ask(ChoiceDialog("Helpt het?", "", [(one, one.capitalize()) for one in HELPS]))
    if helps is None:
        return None
    typed = await screen.ask(WriteDialog(f"Helpt het? {helps.capitalize()}", [Question("Wat zag je?", required=True)]))
    return Checked(day=screen.desk.today, helps=helps, seen=typed[0].strip()) if typed else None


_STEPS: Mapping[str, Callable[["LibraryScreen"], Awaitable[AnyStep | None]]] = {
    "agenda": _scheduled,
    "besluit": _decided,
    "terug": _fed_back,
    "helpt": _checked,
}
