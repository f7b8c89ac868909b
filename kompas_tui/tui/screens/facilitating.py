"""What the facilitator does with a group, each as a conversation in dialogs that ends in one call of the workshop."""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kompas_tui.domain.kinds import DECK_KINDS
from kompas_tui.domain.kinds.instemming import Instemming
from kompas_tui.domain.language.dates import iso_date
from kompas_tui.domain.language.errors import CommandRefused, KompasError
from kompas_tui.domain.language.wording import count, listing, quoted
from kompas_tui.domain.outcome import comparable, outcome_of
from kompas_tui.domain.question.fields import OneOf
from kompas_tui.domain.result.shapes import Words
from kompas_tui.domain.result.spellings import variants
from kompas_tui.domain.session import events as ev
from kompas_tui.tui.drawing.cards import words_for
from kompas_tui.tui.screens.arranging import ArrangeScreen, arrangeable
from kompas_tui.tui.screens.dialogs import Choice, ChoiceDialog, ListDialog, Question, ReadDialog, WriteDialog
from kompas_tui.workshop.commands.asking import AskOnTheSpot, Propose
from kompas_tui.workshop.commands.course import Describe
from kompas_tui.workshop.commands.room import CountHands, TakeAttendance, hand_options
from kompas_tui.workshop.commands.texts import MergeWords
from kompas_tui.workshop.commands.writing import Agree, Decide

if TYPE_CHECKING:
    from kompas_tui.tui.screens.session import SessionScreen

SPOT_KINDS = ("keuze", "meerkeuze", "stickers", "rangorde", "schaal", "woorden", "open", "vragen")
"""The kinds that need no more than a question and options."""

WITH_OPTIONS = ("keuze", "meerkeuze", "stickers", "rangorde")


def _number(typed: str, what: str) -> int:
    said = typed.strip() or "0"
    if not (said.isascii() and said.isdigit() and len(said) < 6):
        raise CommandRefused(f"{quoted(typed.strip()[:20])} is geen aantal {what}. Vul een heel getal in.")
    return int(said)


async def _ask_until_taken(
    screen: "SessionScreen",
    title: str,
    questions: Sequence[Question],
    take: Callable[[list[str]], Awaitable[None]],
    hint: str = "",
) -> bool:
    """Ask, and where an answer can't be taken ask again with what was typed and the reason; whether it was taken."""
    error = ""
    while True:
        said = await screen.ask(WriteDialog(title, questions, hint, error))
        if said is None:
            return False
        try:
            await take(said)
        except KompasError as reason:
            error = str(reason)
            pairs = zip(questions, said, strict=True)
            questions = [replace(question, value=value) for question, value in pairs]
        else:
            return True


async def agree(screen: "SessionScreen", what: str = "") -> None:
    """Write down an action: what, who and when."""
    questions = [
        Question("Wat gaan we doen?", what, "Een ding om te doen", required=True),
        Question("Wie doet het?", hint="Een naam van een groep of een functie"),
        Question("Wanneer is het klaar?", hint="Bijvoorbeeld 31-12 of morgen"),
    ]

    async def take(said: list[str]) -> None:
        await screen.workshop.do(Agree(said[0], said[1], iso_date(said[2], screen.app.now().date())))

    if await _ask_until_taken(screen, "Actiepunt", questions, take):
        screen.say("Het actiepunt is bewaard.")


async def decide(screen: "SessionScreen") -> None:
    """Write down a decision; at a proposal the proposal stands there already."""
    last = screen.workshop.session.last_round(screen.workshop.card.address)
    proposal = last.activity.proposal if last and isinstance(last.activity, Instemming) else ""
    question = Question("", proposal, "Schrijf het op", required=True)
    said = await screen.ask(WriteDialog("De knoop doorhakken: wat is besloten?", [question]))
    if said:
        await screen.workshop.do(Decide(said[0]))
        screen.say("Het besluit is bewaard.")


