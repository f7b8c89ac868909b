"""Every row of De Samenwerkingswijzer (N1 to N11) from card to report, counted here by hand."""

import statistics
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from kompas_tui.domain.course.plate import NOT_YET
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.kinds.checklist import Checklist
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.outcome import progress_in_room
from kompas_tui.workshop.commands.asking import OpenRound
from kompas_tui.workshop.commands.canvas import SetCell
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.writing import Agree, Decide
from tests.journeys.test_kompas import Form, Part, Report, Room, answers
from tests.journeys.three_decks import check_forms, check_rows, evening, play

COUNCIL, EXECUTIVE, STAFF, PARTNER = ROLES = ("raad", "college", "organisatie", "partner")


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with evening("samenwerkingswijzer", tmp_path) as held:
        yield held


def levels(script: str) -> list[Form]:
    """The forms of a checklist: one word a voter, one figure an item, a full stop where it was left out."""
    return [{f"item-{n}": [level] for n, level in enumerate(one, 1) if level != "."} for one in script.split()]


async def judge(room: Room, name: str, script: str, roles: Sequence[str] = ROLES) -> str:
    """Ask a checklist with a script."""
    return await room.ask(name, lambda asked: levels(script), roles)


def counts(script: str, place: int) -> list[str]:
    """How many chose each level of the item at this place."""
    chosen = Counter(one[place] for one in script.split())
    return [str(chosen[str(level)]) for level in range(3)]


def check_levels(part: Part, items: Sequence[str], script: str) -> None:
    """The table has per item how many chose each word, and each item stands in the list of what most chose."""
    rows = next(iter(part.tables.values()))
    header, told = rows[0], {row[0]: row for row in rows[1:]}
    for place, item in enumerate(items):
        given = counts(script, place)
        assert list(told[item][1:4]) == given, item
        most = [int(n) for n in given].index(max(int(n) for n in given))
        if given.count(given[most]) == 1:
            heading = header[1 + most]
            listed = part.said[part.said.index(heading[:1].upper() + heading[1:]) :]
            assert item in listed


def decided(report: Report) -> list[str]:
    """The decisions, without the cards they were taken at."""
    return [said.partition(" (bij ")[0] for said in report["Besluiten"].said]


def of_role(part: Part, role: str) -> list[tuple[str, str]]:
    """What one role chose most, by the label of the row."""
    (table,) = (rows for name, rows in part.tables.items() if name.startswith("Wat het vaakst is gekozen, per rol"))
    column = table[0].index(role)
    return [(row[0], row[column]) for row in table[1:]]


STEERED = "0120112 0120212 1020110 0121012 0120111 0122112 0120112 0020112"
"""Eight voters, the roles by turns: what the council sets now (0), later (1), leaves to the executive (2)."""


async def test_n1_what_the_council_sets_now_becomes_its_assignment(room: Room) -> None:
    asked = await judge(room, "regie", STEERED)
    points, words = room.given[asked][0].listed(), room.given[asked][0].data["antwoorden"]
    given = [[points[0], "Kies eerst hoog of laag"], [points[3], "Twee avonden in de wijk"]]
    await play(room, "meegeven", given)
    await room.workshop.do(GoTo("opdracht"))
    await room.workshop.do(SetCell("inzet", "Kies eerst hoog of laag."))
    await room.workshop.do(SetCell("stappen", "Twee avonden in de wijk."))
    await room.ask("klopt", lambda asked: [{"instemming": ["0"]}] * 4, ROLES)
    titles = {name: room.card(name).title for name in ("regie", "meegeven")}
    report = await room.report()
    check_levels(report[titles["regie"]], points, STEERED)
    assert of_role(report[titles["regie"]], COUNCIL)[0] == (points[0], words[0])
    check_forms(report[titles["meegeven"]], given)
    assert "Kies eerst hoog of laag." in report["Onderwerp en politieke keuzes"].said
    assert "Twee avonden in de wijk." in report["Stappen die echt tellen"].said
    assert "Wie wat doet: nu niet bepaald." in report["Wat nog leeg is"].said
    assert "Akkoord van raad, college, organisatie en partner." in report["Opdracht aan het college"].said


