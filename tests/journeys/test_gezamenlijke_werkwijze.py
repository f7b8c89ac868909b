"""Every row of Een gezamenlijke werkwijze (G1 to G5) from card to report, counted here by hand."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kompas_tui.domain.result.shapes import Pairs
from kompas_tui.workshop.commands.canvas import SetCell
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.texts import MatchTexts
from kompas_tui.workshop.commands.writing import Agree, Decide
from tests.journeys.test_kompas import Room
from tests.journeys.three_decks import Script, check_forms, check_rows, evening, play

STARTER, PARTNER, TOWN = "starter", "partner", "gemeente"


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with evening("gezamenlijke-werkwijze", tmp_path) as held:
        yield held


QUESTIONS: dict[str, list[list[str]]] = {
    "bouwen": [["Om de beurt", "Elke week één klus"], ["Met open deuren", "Iedereen mag binnenlopen"]],
    "afstemmen": [["De een plant, de ander belt", "We bellen op maandag"], ["Ieder zijn eigen lijst", "Eén lijst"]],
    "begrijpelijk": [["De subsidie", "Eén bladzijde", "Bij de balie", "Een vast gezicht"]],
    "energie": [["Samen koken", "We beginnen met eten", "Ze worden gezien", "We zeggen dank je wel"]],
    "aandeel": [["De tuin", "De groengroep doet het", "Twee uur per week", "2027-03-01"]],
}
CELLS = ("bouwen", "afstemmen", "menselijk", "energie", "aandeel")
AGREED = {
    "bouwen": "Elke week doen we één klus samen.",
    "afstemmen": "We houden één lijst bij.",
    "begrijpelijk": "Een brief past op één bladzijde.",
    "energie": "We beginnen met eten.",
    "aandeel": "De groengroep doet de tuin.",
}


async def test_g1_every_question_gives_a_sentence_and_an_agreement(room: Room) -> None:
    for name, script in QUESTIONS.items():
        await play(room, name, script)
        await room.workshop.do(Decide(AGREED[name]))
    await room.workshop.do(Agree("De tuin omspitten", "de groengroep", "2027-03-01"))
    await room.workshop.do(GoTo("werkwijze"))
    for cell, name in zip(CELLS, QUESTIONS, strict=True):
        await room.workshop.do(SetCell(cell, AGREED[name]))
    await room.ask("eens", lambda asked: [{"instemming": ["0"]}] * 3, (STARTER, PARTNER, TOWN))
    titles = {name: room.card(name).title for name in QUESTIONS}
    report = await room.report()
    assert "Akkoord van starter, partner en gemeente." in report["Onze werkwijze"].said
    assert AGREED["bouwen"] in report["Zo bouwen we samen"].said
    assert not report["Zo bouwen we samen"].tables, "what was agreed stands there, not what everybody filled in"
    for name, script in QUESTIONS.items():
        check_forms(report[titles[name]], script)
    decided = [
        said for said in report["Besluiten"].said if said in {f"{AGREED[n]} (bij ‘{titles[n]}’)" for n in AGREED}
    ]
    assert len(decided) == len(AGREED)
    assert report["Actiepunten"].table("Wie wat doet") == [
        ("De tuin omspitten", "de groengroep", "1 maart 2027", titles["aandeel"])
    ]


LESSONS = "01012 00112 01122 01001 00210 02112"
"""Six voters: what helps (0), what is in the way (1), what plays no part (2)."""


async def test_g2_the_lessons_are_marked_as_help_or_hindrance_and_the_roles_stand_beside_each_other(room: Room) -> None:
    voters = LESSONS.split()
    forms = [{f"item-{n}": [level] for n, level in enumerate(one, 1)} for one in voters]
    asked = await room.ask("lessen", lambda asked: forms, (STARTER, PARTNER, TOWN))
    lessons = room.given[asked][0].listed()
    part = (await room.report())["Wat herkennen we?"]
    told = {row[0]: row[1:4] for row in next(iter(part.tables.values()))[1:]}
    assert told == {
        lesson: tuple(str([one[place] for one in voters].count(level)) for level in "012")
        for place, lesson in enumerate(lessons)
    }
    assert part.said[part.said.index("Helpt ons") + 1] == lessons[0]
    assert lessons[3] in part.said[part.said.index("Zit ons in de weg") :]
    (beside,) = (rows for name, rows in part.tables.items() if name.endswith("per rol"))
    assert [name.partition(" (")[0] for name in beside[0][1:]] == [STARTER, PARTNER, TOWN]
    assert beside[1][1:] == ("helpt ons",) * 3


PROMISES = {
    # role: what it promises, what it needs, of whom
    STARTER: ["Wij laten elke maand zien wat af is", "Eén vast nummer om te bellen", TOWN],
    PARTNER: ["Wij lenen het busje uit", "Een sleutel van de schuur", STARTER],
    TOWN: ["Wij antwoorden binnen een week", "Eén plan op papier", STARTER],
}


async def test_g3_each_role_chooses_for_itself_and_the_promises_stand_side_by_side(room: Room) -> None:
    """Three people of three roles: so few are only told apart where a role may be seen."""
    tips = {"tips-starter": "0,7 4,5 1 7 4 0,6 7 5,4 1,6,7 2", "tips-gemeente": "0,2 2 1 3 2,3 1 0 2 0,3 2"}
    for name, script in tips.items():
        await play(room, name, script)
    asked = await play(room, "belofte", list(PROMISES.values()), list(PROMISES))
    titles = {name: room.card(name).title for name in (*tips, "belofte")}
    given = room.given[asked]
    report = await room.report()
    for name in tips:
        room.check(report, f"{name}-1", titles[name])
    part = report[titles["belofte"]]
    assert given[2] == list(PROMISES)
    (table,) = part.tables.values()
    assert sorted(table[1:]) == sorted((*promise, role) for role, promise in PROMISES.items())


MARKET = [
    # asked, offered, in the two fields of each
    ["Een zaal voor dinsdag", "", "Een busje", ""],
    ["Iemand die teksten nakijkt", "", "Onze grote zaal", ""],
    ["Vervoer naar de tuin", "", "Tijd op vrijdag", ""],
]


async def test_g4_an_ask_finds_its_offer_on_the_screen_and_in_the_report(room: Room) -> None:
    def fill(asked: object) -> list[dict[str, list[str]]]:
        return [{"vraag-1": [row[0]], "aanbod-1": [row[2]]} for row in MARKET]

    round_id = await room.ask("ruil", fill, (STARTER, PARTNER, TOWN))
    found = room.workshop.session.rounds[round_id].result()
    assert isinstance(found, Pairs)
    ask = next(item.id for item in found.asks if item.text == MARKET[0][0])
    offer = next(item.id for item in found.offers if item.text == MARKET[1][2])
    await room.workshop.do(MatchTexts(ask, offer))
    title = room.card("ruil").title
    part = (await room.report())[title]
    assert part.table("Wat bij elkaar past") == [(MARKET[0][0], MARKET[1][2])]
    asked, offered = part.written.said.index("Nog gevraagd"), part.written.said.index("Nog aangeboden")
    assert set(part.written.said[asked + 1 : offered]) == {row[0] for row in MARKET[1:]}
    assert {row[2] for place, row in enumerate(MARKET) if place != 1} <= set(part.written.said[offered + 1 :])


COPRODUCERS = [
    ["De corporatie", "Duurzaam bouwen", "De starters"],
    ["De school", "Kinderen leren buiten", "De ouders"],
]


async def test_g5_after_two_stories_the_room_names_its_own_coproducer(room: Room) -> None:
    stories = [room.card(name).title for name in ("voorschoten", "oegstgeest")]
    for name in ("voorschoten", "oegstgeest"):
        await room.workshop.do(GoTo(name))
    report = await check_rows(room, {"coproducent": COPRODUCERS})
    assert [row[0] for row in report["Verloop"].table("Wat aan bod kwam")][1:3] == stories


SCRIPTS: dict[str, Script] = {
    "terugkijken": "345 444 233 555 432 344 333 454 222 345",
    "slot": "Ik bel de school / Ik maak de lijst / Ik kook / Ik print / Ik vraag het / Ik kijk / Ik bel / "
    "Ik schrijf / Ik fiets langs / Ik leen het busje",
}


async def test_the_evening_ends_with_looking_back_and_a_first_step(room: Room) -> None:
    await check_rows(room, SCRIPTS)
