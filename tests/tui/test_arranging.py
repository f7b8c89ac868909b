"""What the facilitator does with what the group gave: hands, headings, words, consent, own questions, lots."""

import asyncio
from pathlib import Path

from textual.widgets import Input, OptionList, Static

from kompas_tui.domain.result.shapes import Bars, TextList, Words
from kompas_tui.domain.session import events as ev
from kompas_tui.tui.screens.arranging import ArrangeScreen
from kompas_tui.tui.screens.dialogs import ChoiceDialog, WriteDialog
from kompas_tui.tui.screens.enlarging import Blackout, EnlargedText, Spotlight
from kompas_tui.tui.screens.session import SessionScreen
from kompas_tui.tui.screens.text_list import TextsToArrange
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound, ShowResult
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.room import CountHands
from tests.tui.beamers import Beamer, beamer


def dialog_text(shown: Beamer) -> str:
    """What a dialog says."""
    return "\n".join(str(widget.render()) for widget in shown.app.screen.query(Static))


async def write(shown: Beamer, card: str, name: str, *texts: str) -> None:
    """Show a card, open a round there and let each voter write one text."""
    await shown.workshop.do(GoTo(card))
    await shown.workshop.do(OpenRound("nieuw"))
    await write_more(shown, name, *texts)


async def write_more(shown: Beamer, name: str, *texts: str) -> None:
    current = shown.workshop.session.open_round
    assert current is not None
    await asyncio.gather(*(shown.workshop.cast(f"schrijver-{text}", current.id, {name: [text]}) for text in texts))


async def move_to(shown: Beamer, texts: TextsToArrange, name: str) -> None:
    """Move the cursor to a text with the arrow keys."""
    step = texts.order.index(name) - texts.cursor
    await shown.press(*["down" if step > 0 else "up"] * abs(step))


def ideas(shown: Beamer) -> TextList:
    result = shown.workshop.session.rounds["ideeen-1"].result()
    assert isinstance(result, TextList)
    return result


