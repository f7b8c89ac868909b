"""Every row of Samenwerkende stad (S1 to S6) from card to report, counted here by hand."""

import functools
import statistics
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kompas_tui.domain.kinds import Activity
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.writing import Agree, Decide
from tests.designs.playing import without_numbers
from tests.journeys.test_kompas import Form, Part, Room, answers, spoken, supporting
from tests.journeys.three_decks import check_forms, evening, play


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with evening("samenwerkende-stad", tmp_path) as held:
        yield held


NETWORKS = [
    # network, what they have with it, what is there, who of us knows them
    ["De moestuin", "waren er al mee bezig", "Handen en zaden", "wij kennen ze samen"],
    ["De huisartsen", "krijgen ermee te maken", "Kennis van eenzaamheid", "ik ken ze"],
    ["De winkels", "hebben er belang bij", "Een etalage", "ik ken ze"],
    ["De moskee", "waren er al mee bezig", "Een keuken", "niemand van ons"],
]
PLACES = {
    # network: places of three voters, known apart to together by far to in the middle of it
    "De moestuin": ("9,8", "8,9", "10,10"),
    "De huisartsen": ("2,9", "3,8", "1,10"),
    "De winkels": ("3,4", "2,3", "4,5"),
    "De moskee": ("0,7", "1,8", "2,6"),
}


async def test_s1_the_networks_are_told_and_drawn_on_a_map(room: Room) -> None:
    await play(room, "netwerken", NETWORKS)
    listed: list[str] = []

    def laid(asked: Activity) -> list[Form]:
        listed.extend(asked.listed())
        return [
            {
                f"plek-{n}-{axis}": [PLACES[name][voter].split(",")[axis == "y"]]
                for n, name in enumerate(listed, 1)
                for axis in "xy"
            }
            for voter in range(3)
        ]

    await room.ask("netwerkkaart", laid)
    titles = [room.card(name).title for name in ("netwerken", "netwerkkaart")]
    report = await room.report()
    check_forms(report[titles[0]], NETWORKS)
    assert set(listed) == {row[0] for row in NETWORKS}
    assert without_numbers(report[titles[1]].table("De gemiddelde plek")) == [
        (name, *(spoken(statistics.mean(int(place.split(",")[axis]) for place in PLACES[name])) for axis in (0, 1)))
        for name in listed
    ]


FORMS = {
    "verbind": [["De nachtploeg", "Hoe zij de wijk zien", "Om zes uur koffie"], ["Jongeren", "Waar ze graag zijn", ""]],
    "wijk": [["De markt", "2027-03-06", "Elf uur", "Twee ambtenaren en de bakker"], ["Het veld", "", "Na school", ""]],
    "vooraf": [["De moestuin", "De plek van de bankjes", "De gemeente geeft een zaal", "2027-02-01"]],
}


async def test_s1_each_notion_has_a_form_of_its_own(room: Room) -> None:
    await play(room, "netwerken", NETWORKS)
    for name, script in FORMS.items():
        await play(room, name, script)
    await play(room, "waarden", FORMED_WORDS)
    await room.workshop.do(GoTo("wijk"))
    await room.workshop.do(Agree("Naar de markt", "de bakker", "2027-03-06"))
    titles = {name: room.card(name).title for name in (*FORMS, "waarden")}
    report = await room.report()
    for name, script in FORMS.items():
        check_forms(report[titles[name]], script)
    words = sorted(report[titles["waarden"]].table("Aantal deelnemers per woord"))
    assert words == [("groen", "2"), ("rust", "2"), ("samen", "1")]
    assert report["Actiepunten"].table("Wie wat doet") == [
        ("Naar de markt", "de bakker", "6 maart 2027", titles["wijk"])
    ]


FORMED_WORDS = [["rust"], ["groen"], ["rust"], ["samen"], ["groen"]]

SUBJECTS = ["Groen voor de deur", "Rust in de avond", "Een plek om te zitten"]


async def supported(room: Room, name: str, texts: list[str], most: list[int]) -> None:
    """Everybody writes a text on this card; then as many people as `most` says support each."""
    await room.ask(name, lambda asked: [{"tekst-1": [text]} for text in texts])
    chosen = [
        [text for text, times in zip(texts, most, strict=True) if voter < times] or [texts[0]]
        for voter in range(max(most))
    ]
    await room.ask(name, functools.partial(supporting, chosen=chosen), again="steun")


