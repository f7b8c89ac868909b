"""A few statements of many on a phone without a script: the same ones after a reload, and their scores are saved."""

from pathlib import Path

from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from tests.web.room import served
from tests.workshop.test_dealing import DECK


async def test_a_phone_gets_five_of_twenty_texts_and_keeps_them(folder: SessionFolder, tmp_path: Path) -> None:
    deck = tmp_path / "ideeen.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(folder, deck) as room:
        await room.open("idee")
        for number in range(20):
            await room.workshop.cast(f"t{number}", "idee-1", {"tekst-1": [f"Idee nummer {number}"]})
        await room.workshop.do(CloseRound())
        await room.open("scores")
        phone = room.phone()
        first = (await phone.look()).forms[0]  # before it has a cookie
        again = await phone.look()
        names = list(dict.fromkeys(control.name for control in first.of("radio")))
        assert len(names) == 5
        assert names == list(dict.fromkeys(control.name for control in again.forms[0].of("radio")))
        assert "Jij krijgt 5 van de 20 regels." in again.text
        saved = await phone.send(again.forms[0], **dict.fromkeys(names, "4"))
        assert "Je antwoord is opgeslagen" in saved.text
        other = next(f"score-{n}" for n in range(1, 21) if f"score-{n}" not in names)
        refused = await phone.send(again.forms[0], **{other: "5"})
        assert refused.status_code == 400
        changed = (await phone.look("?wijzig=1")).forms[0]
        assert names == list(dict.fromkeys(control.name for control in changed.of("radio")))
        await room.workshop.do(CloseRound())
        await room.workshop.do(ShowResult())
        shown = (await phone.look()).tables[0]
        assert shown[0] == ["Stelling", "Scores", "Gemiddeld"]
        assert [row[1:] for row in shown[1:6]] == [["1", "4"]] * 5