async def test_hands_are_added_to_what_phones_said(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("right", "right", "o")
        await shown.until(lambda: shown.workshop.session.open_round)
        await shown.vote(0, 0, 1)
        await shown.press("o")
        await shown.until(lambda: shown.workshop.session.open_round is None)
        await shown.press("h")
        await shown.asks(WriteDialog)
        await shown.press("1", "enter", "4", "enter", "enter")
        await shown.says("5 handen zijn bewaard.")
        result = shown.workshop.session.rounds["midden-1"].result()
        assert isinstance(result, Bars)
        assert [(bar.count, bar.hands) for bar in result.bars] == [(3, 1), (5, 4), (0, 0)]
        await shown.press("u")
        await shown.shows("5 van de 8 deelnemers kiezen dit", "Met 5 deelnemers zonder telefoon.")
        await shown.press("h")
        await shown.asks(WriteDialog)
        await shown.press("x", "enter", "enter", "enter")
        await shown.until(lambda: "is geen aantal handen" in dialog_text(shown))
        inputs = list(shown.app.screen.query(Input))
        assert [line.value for line in inputs] == ["1", "4", "x"]


async def test_texts_are_grouped_while_forty_come_in(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await write(shown, "ideeen", "tekst-1", "de boom", "de bank")
        await shown.workshop.do(ShowResult(interim=True))
        await shown.press("g")
        await shown.asks(ArrangeScreen)
        texts = shown.app.screen.query_one(TextsToArrange)
        first, second = texts.order
        coming = asyncio.create_task(write_more(shown, "tekst-1", *(f"tekst nummer {n}" for n in range(40))))
        await shown.press("space")
        under_cursor = texts.current
        assert under_cursor is not None
        assert under_cursor.id == second
        await shown.press("g")
        await shown.asks(WriteDialog)
        await shown.press(*"groen", "enter")
        await coming
        await shown.until(lambda: len(texts.order) == 42)
        assert texts.order[:2] == [first, second]
        assert texts.current is not None
        assert texts.current.id == second
        await shown.until(lambda: [item.id for item in ideas(shown).items if item.group == "groen"] == [first])
        await shown.press("x")
        await shown.asks(WriteDialog)
        await shown.press(*"dubbel", "enter")
        await shown.until(lambda: ideas(shown).hidden == 1)
        hidden = shown.workshop.session.moderated[-1]
        assert (hidden.act, hidden.reason, hidden.text_id) == ("verberg", "dubbel", second)
        await shown.until(lambda: texts.current is None)
        for key in ("enter", "g"):
            await shown.press(key)
            await shown.says("Hier staat geen tekst. Ga naar een andere regel.")


async def test_who_hides_a_text_hears_that_it_stands_elsewhere_too(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await write(shown, "ideeen", "tekst-1", "Vraag het Jan", "vraag het jan")
        await shown.workshop.do(CloseRound())
        await shown.press("u")
        await shown.until(lambda: shown.workshop.session.shown is not None)
        await shown.press("g")
        await shown.asks(ArrangeScreen)
        await shown.press("x")
        await shown.asks(WriteDialog)
        await shown.press(*"naam", "enter")
        await shown.says("Dezelfde tekst staat nog één keer ergens anders. Verberg die daar ook.")
        await shown.press("down")
        await shown.until(lambda: not list(shown.app._notifications))


async def test_texts_are_merged_supported_and_answered(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await write(shown, "ideeen", "tekst-1", "de boom", "een boom", "de bank")
        await shown.workshop.do(CloseRound())
        await shown.press("u")
        await shown.shows("Er zijn 3 teksten van 3 deelnemers.")
        await shown.press("o")
        await shown.asks(ChoiceDialog)
        await shown.press("enter")
        await shown.until(lambda: shown.workshop.session.open_round)
        support = shown.workshop.session.open_round
        assert support is not None
        assert support.id == "ideeen-1-steun-1"
        options = [item.text for item in ideas(shown).items]
        for voter, choices in enumerate((("de boom",), ("een boom", "de bank"))):
            form = {"steun": [str(options.index(choice)) for choice in choices]}
            await shown.workshop.cast(f"steun-{voter}", support.id, form)
        await shown.workshop.do(CloseRound())
        await shown.workshop.do(ShowResult())
        await shown.press("g")
        await shown.asks(ArrangeScreen)
        texts = shown.app.screen.query_one(TextsToArrange)
        names = {item.text: item.id for item in texts.items.values()}
        await move_to(shown, texts, names["een boom"])
        await shown.press("space")
        await move_to(shown, texts, names["de boom"])
        await shown.press("m")
        await shown.until(lambda: len(ideas(shown).items) == 2)
        assert [(item.text, item.support) for item in ideas(shown).items] == [("de boom", 2), ("de bank", 1)]
        await move_to(shown, texts, names["de boom"])
        await shown.press("v")
        await shown.until(lambda: [item.done for item in ideas(shown).items] == [False, True])
        await shown.press("escape")
        await shown.shows("1× de bank", "✓ de boom")


async def test_words_are_merged_only_with_consent(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await write(shown, "woorden", "woord-1", "boom")
        current = shown.workshop.session.open_round
        assert current is not None
        for voter, word in enumerate(("boom", "bomen", "rust")):
            await shown.workshop.cast(f"woord-{voter}", current.id, {"woord-1": [word]})
        await shown.workshop.do(CloseRound())
        await shown.press("u", "g")
        await shown.asks(ChoiceDialog)

        def words() -> list[tuple[str, int]]:
            result = shown.workshop.session.rounds["woorden-1"].result()
            assert isinstance(result, Words)
            return [(word.text, word.count) for word in result.words]

        assert words() == [("boom", 2), ("bomen", 1), ("rust", 1)]
        await shown.press("enter")
        await shown.until(lambda: words() == [("boom", 3), ("rust", 1)])


async def test_objection_amendment_decision_and_action_follow_each_other(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.workshop.do(GoTo("voorstel"))
        await shown.workshop.do(OpenRound())
        for voter, (position, reason) in enumerate((("0", ""), ("3", "Te laat voor de buren."))):
            await shown.workshop.cast(f"token-{voter}", "voorstel-1", {"instemming": [position], "reden-1": [reason]})
        await shown.workshop.do(CloseRound())
        await shown.press("u")
        await shown.shows("Er is 1 bezwaar.", "Te laat voor de buren.")
        await shown.press("ctrl+p")
        await shown.press(*"gewijzigd voorstel", "enter")
        await shown.asks(WriteDialog)
        await shown.press("end", *["backspace"] * 9, *"negen uur.", "enter")
        await shown.until(lambda: "voorstel-2" in shown.workshop.session.rounds)
        await shown.workshop.cast("token-0", "voorstel-2", {"instemming": ["0"]})
        await shown.press("o")
        await shown.until(lambda: shown.workshop.session.open_round is None)
        await shown.press("k")
        await shown.asks(WriteDialog)
        await shown.press("enter")
        await shown.until(lambda: shown.workshop.session.written)
        decision = shown.workshop.session.written[0]
        assert isinstance(decision, ev.DecisionTaken)
        assert decision.text == "Het plein is open tot negen uur."


async def test_a_question_made_on_the_spot_is_a_card(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("right", "ctrl+p")
        await shown.press(*"eigen vraag", "enter")
        await shown.asks(ChoiceDialog)
        await shown.press("enter")
        await shown.asks(WriteDialog)
        await shown.press(*"Koffie", "enter", *"ja", "enter", *"nee", *["enter"] * 5)
        await shown.shows("Koffie")
        assert [card.address for card in shown.workshop.course][:2] == ["welkom", "vraag-1"]
        await shown.press("o")
        await shown.until(lambda: shown.workshop.session.open_round)


async def test_lots_make_groups_of_everybody(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.workshop.do(GoTo("welkom"))
        await shown.press("right", "ctrl+p")
        await shown.press(*"loten", "enter")
        await shown.asks(ChoiceDialog)
        await shown.press("enter")
        await shown.asks(WriteDialog)
        await shown.press(*"10", "enter", "enter")
        await shown.until(lambda: shown.workshop.covers.top == "lot")
        await shown.until(lambda: "Tel af: welk nummer hoort waar?" in " ".join(shown.stage().split()))
        groups = shown.workshop.covers.lot.groups
        assert sorted(number for group in groups for number in group) == list(range(1, 11))
        await shown.press("escape")
        await shown.until(lambda: shown.workshop.covers.top is None)


async def test_attendance_is_a_number_with_names_where_wanted(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("ctrl+p")
        await shown.press(*"hoeveel mensen", "enter")
        await shown.asks(WriteDialog)
        await shown.press(*"12", "enter", *"de buurtraad, de school", "enter")
        await shown.until(lambda: shown.workshop.session.attendance)
        attendance = shown.workshop.session.attendance
        assert attendance is not None
        assert (attendance.people, attendance.names) == (12, ("de buurtraad", "de school"))
        assert isinstance(shown.app.screen, SessionScreen)
        await shown.press("ctrl+p")
        await shown.press(*"hoeveel mensen", "enter")
        await shown.asks(WriteDialog)
        assert "buurtraad" not in shown.dialog_text(), "the room would read who is there"
        await shown.press(*"14", "enter", "enter")
        await shown.until(lambda: shown.workshop.session.attendance != attendance)
        now = shown.workshop.session.attendance
        assert now is not None
        assert (now.people, now.names) == (14, ("de buurtraad", "de school"))


async def test_ordering_without_texts_says_what_to_do(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("g")
        await shown.says("Toon eerst de uitslag. Dan kun je ordenen. Druk op u.")


async def test_an_open_item_becomes_an_action_point_by_its_number(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.workshop.do(GoTo("checklist"))
        await shown.workshop.do(OpenRound())
        await shown.workshop.cast("token-1", "checklist-1", {"item-1": ["0"], "item-2": ["2"]})
        await shown.workshop.do(CloseRound())
        await shown.press("u")
        await shown.shows("Verrassing", "0 open")
        await shown.press("2")
        await shown.asks(WriteDialog)
        await shown.press(*"wij", "enter", "enter")
        await shown.until(lambda: shown.workshop.session.written)
        action = shown.workshop.session.written[0]
        assert isinstance(action, ev.ActionAgreed)
        assert (action.what, action.who) == ("Verrassing", "wij")


async def test_any_two_rounds_stand_side_by_side(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        for choices in ((0, 0), (1, 0), (1, 1)):
            await shown.workshop.do(GoTo("midden"))
            await shown.workshop.do(OpenRound("nieuw"))
            await shown.vote(*choices)
            await shown.workshop.do(CloseRound())
        await shown.press("u")
        await shown.press("ctrl+p")
        await shown.press(*"naast een andere", "enter")
        await shown.until(lambda: shown.app.screen.query(OptionList))
        await shown.until(
            lambda: "ronde 1" in str(shown.app.screen.query_one(OptionList).get_option_at_index(0).prompt)
        )
        await shown.press("enter")
        await shown.shows("Dit verschoof het meest: ‘Een klimrots’ (van 100 naar 0 procent)", "100 → 0")


async def test_hands_are_shown_apart_on_a_page_of_their_own(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.workshop.do(GoTo("midden"))
        await shown.workshop.do(OpenRound())
        await shown.vote(0, 1)
        await shown.workshop.do(CloseRound())
        await shown.workshop.do(CountHands({"Een klimrots": 4}))
        await shown.press("u", "right", "right")
        await shown.shows("handen in de zaal", "4 antwoorden")


async def test_a_text_is_read_large_and_whole(tmp_path: Path) -> None:
    said = "Een bank bij het water en veel meer groen langs de kade. " * 15
    async with beamer(tmp_path, (80, 24)) as shown:
        await write(shown, "ideeen", "tekst-1", "Bomen", said.strip()[:280])
        await shown.workshop.do(CloseRound())
        await shown.workshop.do(ShowResult())
        await shown.press("g")
        await shown.asks(ArrangeScreen)
        texts = shown.app.screen.query_one(TextsToArrange)
        ids = {item.text: name for name, item in texts.items.items()}
        await move_to(shown, texts, ids["Bomen"])
        await shown.press("enter")
        await shown.asks(EnlargedText)
        await shown.until(lambda: "█" in dialog_text(shown))
        await shown.press("escape")
        await shown.asks(ArrangeScreen)
        await move_to(shown, texts, next(name for text, name in ids.items() if text != "Bomen"))
        await shown.press("enter")
        await shown.until(lambda: "langs de kade" in " ".join(dialog_text(shown).split()))
        await shown.press("enter")
        await shown.asks(ArrangeScreen)


async def test_eighty_texts_are_merged_found_and_put_under_a_heading_by_its_digit(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        said = [f"Kom eens langs in de buurt{'!' * (n % 3)}" for n in range(10)]
        await write(
            shown, "ideeen", "tekst-1", *dict.fromkeys(said), "kom eens langs  in de Buurt", "Meer groen", "Bel ons"
        )
        await shown.workshop.do(CloseRound())
        await shown.workshop.do(ShowResult())
        await shown.press("g")
        await shown.asks(ArrangeScreen)
        await shown.press("e")
        await shown.says("3 teksten zijn samengevoegd.")
        await shown.until(lambda: len(ideas(shown).items) == 3)
        texts = shown.app.screen.query_one(TextsToArrange)
        await shown.until(lambda: texts.order == [item.id for item in ideas(shown).items])
        await shown.until(lambda: texts.option_count == 3)
        await shown.press("slash", *"groen", "enter")
        await shown.until(lambda: len(texts.rows) == 1)
        await shown.press("g")
        await shown.asks(WriteDialog)
        await shown.press(*"Buiten", "enter")
        await shown.until(lambda: [item.group for item in ideas(shown).items if item.group] == ["Buiten"])
        await shown.asks(ArrangeScreen)
        await shown.until(lambda: "1 Buiten (1)" in str(texts.border_title))
        await shown.press("escape")
        assert len(texts.rows) == len(texts.order)
        await move_to(shown, texts, next(item.id for item in ideas(shown).items if item.text == "Bel ons"))
        await shown.press("1")
        await shown.until(lambda: len([item for item in ideas(shown).items if item.group == "Buiten"]) == 2)
        await shown.press("9")
        await shown.says("Dat kopje is er nog niet.")


async def test_texts_stand_large_one_after_another(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.workshop.do(GoTo("midden"))
        await shown.press("enter")
        await shown.asks(EnlargedText)
        await shown.press("escape")
        await write(shown, "ideeen", "tekst-1", "Bomen", "Banken")
        await shown.workshop.do(CloseRound())
        await shown.workshop.do(ShowResult())
        await shown.press("enter")
        await shown.asks(Spotlight)
        await shown.until(lambda: "1 van 2" in dialog_text(shown))
        assert shown.app.screen.query_one(".title").region.height == 1
        await shown.press("right")
        await shown.until(lambda: "2 van 2" in dialog_text(shown))
        await shown.press("v", "left")
        await shown.until(lambda: "1 van 2" in dialog_text(shown))
        assert "beantwoord" not in dialog_text(shown)


async def test_a_text_of_the_list_that_stands_large_goes_black_for_a_clicker(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await write(shown, "ideeen", "tekst-1", "Bomen", "Banken")
        await shown.workshop.do(CloseRound())
        await shown.workshop.do(ShowResult())
        await shown.press("g")
        await shown.asks(ArrangeScreen)
        await shown.press("enter")
        await shown.asks(Spotlight)
        for key in ("b", "full_stop"):
            await shown.press(key)
            await shown.asks(Blackout)
            await shown.press("pagedown")
            await shown.asks(Spotlight)
            assert "1 van" in dialog_text(shown), "the key that makes it light does nothing else"
