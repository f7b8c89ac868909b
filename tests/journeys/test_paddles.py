"""An evening with thirty cards, ten phones and three hands: one result, in report and data, and by a count apart."""

import io
import json
import random
from collections import Counter
from pathlib import Path

import docx
from PIL import Image

from kompas_tui.domain.outcome.public import public_copy
from kompas_tui.domain.question.paddles import LETTERS
from kompas_tui.export.data import session_data
from kompas_tui.export.long_table import long_table
from kompas_tui.export.word import write_report
from kompas_tui.journal import LogJournal
from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from kompas_tui.workshop.commands.course import End
from kompas_tui.workshop.commands.paddles import DealPaddles
from kompas_tui.workshop.commands.room import CountHands
from tests.natellen import counted
from tests.paddles.test_reading import on_wall
from tests.workshop.rooms import choose, opened, workshop

OPTIONS = ("bos", "plein", "tuin", "dak")
DECK = f"""---
titel: Samen kiezen
---

# Waar? {{#waar}}

```keuze
vraag: Waar maken we iets groens?
opties: [{", ".join(OPTIONS)}]
```
"""


def room_of(letters: dict[int, str], askew: frozenset[int] = frozenset()) -> bytes:
    """A photo of thirty people in five rows; who holds a card too askew can't be read."""
    photo = Image.new("L", (6 * 220, 5 * 220), 140)
    for place, (number, letter) in enumerate(letters.items()):
        front = on_wall(number, 110).rotate(90 * LETTERS.index(letter) + 44 * (number in askew), fillcolor=150)
        photo.paste(front, (220 * (place % 6), 220 * (place // 6)))
    stream = io.BytesIO()
    photo.save(stream, "JPEG", quality=80)
    return stream.getvalue()


async def test_cards_phones_and_hands_stand_in_one_result(tmp_path: Path) -> None:
    chance = random.Random(13)
    log = tmp_path / "logboek.jsonl"
    room = await workshop(("samen", DECK, False), journal=LogJournal(log))
    await room.do(DealPaddles(30))
    asked = await opened(room, "waar")
    assert room.watch.people_now == 30
    shown = {number: chance.choice(LETTERS) for number in range(1, 31)}
    told = await room.paddles.read(room_of(shown, askew=frozenset({4, 9})), only=asked.id)
    assert told.startswith("28 kaarten gelezen. In deze ronde: 28 van de 30 kaarten. De kaarten 4 en 9 zijn te schuin")
    shown |= {2: "D", 9: "A"}
    told = await room.paddles.read(room_of({number: shown[number] for number in (2, 4, 9)}), only=asked.id)
    assert told == "3 kaarten gelezen. In deze ronde: 30 van de 30 kaarten."
    phones = [chance.randrange(4) for _ in range(10)]
    for place, choice in enumerate(phones):
        await choose(room, f"t{place}", choice)
    assert room.watch.people_now == 40
    await room.do(CountHands({"bos": 2, "dak": 1}))
    await room.do(CloseRound())
    await room.do(ShowResult())
    await room.do(End())

    by_card = Counter(OPTIONS[LETTERS.index(letter)] for letter in shown.values())
    by_phone = Counter(OPTIONS[choice] for choice in phones)
    by_hand = Counter(bos=2, dak=1)
    whole = by_card + by_phone + by_hand
    data = session_data(room.session, room.head)
    (told_round,) = data["rondes"]
    options = {one["optie"]: one for one in told_round["uitslag"]["opties"]}
    assert {name: one["aantal"] for name, one in options.items()} == {name: whole[name] for name in OPTIONS}
    assert {name: one.get("kaarten", 0) for name, one in options.items()} == {name: by_card[name] for name in OPTIONS}
    assert {name: one.get("handen", 0) for name, one in options.items()} == {name: by_hand[name] for name in OPTIONS}
    assert (told_round["antwoorden"], told_round["kaarten"], told_round["handen"]["mensen"]) == (40, 30, 3)
    cards = {row[6]: row[8] for row in long_table(room.session) if "kaarten" in row}
    assert cards == {name: by_card[name] for name in OPTIONS if by_card[name]}

    apart = counted(log.read_bytes())
    assert apart["verkeerde_kenmerken"] == []
    (figures,) = apart["rondes"].values()
    assert figures["antwoorden"] == 40
    assert {OPTIONS[place]: n for place, n in figures["cijfers"]["keuze"].items()} == dict(by_card + by_phone)
    assert sorted(one["kenmerk"] for one in told_round["stemmen"]) == figures["kenmerken"]

    (in_public,) = session_data(public_copy(room.session).session, room.head)["rondes"]
    assert (in_public["uitslag"], in_public["stemmen"]) == (told_round["uitslag"], told_round["stemmen"])

    write_report(room.session, room.head, tmp_path / "verslag.docx")
    document = docx.Document(str(tmp_path / "verslag.docx"))
    said = "\n".join(one.text for one in document.paragraphs)
    assert "40 antwoorden. Daarvan kwamen er 30 van een kaart op papier." in " ".join(said.split())
    assert "40 (10 met een telefoon, 30 met een kaart op papier)" in said
    assert "Een foto is niet bewaard. De kaarten staan in een eigen kolom." in said
    table = next(one for one in document.tables if one.rows[0].cells[-1].text == "Kaarten")
    assert [cell.text for cell in table.rows[0].cells][-2:] == ["Handen", "Kaarten"]
    assert {row.cells[0].text: row.cells[-1].text for row in table.rows[1:5]} == {
        name: str(by_card[name]) for name in OPTIONS
    }
    everything = log.read_text() + json.dumps(data)
    assert b"\xff\xd8\xff" not in log.read_bytes()
    assert not any(f"kaart {number}" in everything for number in range(1, 31))
