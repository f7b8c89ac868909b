"""What the facilitator does with answers in words: moderate, group and merge texts, merge words, match."""

from collections.abc import Sequence
from dataclasses import dataclass

from kompas_tui.domain.deck.cards import Card
from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import did_you_mean, quoted
from kompas_tui.domain.result.shapes import WEIGHINGS, Pairs, TextList, Words
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.moderation import ACTS
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.commands.command import Command, Scene

SHOWING = ("toon", "verberg")
"""What can be done with every text; the rest is for lists of texts."""

_LONGEST_WHY = 300


@dataclass(frozen=True, slots=True)
class Moderate(Command):
    """Do something with a text: one of ACTS; the reason is kept in the log."""

    text_id: str
    act: str
    reason: str = ""
    group: str = ""
    into: str = ""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """What was done with the text."""
        if self.act not in ACTS:
            raise CommandRefused(f"{quoted(clean_line(self.act, 40))} ken ik niet. {did_you_mean(self.act, ACTS)}")
        asked = round_with_text(scene.session, self.text_id)
        if self.act not in SHOWING and not isinstance(asked.result(), TextList):
            raise CommandRefused("Deze tekst kun je alleen tonen of verbergen.")
        if self.act == "voeg_samen":
            _check_merge(scene.session, asked, self.text_id, self.into)
        return [
            ev.TextModerated(
                time=scene.now, round=asked.id, text_id=self.text_id, act=self.act,
                reason=clean_line(self.reason, 300), group=clean_line(self.group, 80), into=self.into,
            )
        ]  # fmt: skip


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
    for asked in session.rounds.values():
        if not asked.activity.is_support and any(item.id == text_id for item in asked.texts()):
            return asked
    raise CommandRefused("Deze tekst is er niet meer. Kijk in de lijst.")


def _check_merge(session: Session, asked: Round, text_id: str, into: str) -> None:
    if round_with_text(session, into) is not asked:
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
        return CommandRefused("Deze vraag is nog niet gesteld.", "open")
    if last.is_open:
        return CommandRefused("De ronde is nog open. Sluit hem eerst en toon dan de teksten.", "sluit")
    return CommandRefused("Er staan nu geen teksten op het scherm. Toon ze eerst.", "toon")
