"""What a participant hears of an answer: its receipt, or why it is not saved."""

from dataclasses import dataclass

from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import glued, phrase

_NOT_SAVED = phrase("Dit antwoord is niet opgeslagen.")


class TooLate(AnswerRefused):
    """The round is closed; `earlier` is the receipt of the voter's answer that counts, if any."""

    def __init__(self, earlier: str = "", *, time_was_up: bool = False) -> None:
        kept = phrase("Je eerdere antwoord telt wel.") if earlier else ""
        why = phrase("De tijd was om.") if time_was_up else phrase("De ronde is gesloten.")
        super().__init__(glued(why, _NOT_SAVED, kept))
        self.earlier = earlier


class OtherQuestion(AnswerRefused):
    """The form asked a question that is not asked any more: its round was taken back, or asks something else."""

    def __init__(self, *, taken_back: bool = False, moved: bool = False) -> None:
        """`moved` where it is the question of another table than where the device sits now."""
        why = phrase("De begeleider nam deze vraag terug.") if taken_back else phrase("Deze vraag is er niet meer.")
        why = phrase("Je zit nu aan een andere tafel.") if moved else why
        super().__init__(glued(why, _NOT_SAVED))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a voter gets for an answer that is saved."""

    code: str
    round_id: str
