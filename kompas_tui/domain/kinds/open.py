"""`open`: up to `max` short texts."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.activity import BY_ROLE, LIBRARY_SORTS, STATEMENT_LENGTH, Activity
from kompas_tui.domain.kinds.leading import NO_ANSWERS
from kompas_tui.domain.language.sentences import glued, phrase, phrase_many
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.question.answers import texts_by_field
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.columns import columns_of
from kompas_tui.domain.question.fields import Field, Texts
from kompas_tui.domain.question.options import NO, Options
from kompas_tui.domain.result.shapes import TextList

TEXT_LENGTH = 280
BOARDS = "borden"
WITHOUT_BOARDS = ("kolommen", "berenjacht", BY_ROLE)
"""The keys of a question whose texts can't stand on boards."""
_MOST_COLUMNS, _LONGEST_COLUMN = 6, 60
_MOST_INPUTS, _MOST_LONG = 40, 10
"""So many texts, and so many long ones, can be sent together by a phone."""


@dataclass(frozen=True, kw_only=True)
class Open(Activity):
    """Up to `most` short texts a voter."""

    word: ClassVar[str] = "open"
    takes_support: ClassVar[bool] = True
    sorts_texts: ClassVar[bool] = True
    library_sorts: ClassVar[tuple[str, ...]] = LIBRARY_SORTS
    how_measured: ClassVar[str] = (
        "Open vraag: elke deelnemer schrijft zelf korte teksten. "
        "De volgorde van de teksten zegt niets over wie ze schreef. "
        "Wat de begeleider verbergt, staat niet in dit verslag."
    )
    most: int
    columns: tuple[str, ...] = ()
    boards: tuple[str, ...] = ()
    """The facilitator puts each text on one of these, before it is shown."""
    across: int = 0
    """So many of the columns belong beside each other; the others say the same of another item."""
    is_long: bool = False
    """Whether a text may be a whole proposal or story."""

    @classmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read `max`, `lang`, `berenjacht`, `borden`, and `kolommen` with the `items` that each have them."""
        named, items = _columns(options)
        columns = columns_of(items, named)
        most = options.whole("max", 1 if items else 3, 1, 10)
        is_long = options.yes("lang")
        room = _MOST_LONG if is_long else _MOST_INPUTS
        if len(columns) * most > room:
            many = f"Dit zijn {len(columns)} kolommen met elk {most}, samen {len(columns) * most} teksten."
            options.problem(f"{many} Een telefoon kan er {room} sturen. Maak ‘max’ kleiner.", "kolommen")
        names_bears = options.yes("berenjacht")
        if names_bears and columns:
            options.problem("‘berenjacht’ kan niet met ‘kolommen’. Kies één van de twee.", "berenjacht")
        boards = () if options.raw(BOARDS) in NO else boards_in(options)
        if boards and (columns or names_bears or common["by_role"]):
            options.problem("‘borden’ kan niet met ‘kolommen’, ‘berenjacht’ of ‘per_rol’. Haal dat weg.", BOARDS)
        common = {**common, "moderated": common["moderated"] or bool(boards)}
        return cls(
            most=most, names_bears=names_bears, columns=columns, boards=boards, across=len(named), is_long=is_long,
            **common,
        )  # fmt: skip

    def fields(self) -> tuple[Field, ...]:
        """A few short texts, in each column where there are."""
        length = STATEMENT_LENGTH if self.is_long else TEXT_LENGTH
        if not self.columns:
            return (Texts("tekst", self.question, self.most, length, many_lines=True),)
        return tuple(
            Texts(f"kolom-{number}", column, self.most, length, many_lines=True)
            for number, column in enumerate(self.columns, 1)
        )

    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> TextList:
        """All texts that are not hidden."""
        listed = text_list(self.fields(), ballots, hidden, with_columns=bool(self.columns))
        return replace(listed, columns=self.columns or self.boards, across=self.across or len(self.boards))

    def sentence(self, result: TextList) -> str:
        """How many texts there are, from how many voters, and in which column most."""
        if self.boards:
            return _on_boards(result)
        if not result.items and not result.hidden:
            return NO_ANSWERS
        total = len(result.items) + result.hidden
        words = phrase_many(
            "Er is {aantal} tekst van {mensen}.", "Er zijn {aantal} teksten van {mensen}.",
            aantal=total, mensen=self.voters.counted(result.answers),
        )  # fmt: skip
        hidden = phrase_many(
            "Daarvan is er {aantal} niet te zien.", "Daarvan zijn er {aantal} niet te zien.", aantal=result.hidden
        )
        return glued(words, hidden if result.hidden else "", _fullest(result))


def boards_in(options: Options) -> tuple[str, ...]:
    """The boards that a question has, or all open questions of a deck; none where nothing is said of them."""
    least = 2 if options.has(BOARDS) else 0
    boards = options.texts(BOARDS, at_least=least, at_most=_MOST_COLUMNS, limit=_LONGEST_COLUMN)
    return boards if len(boards) >= least else ()


def _columns(options: Options) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the columns, and the items that each have them."""
    if not options.has("kolommen"):
        if options.raw("items") is not None:
            options.problem("‘items’ hoort bij ‘kolommen’. Zet die er ook bij.", "items")
        return (), ()
    named = options.texts("kolommen", at_least=2, at_most=_MOST_COLUMNS, limit=_LONGEST_COLUMN)
    return named, options.texts("items", at_most=_MOST_INPUTS // 2, limit=_LONGEST_COLUMN)


def _on_boards(result: TextList) -> str:
    """How many texts stand on the boards, and how many the facilitator has not put there."""
    standing = len(result.items)
    sentence: str = phrase_many(
        "Op de borden staat {aantal} tekst.", "Op de borden staan {aantal} teksten.", aantal=standing
    )
    if not standing:
        sentence = phrase("De borden zijn nog leeg.")
    left = phrase_many("{aantal} tekst staat er niet bij.", "{aantal} teksten staan er niet bij.", aantal=result.hidden)
    return glued(sentence, left if result.hidden else "")


def _fullest(result: TextList) -> str:
    """The column with most texts, where one has more than every other."""
    sizes = sorted(((len(result.within(column)), column) for column in result.columns), reverse=True)
    if len(sizes) < 2 or sizes[0][0] == sizes[1][0]:
        return ""
    return phrase("Bij {kolom} staan de meeste: {aantal}.", kolom=quoted(sizes[0][1]), aantal=sizes[0][0])


def text_list(
    fields: Sequence[Field], ballots: Sequence[Ballot], hidden: Set[str], *, with_columns: bool = False
) -> TextList:
    """The texts that are not hidden, in the order of their ids so that nobody's stand together.

    Where they are written in columns each field is one.
    """
    items = [
        replace(item, column=field.label) if with_columns else item
        for ballot in ballots
        for field, item in texts_by_field(fields, ballot)
    ]
    # By their ids, which are hashes: in the order of the ballots a text would tell who came when.
    visible = tuple(sorted((item for item in items if item.id not in hidden), key=lambda item: item.id))
    return TextList(visible, len(ballots), len(items) - len(visible))
