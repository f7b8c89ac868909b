"""An afternoon in which forty people go through every card of the Kompas and the decks that are linked to it."""

import functools
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.course.plate import DONE
from kompas_tui.domain.course.way import route_minutes
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.kinds.steun import Steun
from kompas_tui.domain.outcome import progress_in_room
from kompas_tui.domain.question.fields import Field, OneOf, Order, Pins, Place, Points, Scale, SeveralOf, Texts
from kompas_tui.workshop.commands.course import ChooseRoute, GoFurther, GoTo
from kompas_tui.workshop.commands.fan import DrawQuestion
from kompas_tui.workshop.commands.writing import Agree, TakeNote
from tests.journeys.test_kompas import Form, Room
from tests.journeys.three_decks import evening

ROLES = ("bewoner", "ondernemer", "instelling", "gemeente")
WEIGHED = ("weeg-voor", "weeg-tegen")
SUPPORTED = ("wie-1", "wat-1")
WORDS = ("samen", "tijd", "bomen", "buren", "rust", "lef", "licht", "school", "plein", "feest")


def random_values(asked: Field, chance: random.Random) -> Form:
    """A voter's answer to one field, by its type."""
    match asked:
        case OneOf():
            return {asked.name: [str(chance.randrange(len(asked.options)))]}
        case SeveralOf():
            several = chance.sample(range(len(asked.options)), chance.randint(1, asked.most))
            return {asked.name: [str(option) for option in sorted(several)]}
        case Points():
            dots = Counter(chance.choices(asked.inputs, k=asked.total))
            return {name: [str(amount)] for name, amount in dots.items()}
        case Scale():
            return {asked.name: [str(chance.randint(1, asked.high))]}
        case Order():
            places = chance.sample(range(len(asked.options)), len(asked.options))
            return {name: [str(option)] for name, option in zip(asked.inputs, places, strict=True)}
        case Place():
            return {name: [str(chance.randint(0, 10))] for name in asked.inputs}
        case Pins():
            return {name: [f"{chance.randint(0, 1000)},{chance.randint(0, 1000)}"] for name in asked.inputs}
        case Texts(accepts="date"):
            return {asked.inputs[0]: [f"2027-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"]}
        case Texts(accepts="number"):
            return {asked.inputs[0]: [str(chance.randint(1, 99))]}
        case Texts():
            return {asked.inputs[0]: [" ".join(chance.sample(WORDS, 3))]}


def forty_forms(asked: Activity, chance: random.Random) -> list[Form]:
    """Forty random answers to all fields."""
    return [
        {name: value for one in asked.form() for name, value in random_values(one, chance).items()} for _ in range(40)
    ]


def few_texts(asked: Activity) -> list[Form]:
    """Forty voters of whom many say the same, so that what they say can be weighed one by one."""
    return [{"tekst-1": [f"{WORDS[voter % 5].capitalize()}: {asked.question.lower()}"]} for voter in range(40)]


async def walk(room: Room, chance: random.Random, first: str) -> list[str]:
    """From this card to the end of its deck: everybody answers whatever is asked; gives the cards."""
    workshop, seen = room.workshop, []
    await workshop.do(GoTo(first))
    while workshop.card.address not in seen:
        card = workshop.card
        seen.append(card.address)
        await hold(room, chance)
        await workshop.do(GoFurther(1))
        if workshop.card.deck != card.deck:
            break
    return seen


async def hold(room: Room, chance: random.Random) -> None:
    """Do on the card that is shown whatever it asks for."""
    workshop, card = room.workshop, room.workshop.card
    if card.fan is not None:
        await workshop.do(DrawQuestion(card.fan.topics[0][0]))  # a topic that no card is called after
        await workshop.do(TakeNote(f"Genoteerd bij {card.title}"))
    if card.activity is not None:
        fill = few_texts if card.address in WEIGHED else functools.partial(forty_forms, chance=chance)
        await room.ask(card.address, fill, ROLES)
    if card.address == "wie":
        await room.ask("wie", functools.partial(forty_forms, chance=chance), ROLES, again="steun")
    if card.address == "wat":
        await room.ask("wat", lambda asked: [{"steun": ["3"]}] * 40, ROLES, again="steun")
    if card.hunted is not None and card.activity is not None and card.activity.word == "stickers":
        await workshop.do(Agree(card.hunted.tips[0], "de groep", "2027-01-31"))


