"""Bears that are equally big: none is left out of the hunt in silence."""

import pytest

from kompas_tui.domain.course.way import route_minutes
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import ChooseRoute, GoTo
from tests.workshop.rooms import bears, workshop

NAMES = ("Tijd", "Geld", "Angst", "Regels", "Kwaliteit", "Moed", "Ruimte")
DECK = f"""---
titel: Beren
routes:
  kort: [tellen, tijd, geld]
---

# Tellen {{#tellen}}

```meerkeuze
vraag: Welke?
opties: [{", ".join(NAMES)}]
```
""" + bears(*NAMES)


async def counted(*votes: str) -> Workshop:
    """The bears after a count: `0+3` is a vote for the first and the fourth."""
    room = await workshop(("beren", DECK, False))
    await room.do(GoTo("tellen"))
    await room.do(OpenRound())
    for voter, vote in enumerate(votes):
        await room.cast(f"token-{voter}", "tellen-1", {"keuzes": vote.split("+")})
    await room.do(CloseRound())
    return room


def hunted(room: Workshop) -> list[str]:
    return [card.address for card in room.course.order if card.progress is not None and card.progress.step == 0]


@pytest.mark.parametrize(
    ("votes", "bears", "said"),
    [
        (("0+1+2", "0+1", "0"), ["tijd", "geld", "angst"], ""),
        (("0+1",), ["tijd", "geld"], ""),
        (("0+1+2+3", "0+1", "0"), ["tijd", "geld", "angst", "regels"], "2 beren delen de laatste plaats."),
        (
            ("0+1+2+3+4+5+6", "6"), ["ruimte", "tijd", "geld", "angst", "regels", "kwaliteit", "moed"],
            "6 beren delen de laatste plaats.",
        ),
        (tuple("0123456"), [name.lower() for name in NAMES], "7 beren delen de laatste plaats."),
    ],
)  # fmt: skip
async def test_equal_bears_are_all_hunted_and_that_is_said(votes: tuple[str, ...], bears: list[str], said: str) -> None:
    room = await counted(*votes)
    assert hunted(room) == bears
    more = " Ze gaan allemaal mee. In de inhoud sla je over wat je niet wilt." if said else ""
    assert room.watch.ties() == said + more
    assert (room.watch.ties() in room.watch.warnings()) == bool(said)


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        (tuple("0123456"), "7 beren zijn even sterk. Op je route is plek voor 2. De andere 5 vind je in de inhoud."),
        (("0+1+2", "0"), "2 beren zijn even sterk. Op je route is plek voor 1. De andere vind je in de inhoud."),
        (("0+1+2", "0+1"), ""),
    ],
)
async def test_a_route_with_less_room_says_which_equal_bears_it_leaves_out(votes: tuple[str, ...], said: str) -> None:
    room = await counted(*votes)
    await room.do(ChooseRoute("kort"))
    await room.do(GoTo("tellen"))
    assert len(hunted(room)) == 2
    assert room.watch.ties().removesuffix(" Daar kies je zelf.") == said
    assert all(room.course.find(f"{name.lower()}-leeft") for name in NAMES[2:3])


async def test_elsewhere_and_before_the_count_nothing_is_said() -> None:
    room = await counted(*"0123456")
    await room.do(GoTo("moed"))
    assert room.watch.ties() == ""
    fresh = await workshop(("beren", DECK, False))
    assert fresh.watch.ties() == ""


@pytest.mark.parametrize(("options", "minutes"), [("Tijd, Geld", 24), ("Tijd, Iets", 0)])
async def test_a_route_counts_the_hunt_from_two_bears_on(options: str, minutes: int) -> None:
    text = DECK.replace(", ".join(NAMES), options)
    room = await workshop(("beren", text, False))
    assert [route_minutes(room.course, route) for route in room.course.routes] == [minutes]
