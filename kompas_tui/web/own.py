"""What only one phone sees of a page: its receipt and score, its table, its turn to speak, the time that is left."""

from collections.abc import Callable
from math import ceil
from typing import Any

from markupsafe import escape

from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.language.sentences import glued, phrase
from kompas_tui.domain.language.wording import count, table_in_words
from kompas_tui.domain.outcome import veil_of
from kompas_tui.domain.outcome.box import box_in_room, box_of
from kompas_tui.domain.outcome.signing import standing_in_words
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.session.box import LONGEST_BOX_QUESTION
from kompas_tui.domain.session.groups import groups_on
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.web.asking import Asking
from kompas_tui.web.deck_words import DECK_WORDS, DeckWords
from kompas_tui.web.evening import named_question
from kompas_tui.web.pages import in_language, render
from kompas_tui.web.shared import PLACES
from kompas_tui.web.visitors import PageState, Visitor
from kompas_tui.workshop import Workshop

MOST_ON_PHONE = 30
"""So many questions of others stand on a phone; all of them stand on the beamer."""

_NOTHING = dict.fromkeys(PLACES, "")


class OwnParts:
    """Makes the parts of one phone, as HTML."""

    def __init__(self, workshop: Workshop, asking: Asking, words: Callable[[Visitor], DeckWords | None]) -> None:
        """`words` are what the decks say in the language of a phone."""
        self._workshop, self._asking, self._words = workshop, asking, words
        self._telling: list[Round] = []
        """Rounds that may tell a phone something about the person, the last one first."""
        self._quizzed: list[Round] = []
        self.counted: Round | None = None
        """The round of which a phone sees that its answer counts, while no question is open."""

    def gather(self) -> None:
        """Work out which rounds have something to tell to one phone."""
        session = self._workshop.session
        rounds = session.rounds.values()
        self._telling = [one for one in reversed(rounds) if _tells_privately(one.activity)]
        self._quizzed = [one for one in rounds if one.activity.right and one.is_told]
        on_card = (one for one in reversed(rounds) if one.card == session.card)
        self.counted = None if session.open_round else session.shown or next(on_card, None)

    def receipts(self, visitor: Visitor) -> list[tuple[str, str]]:
        """Each question that this phone answered, with its receipt."""
        if not visitor.token:
            return []
        rounds = self._workshop.session.rounds.values()
        ballots = [(one, self._workshop.voters.ballot_of(visitor.token, one)) for one in rounds]
        return [(named_question(one, ballot), ballot.receipt) for one, ballot in ballots if ballot]

    def parts(self, visitor: Visitor, state: PageState, receipt: str = "", round_id: str = "") -> dict[str, str]:
        """What only this phone sees of a page, as HTML per place."""
        own = _NOTHING | {"receipt": receipt, "outcome": self._outcome(visitor, round_id)}
        own["left"] = self._seconds_left()
        own["floor"], floor = self._floor(visitor, state)
        own["box"] = self._box(visitor, state)
        own["group"], group = self._group(visitor)
        own["spoken"] = group + floor
        if state == "kenmerk":
            own["partly"] = self._partly(visitor)
        elif self.counted and visitor.token:
            ballot = self._workshop.voters.ballot_of(visitor.token, self.counted)
            own["counted"] = self._render(visitor, "counted.html", receipt=ballot.receipt) if ballot else ""
        return own

    def _render(self, visitor: Visitor, template: str, **context: Any) -> str:
        code, words = self._workshop.session.code, {DECK_WORDS: self._words(visitor)}
        return render(template, language=visitor.language, code=code, **words, **context)

    def _floor(self, visitor: Visitor, state: PageState) -> tuple[str, str]:
        """The button to ask for the floor, or the number that this phone has, as HTML and as what is new is said.

        Both are empty where no list is open.
        """
        floor = self._workshop.floor
        if not floor.is_open or visitor.tablet or self._workshop.session.is_ended:
            return "", ""
        own = floor.place_of(self._workshop.marks.device(visitor.token)) if visitor.token else None
        before = floor.before(own) if own is not None else 0
        speaks = own is not None and own is floor.speaking
        if own is None:
            news: str = phrase("Wil je iets zeggen?") if state == "wachten" else ""  # a question is said alone
        elif speaks:
            news = phrase("Jij bent nu aan de beurt, nummer {nummer}.", nummer=own.number)
        else:
            news = phrase("Jij bent straks als eerste aan de beurt.") if before == 0 else ""
        told = self._render(visitor, "floor.html", own=own, before=before, speaks=speaks)
        return told, str(escape(f" {in_language(news, visitor.language)}")) if news else ""

    def _box(self, visitor: Visitor, state: PageState) -> str:
        """The question box: what this phone asked and how that stands, and what others ask; empty without one."""
        workshop = self._workshop
        if not workshop.box.is_there or visitor.tablet or workshop.session.is_ended:
            return ""
        device = workshop.marks.device(visitor.token) if visitor.token else ""
        own = box_of(workshop.session, workshop.box.own(device)) if device else ()
        mine = {item.id for item in own}
        seen = [item for item in box_in_room(workshop.session) if item.id not in mine]
        others = [(item, bool(device) and workshop.box.supports(device, item.id)) for item in seen[:MOST_ON_PHONE]]
        more = len(seen) - len(others)
        is_open = state == "wachten" and not own  # elsewhere something else is asked or told
        return self._render(
            visitor,
            "box.html",
            own=own,
            others=others,
            more=more,
            most=LONGEST_BOX_QUESTION,
            is_open=is_open,
        )

    def _seconds_left(self) -> str:
        """What is left of the turn, which differs at every look; empty where no time runs."""
        turn = self._workshop.time.turn
        return str(max(ceil(turn.left.total_seconds()), 0)) if turn and not turn.is_held else ""

    def _group(self, visitor: Visitor) -> tuple[str, str]:
        """At which table this phone is in this turn of the groups, as HTML and as it is said; empty without groups."""
        session, table = self._workshop.session, self._asking.group_table(visitor)
        if session.groups is None:
            return "", ""
        groups = session.groups if session.tables else groups_on(session.groups, self._workshop.card)
        is_away = self._workshop.seating.is_apart(visitor.token) or self._workshop.places.is_elsewhere(visitor.token)
        if groups is not None and visitor.token and not visitor.tablet and is_away:
            return self._render(visitor, "apart.html"), ""
        if groups is None or table is None:
            return "", ""
        named = self._workshop.seating.group_name(table)
        stays = groups.form.hosts and self._workshop.seating.is_host(visitor.token)
        # Elsewhere a chain of times may count turns of its own.
        by_turn = groups.form.turns > 1 and groups.card == self._workshop.card.address
        head: str = phrase("Beurt {nummer}", nummer=groups.turn) if by_turn else phrase("Jouw groep")
        head = glued(head, table_in_words(named), seam=": ")
        more = groups.turn < groups.form.turns
        told = self._render(
            visitor, "group.html", head=head, stays=stays, more=more, tables=self._workshop.session.tables
        )
        return told, str(escape(f" {in_language(head, visitor.language)}."))

    def _partly(self, visitor: Visitor) -> str:
        """How much of the form this phone filled in, where there is more to fill in."""
        if visitor.tablet:
            left = self._asking.part_left(visitor)
            return self._render(visitor, "partly.html", made=0, choices=0, left=left) if left else ""
        if not (self._asking.has_choices):
            return ""
        asked_here, ballot = self._asking.asked_of(visitor), self._asking.ballot(visitor)
        made = asked_here.made(ballot.answer) if asked_here and ballot else 0
        if not (asked_here and ballot) or made == asked_here.choices:
            return ""
        left = asked_here.unanswered(ballot.answer)
        return self._render(visitor, "partly.html", made=made, choices=asked_here.choices, left=left)

    def _outcome(self, visitor: Visitor, round_id: str = "") -> str:
        """What this phone's last answer says about the person, as HTML; unfolded where its card or `round_id` is on.

        Most kinds say nothing, and that costs nothing.
        """
        if not self._telling and not self._quizzed:
            return ""
        if score := self._score(visitor, here=True):
            return score
        for answered in self._telling if visitor.token else ():
            ballot = self._workshop.voters.ballot_of(visitor.token, answered)
            told = _told_privately(self._workshop.session, answered, ballot) if ballot else ()
            if told:
                session = self._workshop.session
                is_on = answered.card == session.card and session.open_round is None
                return self._render(visitor, "outcome.html", outcome=told, is_open=is_on or answered.id == round_id)
        return self._score(visitor, here=False)

    def _score(self, visitor: Visitor, *, here: bool) -> str:
        """How this phone did on the questions with a right answer that were shown; worked out anew, kept nowhere.

        `here` is for the one that is shown now.
        """
        result_round = self._workshop.session.shown
        if not self._quizzed or not visitor.token or visitor.tablet or (here and result_round not in self._quizzed):
            return ""
        ballots = [(one, self._workshop.voters.ballot_of(visitor.token, one)) for one in self._quizzed]
        given = [(one, one.activity.is_right(ballot.answer)) for one, ballot in ballots if ballot is not None]
        if not given:
            return ""
        own = [is_right for one, is_right in given if here and one is result_round]
        sentences = (
            [phrase("Jouw antwoord was goed.") if own[0] else phrase("Jouw antwoord was niet goed.")] if own else []
        )
        right = sum(is_right for _, is_right in given)
        sentences.append(
            phrase("Je had {goed} van de {alle} goed.", goed=right, alle=count(len(given), "vraag", "vragen"))
        )
        return self._render(visitor, "outcome.html", outcome=sentences, is_open=bool(own))


def _tells_privately(activity: Activity) -> bool:
    return bool(activity.seats) or type(activity).private_outcome is not Activity.private_outcome


def _told_privately(session: Session, answered: Round, ballot: Ballot) -> tuple[str, ...]:
    standing = standing_in_words(answered, ballot, veil_of(session, answered.activity))
    return (*standing, *answered.activity.private_outcome(ballot.answer))
