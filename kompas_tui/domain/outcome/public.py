"""What may be told to everybody: a session made public, from which report and data are made as from any other.

So no builder can forget a rule. The gate decides what may be seen of a round; this decides what may leave the room.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Any, Literal, TypeGuard

import msgspec

from kompas_tui.domain.kinds.activity import OPTION_LENGTH
from kompas_tui.domain.language.alike import folded
from kompas_tui.domain.language.identifying import TextSpan, blanked, replaced
from kompas_tui.domain.language.person_names import PeopleNamed, people_in
from kompas_tui.domain.language.wording import count, shortened
from kompas_tui.domain.outcome.roles import results_by_role, results_of_tables
from kompas_tui.domain.outcome.veil import phrases
from kompas_tui.domain.question.answers import texts_in
from kompas_tui.domain.question.fields import Answer, Field, Texts, Value
from kompas_tui.domain.result.shapes import Pairs, Records, TextList, Words
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.brought import BroughtCell
from kompas_tui.domain.session.correcting import settled
from kompas_tui.domain.session.round import SMALLEST, Round
from kompas_tui.domain.session.session import Session

Variant = Literal["volledig", "openbaar"]
"""Who reads it: the organisation itself, or everybody."""

_COLLECTIVE = frozenset(
    ("gemeente", "bewoners", "ondernemers", "iedereen", "wij", "groep", "deelnemers", "organisatie", "raad", "college")
)
"""Who is no person, besides the roles of the session."""

_ARTICLES = ("de ", "het ", "een ", "alle ")
_OF_TEXTS = frozenset(shape.shape for shape in (TextList, Words, Records, Pairs))
_TEXTS_BESIDE = frozenset({"texts", "ideas"})
_NAMED_COLUMNS = frozenset({"wie", "aan wie"})

_ASKS_A_NAME = re.compile(r"\b(?:naam|heet|heten|wie ben|wie bent)\b", re.IGNORECASE)
"""A question to which a name is the answer, however it is typed."""

_WORD = re.compile(r"[^\W\d_]+")
_NOBODY = re.compile(r"(?!)")
"""Finds nothing."""

POINTERS = frozenset(
    ("round", "card", "after", "mark", "receipt", "nonce", "role_mask", "table_mask", "key", "text_id", "ask", "offer",
     "picture", "bear", "cell", "code", "fingerprint", "decks", "deck", "details")
)  # fmt: skip
"""What in an event is no text that somebody typed in the room: what points at something, and what is told as it is."""


@dataclass(frozen=True, slots=True)
class Blanked:
    """What was left out of a text, of which sort it is, and at which card it stood."""

    sort: str
    text: str
    card: str


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """A session that everybody may read, with what was left out of it."""

    session: Session
    blanked: tuple[Blanked, ...]
    unseen: int
    """How many texts never stood on the beamer and were not ticked."""
    notes: int
    """How many notes of the facilitator stay out."""
    names: Set[str] = frozenset()
    """The first and last names of who was filled in: alone they may be ordinary words, and stay at times."""
    stays: tuple[Blanked, ...] = ()
    """What stands in what the organisation says of the session itself, and is told as it is."""


def public_copy(session: Session) -> PublicCopy:
    """The session without what is private; what the decks and the organisation say of themselves stays."""
    cleaner = _Cleaner(session)
    happened = settled(session.happened)
    told = [public_event for event in happened for public_event in cleaner.kept(event)]
    hidden = [*_never_seen(session, happened)]
    # Without masks: of a session that runs, two copies with a split each would tell by subtraction who came between.
    twin = Session([*told, *hidden], is_public=True)
    notes = sum(isinstance(event, ev.NoteTaken) for event in happened)
    names = cleaner.people.names
    return PublicCopy(twin, tuple(cleaner.blanked), len(hidden), notes, names, tuple(_stays(session.details)))


def few_answered(session: Session) -> str:
    """Where a reader may guess who chose what: so few answered, or a few stand apart as the phone said; or nothing."""
    closed = [asked for asked in session.rounds.values() if not asked.is_open]
    few = sum(0 < asked.answers < SMALLEST for asked in closed)
    openly = sum(_tells_a_few_apart(session, asked) for asked in closed)
    sentences = []
    if few:
        sentences.append(
            f"Bij {count(few, 'ronde', 'rondes')} kwamen minder dan {SMALLEST} antwoorden binnen. "
            "Daar is soms te raden wie wat koos."
        )
    if openly:
        sentences.append(
            f"Bij {count(openly, 'ronde', 'rondes')} staat een kleine groep apart. "
            "Daar is te zien wat die paar mensen kozen. Dat stond bij de vraag."
        )
    return " ".join(sentences)


def _tells_a_few_apart(session: Session, asked: Round) -> bool:
    """Whether a role or a table of a few people stands by itself, since the question was asked openly."""
    if not asked.activity.open_roles or asked.answers < SMALLEST:
        return False
    groups = [*results_by_role(session, asked), *(() if asked.activity.tables else results_of_tables(session, asked))]
    return any(0 < result.answers < SMALLEST for _, result in groups)


def _stays(details: ev.Details) -> Iterator[Blanked]:
    for detail in (details.title, details.place, details.organisation, details.purpose):
        yield from (Blanked(one.sort, one.text, "") for one in blanked(detail)[1])


def _never_seen(session: Session, happened: Sequence[ev.AnyEvent]) -> Iterator[ev.TextModerated]:
    """The texts that may be seen, but that nobody in the room has: each is hidden, as a facilitator hides one."""
    last = session.latest
    seen, asked_about = _seen_marks(happened), _asked_about(session)
    for asked in session.rounds.values():
        ids = asked.hidden()
        for mark, ballot in asked.ballots.items():
            if mark in seen.get(asked.id, ()):
                continue
            for item in texts_in(asked.activity.fields(), ballot):
                ticked = asked.states.get(item.id)
                if item.id in ids or (ticked is not None and ticked.shown) or folded(item.text) in asked_about:
                    continue
                assert last is not None, "somebody answered, so a session began"
                yield ev.TextModerated(time=last, round=asked.id, text_id=item.id, act="verberg")


def _seen_marks(happened: Sequence[ev.AnyEvent]) -> Mapping[str, set[str]]:
    """By round: whose answers, as they were last given, were in when its result stood on the beamer."""
    seen: dict[str, set[str]] = {}
    cast: dict[str, set[str]] = {}
    on_beamer = ""
    for event in happened:
        match event:
            case ev.BallotCast():
                cast.setdefault(event.round, set()).add(event.mark)
                if event.round != on_beamer:  # changed since it stood there
                    seen.get(event.round, set()).discard(event.mark)
                else:
                    seen[event.round].add(event.mark)
            case ev.ResultShown():
                on_beamer = event.round
                seen.setdefault(on_beamer, set()).update(cast.get(on_beamer, ()))
            case ev.ResultHidden() | ev.CardShown() | ev.RoundOpened():
                on_beamer = ""
            case _:  # nothing else changes what stands on the beamer
                pass
    return seen


def _asked_about(session: Session) -> set[str]:
    """The texts that became an option, a proposal or a question: they were asked, so everybody has read them."""
    listed = {
        text for asked in session.rounds.values() for text in (*asked.activity.listed(), asked.activity.proposed())
    }
    return {folded(text) for text in (*listed, *(drawn.question for drawn in session.drawn)) if text}


@dataclass(slots=True)
class _Cleaner:
    """Takes out of each event what is private, and keeps what that was."""

    session: Session
    blanked: list[Blanked] = field(default_factory=list)
    deck_words: set[str] = field(default_factory=set)
    cut: dict[str, str] = field(default_factory=dict)
    """How a text that was cut to be an option is told, by what was left of it."""
    people: PeopleNamed = field(default_factory=lambda: PeopleNamed(()))
    """Who was filled in as present, as a person or as who does something."""
    put_in: re.Pattern[str] = _NOBODY
    """Who does something, in whatever words: the program puts it in what it lays before the room."""
    where: str = ""

    def __post_init__(self) -> None:
        self.deck_words = {phrase for deck in self.session.decks.values() for phrase in phrases(deck.text)}
        doing = {who for who in _doing(self.session) if not self._as_role(who)}
        known = self._told_by_organisation()
        named = [*((who, False) for who in doing), *_filled_in(self.session)]
        named += [(who, True) for who in _present(self.session)]
        people = {
            person
            for who, however_typed in named
            for person in people_in(who, however_typed=however_typed)
            if folded(person.whole) not in known and not _COLLECTIVE & set(folded(person.whole).split())
        }
        self.people = PeopleNamed(people, self._ordinary(known))
        self.put_in = _any_of(doing)
        for asked in self.session.rounds.values():
            for item in asked.texts():
                # A name may end where the text was cut, so that what is left of it is found by no pattern any more.
                one_line = " ".join(item.text.split())
                left = shortened(one_line, OPTION_LENGTH)
                if left != one_line and (clean := blanked(one_line)[0]) != one_line:
                    self.cut[folded(left)] = shortened(clean, OPTION_LENGTH)

    def _told_by_organisation(self) -> str:
        """What decks and details say, folded: whoever is called there is no secret."""
        details = self.session.details
        details_texts = (details.title, details.place, details.organisation, details.purpose)
        return folded("\n".join((*details_texts, *(deck.text for deck in self.session.decks.values()))))

    def _ordinary(self, known: str) -> Set[str]:
        """The words of the organisation, and those that people write in small letters."""
        texts = (item.text for asked in self.session.rounds.values() for item in asked.texts())
        return {*_WORD.findall(known), *(word for text in texts for word in _WORD.findall(text) if word.islower())}

    def kept(self, event: ev.AnyEvent) -> Sequence[ev.AnyEvent]:
        """The event as everybody may read it; none where it is private as a whole."""
        self.where = self._title(event)
        match event:
            # Corrections are carried out by now, and what was taken back is out: their events would tell what it was.
            case ev.NoteTaken() | ev.Undone() | ev.WrittenCorrected() | ev.WrittenRemoved():
                return ()
            case ev.BoxAsked() | ev.BoxSupported() | ev.BoxHandled():
                asked = self.session.box.get(event.text_id)
                if asked is None or not asked.shown:
                    return ()
                return [
                    msgspec.structs.replace(event, reason="")
                    if isinstance(event, ev.BoxHandled)
                    else self._clean(event)
                ]
            case ev.PhotoTaken():
                return [self._clean(event)] if event.public else ()
            case ev.AttendanceTaken():
                return [msgspec.structs.replace(event, names=())]
            case ev.ActionAgreed():
                return [self._clean(msgspec.structs.replace(event, who=self._as_role(event.who)))]
            case ev.PromiseMade():
                named = {"who": self._as_role(event.who), "to": self._as_role(event.to)}
                return [self._clean(msgspec.structs.replace(event, **named))]
            case ev.BallotCast():
                return [self._ballot(event)]
            case ev.TextModerated():  # what another text is put with is pointed at, and stays
                return [msgspec.structs.replace(self._clean(event), reason="", into=event.into)]
            case ev.Continued():
                return [self._clean(self._continued(event))]
            case ev.RoundOpened():
                return [self._clean(msgspec.structs.replace(event, question=self._unnamed(event.question)))]
            case ev.CellSet():
                return [self._clean(msgspec.structs.replace(event, text=self._unnamed(event.text)))]
            case ev.GroupsFormed():  # of a few that were not in the room it would tell how many
                return [self._clean(msgspec.structs.replace(event, apart=()))]
            case ev.Ended():
                return [self._clean(_ended(event))]
            case (
                ev.Started() | ev.Described() | ev.DeckEdited() | ev.KeyReplaced() | ev.Joined() | ev.RouteChosen()
                | ev.RoundResumed() | ev.RoundClosed() | ev.ResultShown() | ev.ResultHidden() | ev.Matched()
                | ev.HandsCounted() | ev.RoomLocked() | ev.RoomUnlocked() | ev.TabletAllowed() | ev.ActionFinished()
                | ev.CanvasLaid() | ev.CanvasDescribed() | ev.RhythmChanged() | ev.GroupsGrown()
                | ev.GroupsMoved() | ev.CardAdded() | ev.BoardWritten() | ev.Reacted()
                | ev.PaddlesDealt() | ev.PaddlesRead()
                | ev.DecisionTaken() | ev.Parked() | ev.FeedbackPlanned() | ev.TextWeighed() | ev.WordsMerged()
                | ev.QuestionDrawn() | ev.QuestionAdded() | ev.CardShown() | ev.FloorClosed() | ev.RhythmStarted()
            ):  # fmt: skip
                return [self._clean(event)]
            case _:  # what says nothing of it here is for nobody
                return ()

    def _title(self, event: ev.AnyEvent) -> str:
        """The card at which something was written; each place has what a person can find it by."""
        rounds, round_id = self.session.rounds, getattr(event, "round", "")
        if round_id in rounds:
            return rounds[round_id].title
        card = getattr(event, "card", "")
        return next((visit.title for visit in self.session.course if visit.card == card), card)

    def _clean(self, event: ev.AnyEvent) -> Any:
        """The event with nothing in its texts by which somebody can be known, whatever texts it has or gets."""
        return self._without(event)

    def _without(self, value: Any) -> Any:
        """A value without what tells who somebody is; what a deck says itself stays."""
        match value:
            case StrEnum():
                return value
            case str():
                return self._text(value)
            case msgspec.Struct():
                texts = [name for name in value.__struct_fields__ if name not in POINTERS]
                clean = {name: self._without(getattr(value, name)) for name in texts}
                return msgspec.structs.replace(value, **clean)
            case dict():
                return {self._text(name): self._without(item) for name, item in value.items()}
            case list() | tuple():
                return type(value)(map(self._without, value))
            case _:
                return value

    def _text(self, text: str) -> str:
        if folded(text) in self.deck_words:
            return text
        if folded(text) in self.cut:
            return self.cut[folded(text)]
        clean, told = blanked(text)
        self.blanked += [Blanked(one.sort, one.text, self.where) for one in told]
        return self._without_spans(clean, self.people.spans(clean))

    def _unnamed(self, value: Any) -> Any:
        """Plain data without who does something: a list of what was agreed has it behind each line."""
        match value:
            case str():
                return self._without_spans(value, [match.span() for match in self.put_in.finditer(value)])
            case dict():
                return {name: self._unnamed(item) for name, item in value.items()}
            case list():
                return [*map(self._unnamed, value)]
            case _:
                return value

    def _without_spans(self, text: str, spans: Sequence[TextSpan]) -> str:
        self.blanked += [Blanked("naam", text[start:end], self.where) for start, end in spans]
        return replaced(text, spans, "naam weggelaten")

    def _as_role(self, who: str) -> str:
        """Who is a role, or more than one person; empty for somebody by name."""
        organisation = folded(self.session.details.organisation)
        roles = {folded(role) for role in (*self.session.roles, *self.session.tables)} | _COLLECTIVE
        parts = [name.strip() for name in folded(who).replace(" en ", ",").replace("/", ",").split(",")]
        return who if who and all(name == organisation or _bare(name) in _plurals(roles) for name in parts) else ""

    def _ballot(self, cast: ev.BallotCast) -> ev.BallotCast:
        """The ballot without a nonce where its answer changed: with it what was left out could be guessed."""
        asked = self.session.rounds.get(cast.round)
        free = {one.name: one for one in asked.activity.fields() if _is_free(one)} if asked else {}
        answer: Answer = {name: self._told(free.get(name), value) for name, value in cast.answer.items()}
        return cast if answer == cast.answer else msgspec.structs.replace(cast, answer=answer, nonce="")

    def _told(self, asked: Texts | None, value: Value) -> Value:
        """What was answered to a field; a number by which somebody can be known is none any more, so it goes."""
        clean = value if asked is None else self._without(value)
        return clean if clean == value or asked is None or asked.accepts == "text" else [""] * asked.most

    def _continued(self, event: ev.Continued) -> ev.Continued:
        """What came along of the session before, without who had promised it."""
        actions = tuple(
            msgspec.structs.replace(
                one, who=self._as_role(one.who), to=self._as_role(one.to) or ("anderen" if one.is_promise else "")
            )
            for one in event.actions
        )
        canvases = tuple(
            msgspec.structs.replace(canvas, cells=tuple(map(self._cell, canvas.cells))) for canvas in event.canvases
        )
        return msgspec.structs.replace(event, actions=actions, canvases=canvases)

    def _cell(self, cell: BroughtCell) -> BroughtCell:
        named = {index for index, column in enumerate(cell.columns) if column.label.casefold() in _NAMED_COLUMNS}
        rows = tuple(
            tuple(self._as_role(content) if index in named else content for index, content in enumerate(row))
            for row in cell.rows
        )
        return msgspec.structs.replace(cell, rows=rows)


def _ended(event: ev.Ended) -> ev.Ended:
    """What was kept by role and table in figures; texts that were kept with them stay out."""
    return msgspec.structs.replace(event, splits=_figures(event.splits), table_splits=_figures(event.table_splits))


def _figures(splits: Sequence[ev.Split]) -> tuple[ev.Split, ...]:
    """What was kept of a round by group, without texts; nothing of a round that has no more than texts."""
    return tuple(
        ev.Split(one.round, tuple(map(_part, one.parts)))
        for one in splits
        if not any(role_part.shape in _OF_TEXTS for role_part in one.parts)
    )


def _part(role_part: ev.RolePart) -> ev.RolePart:
    result = {name: [] if name in _TEXTS_BESIDE else value for name, value in role_part.result.items()}
    return msgspec.structs.replace(role_part, result=result)


def _doing(session: Session) -> set[str]:
    """Everybody who was filled in as who does something, or to whom something was promised."""
    agreed = (
        item for item in session.happened if isinstance(item, ev.ActionAgreed | ev.PromiseMade | ev.WrittenCorrected)
    )
    brought = session.continued.actions if session.continued is not None else ()
    return {who for one in (*agreed, *brought) for who in (one.who, getattr(one, "to", "")) if who}


def _present(session: Session) -> Iterator[str]:
    """Everybody who was filled in as present; between commas, so that of Bakker, Jan each part stands alone."""
    for one in session.happened:
        if isinstance(one, ev.AttendanceTaken):
            yield from one.names
            for name, behind in pairwise(one.names):
                if len(name.split()) == len(behind.split()) == 1:
                    yield f"{name}, {behind}"


def _filled_in(session: Session) -> Iterator[tuple[str, bool]]:
    """What was filled in where a person can be known by it, and whether a name was asked there."""
    for asked in session.rounds.values():
        personal = [one for one in asked.activity.fields() if isinstance(one, Texts) and one.personal]
        for ballot in asked.ballots.values() if personal else ():
            for one in personal:
                contents = ballot.answer.get(one.name, ())
                yield from ((text, bool(_ASKS_A_NAME.search(one.label))) for text in contents if isinstance(text, str))


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Finds each of these as a whole, the longest first."""
    either = "|".join(map(re.escape, sorted(filter(str.strip, names), key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{either})(?:['’]?s)?(?!\w)") if either else _NOBODY


def _is_free(asked: Field) -> TypeGuard[Texts]:
    """Whether people write there what they like; what names a person never leaves the gate."""
    return isinstance(asked, Texts) and not asked.personal


def _bare(who: str) -> str:
    return next((who.removeprefix(article) for article in _ARTICLES if who.startswith(article)), who)


def _plurals(roles: set[str]) -> set[str]:
    return {f"{role}{ending}" for role in roles for ending in ("", "s", "en", "’s", "'s")}


def by_sort(items: Sequence[Blanked]) -> Mapping[str, int]:
    """How many of each sort, the most first."""
    return dict(Counter(item.sort for item in items).most_common())