async def test_s1_the_subject_that_binds_is_supported_and_decided(room: Room) -> None:
    await supported(room, "onderwerp", SUBJECTS, [4, 2, 1])
    await room.workshop.do(Decide(SUBJECTS[0]))
    title = room.card("onderwerp").title
    report = await room.report()
    assert [row[:2] for row in report[title].table("Teksten")] == list(zip(SUBJECTS, "421", strict=True))
    assert f"{SUBJECTS[0]} (bij ‘{title}’)" in report["Besluiten"].said


STORIES = [
    # the turning point, who met, where, what came of it
    ["Iemand zette koffie", "buren en de wijkagent", "op de stoep", "Een vaste dinsdag"],
    ["De sleutel lag er gewoon", "school en buurthuis", "in de gymzaal", "Een zaal in het weekend"],
]


SORTED = [
    # what each of three voters says turned the story with the coffee and the one with the key
    ("0", "1"), ("0", "2"), ("4", "1"),
]  # fmt: skip


async def test_s2_a_story_has_its_turning_point_and_the_room_sorts_it_by_notion(room: Room) -> None:
    await play(room, "verhaal", STORIES)
    turns = [story[0] for story in STORIES]

    def sort(asked: Activity) -> list[Form]:
        places = [asked.listed().index(turn) + 1 for turn in turns]
        return [{f"item-{place}": [level] for place, level in zip(places, voter, strict=True)} for voter in SORTED]

    await room.ask("sorteren", sort)
    assert all(asked.activity.library == "verhalen" for asked in room.workshop.session.rounds_of("verhaal"))
    titles = [room.card(name).title for name in ("verhaal", "sorteren")]
    report = await room.report()
    check_forms(report[titles[0]], STORIES)
    part = report[titles[1]]
    told = " ".join(part.said)
    assert f"De wijk in: ‘{turns[0]}’." in told
    assert f"Netwerken: ‘{turns[1]}’." in told


def moved(part: Part) -> list[tuple[str, ...]]:
    """What it was, what it is now, and the difference, in each row of the table that has them."""
    header, *rows = next(rows for rows in part.tables.values() if "Verschil" in rows[0])
    last = header.index("Verschil")
    return [row[last - 2 : last + 1] for row in rows]


async def test_s3_who_checked_in_and_out_sees_what_changed(room: Room) -> None:
    before, after = "234 345 123 234 333 244", "345 445 334 345 444 355"
    await play(room, "inchecken", before)
    await play(room, "uitchecken", after)
    title = room.card("uitchecken").title
    report = await room.report()
    middles = [
        [statistics.median(int(one[place]) for one in answers(script)) for place in range(3)]
        for script in (before, after)
    ]
    assert [row[:2] for row in moved(report[title])] == [(spoken(a), spoken(b)) for a, b in zip(*middles, strict=True)]


PROBLEMS = ["Niemand komt naar de avond", "De brief is te moeilijk", "Er is geen tijd"]
FIRST = ["Hoe halen we meer mensen?", "Hoe maken we de brief makkelijker?", "Wat lukt in een uur?", "Wie helpt?"]
BETTER = {
    # first question: how it was rewritten
    FIRST[0]: "Hoe maken we een avond waar jij graag komt?",
    FIRST[1]: "Hoe nodigen we elkaar uit?",
    FIRST[2]: "Wat trekt jou?",
}
SHARP = {
    BETTER[FIRST[0]]: "Wanneer kom jij graag langs?",
    BETTER[FIRST[1]]: "Hoe nodigen wij elkaar uit?",
}
GOOD, HAS_ANSWER = "0", "1"


def judging(asked: Activity, good: dict[str, int]) -> list[Form]:
    """Four voters of whom so many find each question good; the others see an answer in it, and say so."""
    return [
        {f"item-{n}": [GOOD if voter < good[item] else HAS_ANSWER] for n, item in enumerate(asked.listed(), 1)}
        | {"idee-1-1": [f"Reden {voter}"]}
        for voter in range(4)
    ]


