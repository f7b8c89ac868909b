"""The facilitator's commands as a table: a name, what must be said with it, and the one call that carries it out."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any

from kompas_tui.domain.language.wording import did_you_mean, listing, quoted
from kompas_tui.web.requests import BadRequest
from kompas_tui.workshop import Workshop, arranging, door

LONGEST_LIST = 500


@dataclass(frozen=True, slots=True)
class Order:
    """A command as it came, with checked access to what it says."""

    said: dict[str, Any]

    def text(self, key: str, *, required: bool = True) -> str:
        """One text; BadRequest where it is missing or no text."""
        value = self.said.get(key, "")
        if not isinstance(value, str) or (required and not value.strip()):
            raise BadRequest(400, f"Bij deze opdracht hoort {quoted(key)} met een tekst.")
        return value

    def choice(self, key: str, allowed: Collection[str], default: str) -> str:
        """One of the allowed words; the default where nothing is said."""
        value = self.text(key, required=False)
        if value and value not in allowed:
            raise BadRequest(400, f"{quoted(key)} is {listing([quoted(word) for word in allowed], 'of')}.")
        return value or default

    def yes(self, key: str) -> bool:
        """A yes; no where it is missing."""
        value = self.said.get(key, False)
        if not isinstance(value, bool):
            raise BadRequest(400, f"Bij {quoted(key)} hoort true of false.")
        return value

    def number(self, key: str) -> float:
        """A number; BadRequest where it is missing or none."""
        value = self.said.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadRequest(400, f"Bij {quoted(key)} hoort een getal.")
        return value

    def whole(self, key: str) -> int:
        """A whole number."""
        return _whole(key, self.said.get(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it is missing."""
        value = self.said.get(key, [])
        if not isinstance(value, list) or len(value) > LONGEST_LIST or not all(isinstance(one, str) for one in value):
            raise BadRequest(400, f"Bij {quoted(key)} hoort een lijst met teksten.")
        return tuple(value)

    def counts(self, key: str) -> dict[str, int]:
        """A whole number per name."""
        value = self.said.get(key)
        if not isinstance(value, dict) or not value:
            raise BadRequest(400, f"Bij {quoted(key)} hoort per optie een getal.")
        return {name: _whole(key, amount) for name, amount in value.items()}


def _whole(key: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadRequest(400, f"Bij {quoted(key)} hoort een heel getal.")
    return value


async def _agree(workshop: Workshop, order: Order) -> None:
    await workshop.agree(order.text("wat"), order.text("wie", required=False), order.text("wanneer", required=False))


async def _undo(workshop: Workshop, order: Order) -> None:
    await workshop.undo()


async def _nothing(workshop: Workshop, order: Order) -> None:
    """Pausing changes nothing in the session; what follows is the program's."""


async def _count_hands(workshop: Workshop, order: Order) -> None:
    people = order.whole("mensen") if "mensen" in order.said else None
    await arranging.count_hands(workshop, order.counts("aantallen"), people)


async def _moderate(workshop: Workshop, order: Order) -> None:
    await arranging.moderate(
        workshop,
        order.text("tekst_id"),
        order.text("doe"),
        reason=order.text("reden", required=False),
        group=order.text("groep", required=False),
        into=order.text("met", required=False),
    )


async def _time(workshop: Workshop, order: Order) -> None:
    minutes = order.number("minuten")
    if minutes == 0:
        workshop.stop_timer()
    else:
        workshop.set_timer(minutes, closes_round=order.yes("sluit"))


async def _ask(workshop: Workshop, order: Order) -> None:
    await arranging.ask_on_the_spot(workshop, order.text("soort"), order.text("vraag"), order.texts("opties"))


async def _merge(workshop: Workshop, order: Order) -> None:
    await arranging.merge_words(workshop, order.texts("woorden"), order.text("tot"))


async def _draw(workshop: Workshop, order: Order) -> None:
    await arranging.go_to_fan(workshop)
    await arranging.draw_question(workshop, order.text("onderwerp", required=False))


async def _lock(workshop: Workshop, order: Order) -> None:
    decider = door.locking if order.yes("dicht") else door.unlocking
    await workshop.carry_out(lambda: decider(workshop.session, workshop.now()))


async def _allow_tablet(workshop: Workshop, order: Order) -> None:
    code = order.text("code")
    await workshop.carry_out(lambda: door.allowing(workshop.session, code, workshop.now()))


async def _take_attendance(workshop: Workshop, order: Order) -> None:
    names = order.texts("namen")
    people = order.whole("mensen") if "mensen" in order.said or not names else len(names)
    await arranging.take_attendance(workshop, people, names)


COMMANDS: dict[str, Callable[[Workshop, Order], Awaitable[None]]] = {
    "volgende": lambda workshop, order: workshop.step(1),
    "vorige": lambda workshop, order: workshop.step(-1),
    "ga": lambda workshop, order: workshop.go(order.text("kaart")),
    "open": lambda workshop, order: workshop.open_round(order.choice("ronde", ("verder", "nieuw", "steun"), "")),
    "sluit": lambda workshop, order: workshop.close_round(),
    "toon": lambda workshop, order: workshop.show_result(interim=order.yes("zeker")),
    "verberg": lambda workshop, order: workshop.hide_result(),
    "notitie": lambda workshop, order: workshop.note(order.text("tekst")),
    "besluit": lambda workshop, order: workshop.decide(order.text("tekst")),
    "parkeer": lambda workshop, order: workshop.park(order.text("tekst")),
    "actiepunt": _agree,
    "handen": _count_hands,
    "modereer": _moderate,
    "voeg_woorden_samen": _merge,
    "koppel": lambda workshop, order: arranging.match(workshop, order.text("vraag_id"), order.text("aanbod_id")),
    "voorstel": lambda workshop, order: arranging.amend_proposal(workshop, order.text("tekst")),
    "vraag": _ask,
    "waaier": _draw,
    "klok": _time,
    "aanwezig": _take_attendance,
    "slot": _lock,
    "tablet": _allow_tablet,
    "terug": _undo,
    "pauze": _nothing,
    "stop": lambda workshop, order: workshop.end(),
}


async def carry_out(workshop: Workshop, said: dict[str, Any]) -> str:
    """Carry out the command that this says, and give its name; BadRequest where there is none like it."""
    order = Order(said)
    name = order.text("opdracht")
    if name not in COMMANDS:
        raise BadRequest(400, f"De opdracht {quoted(name[:40])} ken ik niet. {did_you_mean(name, list(COMMANDS))}")
    await COMMANDS[name](workshop, order)
    return name
