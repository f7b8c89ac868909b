"""What a facilitator does with answers: moderate and group texts, merge words, match, count hands, ask on the spot."""

import random
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from math import ceil
from typing import Any

from kompas_tui.domain.deck.cards import Course, bare_address
from kompas_tui.domain.kinds import DECK_KINDS, read_activity
from kompas_tui.domain.kinds.instemming import Instemming
from kompas_tui.domain.kinds.steun import Steun
from kompas_tui.domain.language.errors import CommandRefused, InvalidOptions
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import did_you_mean, quoted
from kompas_tui.domain.outcome import options_of
from kompas_tui.domain.question.fields import Field, Points, SeveralOf
from kompas_tui.domain.result.shapes import Pairs, TextList, Words
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.moderation import ACTS
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.workshop import Workshop

_chosen = random.SystemRandom().choice

MOST_HANDS = 10_000
MOST_NAMES = 500
SHOWING = ("toon", "verberg")
"""What can be done with every text; the rest is for lists of texts."""


def round_with_text(session: Session, text_id: str) -> Round:
    """The round in which this text was written; CommandRefused where there is none."""
    for asked in session.rounds.values():
        if not isinstance(asked.activity, Steun) and any(item.id == text_id for item in asked.texts()):
            return asked
    raise CommandRefused("Deze tekst is er niet meer. Kijk in de lijst.")


async def moderate(
    workshop: Workshop, text_id: str, act: str, *, reason: str = "", group: str = "", into: str = ""
) -> None:
    """Do something with a text: one of ACTS; the reason is kept in the log."""

    def decide() -> Sequence[ev.AnyEvent]:
        if act not in ACTS:
            raise CommandRefused(f"{quoted(clean_line(act, 40))} ken ik niet. {did_you_mean(act, ACTS)}")
        where = round_with_text(workshop.session, text_id)
        if act not in SHOWING and not isinstance(where.result(), TextList):
            raise CommandRefused("Deze tekst kun je alleen tonen of verbergen.")
        if act == "voeg_samen":
            _check_merge(workshop.session, where, text_id, into)
        return [
            ev.TextModerated(
                time=workshop.now(), round=where.id, text_id=text_id, act=act, reason=clean_line(reason, 300),
                group=clean_line(group, 80), into=into,
            )
        ]  # fmt: skip

    await workshop.carry_out(decide)


def _check_merge(session: Session, where: Round, text_id: str, into: str) -> None:
    if round_with_text(session, into) is not where:
        raise CommandRefused("Deze twee teksten horen niet bij dezelfde vraag.")
    result = where.result()
    standing = [item.id for item in result.items] if isinstance(result, TextList) else []
    if into == text_id or into not in standing:
        raise CommandRefused("Voeg samen met een andere tekst die te zien is.")


async def merge_words(workshop: Workshop, words: Sequence[str], into: str) -> None:
    """Count these words of the last round on this card as one."""

    def decide() -> Sequence[ev.AnyEvent]:
        where = workshop.session.last_round(workshop.card.address)
        result = where.result() if where else None
        if where is None or not isinstance(result, Words):
            raise CommandRefused("Op deze kaart staan geen woorden.")
        known = {word.text for word in result.words}
        for word in (*words, into):
            if word not in known:
                raise CommandRefused(f"Het woord {quoted(clean_line(word, 40))} staat er niet bij.")
        return [ev.WordsMerged(time=workshop.now(), round=where.id, words=tuple(words), into=into)]

    await workshop.carry_out(decide)


async def match(workshop: Workshop, ask: str, offer: str) -> None:
    """Join an ask and an offer."""

    def decide() -> Sequence[ev.AnyEvent]:
        where = round_with_text(workshop.session, ask)
        result = where.result()
        fits = isinstance(result, Pairs) and (
            any(item.id == ask for item in result.asks) and any(item.id == offer for item in result.offers)
        )
        if not fits:
            raise CommandRefused("Koppel een vraag aan een aanbod van dezelfde kaart.")
        return [ev.Matched(time=workshop.now(), round=where.id, ask=ask, offer=offer)]

    await workshop.carry_out(decide)


def hand_options(workshop: Workshop) -> tuple[Round, tuple[str, ...]]:
    """The last round of this card with the options on which hands can be counted, else CommandRefused."""
    where = workshop.session.last_round(workshop.card.address)
    if where is None:
        raise CommandRefused("Er is nog geen ronde. Open er eerst een met o.")
    if not where.activity.takes_hands:
        raise CommandRefused("Bij deze vraag kun je geen handen tellen.")
    return where, options_of(workshop.session, where)


