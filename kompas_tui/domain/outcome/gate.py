"""The one gate: what may be seen of a round, as values; each is made once and kept as long as it stays the same."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from kompas_tui.domain.kinds import Activity
from kompas_tui.domain.language.alike import folded
from kompas_tui.domain.language.sentences import glued
from kompas_tui.domain.outcome.moving import moved_since
from kompas_tui.domain.outcome.privacy import without_personal
from kompas_tui.domain.outcome.roles import Parts, results_by_role, results_of_tables
from kompas_tui.domain.outcome.turnout import Turnout, turnout_of
from kompas_tui.domain.outcome.veil import (
    Veil,
    hidden_texts,
    phrases,
    texts_of,
    unseen_texts,
    veil_over,
    veiled,
    veiled_text,
)
from kompas_tui.domain.outcome.whereabouts import Whereabouts, whereabouts_in
from kompas_tui.domain.question.pictures import Picture
from kompas_tui.domain.result.abridging import relabelled, short_names
from kompas_tui.domain.result.comparison import Comparison, compared
from kompas_tui.domain.result.differences import difference_sentence
from kompas_tui.domain.result.shapes import Bar, Bars, Result
from kompas_tui.domain.result.together import on_one_field, with_speakers
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

_SESSION_BEFORE = "vorige sessie"
_PHONES, _PADDLES, _HANDS = "telefoons", "kaarten", "handen in de zaal"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The round beside which a result is laid; one of the session before has a title that says so."""

    id: str
    card: str
    title: str
    number: int
    is_same_card: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A result beside an earlier one: which one that is, and what shifted."""

    earlier: Earlier
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Means:
    """By what people answered: how many by each, and what each gave where that may stand apart."""

    phones: int
    hands: int
    paddles: int
    apart: Parts


@dataclass(frozen=True, slots=True)
class KeptBack:
    """How many texts are not shown, and how many of them the facilitator hid."""

    texts: int
    by_facilitator: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What may be seen of one round, by everybody; nothing in it needs to be left out any more."""

    round: str
    question: str
    is_interim: bool
    """Whether the round is open, so that the figures still move."""
    answers: int
    """How many answered with a phone or a paddle; the result counts hands too."""
    sentence: str
    """The result in words, and where roles differ most."""
    in_short: str
    """The result in words alone."""
    result: Result
    by_role: Parts
    by_table: Parts
    """By the name of each table."""
    table_questions: tuple[tuple[str, str], ...]
    """What each table was asked, where that differs."""
    means: Means | None
    """Where not everybody answered with a phone: how many did, and what else there was."""
    beside: tuple[Beside, ...]
    """What it is laid beside: the session before, and the round before or another card's."""
    both: int | None
    """How many answered in this round and in the one before, where that may be said."""
    moved: int | None
    """How many of them answered something else."""
    merged: tuple[tuple[str, str], ...]
    """Words that were counted as another one, each with that one."""
    texts: int
    """How many texts were written, those that are not shown too."""
    kept_back: KeptBack
    taken_along: str
    """How many options came from another card, of how many, and what became of equals; empty where all came."""
    turnout: Turnout | None
    """How many of those who were invited voted, where the question decides."""
    whereabouts: Whereabouts | None
    """How many answered in the room and how many elsewhere, where the deck asks and that may be said."""
    reaction: str = ""
    """What the organisation answered to the question as a whole."""

    @property
    def comparison(self) -> Comparison | None:
        """What shifted, where it is laid beside something."""
        return self.beside[0].comparison if self.beside else None


def outcome_of(session: Session, asked: Round, *, with_personal: bool = False) -> Outcome:
    """What may be seen of a round; `with_personal` is for the full report, which names who can be known by it."""
    # Of a copy for everybody there is no full report, whoever asks for it.
    with_personal = with_personal and not session.is_public
    memory, before = _memory_of(session), session.before(asked)
    # A closed round is tallied anew only where something in it changed, so that the very tally seals its outcome.
    tallies = () if asked.is_open else (asked.result(), before.result() if before else None)
    if with_personal and tallies and without_personal(tallies[0]) is tallies[0]:
        with_personal = False  # it names nobody, so everybody may see all of it
    roles = bool(session.masks), asked.split is not None, asked.table_split is not None
    hidden_here = memory.hidden & _borrowed(asked) if memory.hidden else memory.hidden
    seal = (session.length if asked.is_open else 0, hidden_here, roles, *map(id, tallies))
    sealed = memory.outcomes.get((asked.id, with_personal))
    if sealed is None or sealed.seal != seal:
        outcome = _outcome(session, asked, before, memory.hidden, with_personal=with_personal)
        sealed = memory.outcomes[asked.id, with_personal] = _Made(outcome, seal, tallies)
    return sealed.outcome


def _borrowed(asked: Round) -> set[str]:
    """What in a round's result may be a text from elsewhere; of its own texts the hidden ones are never tallied."""
    headings = (state.group for state in asked.states.values())
    return {folded(text) for text in (*asked.activity.listed(), *asked.merged, *asked.merged.values(), *headings)}


