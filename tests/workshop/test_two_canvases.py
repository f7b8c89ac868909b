"""Two canvases in one session: each has its own number, and consent is asked about its own proposal only."""

from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
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
