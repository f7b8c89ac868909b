"""What the facilitator does with answers in words: moderate, group and merge texts, merge words, match."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from msgspec import structs

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.kinds.open import TEXT_LENGTH
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import clean_line, clean_lines
from kompas_tui.domain.language.wording import did_you_mean, quoted
from kompas_tui.domain.result.shapes import WEIGHINGS, Pairs, TextList, Words
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.moderation import Act, equal_texts
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.commands.command import Command, Scene
from kompas_tui.workshop.commands.writing import NOTHING_WRITTEN
from kompas_tui.workshop.rounds import opening

SHOWING = ("toon", "verberg")
"""What can be done with every text; the rest is for lists of texts."""

_LONGEST_WHY = 300
LONGEST_REACTION = 1000


@dataclass(frozen=True, slots=True)
class Moderate(Command):
    """Do something with a text, or with several at one stroke; the reason is kept in the log."""

    text_id: str
    act: Act
    reason: str = ""
    group: str = ""
    into: str = ""
    also: Sequence[str] = ()
    """The other texts with which the same is done."""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """What was done with each text; it is taken back at one stroke too."""
        rounds = _rounds_by_text(scene.session)
        each = [self._moderated(scene, text_id, rounds) for text_id in dict.fromkeys((self.text_id, *self.also))]
        return _at_one_stroke(each)

    def _moderated(self, scene: Scene, text_id: str, rounds: Mapping[str, Round]) -> ev.TextModerated:
        asked = _one_with(text_id, rounds)
        if self.act not in SHOWING and not isinstance(asked.result(), TextList):
            raise CommandRefused("Deze tekst kun je alleen tonen of verbergen.")
        group = known_board(asked.activity, self.group) if self.act == "bord" else clean_line(self.group, 80)
        if self.act == "voeg_samen":
            _check_merge(rounds, asked, text_id, self.into)
        return ev.TextModerated(
            time=scene.now, round=asked.id, text_id=text_id, act=self.act,
            reason=clean_line(self.reason, 300), group=group, into=self.into,
        )  # fmt: skip


def _at_one_stroke(each: Sequence[ev.TextModerated]) -> Sequence[ev.TextModerated]:
    return [*each[:1], *(structs.replace(one, along=True) for one in each[1:])]


@dataclass(frozen=True, slots=True)
class MergeEqual(Command):
    """Merge every text with the first one that says the same, in the list where this text stands.

    Without a text it is the list that the room sees.
    """

    text_id: str = ""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """That they are one; nothing where no two say the same."""
        asked, pairs = self._pairs(scene)
        return _at_one_stroke([
            ev.TextModerated(time=scene.now, round=asked.id, text_id=text_id, act="voeg_samen", into=into)
            for text_id, into in pairs
        ])  # fmt: skip

    def told(self, scene: Scene) -> str:
        """How many went into another one."""
        merged = len(self._pairs(scene)[1])
        if not merged:
            return "Er zijn geen teksten die hetzelfde zeggen."
        return "1 tekst is samengevoegd." if merged == 1 else f"{merged} teksten zijn samengevoegd."

    def _pairs(self, scene: Scene) -> tuple[Round, Sequence[tuple[str, str]]]:
        asked = round_with_text(scene.session, self.text_id) if self.text_id else scene.session.shown
        if asked is None:
            raise without_texts(scene.session, scene.card)
        result = asked.result()
        if not isinstance(result, TextList):
            raise CommandRefused("Deze teksten kun je niet samenvoegen.")
        return asked, equal_texts(result.items)


@dataclass(frozen=True, slots=True)
class WriteOnBoard(Command):
    """Write on a board of this card what was said in the room; where its round was never opened, it is now."""

    board: str
    text: str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The text on its board."""
        last, text = scene.session.last_round(scene.card.address), clean_line(self.text, TEXT_LENGTH)
        board = known_board(last.activity if last is not None else scene.card.activity, self.board)
        if not text:
            raise CommandRefused(NOTHING_WRITTEN)
        opens = [] if last is not None else opening(scene.session, scene.course, scene.card, "", scene.now)
        opened = last.id if last is not None else next(e.round for e in opens if isinstance(e, ev.RoundOpened))
        number = len(last.own) + 1 if last is not None else 1
        written = ev.BoardWritten(
            time=scene.now, round=opened, text_id=f"{opened}-bord-{number}", board=board, text=text
        )
        return [*opens, written]

    def told(self, scene: Scene) -> str:
        """On which board it stands."""
        last = scene.session.last_round(scene.card.address)
        activity = last.activity if last is not None else scene.card.activity
        return f"De tekst staat op het bord {quoted(known_board(activity, self.board))}."