def kept_back(session: Session) -> frozenset[str]:
    """Texts, folded, that may not be shown, though a later question may have them as an option."""
    return _memory_of(session).hidden


def drawn_in_view(session: Session) -> tuple[ev.QuestionDrawn, ...]:
    """The questions that were drawn from a fan, without those that a phone wrote and the facilitator hid since."""
    hidden = kept_back(session)
    return tuple(drawn for drawn in session.drawn if not hidden or folded(drawn.question) not in hidden)


def note_about(session: Session, note: ev.NoteTaken) -> str:
    """The question that a note is about; empty where it is about none, or about one that may not be seen."""
    return "" if note.about and folded(note.about) in kept_back(session) else note.about


def veil_of(session: Session, asked: Activity) -> Veil:
    """What stands in the place of texts that may not be shown, in this question."""
    return veil_over(asked, kept_back(session))


def options_of(session: Session, asked: Round) -> tuple[str, ...]:
    """What a screen lists below the question of a round, as far as it may be seen; each stays on its place."""
    veil = veil_of(session, asked.activity)
    return tuple(veiled_text(option, veil) for option in asked.activity.listed())


def option_pictures_of(session: Session, asked: Round) -> tuple[Picture | None, ...]:
    """The picture of each option, none beside one that may not be seen; nothing where no option has one."""
    options = zip(asked.activity.option_pictures, options_of(session, asked), asked.activity.listed(), strict=False)
    return tuple(picture if seen == option else None for picture, seen, option in options)


def proposal_of(session: Session, asked: Round) -> str:
    """The proposal of a round as far as it may be seen; empty where its question asks no consent."""
    return veiled_text(asked.activity.proposed(), veil_of(session, asked.activity))


def comparison_with(session: Session, asked: Round, earlier: Round) -> Comparison | None:
    """What shifted since a round that the facilitator chose, where both can be laid side by side and were answered."""
    veil = veil_of(session, asked.activity)
    # Not while the round is open: a shift that moves by one tells what the last answer was.
    if asked.is_open or type(earlier.activity) is not type(asked.activity):
        return None
    before, after = earlier.result(), asked.result()
    if not before.answers or not after.answers:
        return None
    comparison = compared(veiled(before, veil), veiled(after, veil))
    # Titles would say the same twice where a card was asked again.
    is_again = earlier.card == asked.card or earlier.title == asked.title
    titles = None if is_again else (earlier.title, asked.title)
    return replace(comparison, titles=titles) if comparison else None


def comparable(session: Session, asked: Round) -> list[Round]:
    """The other closed rounds, of any card, that this one can be laid beside."""
    return [
        other
        for other in session.rounds.values()
        if other is not asked and not other.is_open and comparison_with(session, asked, other) is not None
    ]


def _outcome(
    session: Session, asked: Round, before: Round | None, hidden: frozenset[str], *, with_personal: bool
) -> Outcome:
    veil = veil_over(asked.activity, hidden)

    def seen(result: Result) -> Result:
        return veiled(told_by_now(result if with_personal else without_personal(result), asked), veil)

    result = seen(asked.result())
    by_role = tuple((role, seen(of_role)) for role, of_role in results_by_role(session, asked))
    names = short_names(result)
    sentence = asked.activity.sentence(relabelled(result, names))
    apart = difference_sentence([(role, relabelled(of_role, names)) for role, of_role in by_role])
    if asked.activity.open_roles:
        result = with_speakers(result, by_role)
    return Outcome(
        round=asked.id,
        question=asked.activity.question,
        is_interim=asked.is_open,
        answers=asked.answers,
        sentence=glued(sentence, apart),
        in_short=sentence,
        result=result,
        by_role=by_role,
        by_table=tuple((table, seen(of_table)) for table, of_table in results_of_tables(session, asked)),
        table_questions=asked.activity.table_questions,
        means=_means(asked, result, seen) if asked.hands or asked.paddles else None,
        beside=tuple(_beside(session, asked, before, result, by_role)),
        both=asked.both,
        moved=asked.moved,
        merged=tuple((veiled_text(word, veil), veiled_text(into, veil)) for word, into in asked.merged.items()),
        texts=len(asked.texts()),
        kept_back=KeptBack(unseen_texts(asked), len(hidden_texts(asked))),
        taken_along=asked.taken_along,
        turnout=turnout_of(session, asked, result),
        whereabouts=whereabouts_in(asked),
        reaction=asked.reaction,
    )


def told_by_now(result: Result, asked: Round) -> Result:
    """The result without what is right, as long as the round is open."""
    if not asked.is_open or not isinstance(result, Bars):
        return result
    return replace(result, bars=tuple(replace(bar, is_right=False) for bar in result.bars))


