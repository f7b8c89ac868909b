"""What sessions gave is found again: by sort, by words, by theme, district, session and date."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from kompas_tui.domain.library.collection import Wanted
from kompas_tui.domain.library.following import calls, news, priorities
from kompas_tui.domain.library.holding import said_plainly
from kompas_tui.domain.library.things import Sort
from kompas_tui.journal.database import AtomicStorage
from kompas_tui.library import Desk
from kompas_tui.workshop.commands.writing import Agree, Decide
from tests.library.evenings import DECK, NOW, SPRING, evening, lines

WEST = DECK.replace("Avond in Oost", "Avond in West").replace("wijk: Oost", "wijk: West").replace("groen, ", "")


async def two_evenings(home: Path) -> Desk:
    first = await evening(home / "een")
    await first.answer("lessen", {"tekst-1": ["Begin klein"]}, {"tekst-1": ["Bel eerst"]})
    await first.answer("ruilen", {"vraag-1": ["Een zaal"]}, {"aanbod-1": ["Een busje"]})
    await first.answer("beren", {"keuzes": ["0"]}, {"keuzes": ["0", "1"]})
    await first.answer("tijd-leeft", {"keuze": ["0"]})
    await first.room.do(Agree("De school bellen", "wijkmanager", "2027-04-01"))
    await first.room.do(Decide("We doen mee"))
    await first.end()
    second = await evening(home / "twee", began=SPRING + timedelta(days=30), deck=WEST)
    await second.answer("verhaal", {"veld-1-1": ["Buren en de bouwer"], "veld-2-1": ["De koffie"]})
    await second.answer("ruilen", {"aanbod-1": ["Een kantine"]})
    await second.answer("beren", {"keuzes": ["0"]})
    await second.end()
    return Desk.opened(home, [home], lambda: NOW)


async def test_each_sort_holds_what_the_sessions_gave(tmp_path: Path) -> None:
    shelf = (await two_evenings(tmp_path)).shelf
    found = {sort: lines(things) for sort in Sort if (things := shelf.of_sort(sort))}
    assert set(found[Sort.LESSON]) == {"Begin klein", "Bel eerst"}
    assert found[Sort.STORY] == ["Buren en de bouwer"]
    assert set(found[Sort.MARKET]) == {"Een zaal", "Een busje", "Een kantine"}
    assert found[Sort.ACTION] == ["De school bellen"]
    assert found[Sort.DECISION] == ["We doen mee"]
    assert found[Sort.BEAR] == ["Tijd en prioriteit"]
    (story,) = shelf.of_sort(Sort.STORY)
    assert story.details == (("Wie kwamen elkaar tegen?", "Buren en de bouwer"), ("Waar draaide het om?", "De koffie"))
    assert shelf.origin(story) == "Avond in West · 1 april 2027 · West"


async def test_words_theme_district_session_and_date_find_it(tmp_path: Path) -> None:
    shelf = (await two_evenings(tmp_path)).shelf
    market = shelf.of_sort(Sort.MARKET)

    def found(**wanted: str) -> set[str]:
        return set(lines(shelf.collection.search(market, Wanted(**wanted))))

    assert found(words="KANTINE west") == {"Een kantine"}
    assert found(theme="groen") == {"Een zaal", "Een busje"}
    assert found(district="West") == {"Een kantine"}
    assert found(session=market[0].session) == found(since=shelf.sources[market[0].session].day)
    assert found(until="2027-03-02") == {"Een zaal", "Een busje"}
    assert (shelf.collection.themes, shelf.collection.districts) == (["groen", "jeugd"], ["Oost", "West"])


async def test_what_is_due_and_what_came_back_asks_for_attention(tmp_path: Path) -> None:
    shelf = (await two_evenings(tmp_path)).shelf
    assert [(call.why, call.about.text) for call in calls(shelf)] == [  # type: ignore[union-attr]
        ("Actiepunt te laat", "De school bellen"),
        ("Beer is terug", "Tijd en prioriteit"),
    ]
    (bear,) = shelf.of_sort(Sort.BEAR)
    assert shelf.state_of(bear) == "weer geteld op 1 april 2027: 1 keer"
    assert [call.why for call in priorities(shelf)] == ["Beer is terug", "Vraag zonder aanbod"]


async def test_an_action_that_is_done_is_done_in_every_session_that_took_it_along(tmp_path: Path) -> None:
    desk = await two_evenings(tmp_path)
    third = await evening(tmp_path / "drie", began=SPRING + timedelta(days=40))
    await third.room.do(Agree("De school bellen", "wijkmanager", "2027-04-01"))
    await third.end()
    desk.reread()
    (action,) = desk.shelf.of_sort(Sort.ACTION)
    assert len(desk.shelf.collection.sessions_of[action.key]) == 2
    assert desk.toggle_done(action)
    assert desk.shelf.state_of(action) == "gedaan op 1 mei 2027"
    assert [call.why for call in calls(desk.shelf)] == ["Beer is terug"]
    assert not desk.toggle_done(action)


async def test_an_ask_and_an_offer_of_two_sessions_know_each_other(tmp_path: Path) -> None:
    desk = await two_evenings(tmp_path)
    things = {thing.text: thing for thing in desk.shelf.of_sort(Sort.MARKET)}
    desk.match(things["Een kantine"], things["Een zaal"])
    again = Desk.opened(tmp_path, [tmp_path], lambda: NOW).shelf
    assert lines(again.others_of(things["Een zaal"])) == ["Een kantine"]
    assert lines(again.others_of(things["Een kantine"])) == ["Een zaal"]
    assert again.state_of(things["Een busje"]) == "open"
    assert news(again)[0].text == "Vraag en aanbod gekoppeld: Een zaal"


async def test_a_canvas_stands_as_its_last_version_with_its_parties(tmp_path: Path) -> None:
    for number, state in ((1, "bezwaar"), (2, "akkoord")):
        night = await evening(tmp_path / f"avond-{number}", began=SPRING + timedelta(days=number))
        path = await night.end()
        storage = AtomicStorage(path / "sessie.json")
        contents = dict(storage.read() or {})
        contents["canvassen"] = {"1": canvas(number, state)}
        storage.write(contents)
    shelf = Desk.opened(tmp_path, [tmp_path], lambda: NOW).shelf
    (deal,) = shelf.of_sort(Sort.DEAL)
    assert (deal.version, deal.state, deal.due, deal.parties) == (2, "akkoord", "2027-06-01", ("Corporatie", "School"))
    assert dict(deal.details)["Wie doet wat"] == "Sleutels geven, School, 1 juni 2027"
    assert [thing.version for thing, _ in shelf.collection.versions_of(deal)] == [1, 2]
    assert shelf.state_of(deal) == "akkoord · op 1 juni 2027"
    assert set(lines(shelf.of_sort(Sort.PARTY))) == {"Corporatie", "School"}


def canvas(version: int, state: str) -> dict[str, object]:
    document = {
        "kaart": "deal", "naam": "De deal", "soort": "deal", "nummer": "3", "versie": version,
        "volgende_keer": "2027-06-01", "staat": state,
        "cellen": [
            {"naam": "doel", "titel": "Ons doel", "tekst": "Een plek voor jongeren", "kolommen": [], "rijen": []},
            {"naam": "taken", "titel": "Wie doet wat", "tekst": "", "kolommen": ["Wat", "Wie", "Wanneer"],
             "rijen": [["Sleutels geven", "School", "2027-06-01"]]},
        ],
        "partijen": [{"partij": "Corporatie", "akkoord": state}, {"partij": "School", "akkoord": "akkoord"}],
    }  # fmt: skip
    made: dict[str, object] = json.loads(json.dumps(document))
    return made


@pytest.mark.parametrize(("value", "told"), [(1136523.0, "1136523"), (2.5, "2,5"), ("2026-12-10", "10 december 2026")])
def test_a_value_is_told_to_its_last_digit(value: float | str, told: str) -> None:
    assert said_plainly(value) == told
