"""The question that was drawn is what the back row reads first; nothing of it is ever left out."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompas_tui.deck_files import load_decks
from kompas_tui.domain.deck.cards import Card, Fan
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.report.conversation import conversation
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Session
from kompas_tui.export.data import session_data
from kompas_tui.tui.drawing.fan import fan_pages
from kompas_tui.tui.drawing.letters import LINE, large_lines, readable
from kompas_tui.tui.drawing.lines import Lines
from kompas_tui.tui.screens.dialogs import WriteDialog
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.course import TakeBack
from kompas_tui.workshop.commands.fan import AddQuestion
from tests.tui.beamers import beamer
from tests.workshop.rooms import workshop

SIZES = [(76, 21), (96, 27), (156, 40)]
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
TOPICS = ("WAT", "WAAROM", "WIE", "WANNEER", "HOE", "WEEG")
DECK = """---
titel: Proef
---

# Welkom {#welkom}

Hallo.

# De waaier {#waaier}

```waaier
onderwerpen:
  WAT: ["Wat wil jij?", "Wat nog meer?"]
  WIE: ["Wie mist er?"]
```
"""
FAN = Fan(tuple((name, tuple(f"{name} vraag {n}?" for n in range(11))) for name in TOPICS))


def pages_of(session: Session, size: tuple[int, int], card: str = "waaier", fan: Fan = FAN) -> list[Lines]:
    pages = fan_pages(fan, Card(card, "De waaier", "deck", fan=fan), session, *size)
    assert all(len(page) <= size[1] for page in pages)
    assert all(line.cell_length <= size[0] for page in pages for line in page)
    return pages


def said(pages: list[Lines]) -> str:
    return " ".join(" ".join(readable(line) for page in pages for line in page).split())


def is_drawn(question: str, page: Lines, width: int) -> bool:
    """Whether the question stands there in letters of at least four rows."""
    shown = [line.plain for line in page]
    sizes = (large_lines(question, width, "", rows) for rows in range(LINE, len(page)))
    return any(large and large[1].plain in shown for large in sizes)


def drawn(topic: str, question: str, card: str = "waaier") -> ev.QuestionDrawn:
    return ev.QuestionDrawn(time=NOW, card=card, topic=topic, question=question)


@pytest.mark.parametrize("size", SIZES)
def test_before_the_first_draw_it_says_how_to_begin(size: tuple[int, int]) -> None:
    shown = said(pages_of(Session(), size))
    assert "Druk op het cijfer. Of trek met w een willekeurige vraag." in shown
    assert all(f"{name} nog 11" in shown for name in TOPICS)


@pytest.mark.parametrize("size", SIZES)
def test_a_question_stands_there_large_with_its_topic_and_its_place(size: tuple[int, int]) -> None:
    session = Session([drawn("WAT", "WAT vraag 1?"), drawn("WIE", "WIE vraag 3?")])
    pages = pages_of(session, size)
    assert pages[0][0].plain.startswith(" 3  WIE")
    assert pages[0][0].plain.endswith("vraag 2 van 66")
    assert "WIE vraag 3?" in said(pages)
    assert is_drawn("WIE vraag 3?", pages[0], size[0])
    assert "WIE vraag 3?" not in " ".join(line.plain for line in pages[0]), "it stands there once"


@pytest.mark.parametrize("size", SIZES)
def test_five_hundred_characters_are_all_there(size: tuple[int, int]) -> None:
    words = [f"woord{n}" for n in range(62)]
    fan = Fan((("WAT", (" ".join(words),)),))
    shown = said(pages_of(Session([drawn("WAT", " ".join(words))]), size, fan=fan))
    assert all(word in shown.split() for word in words)


@pytest.mark.parametrize("size", SIZES)
def test_notes_about_the_question_stand_below_it(size: tuple[int, int]) -> None:
    notes = [ev.NoteTaken(time=NOW, card="waaier", text=f"Notitie {n}.", about="WIE vraag 3?") for n in range(2)]
    other = ev.NoteTaken(time=NOW, card="waaier", text="Iets anders.", about="WAT vraag 1?")
    long = ev.NoteTaken(time=NOW, card="waaier", text="lang " * 180 + "slot", about="WIE vraag 3?")
    shown = said(pages_of(Session([drawn("WIE", "WIE vraag 3?"), *notes, other]), size))
    assert "Notitie 0." in shown
    assert "Notitie 1." in shown
    assert "Iets anders." not in shown
    assert "slot" in said(pages_of(Session([drawn("WIE", "WIE vraag 3?"), long]), size))


def test_with_a_desk_neither_keys_nor_notes_stand_there() -> None:
    note = ev.NoteTaken(time=NOW, card="waaier", text="Notitie.", about="WIE vraag 3?")
    card = Card("waaier", "De waaier", "deck", fan=FAN)
    for session in (Session(), Session([drawn("WIE", "WIE vraag 3?"), note])):
        shown = said(fan_pages(FAN, card, session, 96, 26, ""))
        assert "Druk op" not in shown
        assert "Notitie" not in shown


def test_a_second_fan_shows_its_own_last_question() -> None:
    session = Session([drawn("WIE", "WIE vraag 3?"), drawn("WAT", "WAT vraag 1?", "andere")])
    assert "WIE vraag 3?" in said(pages_of(session, (96, 27)))
    assert "WAT vraag 1?" in said(pages_of(session, (96, 27), "andere"))


@pytest.mark.parametrize("size", SIZES)
def test_a_topic_without_questions_left_says_so(size: tuple[int, int]) -> None:
    session = Session([drawn("WAT", question) for question in FAN.questions("WAT")])
    assert "WAT op" in said(pages_of(session, size))


@given(
    names=st.lists(
        st.text(min_size=1, max_size=60).map(lambda name: clean_line(name, 60)).filter(bool),
        min_size=1,
        max_size=10,
        unique=True,
    ),
    question=st.text(min_size=1, max_size=500).map(lambda said: clean_line(said, 500)).filter(bool),
    width=st.integers(76, 160),
    height=st.integers(20, 48),
)
@settings(max_examples=60, deadline=None)
def test_any_question_of_any_fan_fits(names: list[str], question: str, width: int, height: int) -> None:
    fan = Fan(tuple((name, (question,)) for name in names))
    shown = said(pages_of(Session([drawn(names[0], question)]), (width, height), fan=fan))
    squeezed = "".join(shown.split())
    assert "".join(question.split())[:30] in squeezed


def test_large_letters_are_wrapped_and_refuse_what_they_cannot_draw() -> None:
    lines = [line.plain for line in large_lines("één ïdee", 24, "")]
    assert len(lines) == 2 * LINE
    assert all(len(line) <= 24 for line in lines)
    assert large_lines("日本", 80, "") == []
    assert large_lines("onoverkomelijk", 20, "") == []
    assert large_lines("", 80, "") == []


def test_every_letter_of_plain_dutch_can_be_drawn_and_none_looks_like_another() -> None:
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789?!.,:;'\"-()/éèëêöüïáó"
    drawn_letters = ["\n".join(line.plain for line in large_lines(letter, 20, "")) for letter in letters]
    assert all(set(one) & set("▘▝▀▖▌▞▛▗▚▐▜▄▙▟█") for one in drawn_letters)
    assert len(set(drawn_letters)) == len(letters)


@pytest.mark.parametrize("size", SIZES)
def test_every_question_of_the_shipped_fan_stands_there_in_large_letters(size: tuple[int, int]) -> None:
    cards = load_decks(["kompas"]).course
    fan = next(card.fan for card in (*cards.cards, *cards.linked) if card.fan is not None)
    for topic, questions in fan.topics:
        for question in questions:
            page = pages_of(Session([drawn(topic, question)]), size, fan=fan)[0]
            assert is_drawn(question, page, size[0])
            assert question in said([page])


async def test_a_question_of_the_room_joins_the_fan_and_is_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "waaier.md"
    path.write_text(DECK, encoding="utf-8")
    async with beamer(tmp_path, (80, 24), deck=str(path)) as shown:
        await shown.press("q", "w")
        await shown.shows("Druk op het cijfer")
        await shown.press("w")
        await shown.shows("vraag 1 van 3")
        await shown.press("e")
        await shown.asks(WriteDialog)
        await shown.press(*"verder", "enter", *"wi", "enter")
        await shown.until(lambda: "Bedoel je ‘WIE’?" in shown.dialog_text())
        await shown.press("enter", "end", "e", "enter")
        await shown.shows("WIE", "verder", "vraag 2 van 4")
        session = shown.workshop.session
        section = conversation(session)
        assert section is not None
        assert "De groep trok 2 vragen uit de waaier. Daarvan kwam er 1 uit de groep zelf." in str(section)
        await shown.workshop.do(TakeBack())
        assert len(session.drawn) == 1
        assert {topic: len(asked) for topic, asked in fan_of(shown.workshop).topics} == {"WAT": 2, "WIE": 2}
        await shown.workshop.do(TakeBack())
        assert {topic: len(asked) for topic, asked in fan_of(shown.workshop).topics} == {"WAT": 2, "WIE": 1}
        await shown.workshop.do(AddQuestion("en de buren?", "1"))
        assert session.drawn[-1].topic == "WAT"
        with pytest.raises(CommandRefused, match="zit al in de waaier"):
            await shown.workshop.do(AddQuestion("en de buren?"))


async def test_without_a_fan_no_question_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "geen-waaier.md"
    path.write_text("---\ntitel: Proef\n---\n\n# Welkom {#welkom}\n\nHallo.\n", encoding="utf-8")
    async with beamer(tmp_path, (80, 24), deck=str(path)) as shown:
        await shown.press("right", "e")
        await shown.says("In deze kaartenset zit geen waaier.")
        assert not isinstance(shown.app.screen, WriteDialog)


def fan_of(workshop: Workshop) -> Fan:
    card = workshop.course.fan
    assert card is not None
    assert card.fan is not None
    return card.fan


async def test_without_a_topic_it_stands_with_the_own_questions() -> None:
    room = await workshop(("proef", DECK, False))
    await room.do(AddQuestion("Wat mis je?"))
    assert room.card.fan is not None
    assert room.card.fan.topics[-1] == ("Eigen vragen", ("Wat mis je?",))
    [drawn_then] = session_data(room.session, room.head)["waaier"]
    assert (drawn_then["vraag"], drawn_then["eigen"]) == ("Wat mis je?", True)


@pytest.mark.parametrize("size", [(40, 12), *SIZES])
@pytest.mark.parametrize("question", ["Wie?", "Wie " + "vraagt het en aan wie en waarom juist nu " * 4 + "?"])
def test_many_questions_of_the_room_in_an_eleventh_topic_never_push_a_line_over_the_edge(
    size: tuple[int, int], question: str
) -> None:
    own = tuple(f"Eigen vraag {n}?" for n in range(1425))
    fan = Fan((*((f"ONDERWERP {n}", (f"Vraag {n}?",)) for n in range(10)), ("Eigen vragen", own)))
    begun = ev.Started(time=NOW, code="ABCD", details=ev.Details(), decks=(), roles=())
    drawn = ev.QuestionDrawn(time=NOW, card="waaier", topic="Eigen vragen", question=question)
    for session in (Session([begun]), Session([begun, drawn])):
        for page in fan_pages(fan, Card("waaier", "De waaier", "deck", fan=fan), session, *size):
            assert all(line.cell_length <= size[0] for line in page)