SELF = {
    # statement by statement: what the municipality says of itself (three roles), and what partners say
    "helpen": ("443333", "453333", "433333", "413333"),
    "nakomen": ("44333", "44333", "44333", "43333"),
    "hinderen": ("12121111", "12121112", "12111111", "52121111"),
}


async def test_n2_how_the_municipality_sees_itself_stands_beside_how_partners_see_it(room: Room) -> None:
    asked = {name: await play(room, name, " ".join(scores * 3), ROLES) for name, scores in SELF.items()}
    stop = await room.ask("stoppen", lambda asked: [{"keuze": ["0"]}] * 3 + [{"keuze": ["1"]}], ROLES)
    start = await room.ask("starten", lambda asked: [{"keuze": ["0"]}] * 4, ROLES)
    ends = [room.given[one][0].data["opties"][0] for one in (stop, start)]
    worst, weakest = (
        room.given[asked["hinderen"]][0].listed(),
        [*room.given[asked["helpen"]][0].listed(), *room.given[asked["nakomen"]][0].listed()],
    )
    assert ends[0] == worst[1], "of what is in the way the highest median comes first"
    assert ends[1] in [weakest[place] for place in (2, 3, 4, 5, 8, 9, 10)], "of what helps the lowest"
    await room.workshop.do(Decide(f"Wij stoppen met: {ends[0]}"))
    await room.workshop.do(Agree(f"Wij beginnen met: {ends[1]}", "het college", "2027-01-01"))
    titles = {name: room.card(name).title for name in (*asked, "starten")}
    report = await room.report()
    for name, round_id in asked.items():
        room.check(report, round_id, titles[name])
        gap = [abs(int(SELF[name][3][place]) - int(SELF[name][0][place])) for place in range(len(SELF[name][0]))]
        widest = room.given[round_id][0].listed()[gap.index(max(gap))].rstrip(".")
        assert any("verschil is het grootst bij" in said and widest in said for said in report[titles[name]].said)
    assert f"Wij stoppen met: {ends[0]}" in decided(report)
    assert report["Actiepunten"].table("Wie wat doet")[0][1:] == ("het college", "1 januari 2027", titles["starten"])


CUT = [
    ["hoogbouw", "laagbouw", "open land"],
    ["sociale huur", "koop", "geld voor de school"],
    ["parkeren", "speelplek", "groen"],
]
CHOICES = [f"{one} of {other}, ten koste van {price}" for one, other, price in CUT]
POLITICAL = {CHOICES[0]: "0001", CHOICES[1]: "0000", CHOICES[2]: "1112"}
SHARED_OUT = {CHOICES[0]: "0002", CHOICES[1]: "0010", CHOICES[2]: "1112"}


def by_item(asked: Activity, script: dict[str, str]) -> list[Form]:
    """Forms of voters who judge each item by its name."""
    voters = len(next(iter(script.values())))
    return [{f"item-{n}": [script[item][voter]] for n, item in enumerate(asked.listed(), 1)} for voter in range(voters)]


async def test_n3_the_room_cuts_its_subject_into_choices_and_shares_them_out(room: Room) -> None:
    await play(room, "knippen", CUT)
    await room.ask("kiezen", lambda asked: [{f"stickers-{n}": ["1"] for n in (1, 2, 3)}], ROLES[:1])
    political = await room.ask("politiek", lambda asked: by_item(asked, POLITICAL), ROLES)
    shared = await room.ask("verdelen", lambda asked: by_item(asked, SHARED_OUT), ROLES)
    assert set(room.given[political][0].listed()) == set(CHOICES)
    assert room.given[shared][0].listed() == (CHOICES[1], CHOICES[0], CHOICES[2]), "the most political first"
    titles = {name: room.card(name).title for name in ("politiek", "verdelen")}
    report = await room.report()
    said = report[titles["politiek"]].said
    assert set(said[said.index("Ja") + 1 : said.index("Ja") + 3]) == set(CHOICES[:2])
    assert said[said.index("Ik twijfel") + 1] == CHOICES[2]
    said = report[titles["verdelen"]].said
    assert said[said.index("Raad beslist") + 1 : said.index("Raad beslist") + 3] == [CHOICES[1], CHOICES[0]]
    assert said[said.index("College werkt uit") + 1] == CHOICES[2]


