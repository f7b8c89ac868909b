"""Two canvases in one session: each has its own number, and consent is asked about its own proposal only."""

from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.canvas import GoToCanvas
from kompas_tui.workshop.commands.course import GoTo
from tests.workshop.rooms import workshop

ASKED = (
    "\n# Akkoord {0} {{#akkoord-{0}}}\n\n```instemming\nvraag: Akkoord?\nvoorstel: Wij doen {0}.\n"
    "per_rol: ja\nopenlijk: ja\n```\n"
)
CANVAS = (
    "\n# Canvas {0} {{#canvas-{0}}}\n\n```canvas\nnaam: De {0}\nsoort: {0}\nakkoord: akkoord-{0}\n"
    "cellen:\n  - {{naam: doel, titel: Ons doel}}\n```\n"
)
DECK = "---\ntitel: Twee\nrollen: [bewoner]\n---\n" + "".join(
    text.format(name) for name in ("deal", "afspraak") for text in (CANVAS, ASKED)
)


async def laid_out() -> Workshop:
    room = await workshop(("twee", DECK, False))
    for card in ("canvas-deal", "canvas-afspraak"):
        await room.do(GoTo(card))
    return room


async def test_the_second_canvas_has_the_next_number() -> None:
    room = await laid_out()
    numbers = [laid.number for laid in room.session.canvases.values()]
    assert numbers[1] == f"{numbers[0]}-2"


async def test_consent_is_asked_about_one_canvas() -> None:
    room = await laid_out()
    await room.do(GoTo("akkoord-deal"))
    await room.do(OpenRound())
    await room.do(CloseRound())
    assert [list(laid.asked) for laid in room.session.canvases.values()] == [["akkoord-deal-1"], []]


GOALS = "".join(
    f"\n# Doel {name} {{#doel-{name}}}\n\n```open\nvraag: Wat is ons doel?\n```\n" for name in ("deal", "afspraak")
)


async def shown_from(*course: str) -> str:
    """The canvas that is shown after a walk along these cards, where each canvas has a card that fills it."""
    text = DECK + GOALS + "\n# Los {#los}\n\n```open\nvraag: En verder?\n```\n"
    for name in ("deal", "afspraak"):
        whole = f"akkoord: akkoord-{name}\ncellen:\n  - {{naam: doel, titel: Ons doel}}"
        text = text.replace(
            whole, whole.replace("Ons doel}", f"Ons doel, uit: doel-{name}}}\n  - {{naam: tijd, titel: Tijdpad}}")
        )
    room = await workshop(("twee", text, False))
    for card in course:
        await room.do(GoTo(card))
    await room.do(GoToCanvas())
    return room.card.address.rpartition("/")[2]


async def test_the_canvas_that_a_card_fills_goes_before_the_one_that_was_seen_last() -> None:
    assert await shown_from("canvas-deal", "doel-afspraak") == "canvas-afspraak"
    assert await shown_from("canvas-afspraak", "doel-deal") == "canvas-deal"


async def test_elsewhere_it_is_the_one_that_was_seen_last_however_often_the_other_was() -> None:
    assert await shown_from("canvas-deal", "canvas-afspraak", "canvas-deal", "los") == "canvas-deal"
    assert await shown_from("canvas-deal", "canvas-deal", "canvas-afspraak", "los") == "canvas-afspraak"
    assert await shown_from("canvas-afspraak", "los") == "canvas-afspraak"
    assert await shown_from("los") == "canvas-deal"


async def test_a_card_with_the_same_name_in_another_deck_fills_the_canvas_of_its_own() -> None:
    text = f"---\ntitel: Een\nrollen: [bewoner]\n---\n{CANVAS}{ASKED}".format("deal") + GOALS
    text = text.replace("Ons doel}", "Ons doel, uit: doel-deal}")
    room = await workshop(("een", text, False), ("twee", text, False))
    await room.do(GoTo("twee/doel-deal"))
    await room.do(GoToCanvas())
    assert room.card.address == "twee/canvas-deal"