def see_boards(activity: Activity | None) -> tuple[str, ...]:
    """The boards of this question; CommandRefused where there are none."""
    if activity is None or not activity.boards:
        raise CommandRefused("Op deze kaart staan geen borden. Ga naar een kaart met borden.")
    return activity.boards


def known_board(activity: Activity | None, name: str) -> str:
    """The board with this name or number; CommandRefused names the nearest one."""
    boards = see_boards(activity)
    wanted = clean_line(name, 60).casefold()
    numbered = {str(number): board for number, board in enumerate(boards, 1)}
    board_named = numbered.get(wanted) or next((board for board in boards if board.casefold() == wanted), None)
    if board_named is None:
        raise CommandRefused(f"Het bord {quoted(clean_line(name, 60))} ken ik niet. {did_you_mean(wanted, boards)}")
    return board_named


@dataclass(frozen=True, slots=True)
class Weigh(Command):
    """Say for the group whether a text that can be seen counts, and why; one of WEIGHINGS."""

    text_id: str
    weighing: str
    why: str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """How it was weighed."""
        weighing, why = clean_line(self.weighing, 40).lower(), clean_line(self.why, _LONGEST_WHY)
        if weighing not in WEIGHINGS:
            raise CommandRefused(f"{quoted(weighing)} ken ik niet. {did_you_mean(weighing, WEIGHINGS)}")
        if not why:
            raise CommandRefused("Schrijf ook op waarom. Dat leest de groep terug in het verslag.")
        asked = round_with_text(scene.session, self.text_id)
        result = asked.result()
        if self.text_id not in ([item.id for item in result.items] if isinstance(result, TextList) else []):
            raise CommandRefused("Deze tekst is niet te zien. Toon hem eerst, dan kun je hem wegen.")
        return [ev.TextWeighed(time=scene.now, round=asked.id, text_id=self.text_id, weighing=weighing, why=why)]


