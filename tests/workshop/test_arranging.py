"""What a facilitator does with answers: support, moderation, words, matches, hands, tables, questions on the spot."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from kompas_tui.deck_files import read_decks
from kompas_tui.domain.course.course import with_added
from kompas_tui.domain.kinds.steun import MOST_TO_SUPPORT, Steun
from kompas_tui.domain.language.errors import AnswerRefused, CommandRefused
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.result.shapes import Axes, Bars, Pairs, TextItem, TextList, Words
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.moderation import ACTS
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.journal import MemoryJournal, SessionFolder
from kompas_tui.workshop import Timer, Workshop, open_workshop, resume_workshop
from kompas_tui.workshop.commands.asking import AskOnTheSpot, CloseRound, HideResult, OpenRound, Propose, ShowResult
from kompas_tui.workshop.commands.course import GoTo, TakeBack
from kompas_tui.workshop.commands.looking import LayBeside
from kompas_tui.workshop.commands.order import OrderWords
from kompas_tui.workshop.commands.room import CountHands, TakeAttendance
from kompas_tui.workshop.commands.table import ORDERS
from kompas_tui.workshop.commands.texts import MatchTexts, MergeEqual, MergeWords, Moderate
from kompas_tui.workshop.countdown import Countdown
from tests.workshop.rooms import clock, counts, opened, workshop

DECK = """---
titel: Alles
rollen: [bewoner, ondernemer]
---

# Ideeën {#ideeen}

```open
vraag: Wat nog meer?
```

# Vragen {#vragen}

```vragen
vraag: Wat wil je weten?
moderatie: ja
```

# Woorden {#woorden}

```woorden
vraag: Wat hoort erbij?
```

# Markt {#markt}

```markt
vraag: Wat vraag en bied je?
```

# Kleur {#kleur}

```keuze
vraag: Welke kleur?
opties: [rood, geel]
```

# Meer {#meer}

```meerkeuze
vraag: Welke kleuren?
opties: [rood, geel]
max: 2
```

# Stickers {#stickers}

```stickers
vraag: Waar?
opties: [rood, geel]
aantal: 3
```

# Tafels {#tafels}

```keuze
vraag: Wat vindt jullie tafel?
opties: [rood, geel]
tafels: ja
```

# Later {#later}

```keuze
vraag: En nu?
opties: [rood, geel]
vergelijk_met: kleur
```

# Voorstel {#voorstel}

```instemming
vraag: Wat vind je?
voorstel: We planten tien bomen.
```

# Plekken {#plekken}

