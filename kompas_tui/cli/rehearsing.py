"""A rehearsal of a deck: simulated phones answer, nothing is kept, and at the end stands what a room would run into."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from textual.geometry import Size

from kompas_tui.cli.sessions import REHEARSAL
from kompas_tui.deck_files import load_decks
from kompas_tui.domain.course.needed import needed_minutes
from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.language.errors import KompasError
from kompas_tui.domain.language.wording import count, quoted
from kompas_tui.domain.report.agenda import agenda
from kompas_tui.domain.session.events import Details
from kompas_tui.domain.session.round import SMALLEST
from kompas_tui.journal import SessionFolder
from kompas_tui.simulation import SimulationLog, simulate
from kompas_tui.tui.drawing.letters import Said
from kompas_tui.tui.drawing.lines import QUIET
from kompas_tui.tui.drawing.painting import Painting
from kompas_tui.tui.drawing.sizing import LetterSize
from kompas_tui.tui.keymap import KeyNames
from kompas_tui.tui.ports import Entrance
from kompas_tui.tui.screens.showing import pages as stage_pages
from kompas_tui.tui.screens.stage_view import StageView
from kompas_tui.tui.widgets import MARGIN_SIDE, MARGIN_TOP, SMALLEST_WINDOW, StagePage
from kompas_tui.web import WebSettings, bind, create_app, serve
from kompas_tui.workshop import Workshop, open_workshop
from kompas_tui.workshop.carrying import ProposalsTied
from kompas_tui.workshop.commands.asking import CloseRound, HideResult, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import GoTo

# Simulated phones answer within seconds; one that hangs must not hold up the whole rehearsal.
_LONGEST_ROUND_SECONDS = 20.0
_BAND_AND_KEYS = 2
_MOST_SMALL_WORDS = 40
"""More of a card does not fit in large letters, and nobody reads it while somebody speaks."""


def terminal_size() -> Size:
    """The size at which the beamer would be drawn here."""
    columns, rows = shutil.get_terminal_size((100, 30))
    return Size(max(columns, SMALLEST_WINDOW.width), max(rows, SMALLEST_WINDOW.height))


@dataclass(slots=True)
class Rehearsed:
    """What was seen of a deck on the beamer, and what went wrong."""

    workshop: Workshop
    entrance: Entrance
    size: Size
    pages: dict[tuple[str, str], int] = field(default_factory=dict)
    """By title and what was seen of it: how many pages that took at most."""
    small: dict[tuple[str, str], None] = field(default_factory=dict)
    """What was seen without any large letters."""
    wordy: dict[str, int] = field(default_factory=dict)
    """By title of a card with large letters: how many words stand in small ones, where that is too many."""
    wrong: list[str] = field(default_factory=list)
    _looked_at: tuple[str, str, str] | None = None

    def look(self) -> None:
        """Draw what is on the beamer now, once for each card, open round and result."""
        session = self.workshop.session
        current, result_round = session.open_round, session.shown
        view = session.card, current.id if current else "", result_round.id if result_round else ""
        if view == self._looked_at or session.is_ended:
            return
        self._looked_at = view
        what = "de uitslag" if result_round is not None else "de vraag" if current is not None else "de kaart"
        self._note(self.workshop.card, what)

    def _note(self, card: Card, what: str) -> None:
        view = StageView(self.workshop, self.entrance, KeyNames(), self.size.width, letters=LetterSize())
        width = self.size.width - 2 * MARGIN_SIDE
        height = self.size.height - _BAND_AND_KEYS - MARGIN_TOP
        try:
            drawn = stage_pages(view, width, height)
        except Exception:  # noqa: BLE001 - that a card can't be drawn is what a rehearsal is for
            self.wrong.append(f"{_of(card.title, what)} kan ik niet tekenen.")
            return
        key = card.title, what
        self.pages[key] = max(self.pages.get(key, 0), len(drawn))
        if card.plate is not None or card.canvas is not None:
            return  # these are looked at as a whole, and their labels are no text to read
        if not any(map(_has_large_letters, drawn)):
            self.small[key] = None
        elif card.activity is None and (words := sum(map(_small_words, drawn))) > _MOST_SMALL_WORDS:
            self.wordy[card.title] = words

    def findings(self) -> list[str]:
        """In words: what overflows, what the back row can't read, the time, and what went wrong."""
        at = f"{self.size.width} bij {self.size.height} tekens"
        long = [f"{_of(title, what)}: {pages} pagina’s" for (title, what), pages in self.pages.items() if pages > 1]
        small = [_of(title, what) for title, what in self.small]
        small += [f"de tekst van {quoted(title)}: {words} woorden is te veel" for title, words in self.wordy.items()]
        return [
            *_listed(f"Past niet op één scherm van {at}:", long),
            *_listed("Te klein voor de achterste rij, want er passen geen grote letters:", small),
            *_listed("De tijd:", _times(self.workshop)),
            *_listed("Kleine rollen:", _small_roles(self.workshop)),
            *_listed("Dat ging mis:", self.wrong),
        ]


