"""Every row of Van recht naar reden (R1 to R9) from card to report: parties of one or two people, counted by hand."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.course.plate import BUSY, NOT_YET
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.outcome import outcome_of, progress_in_room
from kompas_tui.domain.report.document import Figures
from kompas_tui.domain.report.written import actions
from kompas_tui.domain.result.shapes import Stacked
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.contributions import contributions, market
from kompas_tui.workshop import open_workshop
from kompas_tui.workshop.canvases import canvas_here
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.canvas import DescribeCanvas, SetCell
from kompas_tui.workshop.commands.course import End, GoTo
from kompas_tui.workshop.commands.texts import MatchTexts
from kompas_tui.workshop.commands.writing import Agree, Decide
from kompas_tui.workshop.continuing import earlier_session
from tests.journeys.test_kompas import Form, Part, Room, scaled
from tests.journeys.three_decks import check_forms, evening, play, read
from tests.workshop.rooms import clock

PARTIES = ("initiatief", "bewoners", "aanbieder", "gemeente")
INITIATIVE, RESIDENTS, PROVIDER, TOWN = PARTIES


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with evening("van-recht-naar-reden", tmp_path) as held:
        yield held


async def ask(room: Room, name: str, forms: Sequence[Form], roles: Sequence[str] = PARTIES) -> str:
    """Ask a card with these forms, one for each party."""
    return await room.ask(name, lambda asked: list(forms), roles)


def sentence(room: Room, asked: str) -> str:
    """What the room is told of a round."""
    session = room.workshop.session
    return outcome_of(session, session.rounds[asked]).sentence


def judged(levels: str, seen: str) -> Form:
    """A level for each item (o, d or n), each with what was seen."""
    chosen: Form = {f"item-{n}": [str("odn".index(level))] for n, level in enumerate(levels, 1)}
    return chosen | {f"idee-{n}-1": [f"{seen} {n}"] for n in range(1, len(levels) + 1)}


BEFORE = {INITIATIVE: "445445323", RESIDENTS: "434323432", PROVIDER: "544543323", TOWN: "445541423"}
AFTER = {INITIATIVE: "455554434", RESIDENTS: "445444443", PROVIDER: "545554434", TOWN: "455554434"}


async def test_r1_parties_measure_agree_measure_again_and_decide_to_start(room: Room) -> None:
    first = await play(room, "voorwaarden", " ".join(BEFORE.values()), PARTIES)
    assert sentence(room, first).endswith(
        "Het verschil is het grootst bij ‘Wil: we maken ruimte om elkaar te leren kennen’: "
        "gemeente geeft 1, initiatief geeft 5."
    )
    await room.workshop.do(GoTo("streep"))
    await room.workshop.do(OpenRound("nieuw"))
    asked = room.workshop.session.open_round
    assert asked is not None
    weakest = asked.activity.fields()[0].options  # type: ignore[union-attr]
    assert weakest[0] in {
        "Kracht: er zijn genoeg geld, tijd en handen.",
        "Wil: we maken ruimte om elkaar te leren kennen.",
    }
    await room.workshop.cast(
        "telefoon-1", asked.id, {"veld-1": ["0"], "veld-2-1": ["We leren elkaar kennen"]}, role=TOWN
    )
    await room.workshop.do(CloseRound())
    await room.workshop.do(Decide("We lunchen elke maand samen."))
    await room.workshop.do(Agree("De eerste lunch regelen", "de gemeente", "2027-02-01"))
    again = await play(room, "voorwaarden-weer", " ".join(AFTER.values()), PARTIES)
    start = await play(room, "start", "0/0/1+Met een klein begin/0", PARTIES)
    await room.workshop.do(Decide("We beginnen samen aan een deal."))
    titles = {name: room.card(name).title for name in ("voorwaarden", "voorwaarden-weer", "start", "streep")}
    statements = room.card("voorwaarden").activity.statements  # type: ignore[union-attr]
    told = sentence(room, first)
    report = await room.report()
    assert told in report[titles["voorwaarden"]].said
    for name, scores in (("voorwaarden", BEFORE), ("voorwaarden-weer", AFTER)):
        given = [scaled(label, 5, [int(said[n]) for said in scores.values()]) for n, label in enumerate(statements)]
        assert scores_in(report[titles[name]], titles[name]) == [(label, *rest) for label, _, *rest in given]
    per_party = report[titles["voorwaarden"]].table("De middelste score, per rol")
    assert [row[1:] for row in per_party] == [tuple(scores) for scores in zip(*BEFORE.values(), strict=True)]
    shift = next(rows for name, rows in report[titles["voorwaarden-weer"]].tables.items() if "Verschil" in rows[0])
    assert len(shift) == 10
    room.check(report, start, titles["start"])
    assert "We beginnen samen aan een deal. (bij ‘Beginnen we?’)" in report["Besluiten"].said
    assert report["Actiepunten"].table("Wie wat doet")[0][:2] == ("De eerste lunch regelen", "de gemeente")
    assert again != first


def whole(part: Part) -> list[tuple[str, ...]]:
    """The rows of the first table under a heading, in which nothing is split."""
    return next(iter(part.tables.values()))[1:]


def scores_in(part: Part, title: str) -> list[tuple[str, ...]]:
    """The statements with how often each score was given and the middle one, also where that of before stands there."""
    header, *rows = next(iter(part.tables.values()))
    wanted = ("Stelling", *"12345", "Midden", f"Midden bij ‘{title}’")
    at = [column for column, name in enumerate(header) if name in wanted]
    return [tuple(row[column] for column in at) for row in rows]


NOW = {INITIATIVE: (2, 8), RESIDENTS: (1, 2), PROVIDER: (3, 9), TOWN: (4, 7)}
WANTED = {INITIATIVE: (8, 8), RESIDENTS: (9, 3), PROVIDER: (6, 8), TOWN: (7, 7)}


def places(given: dict[str, tuple[int, int]]) -> list[Form]:
    return [{"plek-1-x": [str(x)], "plek-1-y": [str(y)]} for x, y in given.values()]


async def test_r2_each_party_says_where_it_stands_and_wants_to_stand_and_who_moves(room: Room) -> None:
    now = await ask(room, "sturing-nu", places(NOW))
    wanted = await ask(room, "sturing-straks", places(WANTED))
    assert "‘Onze samenwerking’ ligt gemiddeld bij ‘Presterend’." in sentence(room, now)
    assert "‘Onze samenwerking’ ligt gemiddeld bij ‘Samenwerkend’." in sentence(room, wanted)
    script = [["Vaste formats", "Dat een raad cijfers wil"], ["Drie offertes", "Waarom een regel er is"]]
    await play(room, "loslaten", script, (TOWN, INITIATIVE))
    await room.workshop.do(Agree("Eén formulier schrappen", "inkoop", "2027-03-01"))
    titles = [room.card(name).title for name in ("sturing-nu", "sturing-straks", "loslaten")]
    report = await room.report()
    corners = {row[0]: row[1] for row in report[titles[0]].table("De gemiddelde plek, op lijnen van 0 tot 10, per rol")}
    assert corners == {INITIATIVE: "Presterend", RESIDENTS: "Rechtmatig", PROVIDER: "Presterend", TOWN: "Presterend"}
    shift = next(rows for rows in report[titles[1]].tables.values() if rows[0][-1] == "Richting")
    moved = {row[0]: row[1:] for row in shift[1:]}
    assert moved[RESIDENTS] == ("Rechtmatig (1 · 2)", "Responsief (9 · 3)", "rechts en omhoog")
    assert moved[TOWN][-1].startswith("rechts")
    assert not any("per rol" in caption for caption in report[titles[1]].tables)
    session = room.workshop.session
    outcome = outcome_of(session, session.rounds[wanted])
    assert outcome.comparison is not None
    values = {shift.label: shift.change for shift in outcome.comparison.shifts}
    assert values["bewoners: samen sturen"] == 8
    assert values["gemeente: resultaat halen"] == 0
    check_forms(report[titles[2]], script)
    assert report["Actiepunten"].table("Wie wat doet")[0][:2] == ("Eén formulier schrappen", "inkoop")


def states(room: Room) -> dict[str, str]:
    """The points of the cycle with how far the group is."""
    workshop = room.workshop
    return {
        one.point.title: one.state for one in progress_in_room(workshop.session, workshop.course, room.card("cyclus"))
    }


async def test_r3_each_quadrant_says_how_many_deals_stand_there(room: Room) -> None:
    def standing() -> dict[str, int]:
        workshop = room.workshop
        states = progress_in_room(workshop.session, workshop.course, room.card("cyclus"))
        return {state.point.title: state.deals for state in states if state.deals}

    await room.workshop.do(GoTo("cyclus"))
    assert standing() == {}
    await the_deal(room)
    assert standing() == {"Samen doelen kiezen": 1}
    await play(room, "deal/akkoord", "0 0 0 0", PARTIES)
    assert standing() == {"Samen uitvoeren": 1}
    await room.workshop.do(SetCell("Wijk", "Ook achter het plein."))
    assert standing() == {"Samen doelen kiezen": 1}
    report = await room.report()
    told = {row[0].partition(":")[0]: row[1] for row in report["De praatplaat"].table("Hoe ver de groep kwam")}
    assert told["Samen doelen kiezen"].endswith(", 1 deal")


async def test_r3_the_cycle_leads_to_deal_partner_schouw_and_reisgids_and_fills(room: Room) -> None:
    await room.workshop.do(GoTo("cyclus"))
    assert set(states(room).values()) == {NOT_YET}
    plate = room.card("cyclus").plate
    assert plate is not None
    cards = [room.card(point.to) for point in plate.points]
    leads = [(card.deck, card.title) for card in cards]
    assert leads == [
        ("deal", "We maken een deal"), ("deal", "Een partner op locatie"), ("schouw", "We gaan kijken"),
        ("van-recht-naar-reden", "Wat gaat de reisgids in?"),
    ]  # fmt: skip
    await room.workshop.do(GoTo("deal/doel"))
    await play(room, "netwerk", "0 1 2 2", PARTIES)
    now = states(room)
    assert (now["Samen doelen kiezen"], now["Sturing"], now["Waarderen"]) == (BUSY, BUSY, NOT_YET)
    report = await room.report()
    told = {row[0].partition(":")[0]: row[1:] for row in report["De praatplaat"].table("Hoe ver de groep kwam")}
    assert told["Sturing"][-1] == "Een derde partij trekt het · 2×"
    assert len(report.pictures) >= 1


TASKS = [[INITIATIVE, "De tuin openen", "2027-03-01"], [TOWN, "De regels uitleggen", ""]]
BROUGHT = [
    [INITIATIVE, "mensen en uren", "tien uur per week", ""],
    [TOWN, "geld", "2000 euro", "subsidie"],
    [PROVIDER, "kennis", "een wijkverpleegkundige", ""],
]
SET = {
    "Ons doel": "Niemand in de wijk eet alleen.",
    "Wijk": "Rond het plein.",
    "Ons idee": "Elke dinsdag koken in de tuin.",
    "Resultaat": "Dertig mensen eten mee.",
    "Zo werken we samen": "We bellen voor we mailen.",
    "Onze schouw": "Elk halfjaar, in de tuin, met een peer.",
}


async def the_deal(room: Room) -> None:
    """The deal as three parties make it; the third step is skipped."""
    await play(room, "deal/partners", [["De tuin", "Koken"], ["De gemeente", "Regels"]], (INITIATIVE, TOWN))
    await play(room, "deal/taken", TASKS, (INITIATIVE, TOWN))
    await play(room, "deal/inbreng", BROUGHT, (INITIATIVE, TOWN, PROVIDER))
    asked = await ask(room, "deal/ruil", [{"vraag-1": ["Een koelkast"]}, {"aanbod-1": ["Onze oude koelkast"]}])
    items = {item.text: item.id for item in room.workshop.session.rounds[asked].texts()}
    await room.workshop.do(MatchTexts(items["Een koelkast"], items["Onze oude koelkast"]))
    await play(room, "deal/tijdpad", [["Eerste maaltijd", "2027-04-01"]], (INITIATIVE,))
    await room.workshop.do(GoTo("deal/deal"))
    for cell, text in SET.items():
        await room.workshop.do(SetCell(cell, text))
    await room.workshop.do(DescribeCanvas(when="2027-09-01"))


def canvas_of(room: Room, name: str) -> dict[str, str]:
    """What stands in each cell of a canvas in the room, by the title of the cell."""
    workshop = room.workshop
    canvas = canvas_here(workshop.session, workshop.course, room.card(name))
    assert canvas is not None
    rows = {cell.title: cell.table.in_words if cell.table else () for cell in canvas.cells}
    return {
        cell.title: cell.text or "; ".join(", ".join(row) for row in rows[cell.title]) or cell.when_empty
        for cell in canvas.cells
    }


async def test_r4_the_deal_is_one_thing_that_every_party_consents_to(room: Room) -> None:
    await the_deal(room)
    told = canvas_of(room, "deal/deal")
    assert {title: told[title] for title in SET} == SET
    assert told["Haalbaar"] == "niet getoetst"
    assert told["Wie doet wat"].startswith("initiatief, De tuin openen, 1 maart 2027")
    assert "gemeente, geld, 2000 euro, subsidie" in told["Geld, kennis en mensen"]
    assert told["Vraag en aanbod"] == "Een koelkast, Onze oude koelkast"
    assert told["Partner op locatie"] == "geen partner afgesproken"
    await play(room, "deal/akkoord", "0/0/3+Wie ruimt op?/0", PARTIES)
    workshop = room.workshop
    canvas = canvas_here(workshop.session, workshop.course, room.card("deal/deal"))
    assert canvas is not None
    assert canvas.sentence == "Bezwaar van aanbieder."
    await room.workshop.do(GoTo("deal/deal"))
    await room.workshop.do(SetCell("Zo werken we samen", "We bellen voor we mailen. Wie kookt, ruimt op."))
    await play(room, "deal/akkoord", "0/0/0/1+Graag kort", PARTIES)
    canvas = canvas_here(workshop.session, workshop.course, room.card("deal/deal"))
    assert canvas is not None
    assert canvas.sentence == "Akkoord van initiatief, bewoners, aanbieder en gemeente."
    await ask(room, "deal/doop", [{"woord-1": ["Dinsdagtafel"]}] * 4)
    await room.workshop.do(Agree("Het feest voor de doop", "de tuin", "2027-04-01"))
    report = await room.report()
    for said in ("Wie kookt, ruimt op.", "niet getoetst", "tien uur per week", "1 september 2027", "Handtekening"):
        assert said in report.text, said


async def test_r5_sender_and_receiver_look_apart_and_agree_on_a_partner(room: Room) -> None:
    await play(room, "deal/partner", "0 0 1 0", PARTIES)
    sender = await play(room, "deal/zendend", "jjdj", (TOWN,))
    receiver = await play(room, "deal/ontvangend", "ndjj", (INITIATIVE,))
    parts = [room.given[asked][2] for asked in (sender, receiver)]
    assert parts == [[TOWN], [INITIATIVE]]
    place = [["Wijkregisseur", TOWN, INITIATIVE, "dinsdag", "2027-12-31"]]
    await play(room, "deal/plek", place, (TOWN,))
    await play(room, "deal/rollen", "0,3 0 0,3,4 0,3", PARTIES)
    await play(room, "deal/handrem", "0 0 0 2", PARTIES)
    await play(room, "deal/tafel", "1 1 1 2", PARTIES)
    await room.workshop.do(GoTo("deal/afspraak"))
    agreed = {
        "Rollen": "Signaleren en bemiddelen.",
        "De handrem": "Ja, bij alle partijen samen.",
        "Aan tafel": "Elke twee weken.",
        "Wat de ontvanger regelt": "We laten ook zien wat niet lukt.",
    }
    for cell, text in agreed.items():
        await room.workshop.do(SetCell(cell, text))
    await play(room, "deal/partner-akkoord", "0 0 0 0", PARTIES)
    told = canvas_of(room, "deal/afspraak")
    assert {title: told[title] for title in agreed} == agreed
    assert told["Wie, waar en wanneer"] == "Wijkregisseur, gemeente, initiatief, dinsdag, 31 december 2027"
    titles = [room.card(f"deal/{name}").title for name in ("zendend", "ontvangend")]
    report = await room.report()
    assert whole(report[titles[0]])[2][1:4] == ("0", "1", "0")
    compared = next(rows for rows in report[titles[1]].tables.values() if rows[0][-1] == "Verschil")
    assert [row[-1] for row in compared[1:]] == ["−1", "−0,5", "+0,5", "0"]
    assert "Akkoord van initiatief, bewoners, aanbieder en gemeente." in report.text


MEASURES = [[TOWN, "antwoordt binnen een week"], [INITIATIVE, "kookt elke dinsdag"]]


async def test_r6_the_schouw_goes_from_looking_to_lessons(room: Room) -> None:
    await play(room, "deal/inbreng", BROUGHT, (INITIATIVE, TOWN, PROVIDER))
    seen = [
        ["Twintig mensen aan tafel", "ja, dit hoort bij de deal"],
        ["Buren die bleven", "nee, dit is een meevaller"],
    ]
    await play(room, "schouw/open-schouw", seen, (RESIDENTS, PROVIDER))
    await room.workshop.do(GoTo("deal/deal"))
    kept = await ask(room, "schouw/beloofd", [judged("odo", "gezien"), judged("oon", "gehoord")], (TOWN, RESIDENTS))
    promised = room.workshop.session.rounds[kept].activity.listed()
    assert sorted(promised) == [
        "aanbieder: kennis, een wijkverpleegkundige", "gemeente: geld, 2000 euro, subsidie",
        "initiatief: mensen en uren, tien uur per week",
    ]  # fmt: skip
    await play(room, "schouw/meetlat", MEASURES, (TOWN, INITIATIVE))
    criteria = await self_image(room)
    others = await ask(
        room, "schouw/beeld", [judged("nd", "wij zien"), judged("no", "ik merk"), judged("do", "volgens mij")],
        (RESIDENTS, PROVIDER, INITIATIVE),
    )  # fmt: skip
    outcome = outcome_of(room.workshop.session, room.workshop.session.rounds[others])
    assert isinstance(outcome.result, Stacked)
    assert [row.label for row in outcome.result.rows] == list(criteria)
    assert [room.card(laid.earlier.card).title for laid in outcome.beside] == ["Stap 3. Ons zelfbeeld"]
    await play(room, "schouw/beter", [[TOWN, "Zeg wanneer je antwoordt"]], (RESIDENTS,))
    await play(room, "schouw/herzien", [["binnen een week", "binnen drie dagen", TOWN]], (TOWN,))
    for name in ("inhoud", "samenwerking"):
        await ask(room, f"schouw/{name}", [{"tekst-1": [f"Les over {name}"]}], (TOWN,))
    await room.workshop.do(GoTo("schouw/schouw"))
    await room.workshop.do(SetCell("Hoe de partijen het doen", "Het koken gaat goed, het antwoord blijft uit."))
    lessons = [one["tekst"] for one in contributions(room.workshop.session) if one["soort"] == "lessen"]
    assert sorted(lessons) == ["Les over inhoud", "Les over samenwerking"]
    title = room.card("schouw/beeld").title
    report = await room.report()
    part = report[title]
    assert "niet" in {rows[1][-1] for rows in part.tables.values()}
    for said in ("bewoners: wij zien 1", "aanbieder: ik merk 2", "initiatief: volgens mij 1"):
        assert said in part.said
    assert "Het koken gaat goed, het antwoord blijft uit." in report.text


async def self_image(room: Room) -> Sequence[str]:
    """Each party judges only what is about itself, and no verdict goes without what was seen; the criteria."""
    workshop = room.workshop
    await workshop.do(GoTo("schouw/zelfbeeld"))
    await workshop.do(OpenRound("nieuw"))
    asked = workshop.session.open_round
    assert asked is not None
    criteria = asked.activity.listed()
    assert set(criteria) == {f"{party}: {measure}" for party, measure in MEASURES}
    own = {party: next(n for n, said in enumerate(criteria, 1) if said.startswith(party)) for party, _ in MEASURES}
    with pytest.raises(AnswerRefused, match="waarneming"):
        await workshop.cast("telefoon-0", asked.id, {f"item-{own[TOWN]}": ["0"]}, role=TOWN)
    for phone, party in enumerate(own):
        form = {f"item-{own[party]}": ["0"], f"idee-{own[party]}-1": [f"{party} ziet dit"]}
        await workshop.cast(f"telefoon-{phone}", asked.id, form, role=party)
    await workshop.do(CloseRound())
    await workshop.do(ShowResult())
    return criteria


async def test_r7_lessons_stories_contacts_and_proposals_go_to_the_reisgids(room: Room) -> None:
    await ask(room, "delen", [{"tekst-1": ["Begin met eten"]}], (RESIDENTS,))
    await play(room, "verhalen", [["De tuin", "Kookt voor de wijk", "De sleutel", "Een buur hielp"]], (INITIATIVE,))
    await play(room, "aanspreekpunten", [["Het wijkteam", "Vragen over hulp", "Het wijkbudget"]], (TOWN,))
    await play(room, "voorstellen", [["inkoopregel", "Kleine opdrachten", "Meer kleine partijen"]], (INITIATIVE,))
    await play(room, "terugmelden", [["De commissie", "de griffie", "alle partijen", "2027-06-01"]], (TOWN,))
    asked = await ask(room, "vouchers", [{"vraag-1": ["Hulp bij een begroting"]}, {"aanbod-1": ["Een middag rekenen"]}])
    items = {item.text: item.id for item in room.workshop.session.rounds[asked].texts()}
    await room.workshop.do(MatchTexts(items["Hulp bij een begroting"], items["Een middag rekenen"]))
    sent = {one["soort"] for one in contributions(room.workshop.session)}
    assert sent == {"lessen", "verhalen", "aanspreekpunten", "voorstellen"}
    assert len(market(room.workshop.session)) == 2
    title = room.card("vouchers").title
    report = await room.report()
    assert ("Hulp bij een begroting", "Een middag rekenen") in report[title].table("Wat bij elkaar past")
    for said in ("Begin met eten", "Meer kleine partijen", "de griffie"):
        assert said in report.text


async def test_r8_the_two_ideas_with_most_stickers_get_an_owner_a_step_and_a_day(room: Room) -> None:
    asked = await play(room, "ideeen", "1,1,3 1,3,4 3,3,1 1,7,3", PARTIES)
    options = room.card("ideeen").activity.options  # type: ignore[union-attr]
    steps = [
        [options[1], "De gemeente", "Een lijst maken", "2027-02-01"],
        [options[3], "De tuin", "Tien vouchers drukken", "2027-03-01"],
    ]
    await play(room, "eerste-stap", steps, (TOWN, INITIATIVE))
    await room.workshop.do(Agree("Een lijst maken", "de gemeente", "2027-02-01"))
    titles = [room.card(name).title for name in ("ideeen", "eerste-stap")]
    report = await room.report()
    room.check(report, asked, titles[0])
    check_forms(report[titles[1]], steps)
    assert report["Actiepunten"].table("Wie wat doet")[0][:2] == ("Een lijst maken", "de gemeente")


async def test_r9_from_twelve_recommendations_to_four_in_order_per_party(room: Room) -> None:
    await play(room, "aanbevelingen", "3,3,6 3,6,9 9,10,3 10,6,10", PARTIES)
    twelve = room.card("aanbevelingen").activity.options  # type: ignore[union-attr]
    assert len(twelve) == 12
    asked = await ask(
        room,
        "rangorde",
        [{f"rangorde-{n}": [said] for n, said in enumerate(order, 1)} for order in ("0123", "1023", "0132", "0213")],
    )
    four = room.workshop.session.rounds[asked].activity.listed()
    assert set(four) == {twelve[place] for place in (3, 6, 9, 10)}
    await ask(room, "wie-pakt-op", [{"tekst-1": ["Wij beginnen in maart in één straat"]}], (RESIDENTS,))
    await room.workshop.do(Agree("Beginnen in één straat", "de bewoners", "2027-03-01"))
    titles = [room.card(name).title for name in ("rangorde", "wie-pakt-op")]
    report = await room.report()
    table = next(iter(report[titles[0]].tables.values()))
    assert table[1][0] == four[0]
    assert len(table[0]) == 2 + len(PARTIES)
    assert "Wij beginnen in maart in één straat" in read(report[titles[1]])
    assert report["Actiepunten"].table("Wie wat doet")[0][1] == "de bewoners"


async def test_the_nine_ambitions_and_the_network_are_told_per_party(room: Room) -> None:
    forms = [{f"item-{n}": [level] for n, level in enumerate(said, 1)} for said in ("012012012", "001001001")]
    asked = await ask(room, "ambities", forms, (TOWN, RESIDENTS))
    assert "verschil is het grootst" in sentence(room, asked)
    network = await play(room, "netwerk", "0 2 2 2", PARTIES)
    titles = [room.card(name).title for name in ("ambities", "netwerk")]
    report = await room.report()
    part: Part = report[titles[0]]
    assert len(whole(part)) == 9
    room.check(report, network, titles[1])


@asynccontextmanager
async def schouw(folder: Path, after: Path) -> AsyncIterator[Room]:
    """A schouw that goes on from the session in a folder."""
    kept = SessionFolder(folder)
    with kept.lock():
        continued = earlier_session(after, clock())
        details = ev.Details(title=f"De schouw {folder.name}")
        workshop = await open_workshop(kept, load_decks(["schouw"]), details, clock=clock, continued=continued)
        yield Room(kept, workshop)
        await workshop.close()


async def look(room: Room, *levels: str) -> str:
    """What each party says of itself by the measures that are known, and what three who look say; the round's id."""
    await self_image(room)
    given = [judged(level, f"{number} ziet dit") for number, level in enumerate(levels)]
    return await ask(room, "beeld", given, (RESIDENTS, "peer", "gebruiker"))