async def describe(screen: "SessionScreen") -> None:
    """Fill in title, place, organisation and purpose."""
    now = screen.workshop.session.details
    said = await screen.ask(
        WriteDialog(
            "Gegevens voor het verslag",
            [
                Question("Titel", now.title),
                Question("Plaats", now.place),
                Question("Organisatie", now.organisation),
                Question("Waarvoor is het?", now.purpose, "Eén zin; deelnemers zien hem op hun telefoon"),
            ],
        )
    )
    if said:
        await screen.workshop.do(Describe(ev.Details(said[0] or now.title, *said[1:])))


async def attend(screen: "SessionScreen") -> None:
    """Write down who is there: a number, and names for the full report where they are wanted."""
    now = screen.workshop.session.attendance
    questions = [
        Question("Hoeveel mensen zijn er?", str(now.people) if now else "", "Een getal", required=True),
        Question("Namen (mag leeg blijven)", "", "Met komma's ertussen; alleen voor het volledige verslag"),
    ]

    async def take(said: list[str]) -> None:
        names = [name for name in said[1].split(",") if name.strip()] or (now.names if now else ())
        await screen.workshop.do(TakeAttendance(_number(said[0], "mensen"), names))

    if await _ask_until_taken(screen, "Wie zijn er?", questions, take):
        screen.say("De aanwezigheid is bewaard.")


async def count_hands(screen: "SessionScreen") -> None:
    """Add hands per option for people without a phone."""
    where, options = hand_options(screen.workshop.session, screen.workshop.card.address)
    kept = where.hands.counts if where.hands else (0,) * len(options)
    questions = [Question(option, str(hands or ""), "0") for option, hands in zip(options, kept, strict=True)]
    one_each = isinstance(where.activity.fields()[0], OneOf)
    if not one_each:
        before = str(where.hands.people) if where.hands else ""
        questions.append(Question("Hoeveel mensen zonder telefoon?", before, "0"))

    async def take(said: list[str]) -> None:
        counts = {option: _number(typed, "handen") for option, typed in zip(options, said, strict=False)}
        people = None if one_each else _number(said[-1], "mensen")
        await screen.workshop.do(CountHands(counts, people))
        screen.say(f"{count(sum(counts.values()), 'hand is', 'handen zijn')} bewaard.")

    hint = "Hoeveel handen gaan er omhoog? Enter gaat verder."
    await _ask_until_taken(screen, "Handen tellen", questions, take, hint)


async def set_timer(screen: "SessionScreen") -> None:
    """Count down from a number of minutes; the round may close at the end."""
    questions = [
        Question("Hoeveel minuten?", str(screen.workshop.card.minutes or 5), required=True),
        Question("De ronde vanzelf sluiten? ja of nee", "nee"),
    ]

    async def take(said: list[str]) -> None:
        try:
            minutes = float(said[0].replace(",", "."))
        except ValueError:
            typed = quoted(said[0][:20])
            raise CommandRefused(f"{typed} is geen aantal minuten. Vul een getal in, zoals 5.") from None
        closes = said[1].strip().lower()
        if closes not in ("ja", "nee", ""):
            raise CommandRefused("Schrijf ja of nee: sluit de ronde vanzelf als de tijd om is?")
        screen.workshop.set_timer(minutes, closes_round=closes == "ja")

    await _ask_until_taken(screen, "Tijd", questions, take)


async def arrange(screen: "SessionScreen") -> None:
    """Arrange what is shown: texts and asks by keyboard, words by consent."""
    shown = screen.workshop.session.shown
    if shown is None:
        raise CommandRefused("Toon eerst de uitslag met u. Dan kun je ordenen.")
    result = outcome_of(screen.workshop.session, shown).result
    if isinstance(result, Words):
        await _merge_words(screen, result)
    elif arrangeable(result):
        await screen.app.push_screen(ArrangeScreen(screen, shown))
    else:
        raise CommandRefused("Hier staan geen teksten of woorden om te ordenen.")


async def _merge_words(screen: "SessionScreen", result: Words) -> None:
    found = variants(result.words)
    if not found:
        screen.say("Ik zie geen woorden die op elkaar lijken.")
    for kept, others in found:
        title = f"{listing([quoted(other) for other in others])} tellen als {quoted(kept)}?"
        choices = [("ja", "Ja, voeg samen"), ("nee", "Nee, laat ze apart")]
        chosen = await screen.ask(ChoiceDialog(title, "", choices))
        if chosen is None:
            return
        if chosen == "ja":
            await screen.workshop.do(MergeWords((*others, kept), kept))


