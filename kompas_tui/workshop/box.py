"""What becomes of a question that a phone puts in the question box, and of its support."""

import secrets
from collections.abc import Callable, Sequence
from itertools import islice

from kompas_tui.deck_files import DeckSet
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.text import clean_lines
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.box import LONGEST_BOX_QUESTION, MOST_A_DEVICE, MOST_IN_BOX
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.committer import Decision, Request
from kompas_tui.workshop.marks import Marks

_BOX = "vragenbus"
"""Stands, with the question, for a round: so a device has another mark at every question, and nothing joins them."""
_MOST_LOOKED = 10_000
"""Of so many devices the own questions are remembered at once."""


class Boxing:
    """The question box of one session; `request` makes safe what is decided here."""

    def __init__(self, session: Session, marks: Marks, decks: Callable[[], DeckSet], request: Request) -> None:
        self._session, self._marks, self._decks, self._request = session, marks, decks, request
        self._own: dict[str, list[str]] = {}
        """The ids of each device's own questions, of the first so many of all."""
        self._looked: dict[str, int] = {}

    def _mark(self, text_id: str, device: str) -> str:
        return self._marks.voter(f"{_BOX}:{text_id}", device)

    def own(self, device: str) -> Sequence[str]:
        """The ids of the questions that this device asked; what was looked at before is not looked at again."""
        # All at once: who comes back is looked up anew, and keeping an order would cost every look.
        if len(self._own) >= _MOST_LOOKED:
            self._own.clear()
            self._looked.clear()
        own, box = self._own.setdefault(device, []), self._session.box
        for asked in islice(box.values(), self._looked.get(device, 0), None):
            if asked.mark == self._mark(asked.id, device):
                own.append(asked.id)
        self._looked[device] = len(box)
        return own

    def supports(self, device: str, text_id: str) -> bool:
        """Whether this device wants to know the answer to this question too."""
        return self._mark(text_id, device) in self._session.box[text_id].supporters

    @property
    def is_there(self) -> bool:
        """Whether questions can be asked beside the rounds."""
        return any(deck.question_box for deck in self._decks().decks)

    async def ask(self, token: str, text: str) -> None:
        """Put a question in the box; AnswerRefused says why it can't be."""
        device = self._marks.device(token)
        await self._request(lambda: self._asked(device, text))

    async def support(self, token: str, text_id: str, *, on: bool) -> None:
        """Say that this device wants to know it too, or not any more."""
        device = self._marks.device(token)
        await self._request(lambda: self._supported(device, text_id, on=on))

    def _asked(self, device: str, text: str) -> Decision[None]:
        """The question to keep, once; AnswerRefused where none is taken."""
        self._see_that_it_is_open()
        box, question = self._session.box, clean_lines(text, LONGEST_BOX_QUESTION + 1)
        if not question:
            raise AnswerRefused(phrase("Er staat nog geen vraag. Schrijf je vraag op en stuur hem dan."))
        if len(question) > LONGEST_BOX_QUESTION:
            raise AnswerRefused(
                phrase("Je vraag is te lang. Hij mag hooguit {aantal} tekens hebben.", aantal=LONGEST_BOX_QUESTION)
            )
        own = self.own(device)
        # A phone that heard nothing sends it again; the same question twice from one device is one.
        if any(box[one].text == question for one in own):
            return (), None
        if len(own) >= MOST_A_DEVICE:
            raise AnswerRefused(phrase("Je stelde al {aantal} vragen. Meer kan niet.", aantal=MOST_A_DEVICE))
        # What was kept back takes no room, so that who fills the box with rubbish does not close it for others.
        if sum(one.shown is not False for one in box.values()) >= MOST_IN_BOX:
            raise AnswerRefused(phrase("De vragenbus is nu vol. Er kan geen vraag meer bij."))
        # By chance, since an id goes to every phone and a number would tell in which order people asked.
        text_id = f"bus-{secrets.token_hex(6)}"
        return [ev.BoxAsked(text_id=text_id, mark=self._mark(text_id, device), text=question)], None

    def _supported(self, device: str, text_id: str, *, on: bool) -> Decision[None]:
        """Its support to keep; AnswerRefused where the room doesn't see that question."""
        self._see_that_it_is_open()
        asked, mark = self._session.box.get(text_id), self._mark(text_id, device)
        if asked is None or not asked.shown or asked.mark == mark:
            raise AnswerRefused(phrase("Deze vraag is niet meer te zien. Kijk in de lijst."))
        if (mark in asked.supporters) is on:
            return (), None
        return [ev.BoxSupported(text_id=text_id, mark=mark, on=on)], None

    def _see_that_it_is_open(self) -> None:
        if self._session.is_ended or not self.is_there:
            raise AnswerRefused(phrase("De vragenbus is dicht. Er kan geen vraag meer bij."))
