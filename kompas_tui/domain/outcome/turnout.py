"""How many of those who were asked took part: of a vote, and of each role as far as that may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from kompas_tui.domain.language.sentences import glued, phrase, phrase_many
from kompas_tui.domain.language.wording import count
from kompas_tui.domain.outcome.roles import Parts, results_by_role
from kompas_tui.domain.result.shapes import Bars, Result
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many voted, of how many who were invited, or how many slips were used, of how many; `valid` are not blank.

    From `shared` devices more than one slip was used. A result `with_threshold` says itself how many are blank.
    """

    voted: int
    invited: int
    by_slip: bool = False
    valid: int = 0
    shared: int = 0
    with_threshold: bool = False

    @property
    def sentence(self) -> str:
        """`Opkomst: 30 van de 40 genodigden, dat is 75 procent.`"""
        if self.by_slip:
            return glued(self._slips, self._valid, self._devices)
        if self.voted > self.invited:
            votes, people = count(self.voted, "stem", "stemmen"), count(self.invited, "mens", "mensen")
            return phrase_many(
                "Er zijn {stemmen}. Genodigd was {mensen}.", "Er zijn {stemmen}. Genodigd waren {mensen}.",
                aantal=self.invited, stemmen=votes, mensen=people,
            )  # fmt: skip
        # Rounded to the nearest in whole numbers: in floating point half a percent falls either way.
        share = (200 * self.voted + self.invited) // (2 * self.invited)
        return phrase(
            "Opkomst: {aantal} van de {alle}, dat is {procent} procent.",
            aantal=self.voted,
            alle=count(self.invited, "genodigde", "genodigden"),
            procent=share,
        )

    @property
    def _slips(self) -> str:
        return phrase_many(
            "Van de {briefjes} is er {aantal} gebruikt.",
            "Van de {briefjes} zijn er {aantal} gebruikt.",
            aantal=self.voted,
            briefjes=count(self.invited, "stembriefje", "stembriefjes"),
        )

    @property
    def _valid(self) -> str:
        """How many count, where not all do and nothing else says it."""
        if self.valid == self.voted or self.with_threshold:
            return ""
        return phrase("Geldige stemmen: {geldig}.", geldig=self.valid)

    @property
    def _devices(self) -> str:
        """That one device voted for several people; after a restart it is no more known of all of them."""
        if not self.shared:
            return ""
        devices = count(self.shared, "toestel", "toestellen")
        return phrase("Op minstens {toestellen} is met meer dan één stembriefje gestemd.", toestellen=devices)

    @property
    def data(self) -> dict[str, int]:
        """The same as plain data."""
        if self.by_slip:
            slips = {"stembriefjes": self.invited, "gebruikt": self.voted, "geldig": self.valid}
            return {**slips, "toestellen_met_meer": self.shared}
        return {"stemmen": self.voted, "genodigd": self.invited}


def turnout_of(session: Session, asked: Round, result: Result) -> Turnout | None:
    """The turnout of a vote that decides; None where nobody said who was invited, or one phone speaks for a table."""
    if asked.activity.by_slip and session.slips is not None:
        valid = result.valid if isinstance(result, Bars) else result.answers
        needs = isinstance(result, Bars) and bool(result.vote.needs)
        return Turnout(result.answers, session.slips.amount, True, valid, asked.shared, needs)
    if not asked.activity.decides or asked.activity.tables or not session.people_invited:
        return None
    return Turnout(result.answers, session.people_invited)


@dataclass(frozen=True, slots=True)
class RoleTurnout:
    """How many of a role were invited, and how many answered; None where that role is not shown apart."""

    role: str
    invited: int
    answered: int | None


def turnout_by_role(session: Session) -> tuple[Round, Sequence[RoleTurnout]] | None:
    """Of the question by role that most answered: per invited role how many did; None without one."""
    groups = [group for group in session.invited if group.role]
    most_answered = answered_by_role(session)
    if most_answered is None or not groups:
        return None
    asked, answered = most_answered
    told = dict(answered)
    return asked, [RoleTurnout(group.role, group.people, told.get(group.role)) for group in groups]


def answered_by_role(session: Session) -> tuple[Round, Sequence[tuple[str, int]]] | None:
    """Of the question by role that most answered: how many of each role that may stand apart; None without one."""
    split = [(asked, parts) for asked in session.rounds.values() if (parts := results_by_role(session, asked))]
    if not split:
        return None
    asked, parts = max(split, key=lambda one: _answers(one[1]))
    return asked, [(role, part.answers) for role, part in parts]


def _answers(parts: Parts) -> int:
    return sum(part.answers for _, part in parts)
