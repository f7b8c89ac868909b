"""What the room is doing now, as a page for one phone; pages that many phones share are made once."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from kompas_tui.domain.ballots import Ballot
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.kinds.steun import Steun
from kompas_tui.domain.report.hidden import kept_back
from kompas_tui.domain.session import Round
from kompas_tui.domain.wording import count, without_stop
from kompas_tui.web.changes import Changes
from kompas_tui.web.pages import Html, View, render
from kompas_tui.web.questions import Asked, Filled, asked, filled_in
from kompas_tui.web.shown import ShownResult, shown_result
from kompas_tui.workshop import Workshop

_RECEIPT = secrets.token_hex(16)
"""Stands where the receipt comes, in a page that many phones share; nobody can write it in a text."""

_LOWER_CASE = (
    "we",
    "wij",
    "om",
    "zo",
    "met",
    "dit",
    "dat",
    "de",
    "het",
    "een",
    "voor",
    "hoe",
    "wat",
    "wie",
    "waar",
    "ik",
)
"""First words of a purpose that lose their capital after a colon."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A phone: its token (empty where it has none yet), its role, and whether it asks for the main part only.

    A `tablet` goes from hand to hand: it forgets who answered as soon as the answer is saved.
    """

    token: str
    role: str = ""
    part: bool = False
    tablet: bool = False


@dataclass(slots=True)
class _Shared:
    """A page that waits for a receipt between its two halves; without one it is whole."""

    before: bytes
    after: bytes | None
    whole: Html

    def with_receipt(self, receipt: str) -> Html:
        return self.whole if self.after is None else Html(b"".join((self.before, receipt.encode(), self.after)))


class Room:
    """Makes the pages of one workshop."""

    def __init__(self, workshop: Workshop, changes: Changes) -> None:
        self._workshop = workshop
        self._changes = changes
        self._version = ""
        self._shared: dict[tuple[str, str, bool, bool], _Shared] = {}
        self._result: ShownResult | None = None
        self._asked: Asked | None = None
        self._gather()

    def page(self, visitor: Visitor, *, change: bool = False) -> Html:
        """What this phone shows now; `change` asks for the form again, with the earlier answer in it."""
        session = self._workshop.session
        current, ballot = session.open_round, self._ballot(visitor)
        if current is not None and ballot is not None:
            if change:
                filled = filled_in(current.activity.form(), ballot.answer)
                return self._own(visitor, "vraag", filled=filled)
            return self.receipt(visitor, ballot.receipt, current.id)
        if session.is_ended:
            return self._own(visitor, "einde", receipts=self._receipts(visitor))
        outcome = self._outcome(visitor, self._closed())
        if outcome:
            return self._own(visitor, self._state(), outcome=outcome)
        return self._for_all(visitor, self._state()).whole

    def receipt(self, visitor: Visitor, receipt: str, round_id: str) -> Html:
        """The page after an answer was saved, with what only this phone may see of it."""
        outcome = self._outcome(visitor, self._workshop.session.rounds.get(round_id))
        if outcome:
            return self._own(visitor, "kenmerk", receipt=receipt, outcome=outcome)
        return self._for_all(visitor, "kenmerk").with_receipt(receipt)

    def _closed(self) -> Round | None:
        """The last round of the card on the beamer, while none is open."""
        session = self._workshop.session
        return None if session.open_round else session.last_round(session.card)

    def _outcome(self, visitor: Visitor, answered: Round | None) -> tuple[str, ...]:
        """What this phone's answer in a round says about the person; nothing for most kinds, and that costs nothing."""
        if answered is None or type(answered.activity).private_outcome is Activity.private_outcome or not visitor.token:
            return ()
        ballot = self._workshop.ballot_of(visitor.token, answered)
        return answered.activity.private_outcome(ballot.answer) if ballot else ()

    def refusal(self, visitor: Visitor, sentence: str, round_id: str = "", sent: Filled | None = None) -> Html:
        """The page that says what is wrong, with the form as it was sent where its round is still open."""
        current, filled = self._workshop.session.open_round, sent or {}
        if current is not None and current.id != round_id:
            ballot = self._ballot(visitor)
            filled = filled_in(current.activity.form(), ballot.answer) if ballot else {}
        return self._own(visitor, self._state(), filled=filled, alert=sentence)

    def _ballot(self, visitor: Visitor) -> Ballot | None:
        """This phone's answer in the open round."""
        current = self._workshop.session.open_round
        return self._workshop.ballot_of(visitor.token, current) if current and visitor.token else None

    def _state(self) -> str:
        session = self._workshop.session
        if session.is_ended:
            return "einde"
        if session.open_round is not None:
            return "vraag"
        return "uitslag" if session.shown is not None else "wachten"

    def _gather(self) -> None:
        """Work out, once per version, what all phones see."""
        if self._version == self._changes.token:
            return
        self._version = self._changes.token
        self._shared.clear()
        session, decks = self._workshop.session, self._workshop.decks
        terms = {term: meaning for deck in (*decks.decks, *decks.linked) for term, meaning in deck.terms.items()}
        hidden = kept_back(session) if session.open_round or session.shown else frozenset()
        self._asked = asked(session.open_round, session.roles, terms, hidden) if session.open_round else None
        self._result = shown_result(session, session.shown, hidden) if session.shown else None

    def _for_all(self, visitor: Visitor, state: str) -> _Shared:
        self._gather()
        key = (state, visitor.role, visitor.part, visitor.tablet)
        if key not in self._shared:
            html = self._own(visitor, state, receipt=_RECEIPT)
            before, found, after = html.plain.partition(_RECEIPT.encode())
            self._shared[key] = _Shared(before, after if found else None, html)
        return self._shared[key]

    def _own(
        self,
        visitor: Visitor,
        state: str,
        *,
        filled: Filled | None = None,
        alert: str = "",
        receipt: str = "",
        receipts: Sequence[tuple[str, str]] = (),
        outcome: Sequence[str] = (),
    ) -> Html:
        self._gather()
        session = self._workshop.session
        title = self._title(state)
        main = render(
            "room.html",
            code=session.code,
            version=self._version,
            session=session.details,
            state=state,
            title=f"Let op: {title}" if alert else title,
            announcement=self._announcement(state),
            alert=alert,
            asked=self._asked,
            filled=filled or {},
            receipt=receipt,
            receipts=receipts,
            outcome=outcome,
            tablet=visitor.tablet,
            result=self._result,
            roles=session.roles,
            role=visitor.role,
            about=self._about(),
        )
        view = View(main, f"Let op: {title}" if alert else title, session.details.title)
        return view.as_part() if visitor.part else view.as_page()

    def _title(self, state: str) -> str:
        match state:
            case "vraag":
                return self._asked.question if self._asked else ""
            case "uitslag":
                return "De uitslag"
            case "kenmerk":
                return "Je antwoord is opgeslagen"
            case "einde":
                return "De sessie is afgerond"
            case _:
                return "Je doet mee"

    def _announcement(self, state: str) -> str:
        """What a screen reader hears when the page changes by itself."""
        match state:
            case "vraag":
                return f"Er is een vraag: {self._title(state)}"
            case "uitslag":
                return f"De uitslag is te zien. {self._result.sentence if self._result else ''}"
            case "wachten":
                return "Er is nu geen vraag open. Kijk naar het scherm in de zaal."
            case _:
                return self._title(state) + "."

    def _about(self) -> str:
        """Who asks this, why, and how long it is kept, in one sentence."""
        session = self._workshop.session
        who = session.details.organisation or "De organisator"
        kept = count(session.keep_days, "dag", "dagen")
        purpose = without_stop(session.details.purpose.strip())
        if not purpose:
            return f"{who} vraagt dit voor deze sessie en bewaart het {kept}."
        first = purpose.split()[0]
        if first.lower() in _LOWER_CASE:
            purpose = first.lower() + purpose[len(first) :]
        return f"{who} vraagt dit en bewaart het {kept}: {purpose}{'' if purpose.endswith(('?', '!')) else '.'}"

    def _receipts(self, visitor: Visitor) -> list[tuple[str, str]]:
        rounds = self._workshop.session.rounds.values()
        return [
            (_named(round_), ballot.receipt)
            for round_ in rounds
            if visitor.token and (ballot := self._workshop.ballot_of(visitor.token, round_))
        ]


def _named(round_: Round) -> str:
    if isinstance(round_.activity, Steun):
        return f"Steun bij: {round_.activity.question}"
    return round_.activity.question + (f" (ronde {round_.number})" if round_.number > 1 else "")
