"""Voting with a code on paper, on a phone without a script: one field more, and a wrong code told beside it."""

from pathlib import Path

import pytest

from kompas_tui.domain.question.slips import in_print
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.asking import CloseRound, ShowResult
from tests.web.room import PageReader, PlainPhone, ServedRoom, served
from tests.workshop.test_slips import DECK


async def test_a_vote_with_a_code_is_saved_once_per_code_and_a_second_slip_can_be_used(
    folder: SessionFolder, tmp_path: Path
) -> None:
    deck = tmp_path / "stem.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(folder, deck) as room:
        first, second = folder.slips()[:2]
        await room.open("plan")
        phone = room.phone()
        await phone.look()
        page = await phone.look()
        form = page.forms[0]
        assert [control.label for control in form.of("text")] == ["Je stemcode"]
        saved = await phone.send(form, keuze="0", stemcode=f" {in_print(first).lower()} ")
        assert "Je antwoord is opgeslagen" in saved.text
        assert "Stem met nog een stembriefje" in saved.text
        assert first not in saved.text
        again = (await phone.look("?briefje=1")).forms[0]
        assert not any(control.checked for control in again.of("radio"))
        await phone.send(again, keuze="1", stemcode=second)
        await phone.send((await phone.look("?wijzig=1")).forms[0], keuze="0", stemcode=second)
        assert _counts(room) == [2, 0, 0]
        await room.workshop.do(CloseRound())
        await room.workshop.do(ShowResult())
        assert "Van de 20 stembriefjes zijn er 2 gebruikt." in (await phone.look()).text
        state = (await room.remote().get("/regie/stand")).json()
        assert state["uitslagen"][0]["opkomst"]["gebruikt"] == 2


async def test_a_late_copy_of_a_vote_says_that_another_one_counts(folder: SessionFolder, tmp_path: Path) -> None:
    deck = tmp_path / "stem.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(folder, deck) as room:
        code = folder.slips()[0]
        await room.open("plan")
        first, second = room.phone(), room.phone()
        for one in (first, second):
            await one.look()
        form = (await first.look()).forms[0]
        sent = form.data() | {"keuze": "0", "stemcode": code}
        copies = [await first.client.post(form.action, data=sent, headers={"Idempotency-Key": "a" * 32})]
        await second.send((await second.look()).forms[0], keuze="1", stemcode=code)
        copies.append(await first.client.post(form.action, data=sent, headers={"Idempotency-Key": "a" * 32}))
        assert ["Je antwoord is opgeslagen" in copy.text for copy in copies] == [True, False]
        assert "Met jouw stemcode is daarna op een ander toestel gestemd." in copies[1].text
        assert _counts(room) == [0, 1, 0]


async def test_on_a_phone_where_several_people_vote_nobody_reads_what_another_chose(
    folder: SessionFolder, tmp_path: Path
) -> None:
    deck = tmp_path / "stem.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(folder, deck) as room:
        owner, guest = folder.slips()[:2]
        await room.open("plan")
        phone, own = room.phone(), room.phone()
        for one in (phone, own):
            await one.look()

        async def chosen() -> list[str]:
            form = (await phone.look("?wijzig=1")).forms[0]
            return [control.value for control in form.of("radio") if control.checked]

        await phone.send((await phone.look()).forms[0], keuze="0", stemcode=owner)
        assert await chosen() == ["0"]
        await phone.send((await phone.look("?briefje=1")).forms[0], keuze="1", stemcode=guest)
        assert await chosen() == []
        refused = await phone.client.post(f"/{phone.code}", data={"ronde": "weg-1", "keuze": "0", "stemcode": owner})
        assert refused.status_code == 409
        assert not any(control.checked for control in PageReader(refused.text).forms[0].of("radio"))
        await own.send((await own.look()).forms[0], keuze="0", stemcode=owner)
        assert await chosen() == []


LONG = """---
titel: Stemmen
stembriefjes: 20
---

# Lijst {#lijst}

```checklist
vraag: Wat vind je?
antwoorden: [Voor, Tegen, Blanco]
stembriefje: ja
items:
ITEMS
```
""".replace("ITEMS", "\n".join(f"  - Voorstel {number} over de straat" for number in range(1, 41)))


async def test_a_part_of_a_long_vote_is_completed_from_the_same_slip_only(
    folder: SessionFolder, tmp_path: Path
) -> None:
    """Two people vote on one phone: what the first one chose is not in the ballot of the second one."""
    deck = tmp_path / "stem.md"
    deck.write_text(LONG, encoding="utf-8")
    async with served(folder, deck) as room:
        codes = folder.slips()
        phone, other = room.phone(), room.phone()
        for one in (phone, other):
            await one.look()
        await room.open("lijst")
        ballots = room.workshop.session.rounds["lijst-1"].ballots

        async def part(by: PlainPhone, query: str, slip: str, choice: str) -> list[int]:
            form = next(one for one in (await by.look(query)).forms if one.of("radio"))
            sent = await by.send(form, **{item.name: choice for item in form.of("radio")}, stemcode=slip)
            assert sent.status_code == 200
            return sorted(len(ballot.answer) for ballot in ballots.values())

        assert await part(phone, "", codes[0], "0") == [20]
        assert await part(phone, "?wijzig=1&deel=2", codes[0].lower(), "0") == [40]
        assert await part(phone, "?briefje=1", codes[1], "1") == [20, 40]
        assert await part(phone, "?wijzig=1&deel=2", codes[1], "1") == [40, 40]
        assert {len(set(ballot.answer.values())) for ballot in ballots.values()} == {1}
        assert await part(other, "?deel=2", codes[1], "2") == [
            20,
            40,
        ]  # with a code no one reads what was voted with it


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Vul ook je stemcode in."),
        ("ABC", "Een stemcode heeft 9 tekens."),
        ("<b>0222222223", "In een stemcode staat geen ‘0’."),
        ("222222223", "tikfout"),
        ("222-222-222", "Deze stemcode ken ik niet."),
    ],
)
async def test_a_wrong_code_is_told_beside_its_field_and_the_choice_stays(
    typed: str, said: str, folder: SessionFolder, tmp_path: Path
) -> None:
    deck = tmp_path / "stem.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(folder, deck) as room:
        await room.open("plan")
        phone = room.phone()
        await phone.look()
        refused = await phone.send((await phone.look()).forms[0], keuze="1", stemcode=typed)
        assert refused.status_code == 400
        assert said in refused.text
        assert 'href="#stemcode"' in refused.text
        assert "value=1 checked" in refused.text
        assert "<b>2" not in refused.text
        assert _counts(room) == [0, 0, 0]


async def test_a_code_that_comes_too_late_is_not_shown_again(folder: SessionFolder, tmp_path: Path) -> None:
    deck = tmp_path / "stem.md"
    deck.write_text(DECK, encoding="utf-8")
    async with served(folder, deck) as room:
        await room.open("plan")
        phone = room.phone()
        await phone.look()
        form = (await phone.look()).forms[0]
        await room.workshop.do(CloseRound())
        code = folder.slips()[0]
        late = await phone.send(form, keuze="1", stemcode=code)
        assert late.status_code == 409
        assert code not in late.text
        assert "Tegen" in late.text


def _counts(room: ServedRoom) -> list[int]:
    result = room.workshop.session.rounds["plan-1"].result()
    return [bar.count for bar in result.bars]  # type: ignore[union-attr]