async def amend(screen: "SessionScreen") -> None:
    """Ask consent on an amended proposal."""
    last = screen.workshop.session.last_round(screen.workshop.card.address)
    if last is None or not isinstance(last.activity, Instemming):
        raise CommandRefused("Op deze kaart staat geen voorstel.")
    said = await screen.ask(WriteDialog("Het nieuwe voorstel", [Question("", last.activity.proposal, required=True)]))
    if said:
        await screen.workshop.do(Propose(said[0]))


async def ask_on_the_spot(screen: "SessionScreen") -> None:
    """Make a question now, and show it as a card."""
    assert set(SPOT_KINDS) <= set(DECK_KINDS), "these are kinds of decks"
    names = [(kind, kind.capitalize()) for kind in SPOT_KINDS]
    kind = await screen.ask(ChoiceDialog("Een eigen vraag maken", "Hoe antwoordt de groep?", names))
    if kind is None:
        return
    questions = [Question("Wat vraag je?", required=True)]
    if kind in WITH_OPTIONS:
        questions += [Question(f"Optie {number}", required=number < 3) for number in range(1, 7)]
    said = await screen.ask(WriteDialog(f"Een eigen vraag: {kind}", questions))
    if said:
        await screen.workshop.do(AskOnTheSpot(kind, said[0], [option for option in said[1:] if option.strip()]))


async def compare(screen: "SessionScreen") -> None:
    """Choose a round to lay the shown one beside."""
    session = screen.workshop.session
    if session.shown is None or session.shown.is_open:
        raise CommandRefused("Toon eerst de uitslag van een gesloten ronde met u.")
    others = comparable(session, session.shown)
    if not others:
        raise CommandRefused("Er is geen andere ronde met dezelfde opties.")
    choices = [Choice(other.id, other.title, f"ronde {other.number}", words_for(other.answers)) for other in others]
    chosen = await screen.ask(ListDialog("Waarnaast leggen we deze uitslag?", choices))
    if chosen:
        screen.lay_beside(chosen)


async def draw_lots(screen: "SessionScreen") -> None:
    """Draw one of the texts that are shown, or make groups of a size."""
    choices = [("groepen", "Groepen maken"), ("tekst", "Een tekst of vraag loten die te zien is")]
    chosen = await screen.ask(ChoiceDialog("Loten", "", choices))
    if chosen == "groepen":
        await _make_groups(screen)
    elif chosen == "tekst":
        session = screen.workshop.session
        items = arrangeable(outcome_of(session, session.shown).result) if session.shown else ()
        texts = [item.text for item in items if not item.done]
        if not texts:
            raise CommandRefused("Er staan nu geen teksten op het scherm. Toon ze eerst met u.")
        screen.app.push_screen(ReadDialog("Het lot viel op", [("▸", random.SystemRandom().choice(texts))]))


async def _make_groups(screen: "SessionScreen") -> None:
    session = screen.workshop.session
    people = session.attendance.people if session.attendance else session.participants
    questions = [
        Question("Hoeveel mensen?", str(people or ""), required=True),
        Question("Hoe groot is een groep?", "4", required=True),
    ]

    async def take(said: list[str]) -> None:
        total, size = _number(said[0], "mensen"), _number(said[1], "mensen")
        if not 1 <= size <= total <= 1000:
            raise CommandRefused("Vul in hoeveel mensen er zijn, hooguit 1000, en hoeveel er in een groep gaan.")
        numbers = random.SystemRandom().sample(range(1, total + 1), total)
        amount = max(total // size, 1)
        groups = [sorted(numbers[start::amount]) for start in range(amount)]
        rows = [(f"Groep {place}", ", ".join(map(str, group))) for place, group in enumerate(groups, 1)]
        screen.app.push_screen(ReadDialog("Tel af: welk nummer hoort waar?", rows))

    await _ask_until_taken(screen, "Groepen maken", questions, take)
