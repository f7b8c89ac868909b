"""Every key does what the help says, with a real session behind it."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.content import Content
from textual.events import Paste
from textual.widgets import OptionList, Static

from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.session import events as ev
from kompas_tui.tui.keys import SESSION_KEYS
from kompas_tui.tui.screens.dialogs import ChoiceDialog, ListDialog, ReadDialog, WriteDialog
from kompas_tui.tui.screens.entries import Line
from kompas_tui.tui.screens.session import SessionScreen
from kompas_tui.workshop.commands.course import GoTo
from kompas_tui.workshop.commands.room import TakeAttendance
from tests.tui.beamers import beamer


async def test_the_first_screen_invites_and_stands_in_no_keys_way(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.shows("Doe mee met je telefoon", "192.168.178.123:8000/K7F3", "0 deelnemers doen mee")
        await shown.press("right")
        await shown.shows("Welkom", "Fijn dat je er bent.", "Bron: Werkboek, hoofdstuk 1")
        await shown.press("right")
        await shown.shows("Wat komt er in het midden?")


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_a_round_from_opening_to_result(tmp_path: Path, size: tuple[int, int]) -> None:
    async with beamer(tmp_path, size) as shown:
        await shown.press("right", "right", "o")
        await shown.shows("ronde open", "0 van 0")
        await shown.vote(0, 0, 1)
        await shown.shows("3 van 3", "van 3 klaar", "Een [TODO] [/b] veld")
        before = shown.stage()
        await shown.vote(1, 1, 2)
        session = shown.workshop.session
        sentence = outcome_of(session, session.rounds["midden-1"]).sentence
        assert "‘Een [TODO]" in sentence.split(" staat bovenaan")[0]
        assert shown.stage() == before
        await shown.vote(0, 0, 1)
        await shown.press("o")
        await shown.shows("ronde gesloten", "3 antwoorden")
        assert "staat bovenaan" not in shown.text()
        await shown.press("u")
        await shown.shows("‘Een klimrots’ staat bovenaan: 2 van de 3 deelnemers kiezen dit.")
        await shown.press("u")
        await shown.until(lambda: "staat bovenaan" not in shown.text())


async def test_an_interim_result_asks_first(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("right", "right", "o")
        await shown.until(lambda: shown.workshop.session.open_round)
        await shown.vote(0, 1)
        await shown.press("u")
        await shown.asks(ChoiceDialog)
        await shown.press("escape")
        assert shown.workshop.session.shown is None
        await shown.press("u")
        await shown.asks(ChoiceDialog)
        await shown.press("enter")
        await shown.shows("Tussenstand.")


async def test_a_closed_round_asks_whether_to_go_on(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("right", "right", "o")
        await shown.until(lambda: shown.workshop.session.open_round)
        await shown.vote(0)
        await shown.press("o")
        await shown.until(lambda: shown.workshop.session.open_round is None)
        await shown.press("o")
        await shown.asks(ChoiceDialog)
        await shown.press("down", "enter")
        await shown.until(lambda: shown.workshop.session.open_round)
        assert list(shown.workshop.session.rounds) == ["midden-1"]
        await shown.press("o")
        await shown.until(lambda: shown.workshop.session.open_round is None)
        await shown.press("o")
        await shown.asks(ChoiceDialog)
        await shown.press("enter")
        await shown.until(lambda: "midden-2" in shown.workshop.session.rounds)


async def test_an_open_round_elsewhere_is_said_and_closed_on_request(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("right", "right", "o")
        await shown.until(lambda: shown.workshop.session.open_round)
        await shown.press("right")
        await shown.shows("ronde open bij ‘Het midden’", "Cijfers")
        await shown.press("o")
        await shown.asks(ChoiceDialog)
        await shown.press("enter")
        await shown.until(lambda: shown.workshop.session.open_round and "cijfers-1" in shown.workshop.session.rounds)
        assert not shown.workshop.session.rounds["midden-1"].is_open


async def test_writing_down(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        for key, said in (("n", "let op"), ("k", "we doen het"), ("p", "later")):
            await shown.press(key)
            await shown.asks(WriteDialog)
            await shown.press(*said.replace(" ", "_").replace("_", " "), "enter")
            await shown.asks(SessionScreen)
        await shown.press("a")
        await shown.asks(WriteDialog)
        await shown.press(*"bellen", "enter", *"de buurt", "enter", *"onzin", "enter")
        await shown.until(lambda: any("is geen datum" in str(line.render()) for line in shown.app.screen.query(Static)))
        await shown.press("enter", "enter", "end", *["backspace"] * 5, *"morgen", "enter")
        await shown.until(lambda: len(shown.workshop.session.written) == 4)
        note, decision, parked, action = shown.workshop.session.written
        assert isinstance(note, ev.NoteTaken)
        assert note.text == "let op"
        assert isinstance(decision, ev.DecisionTaken)
        assert isinstance(parked, ev.Parked)
        assert isinstance(action, ev.ActionAgreed)
        assert (action.what, action.who) == ("bellen", "de buurt")
        assert date.fromisoformat(action.when) == shown.workshop.now().date() + timedelta(days=1)


async def test_a_promise_is_written_down_by_its_key_and_said(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("j")
        await shown.asks(WriteDialog)
        await shown.press(*"wij", "enter", *"jullie", "enter", *"bellen", "enter", *"morgen", "enter")
        await shown.until(lambda: shown.workshop.session.written)
        (promise,) = shown.workshop.session.written_of(ev.PromiseMade)
        assert (promise.who, promise.to, promise.what) == ("wij", "jullie", "bellen")
        assert date.fromisoformat(promise.when) == shown.workshop.now().date() + timedelta(days=1)
        await shown.says("De toezegging is bewaard.")


async def test_nothing_is_written_without_words(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("n")
        await shown.asks(WriteDialog)
        await shown.press("enter")
        assert isinstance(shown.app.screen, WriteDialog)
        await shown.press("escape")
        await shown.asks(SessionScreen)
        assert shown.workshop.session.written == []


async def test_a_tip_becomes_an_action_point(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.workshop.do(GoTo("beer"))
        await shown.press("escape")
        await shown.shows("Je hoort zeggen", "Er is geen geld.", "Begin klein")
        await shown.press("2")
        await shown.asks(WriteDialog)
        await shown.press(*"wij", "enter", "enter")
        await shown.until(lambda: shown.workshop.session.written)
        action = shown.workshop.session.written[0]
        assert isinstance(action, ev.ActionAgreed)
        assert (action.what, action.who) == ("Vraag om hulp", "wij")


async def test_taking_back_says_what_is_gone(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("right", "right")
        await shown.until(lambda: shown.workshop.session.card == "midden")
        await shown.press("z")
        await shown.says("Je bent terug op de vorige kaart.")
        assert shown.workshop.session.card == "welkom"
        await shown.press("z")
        await shown.says("Er is nog niets om terug te nemen.")


async def test_index_search_and_palette_find_their_way(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("i")
        await shown.asks(ListDialog)
        dialog = shown.app.screen
        assert dialog.query_one(".hint").region.bottom < 30, "the keys are in sight"
        row = str(dialog.query_one(OptionList).get_option_at_index(0).prompt)
        assert row.endswith("  geweest")
        under_cursor = dialog.query_one(OptionList).render_line(0)
        inks = {piece.style.color for piece in under_cursor if piece.style is not None and piece.text.strip()}
        assert len(inks) == 1, "what is quiet elsewhere can be read on the ground of the cursor"
        assert len(row) < dialog.query_one(OptionList).size.width
        await shown.press("down", "enter")
        await shown.until(lambda: shown.workshop.session.card == "midden")
        await shown.press("i", *"welkom", "enter")
        await shown.until(lambda: shown.workshop.session.card == "welkom")
        await shown.press("slash")
        await shown.asks(ListDialog)
        await shown.press(*"beer", "enter")
        await shown.until(lambda: shown.workshop.session.card == "beer")
        await shown.press("ctrl+p")
        await shown.asks(ListDialog)
        await shown.press(*"zwart", "enter")
        await shown.until(lambda: shown.screen().has_class("-black"))
        await shown.press("right")
        assert not shown.screen().has_class("-black")
        assert shown.workshop.session.card == "beer"


async def test_help_names_every_key_and_keeps_the_note_of_the_card_private(tmp_path: Path) -> None:
    async with beamer(tmp_path, (100, 60)) as shown:
        await shown.press("right", "right", "question_mark")
        await shown.asks(ReadDialog)
        said = " ".join(" ".join(str(widget.render()).split()) for widget in shown.app.screen.query(Static))
        assert all(key.entry.does in said for key in SESSION_KEYS)
        assert "Laat het even stil zijn." not in said
        assert "kompas regie" in said


async def test_a_timer_counts_down_and_can_be_stopped(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("right", "right", "t")
        await shown.asks(WriteDialog)
        await shown.press("enter", "enter")
        await shown.shows("nog 6:")
        await shown.press("t")
        await shown.asks(ChoiceDialog)
        await shown.press("enter")
        await shown.shows("nog 7:")
        await shown.press("t")
        await shown.asks(ChoiceDialog)
        await shown.press("down", "down", "enter")
        await shown.until(lambda: "nog 7" not in shown.text())
        assert shown.workshop.time.turn is None


async def test_the_report_is_written_on_v(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("v")
        await shown.says("Het verslag staat klaar: ‘verslag.docx’ in de map ‘exports’.")
        assert shown.house.reports == [shown.workshop.head]


async def test_pausing_leaves_the_session_open_and_ending_ends_it(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("ctrl+q")
        await shown.asks(ChoiceDialog)
        await shown.press("enter")
        await shown.until(lambda: shown.app.return_value)
        assert shown.app.return_value is not None
        assert "pauze" in shown.app.return_value.lines[0]
        assert not shown.workshop.session.is_ended
    async with beamer(tmp_path) as shown:
        await shown.press("ctrl+q")
        await shown.asks(ChoiceDialog)
        await shown.press("down", "enter")
        await shown.until(lambda: shown.workshop.session.is_ended)
        await shown.shows("sessie afgerond", "Controlegetal", "maak er een foto van")
        read = "".join(re.findall(r"\b[0-9a-f]{4}\b", shown.stage()))
        assert read == shown.workshop.head, "the last hash stands on the last screen, whole"
        assert shown.house.reports
        for key in ("o", "n", "t", "a"):
            await shown.press(key)
            await shown.says("De sessie is afgerond. Maak een verslag, of begin een nieuwe sessie. Druk op v.")
            assert shown.app.screen is shown.screen(), "nothing is asked of which nothing can come"


async def test_a_saved_edit_is_taken_over_and_a_mistake_is_said(tmp_path: Path) -> None:
    async with beamer(tmp_path, follow=True) as shown:
        await shown.press("right")
        deck = shown.house.deck()
        deck.write_text(deck.read_text().replace("Fijn dat je er bent.", "Hallo allemaal."))
        await shown.shows("Hallo allemaal.")
        deck.write_text(deck.read_text().replace("```keuze", "```keuse"))
        await shown.says("Bedoel je ‘keuze’?")
        await shown.shows("Hallo allemaal.")
        with shown.workshop.presence.desk():  # there it is read, and not before the room
            deck.write_text(deck.read_text().replace("```keuse", "```schaall"))
            await shown.until(lambda: any("‘schaal’" in one for one in shown.workshop.watch.warnings()))
            assert "schaal" not in shown.message()
            deck.write_text(deck.read_text().replace("```schaall", "```keuze"))
            await shown.until(lambda: not shown.workshop.watch.edited)


async def test_an_edit_is_checked_with_the_drawings_and_decks_that_it_names(tmp_path: Path) -> None:
    bear = "\n# Een beer\n\n```beer\nnaam: B\nfamilie: cultuur\ntekening: geldd\ngezegd: [x]\ntips: [y]\n```\n"
    async with beamer(tmp_path, follow=True) as shown:
        await shown.press("right")
        deck = shown.house.deck()
        deck.write_text(deck.read_text() + bear)
        await shown.says("‘tekening’: er is geen tekening ‘geldd’. Bedoel je ‘geld’?")


async def test_a_small_window_says_what_to_do(tmp_path: Path) -> None:
    async with beamer(tmp_path, (60, 20)) as shown:
        await shown.shows("Dit venster is te klein: 60 bij 20 tekens. Kompas heeft 80 bij 24 nodig.")
        await shown.pilot.resize_terminal(50, 70)
        await shown.shows("Kompas heeft 60 bij 36 nodig.")
        await shown.pilot.resize_terminal(60, 36)
        await shown.shows("Doe mee met je telefoon")
        await shown.pilot.resize_terminal(80, 24)
        await shown.shows("Doe mee met je telefoon")


async def test_a_wide_window_says_how_to_make_letters_larger(tmp_path: Path) -> None:
    async with beamer(tmp_path, (140, 40)) as shown:
        await shown.shows("Maak de letters groter")


async def test_a_card_that_cant_be_drawn_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> list[list[Content]]:
        raise RuntimeError("broken on purpose")

    async with beamer(tmp_path) as shown:
        monkeypatch.setattr("kompas_tui.tui.screens.showing.card_pages", broken)
        await shown.press("right")
        await shown.shows("Deze kaart kan ik nu niet tekenen.")
        monkeypatch.undo()
        await shown.press("right")
        await shown.shows("Wat komt er in het midden?")


async def test_light_and_dark(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        assert shown.app.theme == "kompas-licht"
        shown.app.change_theme()
        assert shown.app.theme == "kompas-donker"


async def test_a_card_grows_step_by_step(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.workshop.do(GoTo("stappen"))
        await shown.press("escape")
        await shown.shows("Eerst dit.", "1 van 2")
        assert "Dan dat." not in shown.stage()
        await shown.press("right")
        await shown.shows("Eerst dit.", "Dan dat.", "2 van 2")
        assert shown.workshop.session.card == "stappen"
        await shown.press("right")
        await shown.until(lambda: shown.workshop.session.card == "checklist")


async def test_two_enters_close_together_leave_one_dialog(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("n")
        await shown.asks(WriteDialog)
        dialog = shown.app.screen
        assert isinstance(dialog, WriteDialog)
        await shown.press(*"kort")
        dialog.dismiss(["kort"])
        dialog.dismiss(["kort"])
        await shown.asks(SessionScreen)
        await shown.until(lambda: shown.workshop.session.written)
        assert len(shown.workshop.session.written) == 1
        await shown.press("right")
        await shown.shows("Fijn dat je er bent.")


async def test_a_key_pressed_twice_asks_once(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("n", "n", "ctrl+q")
        await shown.asks(WriteDialog)
        assert sum(isinstance(screen, WriteDialog | ChoiceDialog) for screen in shown.app.screen_stack) == 1


async def test_what_is_pasted_becomes_one_line_and_is_cut_with_a_sentence(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("n")
        await shown.asks(WriteDialog)
        line = shown.app.screen.query_one(Line)
        line.post_message(Paste("eerste regel\ntweede regel"))
        await shown.until(lambda: line.value == "eerste regel tweede regel")
        line.post_message(Paste("x" * 4500))
        await shown.says("Ik heb het eind weggelaten.")
        assert len(line.value) == 1000


async def test_the_timer_begins_at_its_minutes_and_closes_the_round_only_where_that_is_chosen(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("right", "right", "t")
        await shown.asks(WriteDialog)
        await shown.press(*["backspace"] * 3, *"abc", "enter", "enter")
        await shown.until(lambda: "is geen aantal minuten" in shown.dialog_text())
        assert shown.workshop.time.timer is None
        await shown.press("1", "0", "enter", "space", "enter")
        await shown.until(lambda: shown.workshop.time.timer)
        assert shown.workshop.time.timer is not None
        assert shown.workshop.time.timer.closes_round
        await shown.shows("nog 9:")


async def test_the_palette_finds_a_command_by_its_name(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.press("ctrl+p")
        await shown.asks(ListDialog)
        await shown.press(*"thema", "enter")
        await shown.until(lambda: shown.app.theme == "kompas-donker")


async def test_the_beamer_warns_of_more_answers_than_people(tmp_path: Path) -> None:
    async with beamer(tmp_path) as shown:
        await shown.workshop.do(TakeAttendance(2))
        await shown.press("right", "right", "o")
        await shown.until(lambda: shown.workshop.session.open_round)
        await shown.vote(0, 1)
        await shown.shows("2 van 2")
        await shown.vote(0, 1, 0)
        await shown.shows("▲ 3 antwoorden, 2 mensen")