@dataclass(frozen=True, slots=True)
class React(Command):
    """Answer a text for the organisation, or the question of a card; an empty text takes the answer away."""

    after_the_end: ClassVar[bool] = True

    text: str
    text_id: str = ""
    card: str = ""
    """The card whose last question is answered where no text is named; empty for this one."""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The reaction, where it is another one than now."""
        if self.text_id:
            return react_to_text(scene.session, self.text_id, self.text, scene.now)
        card = scene.course.find(self.card) if self.card else scene.card
        if card is None:
            raise CommandRefused(f"De kaart {quoted(clean_line(self.card, 60))} is er niet.")
        return react_to_question(scene.session, card.address, self.text, scene.now)

    def told(self, scene: Scene) -> str:
        """That it is kept, or gone."""
        return "De reactie is bewaard." if clean_lines(self.text, LONGEST_REACTION) else "De reactie is weg."


def react_to_text(session: Session, text_id: str, reply: str, now: datetime) -> Sequence[ev.Reacted]:
    """The reaction to a text in a list; nothing where it stands there already."""
    asked, text = round_with_text(session, text_id), clean_lines(reply, LONGEST_REACTION)
    if not isinstance(asked.result(), TextList):
        raise CommandRefused("Op deze tekst kun je niet apart reageren. Reageer op de vraag: noem de kaart.")
    state = asked.states.get(text_id)
    if text == (state.reaction if state else ""):
        return ()
    return [ev.Reacted(time=now, round=asked.id, text_id=text_id, text=text)]


def react_to_question(session: Session, card: str, reply: str, now: datetime) -> Sequence[ev.Reacted]:
    """The reaction to the last question that this card asked; nothing where it stands there already."""
    asked, text = session.last_round(card), clean_lines(reply, LONGEST_REACTION)
    if asked is None:
        raise CommandRefused("Op deze kaart is nog niets gevraagd. Open eerst een ronde.", "open")
    return () if text == asked.reaction else [ev.Reacted(time=now, round=asked.id, text=text)]


@dataclass(frozen=True, slots=True)
class MergeWords(Command):
    """Count these words of the last round on this card as one."""

    words: Sequence[str]
    into: str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """That the words are one."""
        asked = scene.session.last_round(scene.card.address)
        result = asked.result() if asked else None
        if asked is None or not isinstance(result, Words):
            raise CommandRefused("Op deze kaart staan geen woorden.")
        known = {word.text for word in result.words}
        for word in (*self.words, self.into):
            if word not in known:
                raise CommandRefused(f"Het woord {quoted(clean_line(word, 40))} staat er niet bij.")
        return [ev.WordsMerged(time=scene.now, round=asked.id, words=tuple(self.words), into=self.into)]


@dataclass(frozen=True, slots=True)
class MatchTexts(Command):
    """Join an ask and an offer."""

    ask: str
    offer: str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """That the two belong together."""
        asked = round_with_text(scene.session, self.ask)
        result = asked.result()
        fits = isinstance(result, Pairs) and (
            any(item.id == self.ask for item in result.asks) and any(item.id == self.offer for item in result.offers)
        )
        if not fits:
            raise CommandRefused("Koppel een vraag aan een aanbod van dezelfde kaart.")
        return [ev.Matched(time=scene.now, round=asked.id, ask=self.ask, offer=self.offer)]


def round_with_text(session: Session, text_id: str) -> Round:
    """The round in which this text was written; CommandRefused where there is none."""
    return _one_with(text_id, _rounds_by_text(session))


def _rounds_by_text(session: Session) -> Mapping[str, Round]:
    """Of each text the first round in which it stands."""
    written_in = (asked for asked in reversed(session.rounds.values()) if not asked.activity.is_support)
    return {item.id: asked for asked in written_in for item in asked.texts()}


def _one_with(text_id: str, rounds: Mapping[str, Round]) -> Round:
    if text_id not in rounds:
        raise CommandRefused("Deze tekst is er niet meer. Kijk in de lijst.")
    return rounds[text_id]


def _check_merge(rounds: Mapping[str, Round], asked: Round, text_id: str, into: str) -> None:
    if _one_with(into, rounds) is not asked:
        raise CommandRefused("Deze twee teksten horen niet bij dezelfde vraag.")
    result = asked.result()
    standing = [item.id for item in result.items] if isinstance(result, TextList) else []
    if into == text_id or into not in standing:
        raise CommandRefused("Voeg samen met een andere tekst die te zien is.")
    if isinstance(result, TextList) and len({item.column for item in result.items if item.id in (text_id, into)}) > 1:
        raise CommandRefused("Deze teksten staan in twee kolommen. Voeg samen wat in dezelfde kolom staat.")


def without_texts(session: Session, card: Card) -> CommandRefused:
    """Why no text is on the beamer: nobody writes one here, nobody did yet, or what was written is not shown."""
    last = session.last_round(card.address)
    if card.activity is None or not card.activity.takes_support:
        return CommandRefused("Op deze kaart schrijft niemand een tekst. Ga naar een kaart met een open vraag.")
    if last is None:
        return CommandRefused("Deze vraag is nog niet gesteld. Open eerst een ronde.", "open")
    if last.is_open:
        return CommandRefused("De ronde is nog open. Sluit hem eerst en toon dan de teksten.", "sluit")
    return CommandRefused("Er zijn nu geen teksten te zien. Toon ze eerst.", "toon")
