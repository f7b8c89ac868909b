"""An answer counts for the question that the phone showed, however that question changes under it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.journal import MemoryJournal
from kompas_tui.workshop import OtherQuestion, TooLate, Workshop
from kompas_tui.workshop.commands.asking import AskOnTheSpot, CloseRound, OpenRound, Propose
from kompas_tui.workshop.commands.course import TakeBack
from tests.workshop.rooms import choose, opened, workshop

DECK = """---
titel: Proef
---

# Voorstel {#voorstel}

```instemming
vraag: Gaan we dit doen?
voorstel: Er komen GEEN bomen.
```

# Ideeën {#ideeen}

```open
vraag: Wat nog meer?
max: 1
```

# Beste {#beste}

```keuze
vraag: Wat is het beste idee?
opties_uit: {kaart: ideeen, top: 3}
```
"""
EDITED = DECK.replace("GEEN bomen", "honderd bomen")
CONSENT = {"instemming": ["0"]}
FIRST = {"keuze": ["0"]}


async def room_with_ideas(*texts: str) -> Workshop:
    """A room in which people wrote these ideas."""
    room = await workshop(("proef", DECK, False))
    await write(room, *texts)
    return room


async def write(room: Workshop, *texts: str) -> None:
    """A new round of ideas."""
    asked = await opened(room, "ideeen")
    for number, text in enumerate(texts):
        await room.cast(f"t{number}", asked.id, {"tekst-1": [text]})
    await room.do(CloseRound())


async def edit(room: Workshop) -> None:
    """Take over the deck with another proposal."""
    await room.materials.edit([ev.DeckText("proef", EDITED, False)])


async def taken_back(room: Workshop) -> None:
    """The proposal is taken back and opened again."""
    await room.do(TakeBack())
    await opened(room, "voorstel")


async def edited(room: Workshop) -> None:
    """The proposal is taken back, edited in its file and opened again."""
    await room.do(TakeBack())
    await edit(room)
    await opened(room, "voorstel")


async def closed_and_edited(room: Workshop) -> None:
    """The proposal is closed, edited, and opened as a next round."""
    await room.do(CloseRound())
    await edit(room)
    await opened(room, "voorstel")


async def amended(room: Workshop) -> None:
    """The proposal is closed and put amended."""
    await room.do(CloseRound())
    await room.do(Propose("Er komen honderd bomen."))


async def amended_after_all(room: Workshop) -> None:
    """An amended proposal is taken back, and another is put."""
    await room.do(CloseRound())
    await room.do(Propose("Er komt één boom."))
    await room.do(TakeBack())
    await room.do(Propose("Er komen honderd bomen."))


@pytest.mark.parametrize("change", [taken_back, edited, closed_and_edited, amended, amended_after_all])
async def test_consent_to_one_proposal_is_never_consent_to_another(
    change: Callable[[Workshop], Awaitable[None]],
) -> None:
    room = await workshop(("proef", DECK, False))
    shown = await opened(room, "voorstel")
    await change(room)
    with pytest.raises((OtherQuestion, TooLate), match=r"Dit antwoord is niet opgeslagen\."):
        await room.cast("an", shown.id, CONSENT, imprint=shown.activity.imprint)
    assert room.session.open_round is not None
    assert [one.answers for one in room.session.rounds.values()] == [0] * len(room.session.rounds)


async def test_an_amended_proposal_that_is_taken_back_is_not_the_next_one() -> None:
    room = await workshop(("proef", DECK, False))
    await opened(room, "voorstel")
    await room.do(CloseRound())
    await room.do(Propose("Er komt één boom."))
    shown = room.session.open_round
    assert shown is not None
    await room.do(TakeBack())
    await room.do(Propose("Er komen honderd bomen."))
    with pytest.raises(OtherQuestion, match=r"nam deze vraag terug\. Dit antwoord is niet opgeslagen\."):
        await room.cast("an", shown.id, CONSENT)


async def test_options_from_another_card_are_those_that_the_phone_showed() -> None:
    room = await room_with_ideas("Bankjes", "Bomen")
    shown = await opened(room, "beste")
    await room.do(TakeBack())
    await write(room, "Auto’s", "Asfalt")
    again = await opened(room, "beste")
    assert again.activity.listed() != shown.activity.listed()
    with pytest.raises(OtherQuestion):
        await room.cast("an", shown.id, FIRST)
    assert again.answers == 0


async def test_support_goes_to_the_texts_that_the_phone_showed() -> None:
    room = await room_with_ideas("Bankjes", "Bomen")
    shown = await opened(room, "ideeen", "steun")
    await room.do(TakeBack())
    await write(room, "Auto’s", "Asfalt")
    again = await opened(room, "ideeen", "steun")
    with pytest.raises(OtherQuestion):
        await room.cast("an", shown.id, {"steun": ["0"]})
    assert again.answers == 0


async def test_support_does_not_pass_to_a_text_that_was_changed() -> None:
    room = await room_with_ideas("Bankjes", "Bomen")
    ideas = room.session.last_round("ideeen")
    assert ideas is not None
    support = await opened(room, "ideeen", "steun")
    await room.do(CloseRound())
    await opened(room, "ideeen", "verder")
    await room.cast("t0", ideas.id, {"tekst-1": ["Asfalt"]})
    for step in (ev.RoundResumed, ev.RoundClosed):
        assert await room.do(TakeBack()) == step.taken_back
    assert room.session.open_round is room.session.rounds[support.id]
    await room.cast("an", support.id, {"steun": ["0", "1"]})
    await room.do(CloseRound())
    standing = {item.text: item.support for item in room.session.rounds[ideas.id].result().items}  # type: ignore[union-attr]
    assert standing == {"Asfalt": 0, "Bomen": 1}


async def test_a_question_on_the_spot_that_took_the_place_of_another_is_another() -> None:
    room = await workshop(("proef", DECK, False))
    asked: list[Round] = []
    for options in (["ja", "nee"], ["nee", "ja"]):
        await room.do(AskOnTheSpot("keuze", "Doen we het?", options))
        await room.do(OpenRound())
        assert room.session.open_round is not None
        asked.append(room.session.open_round)
        if len(asked) == 1:
            for _ in range(3):
                await room.do(TakeBack())
    first, second = asked
    assert first.card == second.card
    with pytest.raises(OtherQuestion):
        await room.cast("an", first.id, FIRST)
    assert second.answers == 0


async def test_a_folder_that_was_put_back_does_not_pass_on_answers() -> None:
    """Its log knows nothing of the openings since, so their ids come again: the imprint tells them apart."""
    room = await workshop(("proef", DECK, False))
    shown = await opened(room, "voorstel")
    put_back = await workshop(("proef", EDITED, False))
    again = await opened(put_back, "voorstel")
    assert again.id == shown.id
    with pytest.raises(OtherQuestion, match=r"Deze vraag is er niet meer\. Dit antwoord is niet opgeslagen\."):
        await put_back.cast("an", shown.id, CONSENT, imprint=shown.activity.imprint)
    await put_back.cast("an", again.id, CONSENT, imprint=again.activity.imprint)
    assert again.answers == 1


async def test_going_on_with_a_round_asks_the_same_question() -> None:
    room = await workshop()
    shown = await opened(room)
    await room.do(CloseRound())
    await opened(room, "kleur", "verder")
    await choose(room, "an", 0, round_id=shown.id, imprint=shown.activity.imprint)
    await room.do(CloseRound())
    await room.do(TakeBack())
    await choose(room, "bo", 0, round_id=shown.id, imprint=shown.activity.imprint)
    assert room.session.rounds[shown.id].answers == 2


async def test_an_id_is_used_once_in_a_whole_log_also_after_reading_it_back() -> None:
    journal = MemoryJournal()
    room = await workshop(journal=journal)
    ids = []
    for _ in range(3):
        ids.append((await opened(room)).id)
        await room.do(TakeBack())
    again = Workshop(journal, room.decks, b"k" * 32)
    ids.append((await opened(again)).id)
    assert ids == ["kleur-1", "kleur-2", "kleur-3", "kleur-4"]


async def test_an_imprint_is_that_of_every_word_that_is_asked() -> None:
    room = await workshop()
    asked = (await opened(room)).activity
    others = [
        {**asked.data, "vraag": "Welke kleur ?"},
        {**asked.data, "opties": ["geel", "rood", "blauw"]},
        {**asked.data, "toelichting": "Kies de mooiste."},
    ]
    imprints = {replace(asked, data=data).imprint for data in (asked.data, *others)}
    assert len(imprints) == 4


async def test_an_answer_to_what_never_was_is_refused_with_a_sentence() -> None:
    room = await workshop()
    await opened(room)
    with pytest.raises(AnswerRefused, match=r"Deze vraag is er niet meer\. Dit antwoord is niet opgeslagen\."):
        await choose(room, "an", 0, round_id="weg-9")
