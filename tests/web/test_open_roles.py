"""A deck whose roles are open, such as one for parties of one to three people: said first, shown then."""

from pathlib import Path

import pytest

from kompas_tui.deck_files import DeckProblems, read_deck
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.journal import SessionFolder
from kompas_tui.workshop.commands.asking import CloseRound
from tests.web.room import served

DECK = """---
titel: Onze deal
rollen: [bewonersgroep, gemeente]
{openly}
---

# Doel {{#doel}}

```schaal
vraag: Is ons doel helder?
per_rol: ja
```

# Geheim {{#geheim}}

```schaal
vraag: Vertrouw je elkaar?
per_rol: ja
openlijk: nee
```
"""
BEFORE = "Bij de uitslag staat wat elke rol vindt, ook als jij de enige bent met die rol."
BESIDE = "Je rol staat bij de uitslag, ook als er weinig mensen met jouw rol zijn."


@pytest.mark.parametrize("openly", ["openlijk: ja", "openlijk: nee"])
async def test_open_roles_are_said_before_joining_and_shown_afterwards(openly: str, tmp_path: Path) -> None:
    deck = tmp_path / "deal.md"
    deck.write_text(DECK.format(openly=openly), encoding="utf-8")
    async with served(SessionFolder(tmp_path / "s"), deck) as room:
        told = openly == "openlijk: ja"
        assert (BEFORE in (await room.phone().look()).text) is told
        for card, is_split in (("doel", told), ("geheim", False)):
            phones = [room.phone() for _ in range(3)]
            await room.open(card)
            assert (BESIDE in (await phones[0].look()).text) is is_split
            for phone, role in zip(phones, ("bewonersgroep", "gemeente", "gemeente"), strict=True):
                page = await phone.look()
                await phone.send(next(form for form in page.forms if form.action.endswith("/rol")), rol=role)
                answer = next(form for form in (await phone.look()).forms if "score-1" in str(form.controls))
                await phone.send(answer, **{"score-1": "1" if role == "gemeente" else "5"})
            await room.workshop.do(CloseRound())
            last = room.workshop.session.last_round(card)
            assert last is not None
            parts = [(role, part.answers) for role, part in outcome_of(room.workshop.session, last).by_role]
            assert parts == ([("bewonersgroep", 1), ("gemeente", 2)] if is_split else [])


def test_open_roles_need_roles() -> None:
    with pytest.raises(DeckProblems, match="‘openlijk’ gaat over rollen"):
        read_deck("deal", "---\ntitel: Deal\nopenlijk: ja\n---\n\n# Een\n\nHallo.\n", "deal.md")