```assenveld
vraag: Waar ligt het?
x: [traag, snel]
y: [duur, goedkoop]
opties_uit: {kaart: ideeen, top: 20}
```
"""
IDEAS = ("Bankjes", "Bomen", "Vuilnis")


@pytest.fixture
def folder(tmp_path: Path) -> SessionFolder:
    made = SessionFolder(tmp_path / "sessie")
    made.path.mkdir()
    return made


@pytest.fixture
async def room(folder: SessionFolder) -> AsyncIterator[Workshop]:
    made = await open_workshop(folder, read_decks([("alles", DECK, False)]), ev.Details(), clock=clock)
    yield made
    await made.close()


async def with_ideas(room: Workshop, *said: str, card: str = "ideeen", field: str = "tekst") -> Round:
    asked = await opened(room, card)
    for number, text in enumerate(said or IDEAS):
        await room.cast(f"t{number}", asked.id, {f"{field}-1": [text]})
    await room.do(CloseRound())
    return asked


def ids(asked: Round) -> dict[str, str]:
    return {item.text: item.id for item in asked.texts()}


def listed(asked: Round) -> list[tuple[str, int]]:
    result = asked.result()
    assert isinstance(result, TextList)
    return [(item.text, item.support) for item in result.items]


async def supported(room: Workshop, *choices: tuple[str, ...]) -> Round:
    """A support round in which each voter supports these texts."""
    await room.do(OpenRound("steun"))
    asked = room.session.open_round
    assert asked is not None
    assert isinstance(asked.activity, Steun)
    options = asked.activity.options
    for number, chosen in enumerate(choices):
        await room.cast(f"t{number}", asked.id, {"steun": [str(options.index(text)) for text in chosen]})
    await room.do(CloseRound())
    return asked


# Support


async def test_support_is_a_round_of_its_own_and_the_result_stays_with_the_texts(room: Workshop) -> None:
    source = await with_ideas(room)
    support = await supported(room, ("Bomen",), ("Bomen", "Bankjes"), ("Vuilnis",))
    assert listed(source)[0] == ("Bomen", 2)
    assert dict(listed(source)) == {"Bomen": 2, "Bankjes": 1, "Vuilnis": 1}
    assert room.session.rounds_of("ideeen") == [source]
    assert room.session.last_round("ideeen") is source
    assert (support.both, support.moved, outcome_of(room.session, support).comparison) == (None, None, None)
    await room.do(ShowResult())
    assert room.session.shown is source


async def test_a_shown_list_opens_support_and_a_hidden_one_a_new_round(room: Workshop) -> None:
    await with_ideas(room)
    await room.do(ShowResult())
    await room.do(OpenRound())
    assert room.session.open_round is not None
    assert isinstance(room.session.open_round.activity, Steun)
    await room.do(CloseRound())
    await room.do(OpenRound())
    assert room.session.open_round.id == "ideeen-2"


async def test_a_second_support_round_replaces_the_first(room: Workshop) -> None:
    source = await with_ideas(room)
    first = await supported(room, ("Bomen",), ("Bomen",))
    second = await supported(room, ("Vuilnis",))
    assert first.id != second.id
    assert dict(listed(source)) == {"Bomen": 0, "Bankjes": 0, "Vuilnis": 1}
    await room.do(TakeBack())
    assert dict(listed(room.session.rounds[source.id])) == {"Bomen": 2, "Bankjes": 0, "Vuilnis": 0}


async def test_only_texts_that_are_shown_and_unanswered_can_be_supported(room: Workshop) -> None:
    source = await with_ideas(room, "Hoe?", "Wie?", "Lelijk", "Klaar", card="vragen", field="vraag")
    with pytest.raises(CommandRefused, match="geen teksten om te steunen"):
        await room.do(OpenRound("steun"))
    for text in ("Hoe?", "Wie?", "Klaar"):
        await room.do(Moderate(ids(source)[text], "toon"))
    await room.do(Moderate(ids(source)["Klaar"], "beantwoord"))
    support = await supported(room, ("Wie?",))
    assert isinstance(support.activity, Steun)
    assert set(support.activity.options) == {"Hoe?", "Wie?"}
    assert [text for text, _ in listed(source)] == ["Wie?", "Hoe?", "Klaar"]
    assert source.activity.sentence(source.result()) == "Er zijn 4 vragen van 4 deelnemers. Daarvan is er 1 beantwoord."


@pytest.mark.parametrize("card", ["kleur", "woorden", "markt"])
async def test_other_kinds_have_no_support(room: Workshop, card: str) -> None:
    await room.do(GoTo(card))
    with pytest.raises(CommandRefused, match="geen teksten om te steunen"):
        await room.do(OpenRound("steun"))


async def test_support_of_merged_texts_is_added_up_and_hidden_support_is_gone(room: Workshop) -> None:
    source = await with_ideas(room)
    await supported(room, ("Bomen",), ("Bankjes", "Bomen"), ("Vuilnis",))
    names = ids(source)
    await room.do(Moderate(names["Bankjes"], "voeg_samen", into=names["Bomen"]))
    assert listed(source) == [("Bomen", 3), ("Vuilnis", 1)]
    await room.do(Moderate(names["Vuilnis"], "verberg", reason="scheldwoord"))
    assert listed(source) == [("Bomen", 3)]
    support = room.session.rounds["ideeen-1-steun-1"].result()
    assert isinstance(support, Bars)
    assert len(support.bars) == 3


async def test_texts_that_say_the_same_become_one_at_one_stroke_and_are_apart_again_at_one(room: Workshop) -> None:
    source = await with_ideas(room, "Meer bomen!", "meer  bomen", "Een bank", "MEER BOMEN.", "een bank", "?", "!")
    await room.do(ShowResult())
    before = room.session.length
    assert await room.do(MergeEqual()) == "3 teksten zijn samengevoegd."
    assert len(listed(source)) == 4, "the bank, the trees, and two texts that say nothing"
    assert [isinstance(event, ev.TextModerated) and event.along for event in room.session.every_event[before:]] == [
        False,
        True,
        True,
    ]
    assert await room.do(MergeEqual(next(iter(ids(source).values())))) == "Er zijn geen teksten die hetzelfde zeggen."
    assert await room.do(TakeBack()) == "De teksten staan weer zoals eerst."
    assert len(listed(room.session.rounds[source.id])) == 7
    assert await room.do(TakeBack()) == "De uitslag is weer verborgen."


async def test_what_is_done_with_many_texts_at_once_looks_over_the_session_once(
    room: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = await with_ideas(room, *["Meer bomen"] * 40, "Een bank")
    await room.do(ShowResult())
    looks = dict.fromkeys(("fold", "texts"), 0)

    def counted(of: type, method: str, name: str) -> None:
        real = getattr(of, method)

        def call(one: object) -> object:
            looks[name] += 1
            return real(one)

        monkeypatch.setattr(of, method, call)

    counted(Session, "_fold_all", "fold")
    await room.do(MergeEqual())
    await room.do(TakeBack())
    assert looks["fold"] == 1, "not once for each of the 39"
    assert len(listed(room.session.rounds[source.id])) == 41
    counted(Round, "texts", "texts")
    first, *others = (item.id for item in source.texts())
    before = looks["texts"]
    await room.do(Moderate(first, "beantwoord", also=others))
    assert looks["texts"] - before < 10, "not once for each of the 41"


async def test_the_same_is_done_with_several_texts_at_one_stroke(room: Workshop) -> None:
    source = await with_ideas(room)
    names = ids(source)
    words = OrderWords({"tekst_id": names["Bomen"], "doe": "verberg", "ook": [names["Bankjes"], names["Bomen"]]})
    await room.do(ORDERS["modereer"](words))
    assert [text for text, _ in listed(source)] == ["Vuilnis"]
    with pytest.raises(CommandRefused, match="er niet meer"):
        await room.do(Moderate(names["Vuilnis"], "verberg", also=("weg",)))
    assert [text for text, _ in listed(source)] == ["Vuilnis"], "all of it or nothing"
    await room.do(TakeBack())
    assert len(listed(room.session.rounds[source.id])) == 3


async def test_a_result_is_laid_beside_a_round_with_the_same_options_until_the_room_is_led_on(room: Workshop) -> None:
    with pytest.raises(CommandRefused, match="Toon eerst"):
        await room.do(LayBeside("kleur-1"))
    for card in ("kleur", "later", "kleur"):
        asked = await opened(room, card)
        await room.cast("een", asked.id, {"keuze": ["0"]})
        await room.do(CloseRound())
        await room.do(ShowResult())
    with pytest.raises(CommandRefused, match="Kies er een uit de lijst"):
        await room.do(LayBeside("ideeen-1"))
    assert asked.id == "kleur-2"
    for words in ({"ronde": "kleur-1"}, {"ronde": "later-1"}):
        await room.do(ORDERS["vergelijk"](OrderWords(words)))
        assert room.covers.beside == words["ronde"]
    await room.do(HideResult())
    await room.do(ShowResult())
    assert not room.covers.beside, "it was for the time that it was shown"


async def test_who_supports_one_of_equal_texts_is_counted_once(room: Workshop) -> None:
    source = await with_ideas(room, "Bomen", "Bomen", "Vuilnis")
    support = await supported(room, ("Bomen",), ("Bomen", "Vuilnis"))
    assert isinstance(support.activity, Steun)
    assert sorted(support.activity.options) == ["Bomen", "Vuilnis"]
    assert [amount for _, amount in listed(source)] == [2, 1, 0]
    twice = replace(support.activity, options=("Bomen", "bomen"), ids=("a", "b"))  # as an older session asked it
    assert twice.support([Ballot("m", {"steun": [0, 1]}, "r"), Ballot("n", {"steun": [1]}, "r")]) == {"a": 2, "b": 0}


def test_texts_to_support_stand_in_the_order_in_which_they_came_and_once_in_each_column() -> None:
    written = [TextItem(id_, text, column=column) for id_, text, column in (
        ("a", "Bomen", "plus"), ("b", "Bankjes", "plus"), ("c", "bomen ", "plus"), ("d", "Bomen", "min"),
    )]  # fmt: skip
    assert Steun.question_about("Wat steun je?", "r1", written)["ids"] == ["a", "b", "d"]
    asked = {"options": ("Bomen", "Bomen"), "ids": ("a", "d"), "columns": ("plus", "min")}
    support = Steun(question="Wat steun je?", source="r1", **asked)  # type: ignore[arg-type]
    assert support.support([Ballot("m", {"steun": [0, 1]}, "r")]) == {"a": 1, "d": 1}


async def test_a_changed_text_loses_its_support(room: Workshop) -> None:
    source = await with_ideas(room)
    await supported(room, ("Bomen",), ("Bankjes",))
    await room.do(OpenRound("verder"))
    assert room.session.open_round is source
    await room.cast("t1", source.id, {"tekst-1": ["Iets heel anders"]})
    await room.do(CloseRound())
    assert dict(listed(source)) == {"Iets heel anders": 0, "Bankjes": 1, "Vuilnis": 0}


async def test_more_texts_than_a_phone_can_bear_are_refused(room: Workshop) -> None:
    asked = await opened(room, "ideeen")
    for number in range(MOST_TO_SUPPORT // 3 + 1):
        await room.cast(f"t{number}", asked.id, {f"tekst-{n}": [f"idee {number} {n}"] for n in (1, 2, 3)})
    await room.do(CloseRound())
    with pytest.raises(CommandRefused, match=r"Er zijn 501 teksten\. Steunen kan bij hooguit 500"):
        await room.do(OpenRound("steun"))
    await room.do(Moderate(asked.texts()[0].id, "verberg"))
    await room.do(OpenRound("steun"))
    assert room.session.open_round is not None


async def test_support_goes_on_after_a_restart(folder: SessionFolder) -> None:
    room = await open_workshop(folder, read_decks([("alles", DECK, False)]), ev.Details(), clock=clock)
    source = await with_ideas(room)
    await room.do(OpenRound("steun"))
    await room.cast("t0", "ideeen-1-steun-1", {"steun": ["0"]})
    await room.close()
    again = resume_workshop(folder, clock=clock)
    assert again.session.open_round is not None
    assert isinstance(again.session.open_round.activity, Steun)
    first = again.session.open_round.activity.options[0]
    await again.cast("t1", "ideeen-1-steun-1", {"steun": ["0"]})
    await again.do(CloseRound())
    assert dict(listed(again.session.rounds[source.id]))[first] == 2
    with TinyDB(folder.database_path, encoding="utf-8", access_mode="r") as database:
        assert len(database.table("uitslagen")) == 1
        assert len(database.table("steun ideeen-1-steun-1")) == 2
    await again.close()


# Moderation


async def test_what_a_text_allows(room: Workshop) -> None:
    source = await with_ideas(room)
    consent = await opened(room, "voorstel")
    await room.cast("t0", consent.id, {"instemming": ["3"], "reden-1": ["te duur"]})
    await room.do(CloseRound())
    names, objection = ids(source), ids(consent)["te duur"]
    for text_id, act, into, said in [
        ("weg", "toon", "", "Deze tekst is er niet meer"),
        (names["Bomen"], "wis", "", "‘wis’ ken ik niet"),
        (names["Bomen"], "voeg_samen", objection, "niet bij dezelfde vraag"),
        (names["Bomen"], "voeg_samen", "weg", "Deze tekst is er niet meer"),
        (names["Bomen"], "voeg_samen", names["Bomen"], "een andere tekst die te zien is"),
        (objection, "groepeer", "", "alleen tonen of verbergen"),
    ]:
        with pytest.raises(CommandRefused, match=said):
            await room.do(ORDERS["modereer"](OrderWords({"tekst_id": text_id, "doe": act, "met": into})))
    await room.do(Moderate(objection, "verberg", reason=" te\x1b hard "))
    result = consent.result()
    assert isinstance(result, Bars)
    assert (result.texts, result.bars[3].count) == ((), 1)
    assert room.session.moderated[-1].reason == "te hard"


async def test_a_ring_of_merges_can_not_be_made(room: Workshop) -> None:
    names = ids(source := await with_ideas(room))
    await room.do(Moderate(names["Bomen"], "voeg_samen", into=names["Bankjes"]))
    with pytest.raises(CommandRefused, match="een andere tekst die te zien is"):
        await room.do(Moderate(names["Bankjes"], "voeg_samen", into=names["Bomen"]))
    await room.do(Moderate(names["Bankjes"], "voeg_samen", into=names["Vuilnis"]))
    assert [text for text, _ in listed(source)] == ["Vuilnis"]
    for _ in range(2):
        await room.do(TakeBack())
    assert sorted(text for text, _ in listed(room.session.rounds["ideeen-1"])) == sorted(IDEAS)


# Words and matches


async def test_words_are_merged_only_when_the_facilitator_says_so(room: Workshop) -> None:
    asked = await opened(room, "woorden")
    for number, said in enumerate((["boom", "bomen"], ["Bomen"], ["gras"])):
        await room.cast(f"t{number}", asked.id, {f"woord-{n}": [word] for n, word in enumerate(said, 1)})
    await room.do(CloseRound())

    def weights() -> dict[str, int]:
        result = room.session.rounds["woorden-1"].result()
        assert isinstance(result, Words)
        return {word.text.lower(): word.count for word in result.words}

    assert weights() == {"bomen": 2, "boom": 1, "gras": 1}
    with pytest.raises(CommandRefused, match="‘struik’ staat er niet bij"):
        await room.do(MergeWords(["struik"], "boom"))
    plural = next(word.text for word in asked.result().words if word.text.lower() == "bomen")  # type: ignore[union-attr]
    await room.do(MergeWords([plural], "boom"))
    assert weights() == {"boom": 2, "gras": 1}
    await room.do(TakeBack())
    assert weights() == {"bomen": 2, "boom": 1, "gras": 1}
    await room.do(MergeWords(["boom"], plural))
    await room.do(MergeWords([plural], "gras"))
    assert weights() == {"gras": 3}, "what was merged goes along, with capitals or without"
    await room.do(GoTo("kleur"))
    with pytest.raises(CommandRefused, match="geen woorden"):
        await room.do(MergeWords(["boom"], "gras"))


async def test_an_ask_and_an_offer_are_matched_once_and_go_when_hidden(room: Workshop) -> None:
    asked = await opened(room, "markt")
    await room.cast("t0", asked.id, {"vraag-1": ["een schep"], "aanbod-1": ["soep"]})
    await room.cast("t1", asked.id, {"aanbod-2": ["een kruiwagen"]})
    await room.do(CloseRound())
    names = ids(asked)
    with pytest.raises(CommandRefused, match="Koppel een vraag aan een aanbod"):
        await room.do(MatchTexts(names["soep"], names["een kruiwagen"]))
    for _ in range(2):
        await room.do(MatchTexts(names["een schep"], names["een kruiwagen"]))
    result = asked.result()
    assert isinstance(result, Pairs)
    assert result.matches == ((names["een schep"], names["een kruiwagen"]),)
    assert (
        asked.activity.sentence(asked.result())
        == "Gevraagd: 1. Aangeboden: 2. Dat kwam van 2 deelnemers. 1 vraag is gekoppeld aan een aanbod."
    )
    await room.do(Moderate(names["een kruiwagen"], "verberg"))
    hidden = asked.result()
    assert isinstance(hidden, Pairs)
    assert (hidden.matches, hidden.hidden) == ((), 1)


# Hands and tables


@pytest.mark.parametrize(
    ("card", "form", "hands", "people", "expected", "answers"),
    [
        ("kleur", {"keuze": ["0"]}, {"rood": 3, "geel": 2}, None, {"rood": 4, "geel": 2}, 6),
        ("meer", {"keuzes": ["0", "1"]}, {"rood": 3, "geel": 2}, None, {"rood": 4, "geel": 3}, 4),
        ("meer", {"keuzes": ["0", "1"]}, {"rood": 3, "geel": 2}, 5, {"rood": 4, "geel": 3}, 6),
        ("stickers", {"stickers-1": ["3"]}, {"rood": 5, "geel": 2}, None, {"rood": 8, "geel": 2}, 4),
        ("stickers", {"stickers-1": ["3"]}, {"geel": 2}, 2, {"rood": 3, "geel": 2}, 3),
    ],
)
async def test_hands_are_added_and_can_be_told_apart(
    room: Workshop, card: str, form: dict[str, list[str]], hands: dict[str, int], people: int | None,
    expected: dict[str, int], answers: int,
) -> None:  # fmt: skip
    asked = await opened(room, card)
    await room.cast("t0", asked.id, form)
    alone = counts(asked)
    await room.do(CountHands(hands, people))
    together = asked.result()
    assert isinstance(together, Bars)
    assert (counts(asked), together.answers) == (expected, answers)
    assert {bar.label: bar.hands for bar in together.bars} == {"rood": 0, "geel": 0} | hands
    apart = asked.result(apart=True)
    assert isinstance(apart, Bars)
    assert ({bar.label: bar.count for bar in apart.bars}, apart.answers) == (alone, 1)
    await room.do(TakeBack())
    assert counts(room.session.rounds[asked.id]) == alone


async def test_hands_of_instemming_are_counted_in_its_sentence(room: Workshop) -> None:
    asked = await opened(room, "voorstel")
    await room.do(CountHands({"Ik stem in": 4, "Ik heb bezwaar": 1}))
    assert asked.activity.sentence(asked.result()) == "Er is 1 bezwaar. 4 van de 5 deelnemers stemmen in."
    assert asked.answers == 0


async def test_what_hands_can_not_do(room: Workshop) -> None:
    await room.do(GoTo("kleur"))
    with pytest.raises(CommandRefused, match="nog geen ronde"):
        await room.do(CountHands({"rood": 1}))
    await opened(room)
    for hands, said in [
        ({"rod": 1}, "Bedoel je ‘rood’"),
        ({"rood": -1}, "van 0 tot en met"),
        ({"rood": 10**9}, "van 0"),
    ]:
        with pytest.raises(CommandRefused, match=said):
            await room.do(CountHands(hands))
    for people in (-1, 10**4 + 1, 10**12):
        with pytest.raises(CommandRefused, match="Het aantal mensen is een getal van 0 tot en met 10000"):
            await room.do(CountHands({"rood": 1}, people))
    await room.do(CountHands({"rood": 2}))
    await room.do(CountHands({"geel": 1}))
    assert counts(room.session.rounds["kleur-1"]) == {"rood": 2, "geel": 1}
    await room.do(CloseRound())
    await opened(room, "woorden")
    with pytest.raises(CommandRefused, match="geen handen tellen"):
        await room.do(CountHands({"rood": 1}))


async def test_tables_answer_with_their_number_and_stand_apart_and_together(room: Workshop) -> None:
    asked = await opened(room, "tafels")
    for form, said in [
        ({"keuze": ["0"]}, "‘Het nummer van je tafel’ is nog leeg"),
        ({"tafel-1": ["2"]}, "nog niets ingevuld"),
        ({"tafel-1": ["2,5"], "keuze": ["0"]}, "geen nummer van een tafel"),
    ]:
        with pytest.raises(AnswerRefused, match=said):
            await room.cast("t0", asked.id, form)
    for number, (table, choice) in enumerate([("10", "0"), ("2", "1"), ("02", "0"), ("1", "1")]):
        await room.cast(f"t{number}", asked.id, {"tafel-1": [table], "keuze": [choice]})
    per_table = {
        name: {b.label: b.count for b in r.bars} for name, r in asked.results_by_table() if isinstance(r, Bars)
    }
    assert list(per_table) == ["1", "2", "10"]
    assert sum(per_table["2"].values()) == 1  # the last one of a table counts
    assert {option: sum(table[option] for table in per_table.values()) for option in ("rood", "geel")} == counts(asked)
    await room.do(CloseRound())
    assert (await opened(room)).results_by_table() == []


async def test_the_table_stands_in_the_database(room: Workshop, folder: SessionFolder) -> None:
    asked = await opened(room, "tafels")
    await room.cast("t0", asked.id, {"tafel-1": ["7"], "keuze": ["1"]})
    await room.do(CloseRound())
    with TinyDB(folder.database_path, encoding="utf-8", access_mode="r") as database:
        (document,) = database.table("ronde 1 tafels")
    assert document["antwoord"] == {"Het nummer van je tafel": ["7"], "Wat vindt jullie tafel?": "geel"}


# Comparing, asking on the spot, amending


async def test_a_round_lies_beside_the_card_that_it_names(room: Workshop) -> None:
    for card, choices in (("kleur", (0, 0)), ("later", (0, 1))):
        asked = await opened(room, card)
        for number, choice in enumerate(choices):
            await room.cast(f"t{number}", asked.id, {"keuze": [str(choice)]})
        await room.do(CloseRound())
    found = outcome_of(room.session, room.session.rounds["later-1"]).comparison
    assert found is not None
    assert [(shift.before, shift.after) for shift in found.shifts] == [(100, 50), (0, 50)]


async def test_a_bare_name_beside_means_the_card_of_the_same_deck(tmp_path: Path) -> None:
    decks = read_decks([("een", DECK, False), ("twee", DECK, False)])
    made = SessionFolder(tmp_path)
    room = await open_workshop(made, decks, ev.Details(), clock=clock)
    for card in ("twee/kleur", "kleur", "twee/later"):
        asked = await opened(room, card)
        await room.cast("t0", asked.id, {"keuze": [str(int(card == "kleur"))]})
        await room.do(CloseRound())
    earlier = room.session.before(room.session.rounds["twee/later-1"])
    assert earlier is not None
    assert earlier.card == "twee/kleur"
    await room.close()


async def test_twenty_texts_can_be_placed_on_axes(room: Workshop) -> None:
    texts = await with_ideas(room, *[f"idee {number}" for number in range(25)])
    await room.do(CloseRound())
    await room.do(GoTo("plekken"))
    with pytest.raises(CommandRefused, match=r"25 antwoorden even sterk\..*Laat de groep daar eerst teksten steunen"):
        await room.do(OpenRound())
    for name in list(ids(texts).values())[20:]:
        await room.do(Moderate(name, "verberg"))
    asked = await opened(room, "plekken")
    await room.cast("t0", asked.id, {"plek-1-x": ["3"], "plek-1-y": ["4"]})
    result = asked.result()
    assert isinstance(result, Axes)
    assert (len(result.points), result.points[0].x) == (20, 3)


async def test_a_question_on_the_spot_stands_behind_its_card_and_outlives_a_restart(folder: SessionFolder) -> None:
    text = DECK + "\n# Vraag 1 {#vraag-1}\n"
    room = await open_workshop(folder, read_decks([("alles", text, False)]), ev.Details(), clock=clock)
    await room.do(GoTo("kleur"))
    await room.do(AskOnTheSpot("keuze", " Waar\x1b ? ", ["hier", "daar"]))
    made = room.session.card
    await room.do(AskOnTheSpot("open", "Waarom?"))
    addresses = [card.address for card in room.course]
    assert addresses[addresses.index("kleur") : addresses.index("meer")] == ["kleur", made, room.session.card]
    assert len(set(addresses)) == len(addresses)
    asked = await opened(room, made)
    await room.cast("t0", asked.id, {"keuze": ["1"]})
    await room.close()
    again = resume_workshop(folder, clock=clock)
    assert [card.address for card in again.course] == addresses
    assert again.session.open_round is not None
    assert (again.card.title, counts(again.session.open_round)) == ("Waar ?", {"hier": 0, "daar": 1})
    renamed = text.replace("# Kleur {#kleur}", "# Tint {#tint}").replace("vergelijk_met: kleur", "vergelijk_met: tint")
    await again.materials.edit([ev.DeckText("alles", renamed)])
    assert again.course.find(made) is not None
    await again.close()


@pytest.mark.parametrize(
    ("kind", "question", "options", "said"),
    [
        ("keuzes", "Wat?", [], "‘keuzes’ ken ik niet. Bedoel je ‘keuze’"),
        ("steun", "Wat?", [], "‘steun’ ken ik niet"),
        ("keuze", "", ["a", "b"], "nog niet af. ‘vraag’ ontbreekt"),
        ("keuze", "Wat?", ["a"], "er moeten er minstens 2 staan"),
        ("keuze", "Wat?", ["a", "\x1b"], "deze regel is leeg"),
        ("keuze", "Wat?", ["a", "a"], "‘a’ staat hier dubbel"),
        ("schaal", "Wat?", ["a", "b"], "‘opties’ ken ik hier niet"),
        ("instemming", "Wat?", [], "‘voorstel’ ontbreekt"),
    ],
)
async def test_a_wrong_question_on_the_spot_is_refused(
    room: Workshop, kind: str, question: str, options: list[str], said: str
) -> None:
    before = room.session.length
    with pytest.raises(CommandRefused, match=said):
        await room.do(AskOnTheSpot(kind, question, options))
    assert (room.session.length, room.session.added) == (before, [])


async def test_a_question_on_the_spot_is_taken_back_in_two_steps(room: Workshop) -> None:
    await room.do(AskOnTheSpot("open", "Waarom?"))
    await room.do(TakeBack())
    assert room.card.address == "ideeen"
    await room.do(TakeBack())
    assert room.session.added == []
    await room.do(AskOnTheSpot("open", "Waarom dan?"))
    assert room.card.title == "Waarom dan?"


async def test_an_amended_proposal_is_a_next_round_of_the_same_card(room: Workshop) -> None:
    await room.do(GoTo("kleur"))
    with pytest.raises(CommandRefused, match="geen voorstel"):
        await room.do(Propose("Vijf bomen."))
    first = await opened(room, "voorstel")
    await room.cast("t0", first.id, {"instemming": ["3"], "reden-1": ["te veel"]})
    with pytest.raises(CommandRefused, match="nog een ronde open"):
        await room.do(Propose("Vijf bomen."))
    await room.do(CloseRound())
    with pytest.raises(CommandRefused, match="nog geen voorstel"):
        await room.do(Propose(" \x1b "))
    await room.do(Propose("Vijf bomen."))
    second = room.session.open_round
    assert second is not None
    assert (second.number, second.activity.data["voorstel"], second.answers) == (2, "Vijf bomen.", 0)
    assert (first.activity.data["voorstel"], first.activity.sentence(first.result())) == (
        "We planten tien bomen.", "Er is maar 1 antwoord. Er is 1 bezwaar. Niemand stemt in.",
    )  # fmt: skip
    for number in range(6):
        await room.cast(f"t{number}", second.id, {"instemming": ["0"]})
    await room.do(CloseRound())
    assert (second.both, second.moved) == (None, None)


async def test_attendance_is_a_number_with_the_names_that_were_typed(room: Workshop) -> None:
    await room.do(TakeAttendance(1, [" Ans\x1b ", "", "Bo"]))
    assert room.session.attendance is not None
    assert (room.session.attendance.people, room.session.attendance.names) == (2, ("Ans", "Bo"))
    with pytest.raises(CommandRefused, match="van 0 tot en met"):
        await room.do(TakeAttendance(-1))
    await room.do(TakeBack())
    assert room.session.attendance is None


# Time


async def test_a_timer_that_was_stopped_or_set_anew_closes_nothing() -> None:
    rang: list[Timer] = []
    countdown = Countdown(rang.append)
    loop, now = asyncio.get_running_loop(), datetime.now().astimezone()
    countdown.start(now, 0.0001, closes_round=True, round_id="een-1")
    countdown.stop()
    countdown.start(now, 0.0001, closes_round=True, round_id="een-1")
    countdown.start(now, 0.0002, closes_round=False, round_id="een-1")
    after = asyncio.Event()
    loop.call_later(0.02, after.set)
    await after.wait()
    assert [timer.closes_round for timer in rang] == [False]


# Anything in any order

COMMANDS = [
    "vote",
    "open",
    "support",
    "go_on",
    "close",
    "show",
    "hide",
    "act",
    "undo",
    "hands",
    "merge",
    "match",
    "spot",
]
STEPS = st.lists(
    st.tuples(st.sampled_from(COMMANDS), st.integers(0, 5), st.integers(0, 5)),
    max_size=25,
)
CARDS = ("ideeen", "vragen", "markt", "woorden", "kleur")
INPUTS = {"ideeen": "tekst-1", "vragen": "vraag-1", "markt": "aanbod-2", "woorden": "woord-1", "kleur": "keuze"}


async def one_step(room: Workshop, step: str, one: int, other: int) -> None:
    """A command of a facilitator, or an answer, that may be refused."""
    session, texts = room.session, [item.id for asked in room.session.rounds.values() for item in asked.texts()]
    current, last = session.open_round, session.last_round(room.card.address)
    match step:
        case "vote" if current is not None:
            name = "steun" if isinstance(current.activity, Steun) else INPUTS.get(current.card, "keuze")
            said = str(other % 2) if name in ("steun", "keuze") else f"woord{other}"
            await room.cast(f"t{one}", current.id, {name: [said]})
        case "open":
            await room.do(GoTo(CARDS[one % len(CARDS)]))
            await room.do(OpenRound("nieuw"))
        case "support":
            await room.do(OpenRound("steun"))
        case "go_on":
            await room.do(OpenRound("verder"))
        case "close":
            await room.do(CloseRound())
        case "show":
            await room.do(ShowResult(interim=True))
        case "hide":
            await room.do(HideResult())
        case "act" if texts:
            text_id, into = texts[one % len(texts)], texts[other % len(texts)]
            await room.do(Moderate(text_id, ACTS[(one + other) % len(ACTS)], group=f"g{one % 2}", into=into))
        case "undo":
            await room.do(TakeBack())
        case "hands":
            await room.do(CountHands({"rood": one}, other))
        case "merge" if last is not None:
            await room.do(MergeWords([f"woord{one}"], f"woord{other}"))
        case "match" if texts:
            await room.do(MatchTexts(texts[one % len(texts)], texts[other % len(texts)]))
        case "spot":
            await room.do(AskOnTheSpot("keuze", "En?", ["rood", "geel"][: 1 + one % 2]))


def figures(session: Session) -> dict[str, object]:
    """All that can be seen of the rounds."""
    return {name: (outcome_of(session, asked), asked.seal()) for name, asked in session.rounds.items()}


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_any_order_of_steps_reads_back_the_same(steps: list[tuple[str, int, int]]) -> None:
    async def lived() -> None:
        journal = MemoryJournal()
        room = await workshop(("alles", DECK, False), journal=journal)
        for step in steps:
            with suppress(CommandRefused, AnswerRefused):
                await one_step(room, *step)
        again = Session(event for event, _ in journal.read())
        assert figures(again) == figures(room.session)
        assert [card.address for card in with_added(room.decks.course, again.added)] == [
            card.address for card in room.course
        ]
        for asked in room.session.rounds.values():
            result = asked.result()
            if isinstance(result, TextList):
                ids_shown = [item.id for item in result.items]
                assert len(set(ids_shown)) == len(ids_shown)
                assert bool(asked.hidden() - set(ids_shown)) == bool(asked.hidden())
                assert sum(item.support for item in result.items) <= sum(asked.support.values())
        await room.close()

    asyncio.run(lived())


async def test_a_table_has_one_answer_the_last_one_and_the_other_device_hears_of_it() -> None:
    room = await workshop(("alles", DECK, False))
    asked = await opened(room, "tafels")
    for token, table, choice in (("a", "1", "0"), ("b", "1", "1"), ("c", "2", "0"), ("a", "1", "0"), ("d", "2", "1")):
        await room.cast(token, asked.id, {"tafel-1": [table], "keuze": [choice]})
    assert counts(asked) == {"rood": 1, "geel": 1}
    assert asked.answers == 2
    assert [room.voters.is_outvoted(token, asked) for token in "abcd"] == [False, True, True, False]
    await room.cast("c", asked.id, {"tafel-1": ["3"], "keuze": ["0"]})  # it sits at another table
    assert asked.answers == 3
    assert not room.voters.is_outvoted("c", asked)


async def test_a_late_copy_of_an_answer_that_was_sent_twice_does_not_take_the_table_back() -> None:
    room = await workshop(("alles", DECK, False))
    asked = await opened(room, "tafels")
    mine, other = {"tafel-1": ["1"], "keuze": ["0"]}, {"tafel-1": ["1"], "keuze": ["1"]}
    first = await room.cast("a", asked.id, mine, nonce="1", key="k" * 8)
    assert (await room.cast("a", asked.id, mine, nonce="2", key="l" * 8)).code == first.code
    await room.cast("b", asked.id, other, nonce="3", key="m" * 8)
    for key in ("k" * 8, "l" * 8):
        assert (await room.cast("a", asked.id, mine, nonce="2", key=key)).code == first.code
        assert room.voters.is_outvoted("a", asked)
    await room.cast("a", asked.id, mine, nonce="4", key="n" * 8)
    assert room.voters.is_outvoted("b", asked), "who sends it anew means it"


async def test_a_device_that_moves_to_another_table_gives_the_first_table_its_answer_back() -> None:
    room = await workshop(("alles", DECK, False))
    asked = await opened(room, "tafels")
    for token, table, choice in (("a", "1", "0"), ("b", "1", "1"), ("c", "1", "1"), ("c", "2", "1"), ("b", "3", "1")):
        await room.cast(token, asked.id, {"tafel-1": [table], "keuze": [choice]})
    assert counts(asked) == {"rood": 1, "geel": 2}
    assert not any(room.voters.is_outvoted(token, asked) for token in "abc")