def _beside(session: Session, asked: Round, before: Round | None, result: Result, by_role: Parts) -> Iterator[Beside]:
    """The session before, unless this card had a round before this one; then that round, or the other card's."""
    moved = None if asked.is_open or _is_again(asked, before) else moved_since(session, asked.card, result)
    if moved is not None:
        yield Beside(Earlier(_SESSION_BEFORE, asked.card, moved[0], 0, is_same_card=False), moved[1])
    comparison = comparison_with(session, asked, before) if before is not None else None
    if before is not None and comparison is not None:
        earlier = Earlier(before.id, before.card, before.title, before.number, before.card == asked.card)
        yield Beside(earlier, _shifts_of_groups(session, before, by_role, comparison))


def _is_again(asked: Round, before: Round | None) -> bool:
    return before is not None and before.card == asked.card


def _shifts_of_groups(session: Session, before: Round, by_role: Parts, everybody: Comparison) -> Comparison:
    """How each group moved, where the groups can stand on one field in both rounds; else how the whole moved."""
    first, now = on_one_field(results_by_role(session, before)), on_one_field(by_role)
    each = compared(first, now, in_common=True) if first and now else None
    return replace(each, titles=everybody.titles) if each else everybody


def _means(asked: Round, result: Result, seen: Callable[[Result], Result]) -> Means:
    """Hands were seen by all; paddles, and so the phones beside them, stand apart where neither are a few."""
    people = asked.hands.people if asked.hands else 0
    parts: list[tuple[str, Result]] = []
    if asked.tells_paddles:
        by_means = ((_PHONES, asked.ballots_by(paddle=False)), (_PADDLES, asked.ballots_by(paddle=True)))
        parts = [(name, seen(asked.part(ballots))) for name, ballots in by_means if ballots]
    elif asked.ballots:
        parts = [(f"{_PHONES} en {_PADDLES}" if asked.paddles else _PHONES, seen(asked.result(apart=True)))]
    if asked.hands is not None and isinstance(result, Bars):
        raised = tuple(Bar(bar.label, bar.hands) for bar in result.bars)
        parts.append((_HANDS, replace(result, bars=raised, answers=people, texts=())))
    return Means(asked.answers - asked.paddles, people, asked.paddles, tuple(parts) if len(parts) > 1 else ())


@dataclass(frozen=True, slots=True)
class _Made:
    """An outcome with what it was made from; the tallies are kept, so that nothing else gets their identity."""

    outcome: Outcome
    seal: tuple[object, ...]
    tallies: tuple[Result | None, ...]


_Texts = tuple[Counter[str], Counter[str]]
"""How often each text of a round is hidden, and how often it is not."""


@dataclass(slots=True)
class _Memory:
    """What was worked out of one session."""

    length: int = -1
    hidden: frozenset[str] = frozenset()
    decks: tuple[tuple[str, ...], frozenset[str]] = ((), frozenset())
    outcomes: dict[tuple[str, bool], _Made] = field(default_factory=dict)
    texts: dict[str, tuple[Result | None, _Texts]] = field(default_factory=dict)


# Beside the session and not in it: a session holds what happened, and takes this along when it goes.
_MEMORIES: WeakKeyDictionary[Session, _Memory] = WeakKeyDictionary()


def _memory_of(session: Session) -> _Memory:
    """What was worked out, with the hidden texts as they are now."""
    memory = _MEMORIES.setdefault(session, _Memory())
    if memory.length != session.length:
        memory.hidden, memory.length = _hidden_now(session, memory), session.length
        memory.outcomes = {key: outcome for key, outcome in list(memory.outcomes.items()) if key[0] in session.rounds}
    return memory


def _hidden_now(session: Session, memory: _Memory) -> frozenset[str]:
    if not any(asked.hidden() for asked in session.rounds.values()):
        return frozenset()
    memory.texts = {asked.id: _texts_once(asked, memory.texts.get(asked.id)) for asked in session.rounds.values()}
    counted = [texts for _, texts in memory.texts.values()]
    # What a deck says itself, or somebody else wrote in view, is no secret: without it a question could not be read.
    decks = _words_of_decks(session, memory)
    hidden = frozenset[str]().union(*(unseen for unseen, _ in counted))
    return frozenset(
        text for text in hidden if text not in decks and not any(text in in_view for _, in_view in counted)
    )


def _texts_once(asked: Round, earlier: tuple[Result | None, _Texts] | None) -> tuple[Result | None, _Texts]:
    """The texts of a round; those of a closed one are looked at anew only where something in it changed."""
    tally = None if asked.is_open else asked.result()
    return earlier if earlier is not None and tally is not None and earlier[0] is tally else (tally, texts_of(asked))


def _words_of_decks(session: Session, memory: _Memory) -> frozenset[str]:
    """What the decks say themselves, whoever else wrote it; looked for anew only after an edit."""
    texts = tuple(deck.text for deck in session.decks.values())
    if memory.decks[0] != texts:
        memory.decks = (texts, frozenset(phrase for text in texts for phrase in phrases(text)))
    return memory.decks[1]
