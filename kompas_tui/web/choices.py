"""What every command needs, with what can be chosen now, for a program that asks it of the facilitator."""

from collections.abc import Sequence
from typing import assert_never

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.outcome import comparable, outcome_of
from kompas_tui.domain.outcome.box import box_to_read
from kompas_tui.domain.report.agreed import agreements
from kompas_tui.domain.result.shapes import Words
from kompas_tui.web.state import Data, moderation
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.canvases import meant_canvas
from kompas_tui.workshop.commands.needs import CALLED, Need, NeedSource, OrderName, needs_of
from kompas_tui.workshop.commands.refusing import why_not_now
from kompas_tui.workshop.commands.room import hand_options
from kompas_tui.workshop.commands.standing import floor_acts, rhythm_acts, stands_already
from kompas_tui.workshop.commands.table import TABLE
from kompas_tui.workshop.enlarging import texts_one_by_one

_Choice = tuple[str | int, str]


def commands_data(workshop: Workshop) -> list[Data]:
    """Every command by its name on the remote, with the row it stands in and what it needs."""
    return [
        {
            "opdracht": name,
            "rij": entry.id,
            "kort": entry.short if index == 0 else name.replace("_", " "),
            "doet": entry.does,
            "titel": CALLED.get(name) or entry.title or f"{entry.does[0].upper()}{entry.does[1:]}",
            "nodig": [_need(workshop, name, need) for need in needs_of(name)],
            "staat_er": stands_already(workshop, name),
            "kan_niet": why_not_now(workshop, name),
        }
        for entry in TABLE
        for index, name in enumerate(entry.orders)
    ]


def _need(workshop: Workshop, name: OrderName, need: Need) -> Data:
    acts = _acts(workshop, name) if need.name == "doe" else None
    choices: Sequence[_Choice] = [one for one in need.options.items() if acts is None or one[0] in acts]
    if need.source is not None:
        choices = _choices(workshop, need.source)
    return {
        "naam": need.name,
        "label": need.label,
        "hint": need.hint,
        "verplicht": need.required,
        "soort": need.kind,
        "alleen_bij": list(need.only_for),
        "kiest": need.source is not None or acts is not None,
        "keuzes": [{"waarde": value, "zegt": words} for value, words in choices],
    }


def _acts(workshop: Workshop, name: OrderName) -> Sequence[str] | None:
    """What of this command can be done now, where that differs by the moment."""
    match name:
        case "tijd":
            return rhythm_acts(workshop)
        case "sprekers":
            return floor_acts(workshop)
        case _:
            return None


def _choices(workshop: Workshop, source: NeedSource) -> Sequence[_Choice]:
    """What can be chosen now, each as the command wants it and as people read it."""
    session, course, card = workshop.session, workshop.course, workshop.card
    last = session.last_round(card.address)
    match source:
        case "kaarten":
            return [(one.address, one.title) for one in (*course.order, *course.aside)]
        case "teksten":
            return [(text["tekst_id"], text["tekst"]) for text in moderation(workshop)]
        case "grote teksten":
            items = (*texts_one_by_one(session, of_box=False), *texts_one_by_one(session, of_box=True))
            return [(item.id, item.text) for item in items]
        case "woorden":
            result = outcome_of(session, last).result if last is not None else None
            return [(one.text, one.text) for one in result.words] if isinstance(result, Words) else []
        case "routes":
            return [(route.name, route.name) for route in course.routes]
        case "borden":
            activity = last.activity if last is not None else card.activity
            return [(name, name) for name in activity.boards] if activity is not None else []
        case "vakken":
            canvas = meant_canvas(session, course, card).canvas if course.canvases else None
            return [(cell.name, cell.title) for cell in canvas.cells] if canvas is not None else []
        case "opties":
            try:
                return [(option, option) for option in hand_options(session, card.address)[1]]
            except CommandRefused:
                return []
        case "oogst":
            return [(one.number, one.line) for one in agreements(session)]
        case "actiepunten":
            before = session.continued.actions if session.continued is not None else ()
            return [(number, one.what) for number, one in enumerate(before, 1) if number not in session.finished]
        case "rondes":
            asked = session.shown
            others = comparable(session, asked) if asked is not None and not asked.is_open else []
            return [(one.id, f"{one.title}, ronde {one.number}") for one in others]
        case "adressen":
            return [(way.address, f"{way.address}, {way.label}") for way in workshop.approach.ways()]
        case "busvragen":
            return [(item.id, item.text) for item in box_to_read(session)]
        case "onderwerpen":
            return [(topic, topic) for topic, _ in card.fan.topics] if card.fan is not None else []
        case _:
            assert_never(source)
