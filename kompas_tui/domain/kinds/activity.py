"""What every kind of activity is and does, and the register of kinds."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Any, ClassVar, Self

from kompas_tui.domain.kinds.carrying import PROPOSAL, Carried
from kompas_tui.domain.kinds.voters import AT_TABLES, PARTICIPANTS, WITH_SLIPS, Respondents
from kompas_tui.domain.language.errors import AnswerRefused
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.text import clean_line
from kompas_tui.domain.language.wording import number, quoted
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.question.fields import (
    NOTHING_FILLED_IN,
    Answer,
    Field,
    Form,
    OneOf,
    Scale,
    Texts,
    is_choice,
    read_answer,
    with_consent,
)
from kompas_tui.domain.question.options import LABEL, Options
from kompas_tui.domain.question.paddles import LETTERS
from kompas_tui.domain.question.pictures import ALT, LONGEST_ALT, PICTURE, Picture, kept_picture
from kompas_tui.domain.result.shapes import Records, Result, TextItem

OPTIONS_AT_LEAST, OPTIONS_AT_MOST, OPTION_LENGTH = 2, 100, 280

STATEMENT_LENGTH = 1_000
"""What people judge or carry on may be so long: a statement, an item, an option."""

PROPOSAL_LENGTH = 4_000
"""A proposal may be so long: the room confirms a whole afternoon's agreements as one."""

OPTIONS = "opties"
"""The key of what can be chosen."""

QUESTION, BY_ROLE, BY_TABLE, TABLES = "vraag", "per_rol", "per_tafel", "tafels"
"""What of a question in a deck says how its answers stand apart."""

LIBRARY_SORTS = (
    "lessen", "verhalen", "evaluaties", "werkvormen", "mijlpalen", "aanspreekpunten", "nieuws", "voorstellen",
)  # fmt: skip
"""As what the answers to a question can stand in the library over all sessions."""

MARKET = "marktplaats"
"""As what asks and offers stand there."""

NO_LIBRARY = "nee"
"""What keeps answers out of it that go there by themselves."""