async def count_hands(workshop: Workshop, counts: Mapping[str, int], people: int | None = None) -> None:
    """Set the hands per option of this card's last round; `people` where one person may raise more than one."""

    def decide() -> Sequence[ev.AnyEvent]:
        where, options = hand_options(workshop)
        for option, amount in counts.items():
            if option not in options:
                raise CommandRefused(f"{quoted(clean_line(option, 60))} is geen optie. {did_you_mean(option, options)}")
            if not 0 <= amount <= MOST_HANDS:
                raise CommandRefused(f"Het aantal handen is een getal van 0 tot en met {MOST_HANDS}.")
        kept = where.hands.counts if where.hands else (0,) * len(options)
        now = tuple(counts.get(option, before) for option, before in zip(options, kept, strict=True))
        raised = max(people or 0, _fewest_people(where.activity.fields()[0], now))
        return [ev.HandsCounted(time=workshop.now(), round=where.id, counts=now, people=raised)]

    await workshop.carry_out(decide)


def _fewest_people(field: Field, counts: Sequence[int]) -> int:
    """How many people these hands are at least: everyone raises as many as the question allows."""
    match field:
        case SeveralOf():
            return max(max(counts), ceil(sum(counts) / field.most))
        case Points():
            return ceil(sum(counts) / field.total)
        case _:
            return sum(counts)


async def take_attendance(workshop: Workshop, people: int, names: Sequence[str] = ()) -> None:
    """Write down how many people are there, and names for the full report where they are wanted."""
    if not 0 <= people <= MOST_HANDS:
        raise CommandRefused(f"Het aantal aanwezigen is een getal van 0 tot en met {MOST_HANDS}.")
    cleaned = tuple(name for raw in names[:MOST_NAMES] if (name := clean_line(raw, 100)))
    await workshop.carry_out(
        lambda: [ev.AttendanceTaken(time=workshop.now(), people=max(people, len(cleaned)), names=cleaned)]
    )


async def ask_on_the_spot(workshop: Workshop, kind: str, question: str, options: Sequence[str] = ()) -> None:
    """Make a card with a question behind this one, and show it."""

    def decide() -> Sequence[ev.AnyEvent]:
        if kind not in DECK_KINDS:
            raise CommandRefused(f"{quoted(clean_line(kind, 40))} ken ik niet. {did_you_mean(kind, DECK_KINDS)}")
        data: dict[str, Any] = {"vraag": clean_line(question, 300)}
        if options:
            data["opties"] = [clean_line(option, 200) for option in options]
        try:
            activity = read_activity(kind, data)
        except InvalidOptions as error:
            raise CommandRefused(f"Deze vraag is nog niet af. {error.problems[0].message}") from error
        address = _free_address(workshop.course)
        now = workshop.now()
        return [
            ev.CardAdded(
                time=now, card=address, after=workshop.card.address, title=activity.question, question=activity.data
            ),
            ev.CardShown(time=now, card=address, title=activity.question),
        ]

    await workshop.carry_out(decide)


def _free_address(course: Course) -> str:
    taken = {name for card in (*course.cards, *course.linked) for name in (card.address, bare_address(card))}
    return next(name for number in count(1) if (name := f"vraag-{number}") not in taken)


async def go_to_fan(workshop: Workshop) -> None:
    """Show the fan; where it is shown already nothing changes."""
    fan = workshop.course.fan
    if fan is None:
        raise CommandRefused("In deze kaartenset zit geen waaier.")
    if workshop.card.fan is None:
        await workshop.go(fan.address)


async def draw_question(workshop: Workshop, topic: str = "", choose: Callable[[Sequence[str]], str] = _chosen) -> None:
    """Draw a question of the fan on this card, of one topic or of all, never one that was drawn before."""

    def decide() -> Sequence[ev.AnyEvent]:
        fan = workshop.card.fan
        if fan is None:
            raise CommandRefused("Op deze kaart ligt geen waaier. Druk op w.")
        topics = [name for name, _ in fan.topics]
        if topic and topic not in topics:
            raise CommandRefused(
                f"De waaier heeft geen onderwerp {quoted(clean_line(topic, 60))}. {did_you_mean(topic, topics)}"
            )
        before = {drawn.question for drawn in workshop.session.drawn}
        left = [question for question in fan.questions(topic) if question not in before]
        if not left:
            if all(question in before for question in fan.questions("")):
                raise CommandRefused("Alle vragen van deze waaier zijn al geweest.")
            raise CommandRefused(f"Alle vragen over {quoted(topic)} zijn al geweest. Kies een ander onderwerp.")
        question = choose(left)
        found = next(name for name, questions in fan.topics if question in questions)
        return [
            ev.QuestionDrawn(time=workshop.now(), card=workshop.card.address, topic=topic or found, question=question)
        ]

    await workshop.carry_out(decide)


async def amend_proposal(workshop: Workshop, proposal: str) -> None:
    """Open a next round of consent on an amended proposal."""
    last = workshop.session.last_round(workshop.card.address)
    if last is None or not isinstance(last.activity, Instemming):
        raise CommandRefused("Op deze kaart staat geen voorstel.")
    said = clean_line(proposal, 500)
    if not said:
        raise CommandRefused("Er staat nog geen voorstel. Schrijf het op.")
    await workshop.open_with(last.activity.with_proposal(said))