async def test_n3_never_more_than_eight_choices_go_along(room: Room) -> None:
    await play(room, "knippen", [[f"een {n}", f"ander {n}", f"prijs {n}"] for n in range(12)])
    stuck = [{f"stickers-{n}": ["1"] for n in (1 + first, 2 + first, 3 + first)} for first in (0, 1, 2, 3, 4, 5, 6, 7)]
    await room.ask("kiezen", lambda asked: [*stuck, {"stickers-1": ["3"]}])
    await room.ask("politiek", lambda asked: [{f"item-{n}": ["0"] for n in range(1, len(asked.listed()) + 1)}])
    kept = room.given["politiek-1"][0].listed()
    assert len(kept) == 7, "the two that share the last place stay behind"
    await room.ask("kiezen", lambda asked: [{f"stickers-{n}": ["1"] for n in (1, 2, 3)}] * 2)
    await room.ask("kiezen", lambda asked: [{f"stickers-{n}": ["1"]} for n in range(1, 13)])
    await room.workshop.do(GoTo("politiek"))
    with pytest.raises(CommandRefused, match="12 antwoorden even sterk"):
        await room.workshop.do(OpenRound("nieuw"))


AGREED = {"raad": "00000000 00000001 00100000 00000000", "samen": "0000 0010 0000 0000"}


async def test_n4_council_and_executive_agree_apart_with_who_and_when(room: Room) -> None:
    asked = {name: await judge(room, name, script) for name, script in AGREED.items()}
    first = {name: room.given[one][0].listed() for name, one in asked.items()}
    words = {name: room.given[one][0].data["antwoorden"] for name, one in asked.items()}
    care = [[first["samen"][0], "de griffier", "2027-02-01"], [first["raad"][1], "het presidium", "2027-03-01"]]
    await play(room, "zorgt", care)
    await room.workshop.do(GoTo("rolafspraak"))
    for name, text in (("beeld", "Bij elke keuze die botst."), ("ruimte", "Bij de uitvoering."), ("samen", "Op tijd.")):
        await room.workshop.do(SetCell(name, text))
    await room.ask("eens", lambda asked: [{"instemming": ["0"]}, {"instemming": ["3"], "reden-1": ["Te snel"]}], ROLES)
    titles = {name: room.card(name).title for name in (*asked, "zorgt")}
    report = await room.report()
    for name, script in AGREED.items():
        for place, role in enumerate(ROLES):
            told = [chosen for _, chosen in of_role(report[titles[name]], role)]
            assert told == [words[name][int(level)] for level in script.split()[place]]
    check_forms(report[titles["zorgt"]], care)
    assert "Bij elke keuze die botst." in report["Wanneer de raad in beeld is"].said
    tasks = next(iter(report["Wie zorgt ervoor"].tables.values()))
    assert tasks[1] == (first["samen"][0], "de griffier", "1 februari 2027")
    assert "Bezwaar van college." in report["Rolafspraak raad en college"].said


async def test_n5_what_is_unclear_here_becomes_an_action(room: Room) -> None:
    def here(asked: Activity) -> list[Form]:
        clear = [{"item-1": ["0"], "idee-1-1": ["De winkels willen parkeren"], "item-4": [level]} for level in "222"]
        return [form | {f"item-{n}": ["0"] for n in (2, 3, 5, 6, 7)} for form in clear]

    asked = await room.ask("maatwerk", here, ROLES)
    unclear = room.given[asked][0].listed()[3]
    await room.workshop.do(Agree(unclear, "de projectleider", "2027-01-15"))
    title = room.card("maatwerk").title
    report = await room.report()
    said = report[title].said
    assert any(one.endswith(f"Dat is: ‘{unclear}’.") for one in said)
    assert (unclear, "0") in {(row[0], row[-1]) for row in report[title].table("Aantal deelnemers per antwoord")}
    assert any("De winkels willen parkeren" in one for one in said)
    assert report["Actiepunten"].table("Wie wat doet") == [(unclear, "de projectleider", "15 januari 2027", title)]