@dataclass(frozen=True, kw_only=True)
class Activity(ABC):
    """A question on a card, of one kind; `data` is the block it was read from, in plain JSON."""

    word: ClassVar[str]
    hint: ClassVar[str] = ""
    """What a participant does, in a sentence, where the type of the field does not say it."""
    fillable: ClassVar[tuple[str, ...]] = ()
    """The keys of a deck whose list, or text, may be taken from what the group did on other cards."""
    addresses: ClassVar[bool] = False
    """Whether what is taken may be for one role each."""
    takes_parts: ClassVar[bool] = False
    """Whether what a pattern makes of a form is kept in its parts too, for a table with a column for each."""
    takes_hands: ClassVar[bool] = False
    """Whether hands in the room can be added per option."""
    takes_support: ClassVar[bool] = False
    """Whether its texts can be supported in a round of their own."""
    sorts_texts: ClassVar[bool] = False
    """Whether the facilitator can put its texts on boards, or into a fan, before they are shown."""
    fills_canvas: ClassVar[bool] = False
    """Whether its result stands in a cell of a canvas as it is, as a table, without a text of the facilitator."""
    is_support: ClassVar[bool] = False
    """Whether it asks for support of another round's texts, and so is no question of a deck."""
    ticks_off: ClassVar[bool] = False
    """Whether its texts are answered in the room, one after another."""
    tells_personal: ClassVar[bool] = True
    """Whether the full report tells what somebody can be known by; else that stands on lists of its own only."""
    library_sorts: ClassVar[tuple[str, ...]] = ()
    """As what its answers can go to the library over all sessions; they go nowhere unless the deck says so."""
    library_default: ClassVar[str] = ""
    """As what they go there where the deck says nothing."""
    counts_unseen: ClassVar[bool] = False
    """Whether its sentence counts the texts that may not be seen too, and says nothing of them."""
    how_measured: ClassVar[str] = ""
    """How answers are counted, in a few plain sentences for the report."""
    seeks_consent: ClassVar[bool] = False
    """Whether people consent to a proposal by it, or object."""
    kept_secret: ClassVar[tuple[str, ...]] = ()
    """The keys of a deck that nobody may know, or guess from the imprint, before the result is shown."""
    question: str
    table_questions: tuple[tuple[str, str], ...] = ()
    """The question of each table, where they differ; `question` then says so."""
    explanation: str = ""
    by_role: bool = False
    open_roles: bool = False
    moderated: bool = False
    tables: bool = False
    """Whether a table gives one answer together."""
    by_table: bool = False
    """Whether the result is told per table too, of people who answer at one."""
    named_tables: tuple[str, ...] = ()
    """The tables of the evening, one of which a phone has picked; without them it types a number where it needs one."""
    by_slip: bool = False
    """Whether a voter is who has a code on paper, and not a device."""
    compared_with: str = ""
    names_bears: bool = False
    """Whether each text names a bear, which is hunted beside those that were counted."""
    library: str = ""
    """As what its answers go to the library over all sessions; empty where they don't."""
    carried: Carried | None = None
    """What it takes from other cards, as long as that is not filled in."""
    data: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    @abstractmethod
    def read(cls, options: Options, common: Mapping[str, Any]) -> Self:
        """Read the kind's own keys; `common` holds what all kinds have."""

    @abstractmethod
    def fields(self) -> tuple[Field, ...]:
        """The fields that a participant fills in."""

    @cached_property
    def imprint(self) -> str:
        """Short for the whole question as it is asked; one word more or another order gives another."""
        told = {key: value for key, value in self.data.items() if key not in self.kept_secret}
        asked = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
        return sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:8]

    @property
    def limit(self) -> int:
        """The seconds in which it is to be answered; 0 for as long as the round is open."""
        return 0

    @property
    def asks_on(self) -> Picture | None:
        """The picture on which an answer is given; none for most kinds."""
        return None

    @property
    def right(self) -> str:
        """The right answer; empty where there is none."""
        return ""

    def is_right(self, answer: Answer) -> bool:
        """Whether this is the right answer; only where there is one."""
        return False

    def form(self) -> tuple[Field, ...]:
        """All that an answer may hold: the kind's own fields, each personal one with its tick.

        They come after the table where that gives one answer together.
        """
        return self._form

    @cached_property
    def _form(self) -> tuple[Field, ...]:
        # Each answer is read against it, and a list of options is long.
        fields = with_consent(self.fields())
        return (TABLE_NAME if self.named_tables else TABLE_NUMBER, *fields) if self.tables else fields

    @property
    def one_a_table(self) -> bool:
        """Whether a table of the evening gives one answer together, whichever of its phones sends it."""
        return self.tables and bool(self.named_tables)

    @property
    def needs_table(self) -> bool:
        """Whether somebody has to have picked a table to be asked this."""
        return bool(self.named_tables) and (self.tables or bool(self.table_questions))

    def asked_at(self, table: str) -> "Activity":
        """The question as this table is asked it."""
        own = dict(self.table_questions).get(table)
        return replace(self, question=own) if own else self

    def question_of(self, answer: Answer) -> str:
        """The question as the table that gave this answer together was asked it."""
        return self.asked_at(self.spoke_for(answer)).question

    def spoke_for(self, answer: Answer) -> str:
        """The table of the evening that gave this answer together; empty where a person gave it."""
        return answer[TABLE_NAME.name][0] if self.one_a_table else ""

    def imprint_at(self, table: str) -> str:
        """The imprint of the question as this table is asked it: of who sits elsewhere since, it is another one."""
        if not self.needs_table:
            return self.imprint
        return sha256(f"{self.imprint}~{table}".encode("utf-8", "surrogatepass")).hexdigest()[:8]

    def has_table(self, answer: Answer) -> bool:
        """Whether the table that gave this answer is one of the evening's, where it has to be."""
        return not self.one_a_table or self.spoke_for(answer) in self.named_tables

    @property
    def tells_tables(self) -> bool:
        """Whether the result is told per table, of people who picked one."""
        return bool(self.named_tables) and not self.tables

    @property
    def tells_roles(self) -> bool:
        """Whether the result is told per role too."""
        return self.by_role

    @property
    def public_names(self) -> Mapping[str, str]:
        """The names of its fields by their questions, as far as other cards may take from them.

        What a person can be known by is not there; only a form names its fields.
        """
        return {}

    def rows_by_name(self, result: Records) -> list[dict[str, str]]:
        """What each filled-in form says under the names of its fields, without what is personal."""
        return []

    @property
    def voters(self) -> Respondents:
        """Who answers: tables where each gives one answer together, who has a slip, else people."""
        return AT_TABLES if self.tables else WITH_SLIPS if self.by_slip else PARTICIPANTS

    @property
    def decides(self) -> bool:
        """Whether the group decides by it, so that it is told how many of those who were asked voted."""
        return self.by_slip

    @property
    def per_phone(self) -> int:
        """How many of its fields each phone is asked, at random; 0 where all of them."""
        return 0

    def form_for(self, role: str) -> tuple[Field, ...]:
        """The fields that somebody with this role is asked; the whole form for most kinds."""
        return self.form()

    def turned_field(self) -> OneOf | Scale | None:
        """The field that the turn of a paddle can fill in, where nothing else is asked; None for most kinds."""
        fields = self.form()
        first = fields[0] if len(fields) == 1 else None
        return first if isinstance(first, OneOf | Scale) else None

    def turned_options(self) -> tuple[str, ...]:
        """What the letters of a paddle stand for, in their order; nothing where no paddle can give the answer."""
        asked = None if self.by_slip or self.tables or self.needs_table or self.seats else self.turned_field()
        match asked:
            case OneOf(options=options) if 2 <= len(options) <= len(LETTERS):
                return options
            case Scale(scores=scores, ends=ends) if len(scores) <= len(LETTERS):
                words = dict(zip((scores[0], scores[-1]), ends or (), strict=False))
                return tuple(
                    f"{number(score)} ({words[score]})" if score in words else number(score) for score in scores
                )
            case _:  # what has more answers, or others, than four turns can give
                return ()

    def turned(self, index: int) -> Answer:
        """The answer of a paddle that is turned to the letter at this place; only where that is among its options."""
        asked = self.turned_field()
        assert asked is not None, "who asks has seen the options"
        return {asked.name: asked.scores[index] if isinstance(asked, Scale) else index}

    def listed(self) -> tuple[str, ...]:
        """What a screen lists below the question: options, or the labels of several fields."""
        fields = self.fields()
        if len(fields) == 1:
            options: tuple[str, ...] = getattr(fields[0], "options", ())
            return options
        return tuple(field.label for field in fields)

    @cached_property
    def option_pictures(self) -> tuple[Picture | None, ...]:
        """The picture of each option, in the order of the options; nothing where none has one."""
        pictures = tuple(map(_picture_of, self._options_said))
        return pictures if any(pictures) else ()

    @property
    def pictured(self) -> dict[str, Mapping[str, Any]]:
        """The options with a picture as their blocks say them, by their texts: so they can be carried on."""
        pairs = zip(self.listed(), self._options_said, strict=False)
        return {text: option for text, option in pairs if _picture_of(option) is not None}

    @property
    def _options_said(self) -> Sequence[Any]:
        """What its block says of each option."""
        listed = self.data.get(OPTIONS)
        return listed if isinstance(listed, list) else ()

    def sources(self) -> tuple[Carried, ...]:
        """All that it takes from other cards, as long as that is not filled in."""
        return (self.carried,) if self.carried else ()

    def beside(self) -> tuple[str, ...]:
        """What stands behind each option that is listed, such as what it costs; nothing for most kinds."""
        return ()

    def advice(self) -> tuple[str, ...]:
        """What a facilitator may have meant otherwise, though it works as it stands."""
        return ()

    def measured(self) -> tuple[str, ...]:
        """How answers to this question are counted: the way of its kind, then what its own keys add to that."""
        return (self.how_measured,) if self.how_measured else ()

    def form_dealt(self, role: str, hand: Set[str] | None) -> tuple[Field, ...]:
        """The fields that somebody with this role is asked; of its own ones those in `hand`, where there is one."""
        if hand is None:
            return self.form_for(role)
        own = {field.name for field in self.fields()}
        return tuple(field for field in self.form_for(role) if field.name in hand or field.name not in own)

    def read_form(self, form: Form, role: str = "", table: str = "", hand: Set[str] | None = None) -> Answer:
        """The answer that a form holds of somebody with this role at this table; AnswerRefused names what to change.

        `hand` has the names of the fields that this phone was asked, where it was not asked all.
        """
        if self.needs_table and table not in self.named_tables:
            raise AnswerRefused(PICK_A_TABLE)
        if self.one_a_table:
            form = {**form, TABLE_NAME.inputs[0]: [table]}
        answer = read_answer(self.form_dealt(role, hand), form)
        if self.tables:
            if len(answer) == 1:
                raise AnswerRefused(NOTHING_FILLED_IN)
            if not self.named_tables:
                answer[TABLE_NUMBER.name] = [_table_number(answer[TABLE_NUMBER.name][0])]
        answer = self.kept(answer)
        self.check(answer)
        return answer

    def check(self, answer: Answer) -> None:  # noqa: B027 - most kinds have nothing to check across fields
        """Refuse an answer whose fields don't fit each other, with AnswerRefused."""

    def kept(self, answer: Answer) -> Answer:
        """The answer as it is kept: for most kinds as it was given."""
        return answer

    def chosen(self, answer: Answer) -> Answer:
        """What of an answer is a choice: another one is a changed mind, other words for a reason are not."""
        return {field.name: answer[field.name] for field in self.fields() if field.name in answer and is_choice(field)}

    def proposed(self) -> str:
        """The proposal that it asks consent for; empty for every other kind."""
        return ""

    def with_proposal(self, proposal: str) -> dict[str, Any]:
        """The question with an amended proposal, as a round keeps it; only where there is one."""
        return {**self.data, PROPOSAL: proposal}

    def private_outcome(self, answer: Answer) -> tuple[str, ...]:
        """What only the voter's own phone shows, in sentences; nothing for most kinds."""
        return ()

    @property
    def seats(self) -> tuple[int, ...]:
        """How many places each option has, where one signs up for places; nothing for most kinds."""
        return ()

    @property
    def signs_up_once(self) -> bool:
        """Whether somebody signs up for one thing, so that each answer is one place at most."""
        return False

    @property
    def supports(self) -> str:
        """The round whose texts it asks support for; empty for every question of a deck."""
        return ""

    def support_of(self, texts: Sequence[TextItem], ballots: Sequence[Ballot]) -> dict[str, int]:
        """The support of these texts by their ids, where it asks for that; nothing for every question of a deck."""
        return {}

    @property
    def boards(self) -> tuple[str, ...]:
        """The boards on which the facilitator puts texts; none for most questions."""
        return ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns in which its texts stand; none for most questions."""
        return ()

    def signed(self, answer: Answer) -> tuple[int, ...]:
        """The options with places that an answer signs up for."""
        return ()

    def waits(self, answer: Answer) -> bool:
        """Whether somebody wants to wait for a place where there is none."""
        return False

    def contact(self, answer: Answer) -> str:
        """How who signs up can be reached; empty where that was not said."""
        return ""

    @abstractmethod
    def tally(self, ballots: Sequence[Ballot], hidden: Set[str] = frozenset()) -> Result:
        """The result of these ballots, without the texts whose ids are hidden."""

    @abstractmethod
    def sentence(self, result: Any) -> str:
        """The result in a sentence or two: who leads, how clear, how divided."""


def _picture_of(option: Any) -> Picture | None:
    if not isinstance(option, Mapping) or (picture := kept_picture(option.get(PICTURE))) is None:
        return None
    alt = str(option.get(ALT) or option.get(LABEL) or "")
    return picture.saying(clean_line(alt, LONGEST_ALT)) if picture.is_kept else None


KINDS: dict[str, type[Activity]] = {}

TABLE_NUMBER = Texts("tafel", phrase("Het nummer van je tafel"), 1, 4, accepts="number", required=True)
"""The field in which a phone says for which table it answers, where the evening has no tables of its own."""

TABLE_NAME = Texts(TABLE_NUMBER.name, phrase("Je tafel"), 1, 60, required=True)
"""The same with the table that the phone picked for the evening; nobody types it."""

EACH_ITS_OWN = phrase("Elke tafel heeft een eigen vraag.")
"""The question of all tables together, where each has its own."""

PICK_A_TABLE = phrase("Kies eerst je tafel. Verstuur daarna je antwoord.")


def _table_number(typed: str) -> str:
    if not (typed.isdigit() and int(typed)):
        raise AnswerRefused(
            phrase("{tekst} is geen nummer van een tafel. Vul een heel getal in, zoals 3.", tekst=quoted(typed))
        )
    return str(int(typed))


def register(kind: type[Activity]) -> None:
    """Make a kind known by its word."""
    KINDS[kind.word] = kind
