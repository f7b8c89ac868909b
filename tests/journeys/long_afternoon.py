"""Forty people who go by the route "middag" and write as much as people do: up to three sentences where three fit."""

import functools
import random
from collections.abc import Collection
from pathlib import Path

from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.question.fields import Field, Texts
from kompas_tui.domain.session.session import Session
from kompas_tui.simulation.sayings import SENTENCES
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.course import ChooseRoute, Describe, End, GoFurther
from kompas_tui.workshop.commands.fan import DrawQuestion
from kompas_tui.workshop.commands.texts import Moderate
from kompas_tui.workshop.commands.writing import Agree, Decide, Park, Promise, TakeNote
from tests.journeys.test_kompas import Form, Room
from tests.journeys.test_kompas_afternoon import ROLES, random_values
from tests.journeys.three_decks import evening

SUPPORTED = ("wat", "wie")
HEADINGS = ("Samen doen", "Regels en geld", "De straat")
WROTE = (
    Decide("We beginnen met het plein."),
    Decide("Elke maand kijken we samen hoe het gaat."),
    Agree("Een belrondje langs alle winkels aan het plein", "Fatima de Vries", "2026-12-01"),
    Agree("Een lijst maken van wie wat kan", "Mo Yilmaz", "2026-12-08"),
    Promise("de gemeente", "de bewoners", "Het verslag sturen", "2026-12-05"),
    Park("Hoe zit het met het parkeren?"),
    TakeNote("De groep wil eerst iets doen en dan pas plannen."),
)


def _written(asked: Field, chance: random.Random) -> Form:
    if isinstance(asked, Texts) and asked.accepts == "text" and asked.length > 60:
        amount = min(len(asked.inputs), chance.randint(1, 3))
        names = asked.inputs[:amount]
        return {name: [text] for name, text in zip(names, chance.sample(SENTENCES, amount), strict=True)}
    return random_values(asked, chance)


def _forms(asked: Activity, chance: random.Random) -> list[Form]:
    return [{name: value for one in asked.form() for name, value in _written(one, chance).items()} for _ in range(40)]


def _supporters(asked: Activity, chance: random.Random) -> list[Form]:
    several = range(len(asked.data["opties"]))
    return [{"steun": [str(one) for one in chance.sample(several, 3)]} for _ in range(40)]


async def _group(workshop: Workshop, card: str) -> None:
    """Put some texts of a card under headings, as a facilitator does."""
    asked = workshop.session.last_round(card)
    assert asked is not None
    for place, item in enumerate(asked.texts()[:12]):
        await workshop.do(Moderate(item.id, "groepeer", group=HEADINGS[place % 3]))


async def _hold(room: Room, chance: random.Random, again: Collection[str]) -> None:
    workshop, card = room.workshop, room.workshop.card
    if card.fan is not None:
        await workshop.do(DrawQuestion(card.fan.topics[0][0], chance.choice))
        await workshop.do(TakeNote(f"Genoteerd bij {card.title}"))
    if card.activity is None:
        return
    await room.ask(card.address, functools.partial(_forms, chance=chance), ROLES)
    if card.address in again:
        await room.ask(card.address, functools.partial(_forms, chance=chance), ROLES)
    if card.address in SUPPORTED:
        await _group(workshop, card.address)
        await room.ask(card.address, functools.partial(_supporters, chance=chance), ROLES, again="steun")


async def long_afternoon(
    folder: Path, again: Collection[str] = (), seed: int = 20261126
) -> tuple[Session, str, Workshop]:
    """The afternoon from the first card to the end, the same for each seed; gives what is needed for its report.

    The cards in `again` are asked twice, before and after.
    """
    async with evening("kompas", folder) as room:
        workshop, chance = room.workshop, random.Random(seed)
        await workshop.do(Describe("Samen aan het plein", "Buurthuis De Brug", "Gemeente Voorbeeld"))
        await workshop.do(ChooseRoute("middag"))
        walked: set[str] = set()
        while workshop.card.address not in walked:
            walked.add(workshop.card.address)
            await _hold(room, chance, again)
            await workshop.do(GoFurther(1))
        for order in WROTE:
            await workshop.do(order)
        await workshop.do(End())
        return workshop.session, workshop.head, workshop