def _of(title: str, what: str) -> str:
    return f"{what} {quoted(title)}" if what == "de kaart" else f"{what} van {quoted(title)}"


def _listed(head: str, lines: Sequence[str]) -> list[str]:
    return [head, *(f"  - {line[0].upper()}{line[1:]}" for line in lines)] if lines else []


def _has_large_letters(page: StagePage) -> bool:
    if isinstance(page, Painting):
        return True
    return any(isinstance(span.style, Said) for line in page for span in line.spans)


def _small_words(page: StagePage) -> int:
    """The words of a page in small letters, without what is quiet there, such as the source."""
    if isinstance(page, Painting):
        return 0
    loud = [
        line for line in page if not any(isinstance(span.style, Said) or span.style == QUIET for span in line.spans)
    ]
    return sum(len(line.plain.split()) for line in loud)


def _times(workshop: Workshop) -> list[str]:
    """Minutes against the agenda: what has no time, too little of it, or took longer, and whether it adds up."""
    cards = workshop.course.order
    # The steps of a hunt come with the bears that the phones chose, which says nothing of those in the room.
    planned = sum(card.minutes or 0 for card in workshop.decks.course.order)
    lines = [
        f"{quoted(card.title)}: gepland {card.minutes}, alleen antwoorden kost al {needed_minutes(card)} min"
        for card in cards
        if card.minutes and needed_minutes(card) > card.minutes
    ]
    if missing := [card for card in cards if card.activity is not None and not card.minutes]:
        example = "" if len(missing) == 1 else "zoals "
        lines.append(
            f"{count(len(missing), 'vraag heeft', 'vragen hebben')} geen minuten, {example}{quoted(missing[0].title)}. "
            "Zet ‘duur: 5’ in een blok ‘regie’ op de kaart."
        )
    lines += [
        f"{quoted(item.title)}: {count(item.whole_minutes, 'minuut', 'minuten')} bezig, gepland {item.planned}"
        for item in agenda(workshop.session)
        if item.planned and item.whole_minutes > item.planned
    ]
    announced = sum(deck.minutes or 0 for deck in workshop.decks.decks if not deck.linked)
    lines.append(
        f"samen {planned} minuten gepland"
        + (f", bovenaan staat {announced}" if announced and announced != planned else "")
    )
    return lines


