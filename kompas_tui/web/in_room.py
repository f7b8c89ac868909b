"""What all phones see of the room, worked out once per version: the card, the result, the time; knows no phone."""

from dataclasses import replace
from typing import assert_never

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.deck.plates import RATIO
from kompas_tui.domain.language.sentences import glued, phrase
from kompas_tui.domain.language.wording import clock_time
from kompas_tui.domain.outcome import canvas_in_room, outcome_of
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.result.shapes import PinMap
from kompas_tui.domain.session.rhythms import TurnNow
from kompas_tui.domain.session.round import Round
from kompas_tui.web.about import openly
from kompas_tui.web.card_text import OnBeamer, looked_up, on_beamer, own_text
from kompas_tui.web.pictures import DeckPictures
from kompas_tui.web.pins import PinPicture, ShownPins, shown_pins
from kompas_tui.web.plates import PlatePictures
from kompas_tui.web.shown import ShownResult, shown_result
from kompas_tui.web.visitors import PageState
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.canvases import canvas_here


class InRoom:
    """What is going on in one workshop; `gather` looks again."""

    def __init__(self, workshop: Workshop, plates: PlatePictures, pictures: DeckPictures) -> None:
        self._workshop, self._plates, self._pictures = workshop, plates, pictures
        self.result_now: ShownResult | None = None
        self.pinned: ShownPins | None = None
        """The result on its picture, where it has one."""
        self.beamer: OnBeamer | None = None
        self.beside: OnBeamer | None = None
        """What is on the beamer beside an open question: the own text of its card where that is the one."""
        self.elsewhere: OnBeamer | None = None
        """The own text of the question's card where another one is on the beamer by now."""
        self.lookup: OnBeamer | None = None
        self.turn: TurnNow | None = None
        self.openly = ""
        """Which roles are told apart however small, in a sentence."""

    def gather(self) -> None:
        """Work it out as things stand now."""
        session, decks = self._workshop.session, self._workshop.decks
        self.openly = openly(decks.decks)
        asked_on = self._workshop.course.find(session.open_round.card) if session.open_round else None
        self.turn = self._workshop.time.turn
        self.beamer = self._on_beamer()
        explained = self._beside_question(asked_on) if asked_on else None
        is_here = asked_on is None or asked_on.address == self._workshop.card.address
        self.beside = explained if is_here else self.beamer
        self.elsewhere = None
        if explained is not None and not is_here:
            self.elsewhere = replace(explained, id="bijvraag", summary=phrase("Bij deze vraag"))
        self.lookup = looked_up(asked_on or self._workshop.card)
        self.result_now = shown_result(outcome_of(session, session.shown)) if session.shown else None
        self.pinned = self._on_picture(session.shown) if session.shown else None

    @property
    def state(self) -> PageState:
        """What a page is about."""
        session = self._workshop.session
        if session.is_ended:
            return "einde"
        if session.open_round is not None:
            return "vraag"
        return "uitslag" if session.shown is not None else "wachten"

    @property
    def pause(self) -> str:
        """Until when the break lasts; empty without one."""
        ends = self._workshop.time.break_ends
        return phrase("Pauze tot {tijd}", tijd=clock_time(ends)) if ends is not None else ""

    def announcement(self, state: PageState, title: str, *, is_closed: bool) -> str:
        """What a screen reader hears when the page changes by itself; `is_closed` where a round of the card was."""
        match state:
            case "vraag":
                return phrase("Er is een vraag: {titel}", titel=title)
            case "uitslag":
                return phrase("De uitslag is te zien. {zin}", zin=self.result_now.sentence if self.result_now else "")
            case "wachten" if (ends := self._workshop.time.break_ends) is not None:
                return phrase("Het is pauze tot {tijd}.", tijd=clock_time(ends))
            case "wachten":
                round_now = phrase("De ronde is gesloten.") if is_closed else phrase("Er is nu geen vraag open.")
                # Who is at home has no screen to look at.
                look = () if self._workshop.asks_where else (phrase("Kijk naar het scherm in de zaal."),)
                return glued(round_now, *look)
            case "kenmerk" | "einde":
                return phrase("{titel}.", titel=title)
            case _:
                assert_never(state)

    def picture_of(self, picture: Picture) -> PinPicture:
        """Where a phone finds the picture that is asked about."""
        code = self._workshop.session.code
        if picture.is_kept:
            return PinPicture(f"/{code}/plaatje/{picture.digest}", picture.ratio)
        return PinPicture(f"/{code}/beeld/{picture.source}" if picture.source else "", RATIO)

    def _on_picture(self, result_of: Round) -> ShownPins | None:
        """The result of a round on the picture that was asked about; None where there is none."""
        ground, result = result_of.activity.asks_on, outcome_of(self._workshop.session, result_of).result
        if ground is None or not isinstance(result, PinMap):
            return None
        return shown_pins(result, self.picture_of(ground), ground.alt)

    def _on_beamer(self) -> OnBeamer:
        """The card that is on the beamer now."""
        session, course, card = self._workshop.session, self._workshop.course, self._workshop.card
        canvas, picture = canvas_here(session, course, card), self._plates.now() or self._pictures.of(card.picture)
        return on_beamer(card, session, canvas, self._workshop.time.break_ends, picture)

    def _beside_question(self, asked_on: Card) -> OnBeamer | None:
        """The card that asks the open question, with the canvas that it is about."""
        session = self._workshop.session
        laid = next((one for one in session.canvases.values() if one.canvas.consent == asked_on.address), None)
        canvas = canvas_in_room(session, laid) if laid else None
        return own_text(asked_on, canvas, self._pictures.of(asked_on.picture))