async def test_a_deal_is_looked_at_twice_and_the_second_look_shows_what_moved(tmp_path: Path) -> None:
    async with evening("van-recht-naar-reden", tmp_path) as room:
        await the_deal(room)
        await play(room, "deal/akkoord", "0 0 0 0", PARTIES)
        await room.workshop.do(End())
    first = tmp_path / "een"
    async with schouw(first, tmp_path / "sessie") as room:
        told = canvas_of(room, "deal/deal")
        assert told["Ons doel"] == SET["Ons doel"]
        kept = room.workshop.session.rounds[await ask(room, "beloofd", [judged("odo", "gezien")], (TOWN,))]
        assert len(kept.activity.listed()) == 3
        await play(room, "meetlat", MEASURES, (TOWN, INITIATIVE))
        await look(room, "no", "nd", "do")
        await room.workshop.do(GoTo("deal/deal"))
        await room.workshop.do(SetCell("Zo werken we samen", "De gemeente antwoordt binnen drie dagen."))
        await room.workshop.do(End())
    async with schouw(tmp_path / "twee", first) as room:
        canvas = canvas_here(room.workshop.session, room.workshop.course, room.card("deal/deal"))
        assert canvas is not None
        assert canvas.version == 2
        assert canvas_of(room, "schouw")["Onze meetlat"].startswith("gemeente, antwoordt binnen een week")
        asked = await look(room, "oo", "oo", "do")
        outcome = outcome_of(room.workshop.session, room.workshop.session.rounds[asked])
        before, self_seen = outcome.beside
        assert before.earlier.title.startswith("Hoe zien anderen het?, in de sessie De schouw een")
        assert (self_seen.earlier.card, self_seen.comparison.titles) == (
            "zelfbeeld", ("Stap 3. Ons zelfbeeld", "Hoe zien anderen het?")
        )  # fmt: skip
        assert outcome.comparison is not None
        moved = {shift.label: (shift.before, shift.after) for shift in outcome.comparison.shifts}
        assert moved == {
            "gemeente: antwoordt binnen een week: op koers": (0, 67),
            "initiatief: kookt elke dinsdag: op koers": (67, 100),
        }
        title = room.card("beeld").title
        report = await room.report()
        headers = [rows[0] for rows in report[title].tables.values() if "Verschil" in rows[0]]
        seen, looked_again = headers
        assert seen[-4:] == (
            "op koers (procent) bij ‘Stap 3. Ons zelfbeeld’", "op koers (procent) bij ‘Hoe zien anderen het?’",
            "Verschil", "Meest gekozen",
        )  # fmt: skip
        assert looked_again == ("Optie", "Eerst", "Nu", "Verschil")
        assert "in de sessie De schouw een van 22 november 2026" in " ".join(report[title].said)
        assert "peer: 1 ziet dit 1" in report[title].said