def _small_roles(workshop: Workshop) -> list[str]:
    """Roles of which so few people were invited that a question that asks for roles never shows them apart."""
    few = {one.role: one.people for one in workshop.session.invited if one.role and one.people < SMALLEST}
    asked = [
        card
        for card in workshop.course.order
        if card.activity is not None and card.activity.by_role and not card.activity.open_roles
    ]
    if not asked or any(deck.openly for deck in workshop.decks.decks):
        return []
    at = quoted(asked[0].title) + (f" en {count(len(asked) - 1, 'andere vraag', 'andere vragen')}" if asked[1:] else "")
    return [
        f"{quoted(role)} is {count(people, 'mens', 'mensen')}: bij {at} staat die rol nooit apart, want dat kan pas "
        f"vanaf {SMALLEST}"
        for role, people in few.items()
    ]


async def rehearse(decks: Sequence[str], phones: int, size: Size, say: Callable[[str], None]) -> list[str]:
    """Go through all cards with so many phones, in a folder that is thrown away; what a room would run into."""
    with TemporaryDirectory(prefix=REHEARSAL) as home:
        folder = SessionFolder(Path(home) / "sessie")
        async with AsyncExitStack() as stack:
            stack.enter_context(folder.lock())
            workshop = await open_workshop(folder, load_decks(decks), Details())
            stack.push_async_callback(workshop.close)
            sock, _ = bind(0)
            port = sock.getsockname()[1]
            await stack.enter_async_context(serve(create_app(workshop, WebSettings("")), sock))
            entrance = Entrance(f"http://127.0.0.1:{port}/{workshop.session.code}", f"127.0.0.1:{port}")
            log, until = SimulationLog(), asyncio.Event()
            url = f"http://127.0.0.1:{port}/{workshop.session.code}"
            playing = asyncio.create_task(
                simulate(url, phones, seed=1, pace=0, until=until, log=log, slips=folder.slips())
            )
            seen = Rehearsed(workshop, entrance, size)
            try:
                await _all_cards(seen, log, phones, say)
            finally:
                until.set()
                await playing
            refused = dict.fromkeys(sentence for sentence in log.refused if "is gesloten" not in sentence)
            seen.wrong += [f"een telefoon hoorde: {sentence}" for sentence in refused]
            return seen.findings()


async def _all_cards(seen: Rehearsed, log: SimulationLog, phones: int, say: Callable[[str], None]) -> None:
    """Every card once, in its order; a count of bears may bring in cards that were not there before."""
    visited: set[str] = set()
    while (card := next((one for one in seen.workshop.course.order if one.address not in visited), None)) is not None:
        visited.add(card.address)
        await seen.workshop.do(GoTo(card.address))
        seen.look()
        if card.activity is None:
            continue
        say(f"Ik oefen {quoted(card.title)}.")
        if await _carried_out(seen, card, _opening(seen.workshop)):
            seen.look()
            await _answered(seen, card, log, phones)
            await seen.workshop.do(CloseRound())
            if await _carried_out(seen, card, seen.workshop.do(ShowResult())):
                seen.look()
                await seen.workshop.do(HideResult())


async def _opening(workshop: Workshop) -> None:
    try:
        await workshop.do(OpenRound())
    except ProposalsTied as error:  # the facilitator would choose
        await workshop.do(OpenRound("", error.tied[0]))


async def _carried_out(seen: Rehearsed, card: Card, work: Awaitable[object]) -> bool:
    """Whether this could be done; why not is what a facilitator would hear."""
    try:
        await work
    except KompasError as error:
        seen.wrong.append(f"bij {quoted(card.title)}: {error}")
        return False
    return True


async def _answered(seen: Rehearsed, card: Card, log: SimulationLog, phones: int) -> None:
    """Wait until every phone is done with the round that is open, or for as long as is reasonable."""
    asked = seen.workshop.session.open_round
    assert asked is not None, "it was opened just now"
    until = monotonic() + _LONGEST_ROUND_SECONDS
    while monotonic() < until:
        if sum(many for ticket, many in log.decided.items() if f" {asked.id}~" in ticket) >= phones:
            return
        await asyncio.sleep(0.05)
    if not asked.answers:
        seen.wrong.append(f"bij {quoted(card.title)} gaf geen telefoon een antwoord")