async def test_forty_people_go_through_everything_in_one_afternoon(tmp_path: Path) -> None:
    async with evening("kompas", tmp_path) as room:
        chance = random.Random(20170401)
        walked = [
            address
            for first in ("welkom", "beren/welkom", "leerstijlen/welkom", "party-cipatie/welkom")
            for address in await walk(room, chance, first)
        ]
        workshop = room.workshop
        cards = [*workshop.course.cards, *workshop.course.linked]
        assert sorted(walked) == sorted(card.address for card in cards)
        hunted, left = divmod(sum(card.hunted is not None for card in cards), 3)
        assert hunted >= 3
        assert not left
        plate = room.card("praatplaat")
        assert {one.state for one in progress_in_room(workshop.session, workshop.course, plate)} == {DONE}
        assert len(room.given) == sum(card.activity is not None for card in cards) + 2
        assert all(not one.is_open and one.answers == 40 for one in workshop.session.rounds.values())
        assert workshop.session.participants == 40
        # Texts with support stand in a table, which another test reads.
        told = [one for one in room.given if one not in SUPPORTED and not isinstance(room.given[one][0], Steun)]
        titles = {round_id: workshop.session.rounds[round_id].title for round_id in told}
        report = await room.report()
        for round_id, title in titles.items():
            room.check(report, round_id, title)
        actions = report["Actiepunten"].table("Wie wat doet")
        assert [row[1:3] for row in actions] == [("de groep", "31 januari 2027")] * hunted
        assert all(re.fullmatch(r"Beer: .+ \(\d+ stickers?\)", row[3]) for row in actions)


async def test_forty_people_go_through_the_route_of_an_afternoon(tmp_path: Path) -> None:
    """At most one question on the phones per ten minutes, 180 minutes and two breaks, and the report tells of it."""
    async with evening("kompas", tmp_path) as room:
        workshop, chance = room.workshop, random.Random(20170402)
        await workshop.do(ChooseRoute("middag"))
        walked: list[str] = []
        while workshop.card.address not in walked:
            walked.append(workshop.card.address)
            await hold(room, chance)
            await workshop.do(GoFurther(1))
        way = workshop.course.way
        assert walked == [card.address for card in way]
        assert [card.title for card in way if card.is_break] == ["Pauze", "Nog een pauze"]
        assert sum(card.minutes or 0 for card in way) == 180 + 2 * 15
        assert sum(card.hunted is not None for card in way) == 3
        assert len(workshop.session.rounds) <= 18
        plate = room.card("praatplaat")
        states = {one.point.title: one.state for one in progress_in_room(workshop.session, workshop.course, plate)}
        assert {states[title] for title in ("WAT", "WAAROM", "WIE", "HOE")} == {DONE}
        told = [one for one in room.given if one not in SUPPORTED and not isinstance(room.given[one][0], Steun)]
        titles = {round_id: workshop.session.rounds[round_id].title for round_id in told}
        report = await room.report()
        for round_id, title in titles.items():
            room.check(report, round_id, title)
        said = report["Verloop"].said
        assert any(
            f"de route ‘middag’: {len(way)} kaarten in 210 minuten, waarvan 30 minuten pauze." in one for one in said
        )


SUPPORTS = {"ambitie": "wat", "krachtenveld": "wie"}
"""A card that takes the strongest of another one wants a round of support there."""


@pytest.mark.parametrize("name", ["kort", "middag", "dag"])
def test_a_route_adds_up_and_asks_the_phones_at_most_once_in_ten_minutes(name: str) -> None:
    course = load_decks(["kompas"]).course
    route = course.route(name)
    assert route is not None
    cards = [card for card in map(course.find, route.cards) if card is not None]
    minutes = route_minutes(course, route) - sum(card.minutes or 0 for card in cards if card.is_break)
    bears = sum(card.bear is not None for card in cards)
    assert minutes == sum(card.minutes or 0 for card in cards if not card.is_break) + 12 * bears
    assert {"kort": minutes == 90, "middag": minutes == 180}.get(name, minutes > 180)
    asked = sum(card.activity is not None for card in cards) + 3 * bears
    assert asked + sum(later in route.cards for later in SUPPORTS) <= minutes / 10
    assert route.cards[0] == "welkom"
    assert "hoor-wat" in route.cards
    assert route.cards[-1] == "oogst"
