"""How a page of the room is made for one phone; what many phones share is made once per version."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from markupsafe import Markup

from kompas_tui.domain.course.hunt import words_about
from kompas_tui.domain.deck.translations import Vocabulary, on_one_line
from kompas_tui.domain.kinds.steun import SUPPORT_HINT
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import OTHERS
from kompas_tui.domain.report.agreed import feedback_line
from kompas_tui.domain.session.check_number import WHAT_FOR, in_rows
from kompas_tui.web.about import about
from kompas_tui.web.asking import Asking
from kompas_tui.web.changes import Changes
from kompas_tui.web.deck_words import DECK_WORDS, DeckLanguages, DeckWords
from kompas_tui.web.filled import Filled
from kompas_tui.web.in_room import InRoom
from kompas_tui.web.late import Late
from kompas_tui.web.own import OwnParts
from kompas_tui.web.pages import Html, View, in_language, render
from kompas_tui.web.pictures import DeckPictures
from kompas_tui.web.plates import PlatePictures
from kompas_tui.web.questions import Fault
from kompas_tui.web.shared import PLACES, SharedPage
from kompas_tui.web.visitors import PageState, Visitor
from kompas_tui.workshop import Workshop


class RoomPages:
    """Makes the pages of one workshop."""

    def __init__(self, workshop: Workshop, changes: Changes) -> None:
        self._workshop, self._changes = workshop, changes
        self.plates, self.pictures = PlatePictures(workshop), DeckPictures(workshop)
        self._version = ""
        self._asks = Asking(workshop, self.pictures)
        self.own_parts = OwnParts(workshop, self._asks, self.words)
        self._shared: dict[tuple[str, str, str, str, str | None, bool, bool, int], SharedPage] = {}
        self._languages = DeckLanguages()
        self._words: dict[str, DeckWords | None] = {}
        """By language, worked out once per version."""
        self._now = InRoom(workshop, self.plates, self.pictures)
        self._gather()

    @property
    def version(self) -> str:
        """Differs as soon as a phone would see something else."""
        return self._changes.token

    @property
    def asking(self) -> Asking:
        """The open question as each phone is asked it, as things stand now."""
        self._gather()
        return self._asks

    @property
    def now(self) -> InRoom:
        """What is going on in the room, as things stand now."""
        self._gather()
        return self._now

    def _gather(self) -> None:
        """Work out, once per version, what all phones see."""
        if self._version == self._changes.token:
            return
        self._version = self._changes.token
        self._shared.clear()
        self._words.clear()
        decks = self._workshop.decks
        self._asks.gather(
            {term: meaning for deck in (*decks.decks, *decks.linked) for term, meaning in deck.terms.items()}
        )
        self.own_parts.gather()
        self._now.gather()

    def for_all(
        self, visitor: Visitor, state: PageState, receipt: str = "", round_id: str = "", portion: int = 0
    ) -> Html:
        self._gather()
        of_list = self.asking.portion(visitor, state, portion)
        number = of_list.number if of_list else 0
        key = (
            state,
            visitor.language,
            visitor.role,
            visitor.table,
            visitor.where,
            visitor.part,
            visitor.tablet,
            number,
        )
        if key not in self._shared:
            self._shared[key] = SharedPage.of(self.own(visitor, state, places=PLACES, portion=key[-1]))
        return self._shared[key].filled(self.own_parts.parts(visitor, state, receipt, round_id))

    def own(
        self,
        visitor: Visitor,
        state: PageState,
        *,
        filled: Filled | None = None,
        alert: str = "",
        faults: Sequence[Fault] = (),
        late: Late | None = None,
        late_receipt: tuple[str, str] | None = None,
        places: Mapping[str, str] | None = None,
        portion: int = 0,
        note: str = "",
    ) -> Html:
        self._gather()
        session = self._workshop.session
        pins = self.asking.pins(visitor) if state == "vraag" else None
        words = self.words(visitor)
        title = self._title(state, visitor)
        title = words.plain(title) if words else title
        is_closed = self.own_parts.counted is not None
        announcement = self._now.announcement(state, title, is_closed=is_closed)
        title = phrase("Let op: {titel}", titel=title) if alert else title
        main = render(
            "room.html",
            language=visitor.language,
            code=session.code,
            version=self._version,
            session=session.details,
            state=state,
            title=title,
            announcement=announcement,
            alert=alert,
            note=note,
            picture=self._now.picture_of(pins.picture) if pins else None,
            faults=faults,
            late=late,
            turn=self._now.turn,
            beamer=self._now.beside if state == "vraag" else self._now.beamer,
            elsewhere=self._now.elsewhere if state == "vraag" else None,
            from_home=self._workshop.asks_where,
            is_closed=is_closed,
            on_screen=self._workshop.card.title,
            lookup=self._now.lookup,
            asked=self.asking.asked_of(visitor),
            portion=self.asking.portion(visitor, state, portion),
            filled=filled or {},
            late_receipt=late_receipt,
            receipts=self.own_parts.receipts(visitor) if state == "einde" else (),
            check_number=in_rows(self._workshop.head) if state == "einde" else (),
            what_for=WHAT_FOR,
            hears=feedback_line(session) if state == "einde" else "",
            own={name: Markup(html) for name, html in (places or self.own_parts.parts(visitor, state)).items()},
            tablet=visitor.tablet,
            result=self._now.result_now,
            pinned=self._now.pinned,
            roles=session.roles,
            openly=self._now.openly,
            role=visitor.role,
            tables=session.tables,
            table=visitor.table,
            asks_where=self._workshop.asks_where and not visitor.tablet,
            where=visitor.where,
            grouped=bool(visitor.token) and self._workshop.seating.group_table(visitor.token) is not None,
            spoke_as_table=session.open_round is not None and session.open_round.activity.one_a_table,
            about=about(session),
            **{DECK_WORDS: words},
        )
        return self.view(visitor, main, title, can_choose=not (visitor.tablet and state == "kenmerk"))

    def view(self, visitor: Visitor, main: str, title: str, *, can_choose: bool = True, counts: bool = True) -> Html:
        """The page; `can_choose` says whether another language can be chosen on it, `counts` whether who sees it is."""
        session = self._workshop.session
        here, back = f"/{session.code}/hier" if counts else "", f"/{session.code}" if can_choose else ""
        words, named = self.words(visitor), session.details.title
        named = words.plain(named) if words else named
        view = View(main, title, named, here=here, language=visitor.language, back=back)
        return view.wanted(part=visitor.part)

    def words(self, visitor: Visitor) -> DeckWords | None:
        """What the decks say in the language of this phone, the cards that a page is about first."""
        workshop, session = self._workshop, self._workshop.session
        about = [one for one in (session.open_round, session.shown) if one is not None]
        cards = [card for one in about if (card := workshop.course.find(one.card)) is not None]
        self._gather()
        if visitor.language not in self._words:
            words = self._languages.words(visitor.language, workshop.decks, (*cards, workshop.card))
            told = words.and_then(self._asked_by_kompas(visitor.language, words)) if words else None
            self._words[visitor.language] = told.told_apart(one.activity for one in about) if told else None
        return self._words[visitor.language]

    def _asked_by_kompas(self, language: str, words: DeckWords) -> Vocabulary:
        """What Kompas itself put in a question; a deck only names the bear in it."""
        course = self._workshop.course
        bears = [card.bear for card in (*course.cards, *course.linked) if card.bear is not None]
        asked = (SUPPORT_HINT, phrase(OTHERS), *words_about(bears))
        return {on_one_line(one): in_language(one, language, words) for one in asked}

    def _title(self, state: PageState, visitor: Visitor) -> str:
        match state:
            case "vraag":
                asked_here = self.asking.asked_of(visitor)
                return asked_here.question if asked_here else ""
            case "uitslag":
                return phrase("De uitslag")
            case "kenmerk":
                return phrase("Je antwoord is opgeslagen")
            case "einde":
                return phrase("De sessie is afgerond")
            case "wachten":
                return self._now.pause or (
                    phrase("De ronde is gesloten") if self.own_parts.counted else phrase("Je doet mee")
                )
            case _:
                assert_never(state)