async def test_s4_a_problem_is_rewritten_twice_and_the_best_question_chosen(room: Room) -> None:
    await supported(room, "probleem", PROBLEMS, [5, 3, 2])
    await supported(room, "vraag", FIRST, [5, 3, 2, 1])
    first = {FIRST[0]: 1, FIRST[1]: 3, FIRST[2]: 0}
    await room.ask("toets", functools.partial(judging, good=first))
    await play(room, "herschrijf", [[old, new] for old, new in BETTER.items()])
    second = dict(zip(BETTER.values(), (4, 3, 1), strict=True))
    again = await room.ask("toets-twee", functools.partial(judging, good=second))
    await play(room, "scherp", [[old, new] for old, new in SHARP.items()])
    best = await room.ask("beste-vraag", lambda asked: [{"keuze": ["0"]}] * 4 + [{"keuze": ["1"]}] * 2)
    assert set(room.given[again][0].listed()) == set(BETTER.values()), "the first three were rewritten"
    options: list[str] = room.given[best][0].data["opties"]
    assert set(options) == set(SHARP.values())
    await room.workshop.do(Decide(options[0]))
    names = ("probleem", "vraag", "toets", "herschrijf", "toets-twee", "scherp", "beste-vraag")
    titles = {name: room.card(name).title for name in names}
    report = await room.report()
    rows = report[titles["vraag"]].table("Teksten")
    assert [row[:2] for row in rows] == list(zip(FIRST, "5321", strict=True))
    judged = {row[0]: row[1] for row in report[titles["toets"]].table("Aantal deelnemers per antwoord")}
    assert judged == {question: str(good) for question, good in first.items()}
    check_forms(report[titles["herschrijf"]], [list(pair) for pair in BETTER.items()])
    check_forms(report[titles["scherp"]], [list(pair) for pair in SHARP.items()])
    assert report[titles["beste-vraag"]].table("Aantal keer gekozen")[0] == (options[0], "4")
    assert f"{options[0]} (bij ‘{titles['beste-vraag']}’)" in report["Besluiten"].said


PICTURES = {
    "inwoner": ["het vraagstuk zelf", "Een donkere straat met één lamp"],
    "gemeente": ["een oplossing", "Een plein vol lantaarns"],
    "ondernemer": ["de mensen met wie we het doen", "Mijn winkel met open deur"],
}


async def test_s5_what_each_drew_stands_beside_what_others_drew(room: Room) -> None:
    await play(room, "beeld", list(PICTURES.values()), list(PICTURES))
    await play(room, "gezien", [["De lamp is er al"], ["Het gaat om de deur"], ["Ik zag alleen donker"]])
    titles = [room.card(name).title for name in ("beeld", "gezien")]
    report = await room.report()
    part = report[titles[0]]
    (table,) = part.tables.values()
    assert sorted(table[1:]) == sorted((*picture, role) for role, picture in PICTURES.items())
    assert "Het gaat om de deur" in report[titles[1]].said


async def test_s6_the_four_questions_of_meaning_and_what_is_said_at_the_coffee(room: Room) -> None:
    talk = [["Het plan ligt er", "Niemand gelooft het", "Wie trekt het?"], ["Goed idee", "Te duur", ""]]
    asked = await play(room, "betekenis", "4231 5332 3241 4142 5233 4224 3131 2345 4412 5231")
    await play(room, "koffie", talk)
    titles = [room.card(name).title for name in ("betekenis", "koffie")]
    report = await room.report()
    room.check(report, asked, titles[0])
    check_forms(report[titles[1]], talk)


async def test_s6_the_group_says_where_it_stands_from_steering_to_working_together_and_where_it_wants_to(
    room: Room,
) -> None:
    now = await play(room, "sturend", "22131 21121 32122 11111 22222")
    wanted = await play(room, "samen", "43333 44344 43434 33333 44444")
    assert room.card("sturend").lookup is not None
    titles = {asked: room.card(name).title for asked, name in ((now, "sturend"), (wanted, "samen"))}
    report = await room.report()
    assert moved(report[titles[wanted]]) == [
        ("2", "4", "+2"), ("2", "3", "+1"), ("1", "3", "+2"), ("2", "3", "+1"), ("1", "4", "+3"),
    ]  # fmt: skip


async def test_a_work_is_named_once_with_its_chapters_under_it(room: Room) -> None:
    await room.workshop.do(GoTo("netwerken"))
    await room.workshop.do(GoTo("onderwerp"))
    await room.workshop.do(GoTo("beeld"))
    report = await room.report()
    assert report.text.count("Samenwerkende Stad, VNG, 2017") == 1
    (work,) = (said for said in report["Bronnen"].said if said.startswith("Samenwerkende Stad, VNG, 2017: "))
    assert {"notie 2", "notie 3", "notie 4"} <= set(work.partition(": ")[2].split("; "))
