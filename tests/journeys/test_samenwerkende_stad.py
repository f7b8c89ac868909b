"""Every row of Samenwerkende stad (S1 to S6) from card to report, counted here by hand."""

import functools
import statistics
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kompas_tui.domain.kinds import Activity
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.writing import Agree, Decide
from tests.journeys.test_kompas import Form, Room, answers, spoken, supporting
from tests.journeys.three_decks import check_forms, check_rows, evening, play


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
    assert sorted(report[titles[1]].table("De gemiddelde plek")) == sorted(
        (
            name,
            "3",
            *(spoken(statistics.mean(int(place.split(",")[axis]) for place in places)) for axis in (0, 1)),
        )
        for name, places in PLACES.items()
    )


FORMS = {
    "verbind": [["De nachtploeg", "Hoe zij de wijk zien", "Om zes uur koffie"], ["Jongeren", "Waar ze graag zijn", ""]],
    "wijk": [["De markt", "2027-03-06", "Elf uur", "Twee ambtenaren en de bakker"], ["Het veld", "", "Na school", ""]],
    "vooraf": [["De moestuin", "De plek van de bankjes", "De gemeente geeft een zaal", "2027-02-01"]],
}


async def test_s1_each_notion_has_a_form_of_its_own(room: Room) -> None:
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


async def test_s2_a_story_has_four_fields_of_which_the_first_is_its_turning_point(room: Room) -> None:
    await check_rows(room, {"verhaal": STORIES})


async def test_s3_who_checked_in_and_out_sees_what_changed(room: Room) -> None:
    before, after = "234 345 123 234 333 244", "345 445 334 345 444 355"
    await play(room, "inchecken", before)
    await play(room, "uitchecken", after)
    title, first = room.card("uitchecken").title, room.card("inchecken").title
    report = await room.report()
    shift = report[title].table(f"Het verschil met ‘{first}’")
    middles = [
        [statistics.median(int(one[place]) for one in answers(script)) for place in range(3)]
        for script in (before, after)
    ]
    assert [row[1:3] for row in shift] == [(spoken(a), spoken(b)) for a, b in zip(*middles, strict=True)]


WRITTEN = {
    "probleem": ["Niemand komt naar de avond", "De brief is te moeilijk", "Er is geen tijd"],
    "vraag": ["Hoe halen we meer mensen?", "Hoe maken we de brief makkelijker?", "Wat lukt in een uur?"],
    "herschrijf": ["Hoe maken we een avond waar jij graag komt?", "Hoe nodigen we elkaar uit?", "Wat trekt jou?"],
    "scherp": ["Wanneer kom jij graag langs?", "Hoe nodigen wij elkaar uit?", "Wat brengt ons bij elkaar?"],
}


async def test_s4_a_problem_is_rewritten_twice_and_the_best_question_chosen(room: Room) -> None:
    for name, texts in WRITTEN.items():
        await supported(room, name, texts, [5, 3, 2])
        if name == "vraag":
            await play(room, "toets", "jjn jdn jjd jnn djn jjn ddn jjn nnn jjj")
    assert sum(name in ("herschrijf", "scherp") for name in WRITTEN) == 2
    best = await room.ask("beste-vraag", lambda asked: [{"keuze": ["0"]}] * 4 + [{"keuze": ["1"]}] * 2)
    options: list[str] = room.given[best][0].data["opties"]
    assert options == WRITTEN["scherp"]
    await room.workshop.do(Decide(options[0]))
    titles = {name: room.card(name).title for name in (*WRITTEN, "toets", "beste-vraag")}
    report = await room.report()
    for name, texts in WRITTEN.items():
        assert [row[:2] for row in report[titles[name]].table("Teksten")] == list(zip(texts, "532", strict=True))
    room.check(report, "toets-1", titles["toets"])
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
    for role, picture in PICTURES.items():
        (caption,) = (name for name in part.tables if f", {role} (" in name)
        assert part.tables[caption][1:] == [tuple(picture)]
    assert "Het gaat om de deur" in report[titles[1]].said


async def test_s6_the_four_questions_of_meaning_and_what_is_said_at_the_coffee(room: Room) -> None:
    talk = [["Het plan ligt er", "Niemand gelooft het", "Wie trekt het?"], ["Goed idee", "Te duur", ""]]
    asked = await play(room, "betekenis", "4231 5332 3241 4142 5233 4224 3131 2345 4412 5231")
    await play(room, "koffie", talk)
    titles = [room.card(name).title for name in ("betekenis", "koffie")]
    report = await room.report()
    room.check(report, asked, titles[0])
    check_forms(report[titles[1]], talk)
