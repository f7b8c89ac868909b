"""How many of those who answered were in the room, and how many elsewhere: never so that a few stand apart."""

from dataclasses import dataclass

from kompas_tui.domain.language.sentences import dotted
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.session.round import SMALLEST, Round
from kompas_tui.domain.session.session import Session


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Of so many answers so many came from elsewhere, and from the room; 0 in the room where that can't be said."""

    answers: int
    elsewhere: int
    in_room: int = 0

    @property
    def sentence(self) -> str:
        """`In de zaal antwoordden 33 mensen, ergens anders 9.`"""
        if self.in_room:
            return f"In de zaal {_answered(self.in_room)}, ergens anders {dotted(self.elsewhere)}."
        whole = count(self.answers, "antwoord", "antwoorden")
        return f"Van de {whole} kwamen er {dotted(self.elsewhere)} van mensen die ergens anders waren."

    @property
    def data(self) -> dict[str, int]:
        """The same as plain data."""
        return {**({"in_de_zaal": self.in_room} if self.in_room else {}), "ergens_anders": self.elsewhere}


def _answered(people: int) -> str:
    return f"antwoordde{'n' if people > 1 else ''} {count(people, 'mens', 'mensen')}"


def whereabouts_of(answers: int, in_room: int, elsewhere: int) -> Whereabouts | None:
    """What of it may be said; None where a few would stand apart, also by taking one figure from another.

    Who did not say it is in neither figure. As long as these are a few, how many were in the room is not said.
    """
    untold = answers - in_room - elsewhere
    if min(in_room, untold) < 0 or elsewhere < SMALLEST or answers - elsewhere < SMALLEST:
        return None
    # A few who said nothing would be found by taking both figures from the whole.
    is_told = in_room >= SMALLEST and (untold == 0 or untold >= SMALLEST)
    return Whereabouts(answers, elsewhere, in_room if is_told else 0)


def most_elsewhere(people: int, elsewhere: int) -> int:
    """How many of these people may be elsewhere, so that neither they nor the others stand apart as a few.

    It is the same for nobody at home and for a few, and for nobody in the room and for a few.
    """
    return people if people - elsewhere < SMALLEST or people < 2 * SMALLEST else max(elsewhere, SMALLEST - 1)


def whereabouts_in(asked: Round) -> Whereabouts | None:
    """The same of a closed round; None also where nobody was asked where they are."""
    return None if asked.is_open else whereabouts_of(asked.answers, asked.in_room, asked.elsewhere)


def most_answered_anywhere(session: Session) -> tuple[Round, Whereabouts] | None:
    """The round with the most answers of those that tell it; None without one."""
    telling = [(asked, told) for asked in session.rounds.values() if (told := whereabouts_in(asked)) is not None]
    return max(telling, key=lambda one: one[1].answers, default=None)
