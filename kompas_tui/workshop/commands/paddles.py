"""Paddles in the room: what each showed when it was seen last counts in the open round."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kompas_tui.domain.language.errors import CommandRefused
from kompas_tui.domain.language.wording import count, listing
from kompas_tui.domain.question.ballots import receipt_for
from kompas_tui.domain.question.paddles import LETTERS, MOST_PADDLES
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session
from kompas_tui.workshop.commands.command import Command, Scene
from kompas_tui.workshop.marks import Marks, in_one_form

NO_PADDLES = "Bij deze vraag tellen kaarten niet. Ze tellen wel bij één keuze uit hooguit vier, of bij instemming."
_TYPED = re.compile(r"([0-9]{1,3})([A-Da-d])")
_FEW_TO_TELL = 3
"""Of fewer paddles that turned alike, people may just have changed their minds."""

_TURNS = (
    "",
    "De meeste kaarten zijn een kwartslag gedraaid",
    "De meeste kaarten staan op hun kop",
    "De meeste kaarten zijn een kwartslag gedraaid",
)
_MOST_NAMED = 12
"""So many numbers are said one by one; of more there is a list on the page."""


@dataclass(frozen=True, slots=True)
class ReadPaddles(Command):
    """Count paddles in the open round: by number the letter that is up.

    `only` is the round that the photo was made for, where that is said. The `unclear` ones were seen and not read.
    Of paddles that no photo showed somebody `typed` number and letter: `7A, 12C`.
    """

    letters: Mapping[int, str]
    only: str = ""
    unclear: Collection[int] = ()
    typed: str = ""

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """Those whose answer is new or another one, in the order of their marks, which tells nothing."""
        letters = self._all()
        asked = paddle_round(scene.session, scene.card.address)
        if self.only and asked.id != self.only:
            raise CommandRefused("Deze foto hoort bij een eerdere ronde. Er is niets geteld. Maak een nieuwe foto.")
        marks = {number: mark for mark, number in scene.marks.paddles(asked.id).items()}
        for number, letter in letters.items():
            if number not in marks:
                raise CommandRefused(f"Een kaart heeft een nummer van 1 tot en met {MOST_PADDLES}.")
            if letter not in LETTERS:
                raise CommandRefused(f"Op een kaart staat {listing(LETTERS, 'of')}.")
        made = [_ballot(scene.session, asked, marks[number], index) for number, index in self._counted(asked)]
        before = {mark: ballot.answer for mark, ballot in asked.ballots.items()}
        new = [one for one in made if before.get(one.mark) != asked.activity.turned(one.choice)]
        return [ev.PaddlesRead(time=scene.now, round=asked.id, paddles=tuple(sorted(new, key=_mark)))] if new else ()

    def _all(self) -> Mapping[int, str]:
        return letters_in(self.typed) if self.typed else self.letters

    def _counted(self, asked: Round) -> list[tuple[int, int]]:
        """The number and the place of the letter of each paddle whose letter stands for something here."""
        options = asked.activity.turned_options()
        turned = ((number, LETTERS.index(letter)) for number, letter in self._all().items())
        return [(number, index) for number, index in turned if index < len(options)]

    def told(self, scene: Scene) -> str:
        """How many were read, how many of all count by now, and which have to be looked at again."""
        asked = paddle_round(scene.session, scene.card.address)
        read = {number for number, _ in self._counted(asked)}
        seen = read | paddles_of(asked, scene.marks)
        held_up = {*self._all(), *self.unclear}
        known = seen | paddles_known(scene.session, scene.marks) | held_up
        now = f"{count(len(read), 'kaart', 'kaarten')} gelezen." if read else "Geen kaart gelezen."
        sentences = (
            now,
            in_all(len(seen), len(known)),
            *self.doubts(asked),
            missing_in_words(sorted(known - seen - held_up)),
        )
        return " ".join(filter(None, sentences))

    def turned_alike(self, scene: Scene) -> str:
        """That most paddles turned by as much since they were last read: then it was the photo that turned."""
        asked = paddle_round(scene.session, scene.card.address)
        earlier, letters = _letters_before(asked, scene.marks), self._all()
        turns = Counter(
            (LETTERS.index(letters[number]) - earlier[number]) % len(LETTERS)
            for number in earlier.keys() & letters.keys()
        )
        ((turn, many),) = turns.most_common(1) or [(0, 0)]
        if not turn or many < _FEW_TO_TELL or 2 * many <= turns.total():
            return ""
        return (
            f"{_TURNS[turn]} ten opzichte van de vorige foto. "
            "Hield je je telefoon anders? Houd hem recht en maak nog een foto."
        )

    def to_check(self, scene: Scene) -> str:
        """One paddle of the first photo of a round to compare with the room: that it lay on its side shows nowhere."""
        asked = paddle_round(scene.session, scene.card.address)
        counted = self._counted(asked)
        if not counted or _letters_before(asked, scene.marks):
            return ""
        number, index = min(counted)
        return (
            f"Kijk één kaart na: kaart {number} houdt {LETTERS[index]} omhoog. "
            "Klopt dat niet, houd je telefoon dan recht en maak nog een foto."
        )

    def doubts(self, asked: Round) -> Sequence[str]:
        """Which paddles were seen and could not be counted, and why."""
        read = {number for number, _ in self._counted(asked)}
        nothing, unclear = sorted(set(self._all()) - read), sorted(set(self.unclear) - read)
        sentences = []
        if nothing:
            sentences.append(f"{_numbers(nothing, 'houdt', 'houden')} een letter omhoog die hier niets betekent.")
        if unclear:
            sentences.append(
                f"{_numbers(unclear, 'is', 'zijn')} te schuin of dubbel te zien. Houd de letter recht omhoog."
            )
        return sentences


@dataclass(frozen=True, slots=True)
class DealPaddles(Command):
    """Write down how many paddles were handed out, so that the screen shows their letters; 0 takes these away."""

    amount: int | str

    def decide(self, scene: Scene) -> Sequence[ev.AnyEvent]:
        """The number, where it is another one."""
        amount = self._number()
        return () if amount == scene.session.paddles_dealt else [ev.PaddlesDealt(time=scene.now, amount=amount)]

    def _number(self) -> int:
        text = str(self.amount).strip()
        # The length first, since int() raises an error of its own on thousands of figures.
        if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) <= MOST_PADDLES):
            raise CommandRefused(f"Vul bij het aantal kaarten een getal in, van 0 tot en met {MOST_PADDLES}.")
        return int(text)

    def told(self, scene: Scene) -> str:
        """What the screen shows from now on."""
        amount = self._number()
        if not amount:
            return "Er zijn geen kaarten meer in de zaal."
        return f"{count(amount, 'kaart is', 'kaarten zijn')} uitgedeeld. Bij een vraag staan nu letters op de beamer."


def letters_in(typed: str) -> dict[int, str]:
    """By number the letter in what somebody typed, such as `7A, 12 C`; CommandRefused where it is something else."""
    # `7 A` is meant as one paddle and not as two pieces.
    pieces = re.findall(r"[^\s,;]+", re.sub(r"(\d)\s+([A-Za-z])\b", r"\1\2", typed.strip()))
    read = [_TYPED.fullmatch(piece) for piece in pieces]
    wrong = next((piece for piece, one in zip(pieces, read, strict=True) if one is None), "")
    if wrong or not pieces:
        raise CommandRefused("Schrijf per kaart het nummer en de letter, zoals 7A. Zet er een komma tussen.")
    return {int(one[1]): one[2].upper() for one in read if one is not None}


def paddle_round(session: Session, card: str) -> Round:
    """The open round of this card, where paddles can answer it; else CommandRefused says why not."""
    asked = session.open_round
    if asked is None:
        closed = session.last_round(card)
        raise CommandRefused("Er is geen ronde open. Open er eerst een." if closed is None else
                             "De ronde is gesloten. Open hem opnieuw om nog kaarten te tellen.", "open")  # fmt: skip
    if not asked.activity.turned_options():
        raise CommandRefused(NO_PADDLES)
    return asked


def paddles_of(asked: Round, marks: Marks) -> frozenset[int]:
    """The numbers of the paddles that count in a round."""
    numbers = marks.paddles(asked.id) if asked.paddle_marks else {}
    return frozenset(numbers[mark] for mark in asked.paddle_marks if mark in numbers)


def paddles_known(session: Session, marks: Marks) -> frozenset[int]:
    """The numbers of all paddles that were handed out or read in this session."""
    return frozenset(range(1, session.paddles_dealt + 1)).union(
        *(paddles_of(asked, marks) for asked in session.rounds.values())
    )


def in_all(seen: int, known: int) -> str:
    """How many of the paddles of this session were read in a round."""
    return f"In deze ronde: {seen} van de {count(known, 'kaart', 'kaarten')}." if known else ""


def missing_in_words(numbers: Sequence[int]) -> str:
    """Which paddles were read before and not in this round; empty where none is missing."""
    if not numbers:
        return ""
    if len(numbers) > _MOST_NAMED:
        return f"Nog niet gelezen: {len(numbers)} kaarten. Maak nog een foto, van dichterbij."
    return f"Nog niet gelezen: {_listed(numbers)}. Maak daar nog een foto van."


def _letters_before(asked: Round, marks: Marks) -> dict[int, int]:
    """By number the place of the letter that counts by now."""
    options, numbers = range(len(asked.activity.turned_options())), marks.paddles(asked.id)
    turned = [(asked.activity.turned(index), index) for index in options]
    counted = ((numbers[mark], asked.ballots[mark].answer) for mark in asked.paddle_marks if mark in numbers)
    return {number: index for number, answer in counted for option, index in turned if option == answer}


def _ballot(session: Session, asked: Round, mark: str, index: int) -> ev.PaddleBallot:
    # A paddle sends none, and its ballot must look like any other.
    nonce = in_one_form("")
    receipt = receipt_for(asked.id, asked.activity.turned(index), nonce)
    masks = session.masks.beside(asked.activity, asked.id, mark, receipt) if session.masks else ("", "")
    return ev.PaddleBallot(mark, index, receipt, nonce, *masks)


def _mark(ballot: ev.PaddleBallot) -> str:
    return ballot.mark


def _listed(numbers: Sequence[int]) -> str:
    return f"kaart {numbers[0]}" if len(numbers) == 1 else f"de kaarten {listing([*map(str, numbers)])}"


def _numbers(numbers: Sequence[int], one: str, more: str) -> str:
    named = _listed(numbers) if len(numbers) <= _MOST_NAMED else f"{len(numbers)} kaarten"
    return f"{named[0].upper()}{named[1:]} {one if len(numbers) == 1 else more}"