EXPECTED = [
    # what, asked by, asked of
    ["Zeg het op tijd", PARTNER, EXECUTIVE],
    ["Kom een keer kijken", PARTNER, COUNCIL],
    ["Geef ons een mandaat", EXECUTIVE, COUNCIL],
    ["Maak het verslag", COUNCIL, STAFF],
]
MINE, NOT_POSSIBLE, LATER = range(3)
REPLIES = dict(zip((row[0] for row in EXPECTED), (MINE, LATER, NOT_POSSIBLE, MINE), strict=True))


async def test_n6_every_expectation_gets_an_answer_of_who_must_meet_it(room: Room) -> None:
    await play(room, "verwachtingen", EXPECTED)
    sentences = {f"{by} aan {of}: {what}": (of, REPLIES[what]) for what, by, of in EXPECTED}

    def reply(asked: Activity) -> list[Form]:
        assert isinstance(asked, Checklist)
        items = list(enumerate(zip(asked.items, asked.addressed, strict=True), 1))
        assert {item: of for _, (item, of) in items} == {item: of for item, (of, _) in sentences.items()}
        own = {
            role: {f"item-{n}": [str(sentences[item][1])] for n, (item, of) in items if of == role} for role in ROLES
        }
        return [form for form in own.values() if form]

    await room.ask("antwoord", reply, (COUNCIL, EXECUTIVE, STAFF))
    title = room.card("antwoord").title
    words = ["maak ik waar", "kan niet", "later"]
    (rows,) = (await room.report())[title].tables.values()
    assert rows[0] == ("Van", "Aan", "Wat", *words, "Meest gekozen")
    assert {(*row[:3], row[-1]) for row in rows[1:]} == {
        (by, of, what, words[REPLIES[what]]) for what, by, of in EXPECTED
    }


USED = [
    ["Samen lopen", "Leren kennen", "Ouderen", "het werkte goed", "Neem thee mee"],
    ["Een avond in de zaal", "Ophalen", "Het hele dorp", "het werkte half", "Meer tafels"],
]


async def test_n7_a_method_is_chosen_and_what_was_used_goes_to_the_library(room: Room) -> None:
    chosen = await play(room, "werkvormen", "1 1,3 3 1 9 9,10 1 2 2 3,1", ROLES)
    await play(room, "ervaring", USED)
    assert room.given["ervaring-1"][0].library == "werkvormen"
    titles = [room.card(name).title for name in ("werkvormen", "ervaring")]
    report = await room.report()
    room.check(report, chosen, titles[0])
    check_forms(report[titles[1]], USED)


async def test_n8_pitfalls_are_marked_ranked_and_get_a_guard_and_a_counter(room: Room) -> None:
    marked = await play(room, "valkuilen", "0,1,2,3,4 0,1,2,3,4 0,1,2 0,1 0,5 0 0 0 0 0", ROLES)
    names: list[str] = room.given[marked][0].data["opties"]
    ranked = await room.ask(
        "gevaar",
        lambda asked: (
            [{f"rangorde-{n}": [str(asked.listed().index(names[pit]))] for n, pit in enumerate((2, 0, 1, 3, 4), 1)}] * 3
        ),
        ROLES,
    )
    assert set(room.given[ranked][0].listed()) == set(names[:5])
    guards = [
        [names[2], "de griffier", "Eerst kiezen, dan praten"],
        [names[0], "de dorpsraad", "Zeg vooraf wat open is"],
        [names[1], "de voorzitter", "Vraag naar bezwaren"],
    ]
    await play(room, "wacht", guards)
    assert room.given["wacht-1"][0].form()[0].options == (names[2], names[0], names[1])  # type: ignore[union-attr]
    titles = {name: room.card(name).title for name in ("valkuilen", "gevaar", "wacht")}
    report = await room.report()
    room.check(report, marked, titles["valkuilen"])
    assert [row[:2] for row in report[titles["gevaar"]].table("Aantal")][:3] == [
        (names[2], "12"), (names[0], "9"), (names[1], "6"),
    ]  # fmt: skip
    check_forms(report[titles["wacht"]], guards)


