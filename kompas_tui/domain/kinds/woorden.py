"""`woorden`: up to `max` words, shown by weight."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import LIBRARY_SORTS, Activity
from kompas_tui.domain.kinds.leading import NO_ANSWERS
from kompas_tui.domain.language.sentences import glued, phrase, phrase_many
from kompas_tui.domain.language.wording import count, listing, quoted
from kompas_tui.domain.question.answers import texts_in
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import Answer, Field, Texts
from kompas_tui.domain.question.options import Options
from kompas_tui.domain.result.shapes import Word, Words

_WORD_LENGTH = 40


@dataclass(frozen=True, kw_only=True)
class Woorden(Activity):
    """Up to `most` words a voter; a word counts once a voter."""

    word: ClassVar[str] = "woorden"
    library_sorts: ClassVar[tuple[str, ...]] = LIBRARY_SORTS
    how_measured: ClassVar[str] = (
        "Woorden: elk woord telt één keer per deelnemer. Alleen woorden die gelijk geschreven zijn, tellen samen. "
        "Hoofdletters maken daarbij niet uit."
    )
    most: int

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read `max`."""
        return cls(most=options.whole("max", 3, 1, 10), **common)

    def fields(self) -> tuple[Field, ...]:
        """A few short texts."""
        return (Texts("woord", self.question, self.most, _WORD_LENGTH),)

    def chosen(self, answer: Answer) -> Answer:
        """The words themselves, in whatever order and spelling."""
        return {"woord": sorted({word.casefold() for word in answer.get("woord", ()) if word})}

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Words:
        """How many voters gave each word, in the spelling that most of them used."""
        fields, counts, spellings = self.fields(), Counter[str](), defaultdict[str, Counter[str]](Counter)
        for ballot in ballots:
            given = {item.text for item in texts_in(fields, ballot) if item.id not in hidden}
            counts.update({text.casefold() for text in given})
            for text in given:
                spellings[text.casefold()][text] += 1
        words = [Word(_commonest(spellings[folded]), amount) for folded, amount in counts.items()]
        return Words(tuple(sorted(words, key=lambda word: (-word.count, word.text.casefold()))), len(ballots))

    def sentence(self, result: Words) -> str:
        """The word that most voters gave, and how many words there are."""
        if not result.words:
            return phrase("De woorden zijn niet te zien.") if result.answers else NO_ANSWERS
        top = result.words[0].count
        leaders = [quoted(word.text) for word in result.words if word.count == top]
        all_words = count(len(result.words), "woord", "verschillende woorden")
        if top == 1:
            return (
                phrase("Er zijn {woorden}, elk één keer genoemd.", woorden=all_words)
                if len(leaders) > 1
                else phrase("Eén woord: {woord}.", woord=leaders[0])
            )
        if len(leaders) > 3:
            return phrase(
                "{aantal} woorden zijn het vaakst genoemd, elk door {mensen}. Er zijn {woorden}.",
                aantal=len(leaders),
                mensen=self.voters.counted(top),
                woorden=all_words,
            )
        text = phrase_many(
            "{woorden} is het vaakst genoemd, door {mensen}.",
            "{woorden} zijn het vaakst genoemd, elk door {mensen}.",
            aantal=len(leaders),
            woorden=listing(leaders),
            mensen=self.voters.counted(top),
        )
        return glued(
            text, phrase_many("Er is {woorden}.", "Er zijn {woorden}.", aantal=len(result.words), woorden=all_words)
        )


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda text: (-spellings[text], text))
