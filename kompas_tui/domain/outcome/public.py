"""What may be told to everybody: a session made public, from which report and data are made as from any other.

So no builder can forget a rule. The gate decides what may be seen of a round; this decides what may leave the room.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from kompas_tui.domain.language.identifying import blanked
from kompas_tui.domain.outcome.veil import folded, phrases
from kompas_tui.domain.question.answers import texts_in
from kompas_tui.domain.question.fields import Answer, Field, Texts
from kompas_tui.domain.result.shapes import Pairs, Records, TextList, Words
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.correcting import settled
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


def public_copy(session: Session) -> PublicCopy:
    """The session without what is private; what the decks and the organisation say of themselves stays."""
    cleaner = _Cleaner(session)
    happened = settled(session.happened)
    told = [kept for event in happened for kept in cleaner.kept(event)]
    hidden = [*_never_seen(session, happened)]
    twin = Session([*told, *hidden], session.masks, is_public=True)
    notes = sum(isinstance(event, ev.NoteTaken) for event in happened)
    return PublicCopy(twin, tuple(cleaner.blanked), len(hidden), notes)


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
    shown = ""
    for event in happened:
        match event:
            case ev.BallotCast():
                cast.setdefault(event.round, set()).add(event.mark)
                if event.round != shown:  # changed since it stood there
                    seen.get(event.round, set()).discard(event.mark)
                else:
                    seen[event.round].add(event.mark)
            case ev.ResultShown():
                shown = event.round
                seen.setdefault(shown, set()).update(cast.get(shown, ()))
            case ev.ResultHidden() | ev.CardShown() | ev.RoundOpened():
                shown = ""
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
    where: str = ""

    def __post_init__(self) -> None:
        self.deck_words = {phrase for deck in self.session.decks.values() for phrase in phrases(deck.text)}

    def kept(self, event: ev.AnyEvent) -> Sequence[ev.AnyEvent]:
        """The event as everybody may read it; none where it is private as a whole."""
        self.where = self._title(event)
        match event:
            case ev.NoteTaken() | ev.Undone() | ev.WrittenCorrected() | ev.WrittenRemoved():
                return ()
            case ev.PhotoTaken():
                return [self._clean(event, "alt")] if event.public else ()
            case ev.AttendanceTaken():
                return [msgspec.structs.replace(event, names=())]
            case ev.ActionAgreed():
                return [msgspec.structs.replace(self._clean(event, "what"), who=self._as_role(event.who))]
            case ev.PromiseMade():
                named = {"who": self._as_role(event.who), "to": self._as_role(event.to)}
                return [msgspec.structs.replace(self._clean(event, "what"), **named)]
            case ev.BallotCast():
                return [self._ballot(event)]
            case ev.TextModerated():
                return [msgspec.structs.replace(self._clean(event, "group"), reason="")]
            case ev.Continued():
                return [self._continued(event)]
            case ev.Ended():
                return [self._ended(event)]
            case ev.RoundOpened() | ev.CardAdded():
                return [self._clean(event, "title", "question")]
            case ev.BoardWritten() | ev.Reacted() | ev.CellSet() | ev.DecisionTaken() | ev.Parked():
                return [self._clean(event, "text")]
            case ev.FeedbackPlanned():
                return [self._clean(event, "how")]
            case ev.TextWeighed():
                return [self._clean(event, "why")]
            case ev.WordsMerged():
                return [self._clean(event, "words", "into")]
            case ev.QuestionDrawn() | ev.QuestionAdded():
                return [self._clean(event, "topic", "question")]
            case ev.CardShown() | ev.FloorClosed() | ev.RhythmStarted():
                return [self._clean(event, "title")]
            case (
                ev.Started() | ev.Described() | ev.DeckEdited() | ev.KeyReplaced() | ev.Joined() | ev.RouteChosen()
                | ev.RoundResumed() | ev.RoundClosed() | ev.ResultShown() | ev.ResultHidden() | ev.Matched()
                | ev.HandsCounted() | ev.RoomLocked() | ev.RoomUnlocked() | ev.TabletAllowed() | ev.ActionFinished()
                | ev.CanvasLaid() | ev.CanvasDescribed() | ev.RhythmChanged() | ev.GroupsFormed() | ev.GroupsGrown()
                | ev.GroupsMoved()
            ):  # fmt: skip
                return [event]
            case _:  # what says nothing of it here is for nobody
                return ()

    def _title(self, event: ev.AnyEvent) -> str:
        """The card at which something was written; each place has what a person can find it by."""
        rounds, round_id = self.session.rounds, getattr(event, "round", "")
        if round_id in rounds:
            return rounds[round_id].title
        card = getattr(event, "card", "")
        return next((visit.title for visit in self.session.course if visit.card == card), card)

    def _clean(self, event: Any, *names: str) -> Any:
        """The event with nothing in these fields by which somebody can be known."""
        return msgspec.structs.replace(event, **{name: self._without(getattr(event, name)) for name in names})

    def _without(self, value: Any) -> Any:
        """Plain data without what tells who somebody is; what a deck says itself stays."""
        match value:
            case str():
                return self._text(value)
            case dict():
                return {name: self._without(item) for name, item in value.items()}
            case list():
                return [*map(self._without, value)]
            case tuple():
                return tuple(map(self._without, value))
            case _:
                return value

    def _text(self, text: str) -> str:
        clean, found = blanked(text)
        if not found or folded(text) in self.deck_words:
            return text
        self.blanked += [Blanked(one.sort, one.text, self.where) for one in found]
        return clean

    def _as_role(self, who: str) -> str:
        """Who is a role, or more than one person; empty for somebody by name."""
        organisation = folded(self.session.details.organisation)
        roles = {folded(role) for role in (*self.session.roles, *self.session.tables)} | _COLLECTIVE
        parts = [part.strip() for part in folded(who).replace(" en ", ",").replace("/", ",").split(",")]
        return who if who and all(part == organisation or _bare(part) in _plurals(roles) for part in parts) else ""

    def _ballot(self, cast: ev.BallotCast) -> ev.BallotCast:
        """The ballot without a nonce where its answer changed: with it what was left out could be guessed."""
        asked = self.session.rounds.get(cast.round)
        free = {one.name for one in asked.activity.fields() if _is_free(one)} if asked else set()
        answer: Answer = {name: self._without(value) if name in free else value for name, value in cast.answer.items()}
        return cast if answer == cast.answer else msgspec.structs.replace(cast, answer=answer, nonce="")

    def _continued(self, event: ev.Continued) -> ev.Continued:
        """What came along of the session before, without who had promised it."""
        actions = tuple(
            msgspec.structs.replace(
                one, what=self._text(one.what), who=self._as_role(one.who),
                to=self._as_role(one.to) or ("anderen" if one.is_promise else ""),
            )
            for one in event.actions
        )  # fmt: skip
        canvases = tuple(
            msgspec.structs.replace(canvas, cells=tuple(map(self._cell, canvas.cells))) for canvas in event.canvases
        )
        results = tuple(msgspec.structs.replace(one, result=self._without(one.result)) for one in event.results)
        return msgspec.structs.replace(event, actions=actions, canvases=canvases, results=results)

    def _cell(self, cell: Any) -> Any:
        named = {place for place, column in enumerate(cell.columns) if column.label.casefold() in _NAMED_COLUMNS}
        rows = tuple(
            tuple(self._as_role(said) if place in named else self._text(said) for place, said in enumerate(row))
            for row in cell.rows
        )
        return msgspec.structs.replace(cell, text=self._text(cell.text), rows=rows)

    def _ended(self, event: ev.Ended) -> ev.Ended:
        """What was kept by role and table in figures; texts that were kept with them stay out."""
        return msgspec.structs.replace(
            event, splits=self._figures(event.splits), table_splits=self._figures(event.table_splits)
        )

    def _figures(self, splits: Sequence[ev.Split]) -> tuple[ev.Split, ...]:
        """What was kept of a round by group, without texts; nothing of a round that has no more than texts."""
        return tuple(
            ev.Split(one.round, tuple(map(self._part, one.parts)))
            for one in splits
            if not any(part.shape in _OF_TEXTS for part in one.parts)
        )

    def _part(self, part: ev.RolePart) -> ev.RolePart:
        result = {name: [] if name in _TEXTS_BESIDE else self._without(value) for name, value in part.result.items()}
        return msgspec.structs.replace(part, result=result)


def _is_free(asked: Field) -> bool:
    """Whether people write there what they like; what names a person never leaves the gate."""
    return isinstance(asked, Texts) and asked.accepts == "text" and not asked.personal


def _bare(who: str) -> str:
    return next((who.removeprefix(article) for article in _ARTICLES if who.startswith(article)), who)


def _plurals(roles: set[str]) -> set[str]:
    return {f"{role}{ending}" for role in roles for ending in ("", "s", "en", "’s", "'s")}


def by_sort(items: Sequence[Blanked]) -> Mapping[str, int]:
    """How many of each sort, the most first."""
    return dict(Counter(item.sort for item in items).most_common())