CASES = [
    ["Een speeltuin", "Een plek voor kinderen", "Ouders bouwden mee", "Eerder vragen", "Zand is duur", "Bel elkaar"],
]


async def test_n9_a_case_is_evaluated_for_who_comes_after(room: Room) -> None:
    report = await check_rows(room, {"casus": CASES})
    assert room.given["casus-1"][0].library == "evaluaties"
    assert report["Wat leerde dit ons?"]


async def test_n10_what_stands_weakest_is_ranked_to_be_strengthened(room: Room) -> None:
    scores = "55555123 55555123 55554123 55555223 55555123 55555123 55555123 55555123 55555123 55555123"
    asked = await play(room, "succes", scores, ROLES)
    factors = room.given[asked][0].listed()
    ranked = await room.ask(
        "versterken",
        lambda asked: (
            [{f"rangorde-{n}": [str(asked.listed().index(factors[place]))] for n, place in enumerate((6, 5, 7), 1)}] * 4
        ),
        ROLES,
    )
    middles = {
        factor: statistics.median(int(one[place]) for one in answers(scores)) for place, factor in enumerate(factors)
    }
    assert list(room.given[ranked][0].listed())[:3] == sorted(middles, key=lambda factor: middles[factor])[:3]
    titles = [room.card(name).title for name in ("succes", "versterken")]
    report = await room.report()
    room.check(report, asked, titles[0])
    assert report[titles[1]].table("Aantal")[0][0] == factors[6]


LESSONS = ["Vraag eerst", "Kies één loket", "Vraag eerst de buren"]
AGENDA = [
    ["Eén loket maken", STAFF, "2027-06-01", "Mensen bellen één nummer"],
    ["Elk kwartaal langs de dorpen", COUNCIL, "2027-03-01", "De raad kent de dorpen"],
]


async def test_n11_where_we_stand_becomes_an_agenda_with_who_and_when(room: Room) -> None:
    stands = await play(room, "stand", "332244 443322 233445 333333 432122 332211 443344 555443 222333 343434", ROLES)
    await play(room, "lessen", " / ".join(LESSONS * 4), ROLES)
    await play(room, "agenda", AGENDA)
    assert [room.given[f"{name}-1"][0].library for name in ("lessen", "agenda")] == ["lessen", "voorstellen"]
    await room.workshop.do(GoTo("ontwikkelagenda"))
    await room.workshop.do(SetCell("stand", "We zijn halverwege."))
    await room.workshop.do(SetCell("les", LESSONS[0]))
    titles = {name: room.card(name).title for name in ("stand", "lessen", "agenda")}
    report = await room.report()
    room.check(report, stands, titles["stand"])
    days = [row[2] for row in report[titles["agenda"]].table("Wat er is ingevuld")]
    assert days == ["1 maart 2027", "1 juni 2027"]
    assert "We zijn halverwege." in report["Waar we nu staan"].said
    assert LESSONS[0] in report["De les die we meenemen"].said
    planned = next(iter(report["Wat we gaan doen"].tables.values()))
    assert [row[0] for row in planned[1:]] == [AGENDA[1][0], AGENDA[0][0]]


async def test_the_plate_leads_to_every_row_and_shows_what_was_done(room: Room) -> None:
    plate = room.card("wijzer")
    assert plate.plate is not None
    points = (*plate.plate.points, *plate.plate.below)
    assert len(points) == 10
    assert all(room.card(point.to) and room.card(point.until or point.to) for point in points)
    await play(room, "valkuilen", "0 1 2 3 4 0 1 2 3 4", ROLES)
    await room.workshop.do(GoTo("wijzer"))
    states = [one.state for one in progress_in_room(room.workshop.session, room.workshop.course, plate)]
    assert states.count(NOT_YET) == 9