async def test_a_measure_is_added_to_those_that_came_along_and_none_is_typed_again(tmp_path: Path) -> None:
    async with schouw_after_a_deal(tmp_path) as room:
        await play(room, "meetlat", MEASURES, (TOWN, INITIATIVE))
        await room.workshop.do(End())
    async with schouw(tmp_path / "twee", tmp_path / "een") as room:
        await play(room, "meetlat", [[PROVIDER, "komt op tijd"]], (PROVIDER,))
        told = canvas_of(room, "schouw")["Onze meetlat"]
        assert told == "gemeente, antwoordt binnen een week; initiatief, kookt elke dinsdag; aanbieder, komt op tijd"
        await room.workshop.do(GoTo("beeld"))
        await room.workshop.do(OpenRound("nieuw"))
        asked = room.workshop.session.open_round
        assert asked is not None
        assert set(asked.activity.listed()) == {
            "gemeente: antwoordt binnen een week", "initiatief: kookt elke dinsdag", "aanbieder: komt op tijd",
        }  # fmt: skip


@asynccontextmanager
async def schouw_after_a_deal(folder: Path) -> AsyncIterator[Room]:
    """A first schouw, in the folder `een`, of a session in which nothing was agreed yet."""
    async with evening("van-recht-naar-reden", folder) as room:
        await room.workshop.do(End())
    async with schouw(folder / "een", folder / "sessie") as room:
        yield room


async def test_where_one_party_answered_its_figures_stand_there_once(room: Room) -> None:
    await ask(room, "ambities", [{f"item-{n}": ["0"] for n in range(1, 10)}], (TOWN,))
    title = room.card("ambities").title
    report = await room.report()
    part = report[title]
    assert len([rows for rows in part.tables.values() if len(rows) == 10]) == 1
    assert "Alleen ‘gemeente’ gaf antwoord." in " ".join(part.said)


async def test_the_day_of_an_action_is_a_date_that_no_line_breaks(room: Room) -> None:
    await room.workshop.do(Agree("Bellen", "de gemeente", "2027-01-31"))
    section = actions(room.workshop.session)
    assert section is not None
    (table,) = section.blocks
    assert isinstance(table, Figures)
    assert table.table.rows[0][2] == date(2027, 1, 31)
