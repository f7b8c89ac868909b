"""`instemming`: consent to a proposal, or object with the reason (consent decision-making)."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import PROPOSAL_LENGTH, Activity
from kompas_tui.domain.kinds.carrying import PROPOSAL
from kompas_tui.domain.kinds.leading import NO_ANSWERS, few_answers
from kompas_tui.domain.kinds.voters import Respondents
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import glued, phrase, phrase_many
from kompas_tui.domain.question.answers import texts_in
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer, Field, OneOf, Texts
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Bar, Bars, TextItem, Unit

CONSENTS, REMARKS, ABSTAINS, OBJECTS = range(4)
POSITIONS = (
    phrase("Ik stem in"),
    phrase("Ik stem in, met een opmerking"),
    phrase("Ik onthoud me"),
    phrase("Ik heb bezwaar"),
)
_HEADINGS = {
    CONSENTS: phrase("Opmerking"),
    REMARKS: phrase("Opmerking"),
    ABSTAINS: phrase("Opmerking"),
    OBJECTS: phrase("Bezwaar"),
}
REASON_LENGTH = 400


@dataclass(frozen=True, kw_only=True)
class Instemming(Activity):
    """Positions on a proposal, with remarks and objections."""

    word: ClassVar[str] = "instemming"
    takes_hands: ClassVar[bool] = True
    seeks_consent: ClassVar[bool] = True
    hint: ClassVar[str] = phrase("Wat vind je van dit voorstel?")
    how_measured: ClassVar[str] = (
        "Instemming: elke deelnemer stemt in, stemt in met een opmerking, onthoudt zich of maakt bezwaar. "
        "Bij een bezwaar hoort een reden. Eén bezwaar is genoeg om het voorstel te bespreken."
    )
    fillable: ClassVar[tuple[str, ...]] = (PROPOSAL,)
    proposal: str

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the proposal."""
        return cls(proposal=options.text(PROPOSAL, required=common["carried"] is None, limit=PROPOSAL_LENGTH), **common)

    def proposed(self) -> str:
        """The proposal."""
        return self.proposal

    def fields(self) -> tuple[Field, ...]:
        """A position, and a reason or remark."""
        return (
            self.turned_field(),
            Texts("reden", phrase("Je opmerking, of de reden van je bezwaar"), 1, REASON_LENGTH, many_lines=True),
        )

    def turned_field(self) -> OneOf:
        """The position; of a remark or an objection the words are asked in the room."""
        return OneOf("instemming", self.proposal, POSITIONS)

    def listed(self) -> tuple[str, ...]:
        """The positions."""
        return POSITIONS

    def check(self, answer: Answer) -> None:
        """An objection needs its reason, a remark its words."""
        position = answer.get("instemming")
        if position is None:
            raise AnswerRefused(phrase("Kies eerst wat je van het voorstel vindt."))
        if position == OBJECTS and "reden" not in answer:
            raise AnswerRefused(phrase("Schrijf de reden van je bezwaar erbij. Dan kan de groep ermee verder."))
        if position == REMARKS and "reden" not in answer:
            raise AnswerRefused(phrase("Schrijf je opmerking erbij, of kies ‘Ik stem in’."))

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Bars:
        """How many take each position; objections before remarks."""
        positions = [ballot.answer["instemming"] for ballot in ballots]
        texts = [
            TextItem(item.id, item.text, _HEADINGS[position], is_objection=position == OBJECTS)
            for ballot, position in zip(ballots, positions, strict=True)
            for item in texts_in(self.fields(), ballot)
            if item.id not in hidden
        ]
        ordered = tuple(sorted(texts, key=lambda item: (not item.is_objection, item.id)))
        bars = tuple(Bar(label, positions.count(index)) for index, label in enumerate(POSITIONS))
        return Bars(bars, len(ballots), Unit.VOTERS, texts=ordered, in_order=True)

    def sentence(self, result: Bars) -> str:
        """Whether there are objections, how many consent."""
        if not result.answers:
            return NO_ANSWERS
        consents = result.bars[CONSENTS].count + result.bars[REMARKS].count
        objects, remarks, abstains = (result.bars[p].count for p in (OBJECTS, REMARKS, ABSTAINS))
        few = few_answers(result.answers)
        agreed = _agreed(consents, result.answers, remarks, self.voters)
        if objects:
            words: str = phrase_many("Er is {aantal} bezwaar.", "Er zijn {aantal} bezwaren.", aantal=objects)
        else:
            words = phrase("Er is geen bezwaar.")
        silent = phrase_many(*self.voters.abstain, aantal=abstains)
        return glued(few, words, agreed, silent if abstains else "")


def _agreed(consents: int, answers: int, remarks: int, voters: Respondents) -> str:
    """Who consents, and how many of them with a remark; who abstains may write one too, and is not among these."""
    if not consents:
        return phrase("Niemand stemt in.")
    if consents == answers:
        sentence = phrase_many(*voters.all_consent, aantal=answers)
    else:
        sentence = phrase_many(*voters.consent, aantal=consents, alle=answers)
    if not remarks:
        return phrase("{zin}.", zin=sentence)
    if remarks == consents:
        return phrase("{zin}, met een opmerking.", zin=sentence)
    return phrase("{zin}, {aantal} met een opmerking.", zin=sentence, aantal=remarks)
