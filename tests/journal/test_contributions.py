"""What a session gives to the library over all sessions: what the deck sends there, and nothing that is hidden."""

from pathlib import Path
from typing import Any

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.session import events as ev
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.database import database_contents
from kompas_tui.workshop import Workshop, open_workshop
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.course import Describe
from kompas_tui.workshop.commands.texts import MatchTexts, Moderate
from tests.workshop.rooms import opened, workshop

DECK = """---
titel: Proef
wijk: Oost
themas: [groen, jeugd]
bewaren: 30
---

# Lessen {#lessen}

```open
vraag: Wat leerde je?
reisgids: lessen
```

# Eigen {#eigen}

```open
vraag: Wat houd je voor jezelf?
```

# Punten {#punten}

```formulier
vraag: Waar kan iemand terecht?
reisgids: aanspreekpunten
velden:
  - {naam: functie, vraag: Welke functie?}
  - {naam: nummer, vraag: Je nummer, persoonsgegeven: ja}
  - {naam: dagen, vraag: Hoeveel dagen?, soort: getal}
```

# Ruilen {#ruilen}

```markt
vraag: Wat vraag je en wat bied je?
```

# Stil {#stil}

```markt
vraag: Wat vraag je hier?
reisgids: nee
```
"""


async def in_room() -> Workshop:
    return await workshop(("proef", DECK, False))


async def answered(room: Workshop, card: str, *forms: dict[str, list[str]]) -> None:
    asked = await opened(room, card)
    for voter, form in enumerate(forms):
        await room.cast(f"toestel-{voter}", asked.id, form)
    await room.do(CloseRound())


def table(room: Workshop, name: str) -> list[dict[str, Any]]:
    return list(database_contents(room.session).get(name, {}).values())


async def test_texts_go_with_the_question_and_the_place_they_come_from() -> None:
    room = await in_room()
    await answered(room, "lessen", {"tekst-1": ["Begin klein"], "tekst-2": ["Bel eerst"]})
    await answered(room, "eigen", {"tekst-1": ["Niet voor anderen"]})
    found = table(room, "reisgids")
    assert {document["tekst"] for document in found} == {"Begin klein", "Bel eerst"}
    assert found[0] == {
        "soort": "lessen", "kaart": "lessen", "titel": "Lessen", "ronde": 1, "vraag": "Wat leerde je?",
        "tekst_id": found[0]["tekst_id"], "tekst": found[0]["tekst"], "kopje": "", "steun": 0,
    }  # fmt: skip


async def test_a_hidden_text_and_an_open_round_do_not_go() -> None:
    room = await in_room()
    await answered(room, "lessen", {"tekst-1": ["Begin klein"]}, {"tekst-1": ["Scheldwoord"]})
    hidden = next(item for item in room.session.rounds["lessen-1"].texts() if item.text == "Scheldwoord")
    await room.do(Moderate(hidden.id, "verberg", reason="grof"))
    assert [document["tekst"] for document in table(room, "reisgids")] == ["Begin klein"]
    again = await opened(room, "lessen")
    await room.cast("toestel-1", again.id, {"tekst-1": ["Nog open"]})
    assert "Nog open" not in str(table(room, "reisgids"))


async def test_what_stands_in_for_a_hidden_text_does_not_go_and_who_writes_the_same_words_does() -> None:
    room = await in_room()
    alike = "(tekst die niet te zien is) op het bord"
    await answered(room, "lessen", {"tekst-1": [alike], "tekst-2": ["Scheldwoord"]})
    texts = {item.text: item.id for item in room.session.rounds["lessen-1"].texts()}
    await room.do(Moderate(texts[alike], "groepeer", group="Scheldwoord"))
    await room.do(Moderate(texts["Scheldwoord"], "verberg", reason="grof"))
    assert [(one["tekst"], one["kopje"]) for one in table(room, "reisgids")] == [(alike, "")]


async def test_of_a_form_goes_what_names_nobody() -> None:
    room = await in_room()
    await answered(
        room,
        "punten",
        {"veld-1-1": ["Wijkmanager"], "veld-2-1": ["06 12345678"], "veld-2-mag": ["0"], "veld-3-1": ["3"]},
    )
    (found,) = table(room, "reisgids")
    assert found["velden"] == {"Welke functie?": "Wijkmanager", "Hoeveel dagen?": 3}
    assert "06 12345678" not in str(table(room, "reisgids"))


async def test_asks_and_offers_go_by_themselves_unless_the_deck_says_no() -> None:
    room = await in_room()
    await answered(room, "ruilen", {"vraag-1": ["Een zaal"]}, {"aanbod-1": ["Een kantine"]}, {"vraag-1": ["Een busje"]})
    await answered(room, "stil", {"vraag-1": ["Iets vertrouwelijks"]})
    texts = {item.text: item.id for item in room.session.rounds["ruilen-1"].texts()}
    assert "vertrouwelijks" not in str(table(room, "marktplaats"))
    await opened(room, "ruilen", "verder")
    await room.do(CloseRound())
    await room.do(MatchTexts(texts["Een zaal"], texts["Een kantine"]))
    found = {document["tekst"]: document for document in table(room, "marktplaats")}
    assert (found["Een zaal"]["kant"], found["Een kantine"]["kant"]) == ("vraag", "aanbod")
    assert found["Een zaal"]["gekoppeld_met"] == [texts["Een kantine"]]
    assert found["Een kantine"]["gekoppeld_met"] == [texts["Een zaal"]]
    assert found["Een busje"]["gekoppeld_met"] == []


async def test_a_session_says_where_it_belongs_and_how_long_it_is_kept(tmp_path: Path) -> None:
    deck = tmp_path / "proef.md"
    deck.write_text(DECK, encoding="utf-8")
    (tmp_path / "sessie").mkdir()
    folder = SessionFolder(tmp_path / "sessie")
    room = await open_workshop(folder, load_decks([str(deck)]), ev.Details())
    (about,) = table(room, "sessie")
    assert (about["wijk"], about["themas"], about["bewaren"]) == ("Oost", ["groen", "jeugd"], 30)
    await room.do(Describe("Proef", district="West", themes=("sport",)))
    (about,) = table(room, "sessie")
    assert (about["wijk"], about["themas"]) == ("West", ["sport"])
    await room.close()
