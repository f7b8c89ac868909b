"""Conversations at the library: each asks what it needs, makes one change and says what came of it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kompas_tui.domain.language.dates import iso_date
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.wording import count, quoted
from kompas_tui.domain.library.collection import Wanted
from kompas_tui.domain.library.holding import said_plainly
from kompas_tui.domain.library.pages import page_of, session_facts
from kompas_tui.domain.library.proposals import Proposal
from kompas_tui.domain.library.sections import ShelfRow, lessons_of
from kompas_tui.domain.library.shelf import Shelf
from kompas_tui.domain.library.things import TITLES, TO_BE_DONE, Sort, Source, Thing
from kompas_tui.library.desk import OWN_SORTS
from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, ListRow, WriteDialog
from kompas_tui.tui.screens.entries import Question
from kompas_tui.tui.screens.proposing import propose
from kompas_tui.tui.screens.reading import PageDialog

if TYPE_CHECKING:
    from kompas_tui.tui.screens.library import LibraryScreen

_ALL, _SINCE, _UNTIL = "alles", "vanaf", "tot"


def filter_in_words(shelf: Shelf, wanted: Wanted) -> str:
    """What the filter lets through; empty where it is no filter."""
    source = shelf.sources.get(wanted.session)
    words = (
        f"thema {wanted.theme}" if wanted.theme else "",
        f"wijk {wanted.district}" if wanted.district else "",
        f"sessie {source.title}, {said_plainly(source.day)}" if source else "",
        f"vanaf {said_plainly(wanted.since)}" if wanted.since else "",
        f"tot en met {said_plainly(wanted.until)}" if wanted.until else "",
    )
    return " · ".join(filter(None, words))


def row_at(screen: "LibraryScreen") -> ShelfRow:
    """The row under the cursor; CommandRefused where there is none."""
    if screen.current is None:
        raise CommandRefused("Kies eerst iets in de lijst.")
    return screen.current


def _thing(screen: "LibraryScreen", sorts: Sequence[Sort], otherwise: str) -> Thing:
    about = row_at(screen).about
    if not isinstance(about, Thing) or about.sort not in sorts:
        raise CommandRefused(otherwise)
    return about


async def choose_filter(screen: "LibraryScreen") -> None:
    """Choose a theme, a district, a session or a date; each filter goes on top of the others."""
    shelf, wanted = screen.shelf, screen.wanted
    filters: dict[str, tuple[str, str, Wanted]] = {_ALL: ("", "Alles tonen, zonder filter", Wanted())}
    for theme in shelf.collection.themes:
        filters[f"thema {theme}"] = ("thema", theme, _with(wanted, theme=theme))
    for district in shelf.collection.districts:
        filters[f"wijk {district}"] = ("wijk", district, _with(wanted, district=district))
    filters |= {_SINCE: ("datum", "Vanaf een dag", wanted), _UNTIL: ("datum", "Tot en met een dag", wanted)}
    for source in sorted(shelf.sources.values(), key=lambda one: one.began, reverse=True):
        words = f"{source.title}, {said_plainly(source.day)}"
        filters[f"sessie {source.key}"] = ("sessie", words, _with(wanted, session=source.key))
    names = list(filters)
    listed = [ListRow(str(index), words, mark) for index, (mark, words, _) in enumerate(filters.values())]
    chosen = await screen.ask(ListDialog("Wat wil je zien?", listed, enter="toont het"))
    if chosen is None:
        return
    name = names[int(chosen)]
    if name in (_SINCE, _UNTIL):
        day = await _day(screen, "Vanaf welke dag?" if name == _SINCE else "Tot en met welke dag?")
        screen.want(_with(wanted, **{"since" if name == _SINCE else "until": day}))
    else:
        screen.want(filters[name][2])


def _with(wanted: Wanted, **changed: str) -> Wanted:
    return replace(wanted, **changed)


async def _day(screen: "LibraryScreen", title: str) -> str:
    answer = await screen.ask(WriteDialog(title, [Question("Dag", "", "Zoals 31-12-2026 of 3 mei")]))
    return iso_date(answer[0], date.fromisoformat(screen.desk.today)) if answer else ""


async def read(screen: "LibraryScreen") -> None:
    """Read what belongs to the row; a key of the library does its work from there too."""
    row = row_at(screen)
    while screen.current is not None and screen.current.key == row.key:
        page = page_of(screen.shelf, screen.current.about)
        given = await screen.ask(PageDialog(page, screen.key_names))
        if given is None:
            return
        await _FROM_PAGE[given](screen)


async def look_at_session(screen: "LibraryScreen") -> None:
    """Look at the session that the row came from: its facts, all it gave, or its report."""
    source = await _source(screen, row_at(screen))
    if source is None:
        return
    told = "\n".join(f"{name}: {words}" for name, words in session_facts(source))
    choices = [("verslag", "Maak het verslag van deze sessie"), ("alles", "Toon alles uit deze sessie")]
    chosen = await screen.ask(ChoiceDialog(source.title, told, choices))
    if chosen == "verslag":
        _write(screen, "Het verslag staat in", lambda: screen.office.report_of(source))
    elif chosen == "alles":
        screen.want(Wanted(session=source.key))


async def _source(screen: "LibraryScreen", row: ShelfRow) -> Source | None:
    """The session of a row; one of those of its lessons where it is a proposal."""
    shelf, about = screen.shelf, row.about
    things = lessons_of(shelf, about) if isinstance(about, Proposal) else [about]
    keys = {key: None for thing in things for key in shelf.collection.sessions_of.get(thing.key, ())}
    sources = [shelf.sources[key] for key in keys]
    if not sources:
        raise CommandRefused("Dit staat alleen in de reisgids. Er hoort geen sessie bij.")
    if len(sources) == 1:
        return sources[0]
    listed = [ListRow(one.key, f"{one.title}, {said_plainly(one.day)}") for one in sources]
    chosen = await screen.ask(ListDialog("Welke sessie?", listed, enter="kiest"))
    return shelf.sources[chosen] if chosen else None


def _write(screen: "LibraryScreen", words: str, work: Callable[[], Path]) -> None:
    """Write a document while the keys go on, and say where it is."""

    async def written() -> None:
        path = await asyncio.to_thread(work)
        screen.say(f"{words} {path}", lasting=True)

    screen.do_aside(written())


async def mark_done(screen: "LibraryScreen") -> None:
    """Mark an action or a promise as done, or as open again."""
    agreed = _thing(
        screen, TO_BE_DONE, "Dit is geen actiepunt of toezegging. Kies er een bij Actiepunten of Toezeggingen."
    )
    what = "De toezegging" if agreed.sort is Sort.PROMISE else "Het actiepunt"
    done = screen.desk.toggle_done(agreed)
    screen.changed(f"Gedaan. {what} staat nu onderaan." if done else f"{what} is weer open.")


async def match(screen: "LibraryScreen") -> None:
    """Match an ask with an offer, of whatever session; choosing a match again takes it apart."""
    one = _thing(screen, (Sort.MARKET,), "Kies eerst een vraag of een aanbod, bij Vraag en aanbod.")
    shelf = screen.shelf
    others = [thing for thing in shelf.of_sort(Sort.MARKET) if thing.side != one.side]
    joined = {thing.key for thing in shelf.others_of(one)}
    kind = "aanbod" if one.side == "vraag" else "vraag"
    if not others:
        raise CommandRefused(f"Er is nog geen {kind}.")
    listed = [
        ListRow(thing.key, thing.text, "✓" if thing.key in joined else "", shelf.origin(thing)) for thing in others
    ]
    which = "Welk aanbod" if kind == "aanbod" else "Welke vraag"
    chosen = await screen.ask(ListDialog(f"{which} past bij {quoted(one.text)}?", listed, enter="koppelt"))
    if chosen:
        screen.desk.match(one, shelf.things[chosen])
        screen.changed("De koppeling is weg." if chosen in joined else "Gekoppeld. Je ziet het bij allebei.")


async def write_own(screen: "LibraryScreen") -> None:
    """Write something in the library itself."""
    kinds = [(sort.value, TITLES[sort]) for sort in OWN_SORTS]
    chosen = await screen.ask(ChoiceDialog("Wat schrijf je op?", "Noem functies, geen namen van mensen.", kinds))
    if chosen is None:
        return
    typed = await screen.ask(WriteDialog(TITLES[Sort(chosen)], [Question("", required=True)]))
    if typed:
        screen.desk.write(Sort(chosen), typed[0])
        screen.changed("Het staat in de reisgids.")


async def export_rows(screen: "LibraryScreen") -> None:
    """Make a document of the rows that were marked, or of all that are listed; of a proposal an item for an agenda."""
    rows, current = screen.chosen, screen.current
    if not rows:
        raise CommandRefused("Er staat niets in de lijst.")
    choices = [("word", "Een Word-bestand"), ("csv", "Een lijst voor Excel (csv)")]
    proposal = current.about if current and isinstance(current.about, Proposal) else None
    if proposal is not None:
        choices.insert(0, ("agenda", "Alleen dit voorstel, als agendapunt in Word"))
    amount = count(len(rows), "regel", "regels")
    told = f"De lijst heeft {amount}." if not screen.marked else f"Je hebt {amount} gemerkt."
    chosen = await screen.ask(ChoiceDialog("Wat wil je maken?", told, choices))
    shelf, title = screen.shelf, screen.section.title
    if chosen == "agenda" and proposal is not None:
        _write(screen, "Het agendapunt staat in", lambda: screen.office.as_agenda_item(shelf, proposal))
    elif chosen == "word":
        _write(screen, "Het Word-bestand staat in", lambda: screen.office.as_word(shelf, title, rows))
    elif chosen == "csv":
        _write(screen, "De lijst staat in", lambda: screen.office.as_sheet(shelf, title, rows))


_FROM_PAGE: Mapping[str, Callable[["LibraryScreen"], Awaitable[None]]] = {
    "gids-sessie": look_at_session,
    "gids-gedaan": mark_done,
    "gids-koppelen": match,
    "gids-voorstel": propose,
    "gids-uitvoer": export_rows,
}
