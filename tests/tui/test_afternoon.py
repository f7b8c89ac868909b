"""The Kompas by its keys: the plate and back, the fan and back, and the hunt to an action point."""

from collections.abc import Sequence
from pathlib import Path

from kompas_tui.domain.session import events as ev
from kompas_tui.tui.screens.dialogs import WriteDialog
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import GoTo
from tests.tui.beamers import Beamer, beamer


async def answered(shown: Beamer, card: str, forms: Sequence[dict[str, list[str]]]) -> None:
    """A round on a card from opening to close."""
    await shown.workshop.do(GoTo(card))
    await shown.workshop.do(OpenRound("nieuw"))
    current = shown.workshop.session.open_round
    assert current is not None
    for voter, form in enumerate(forms):
        await shown.workshop.cast(f"token-{voter}", current.id, form)
    await shown.workshop.do(CloseRound())


def card(shown: Beamer) -> str:
    return shown.workshop.session.card


async def test_a_number_goes_on_where_the_group_was_and_esc_comes_back(tmp_path: Path) -> None:
    async with beamer(tmp_path, deck="kompas") as shown:
        await shown.press("right", "right", "right", "1")
        await shown.until(lambda: card(shown) == "wat")
        await answered(shown, "wat", [{"tekst-1": ["Een veilig plein"]}])
        await shown.press("escape")
        await shown.until(lambda: card(shown) == "praatplaat")
        await shown.shows("bezig", "1 antwoord", "0 van 6 klaar")
        await shown.press("1")
        await shown.until(lambda: card(shown) == "themas")


async def test_the_fan_opens_over_an_open_round_and_esc_goes_back_to_it(tmp_path: Path) -> None:
    async with beamer(tmp_path, deck="kompas") as shown:
        await shown.press("right", "right", "right", "1", "o")
        await shown.until(lambda: shown.workshop.session.open_round is not None)
        await shown.press("w")
        await shown.shows("Kies een onderwerp", "Esc terug")
        await shown.press("3", "w")
        await shown.until(lambda: len(shown.workshop.session.drawn) == 2)
        assert shown.workshop.session.drawn[0].topic == "WIE"
        await shown.shows("vraag 2 van 110")
        await shown.press("n")
        await shown.asks(WriteDialog)
        await shown.press(*"samen", "enter")
        await shown.until(lambda: shown.workshop.session.written)
        (note,) = shown.workshop.session.written
        assert isinstance(note, ev.NoteTaken)
        assert note.about == shown.workshop.session.drawn[-1].question
        await shown.shows("samen")
        await shown.press("escape")
        await shown.until(lambda: card(shown) == "wat")
        assert shown.workshop.session.open_round is not None


async def test_a_digit_takes_the_tip_that_stands_at_it_and_none_that_is_not_shown(tmp_path: Path) -> None:
    async with beamer(tmp_path, deck="beren") as shown:
        await answered(shown, "tellen", [{"keuzes": ["5", "1"]}, {"keuzes": ["5"]}])
        await shown.press("right")
        await shown.workshop.do(GoTo("eigen-beer"))  # what the group misses is asked before the hunt
        await shown.shows("op berenjacht")
        await answered(shown, "geld-tips", [{"stickers-3": ["3"]}, {"stickers-3": ["2"], "eigen-1": ["Vraag de bank"]}])
        geld = shown.workshop.course.find("geld")
        assert geld is not None
        assert geld.bear is not None
        await shown.press("1")
        assert not isinstance(shown.app.screen, WriteDialog), "at rest the tips have no numbers"
        await shown.press("u", "1")
        await shown.asks(WriteDialog)
        await shown.press(*"wij", "enter", "enter")
        await shown.until(lambda: len(shown.workshop.session.written) == 1)
        place = [*geld.bear.tips, "Vraag de bank"].index("Vraag de bank") + 1
        await shown.press(str(place % 10))
        await shown.asks(WriteDialog)
        await shown.press("enter", "enter")
        await shown.until(lambda: len(shown.workshop.session.written) == 2)
        agreed = [item.what for item in shown.workshop.session.written if isinstance(item, ev.ActionAgreed)]
        assert agreed == [geld.bear.tips[2], "Vraag de bank"]
