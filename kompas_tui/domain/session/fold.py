"""What each event does to a session: one case an event, so that mypy names the one that was forgotten."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from kompas_tui.domain.deck.groups import GroupsForm
from kompas_tui.domain.kinds.activity import TABLE_NUMBER
from kompas_tui.domain.kinds.steun import says_the_same
from kompas_tui.domain.language.wording import known_word
from kompas_tui.domain.question.answers import texts_by_field
from kompas_tui.domain.question.ballots import Ballot
from kompas_tui.domain.result.shapes import TextItem
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.box import follow_box
from kompas_tui.domain.session.canvases import ask_consent, change_tables, lay, set_cell
from kompas_tui.domain.session.correcting import corrected
from kompas_tui.domain.session.groups import Groups, groups_name
from kompas_tui.domain.session.lines import line_up, step_out
from kompas_tui.domain.session.moderation import ACTS, TextState
from kompas_tui.domain.session.own_bears import is_own_bear, name_anew
from kompas_tui.domain.session.rhythms import RHYTHM_CHANGES, STOP_RHYTHM, begun
from kompas_tui.domain.session.round import SMALLEST, Round, asked_in
from kompas_tui.domain.session.state import State, Visit


def take_in(state: State, event: ev.AnyEvent) -> None:
    """Let the state be as it is after this event."""
    match event:
        case ev.Started():
            state.code, state.details, state.started = event.code, event.details, event.time
            state.decks = {deck.name: deck for deck in event.decks}
            state.pictures = {picture.digest: picture for deck in event.decks for picture in deck.pictures}
            state.roles, state.tables, state.invited = event.roles, event.tables, event.invited
            state.keep_days, state.fingerprint, state.slips = event.keep_days, event.fingerprint, event.slips
        case ev.KeyReplaced():
            state.fingerprint = event.fingerprint
        case ev.Described():
            state.details = event.details
        case ev.DeckEdited():
            state.decks[event.deck.name] = event.deck
            state.pictures |= {picture.digest: picture for picture in event.deck.pictures}
        case ev.Joined():
            if state.groups is not None and event.mark not in state.joined:
                state.groups.come(event.mark)
            state.joined[event.mark] = None
        case ev.CardShown():
            state.card, state.shown = event.card, None
            state.course.append(Visit(event.card, event.title, event.time, event.minutes))
            if is_own_bear(event.card):
                state.own_bears.setdefault(event.card, event.title)
        case ev.RouteChosen():
            state.route = event.route
            if event.card:
                state.card = event.card
                state.course[:] = [Visit(event.card, event.title, event.time, event.minutes)]
        case ev.RoundOpened():
            _open(state, event)
        case ev.RoundResumed():
            _resume(state, event)
        case ev.RoundClosed():
            _close(state, event)
        case ev.BallotCast():
            _cast(state.rounds[event.round], event)
        case ev.ResultShown():
            state.shown = state.rounds[event.round]
            state.shown.was_shown = True
        case ev.ResultHidden():
            state.shown = None
        case ev.TextModerated():
            states, act = state.rounds[event.round].states, known_word(event.act, ACTS)
            if act is not None:  # one of a log that was made by hand changes nothing
                states[event.text_id] = states.get(event.text_id, TextState()).after(act, event.group, event.into)
            state.moderated.append(event)
            if state.own_bears:
                name_anew(state, state.rounds[event.round])
        case ev.BoardWritten():
            written_on = state.rounds[event.round]
            written_on.own[event.text_id] = TextItem(event.text_id, event.text)
            written_on.states[event.text_id] = TextState(shown=True, board=event.board)
        case ev.BoxAsked() | ev.BoxSupported() | ev.BoxHandled():
            follow_box(state.box, event)
        case ev.Reacted():
            _react(state.rounds[event.round], event)
        case ev.TextWeighed():
            states = state.rounds[event.round].states
            before = states.get(event.text_id, TextState())
            states[event.text_id] = replace(before, weighing=event.weighing, why=event.why)
        case ev.WordsMerged():
            _merge_words(state.rounds[event.round].merged, event)
        case ev.Matched():
            _match(state, event)
        case ev.HandsCounted():
            state.rounds[event.round].hands = event
        case ev.PaddlesDealt():
            state.paddles_dealt = event.amount
        case ev.PaddlesRead():
            _read_paddles(state.rounds[event.round], event)
        case ev.AttendanceTaken():
            state.attendance = event
        case ev.RoomLocked():
            state.is_locked = True
        case ev.RoomUnlocked():
            state.is_locked = False
        case ev.TabletAllowed():
            state.tablets.add(event.code)
        case ev.QuestionDrawn():
            state.drawn.append(event)
        case ev.QuestionAdded():
            state.own_questions.append(event)
        case ev.CardAdded():
            state.added.append(event)
        case ev.GroupsFormed():
            _form_groups(state, event)
        case ev.GroupsGrown():
            if state.groups is not None:
                for number in range(state.groups.without + 1, event.without + 1):
                    state.groups.come(number)
        case ev.GroupsMoved():
            if state.groups is not None:
                state.groups.turn = event.turn
        case ev.CanvasLaid():
            lay(state.canvases, event, state.continued)
        case ev.Continued():
            state.continued = event
        case ev.ActionFinished():
            state.finished.add(event.number)
        case ev.CellSet():
            set_cell(state.canvases[event.card], event, state.rounds)
        case ev.CanvasDescribed():
            laid = state.canvases[event.card]
            laid.number, laid.version, laid.when = event.number, event.version, event.when
        case ev.FloorClosed():
            state.floors.append(event)
        case ev.RhythmStarted():
            if event.round in ("", *state.rounds):  # one whose opening was taken back is gone too
                state.rhythms.append(begun(event))
        case ev.RhythmChanged():
            change = known_word(event.act, RHYTHM_CHANGES)
            if state.rhythms and change is not None:
                state.rhythms[-1].change(change, event.time)
        case ev.NoteTaken() | ev.DecisionTaken() | ev.ActionAgreed() | ev.PromiseMade() | ev.Parked():
            state.noted_so_far += 1
            _note(state, state.noted_so_far, event)
        case ev.WrittenCorrected():
            if (noted := state.noted.get(event.number)) is not None:
                _note(state, event.number, corrected(noted, event))
        case ev.WrittenRemoved():
            if (noted := state.noted.pop(event.number, None)) is not None:
                _follow_in_tables(state, noted)
        case ev.FeedbackPlanned():
            state.feedback = event
        case ev.PhotoTaken():
            state.photos.append(event)
        case ev.Undone():
            pass  # what it took back is left out of the fold
        case ev.Ended():
            state.ended = event.time
            for split in event.splits:
                state.rounds[split.round].split = split
            for split in event.table_splits:
                state.rounds[split.round].table_split = split
        case _:
            assert_never(event)


def _note(state: State, number: int, noted: ev.Written) -> None:
    state.noted[number] = noted
    _follow_in_tables(state, noted)


def _follow_in_tables(state: State, noted: ev.Written) -> None:
    if isinstance(noted, ev.ActionAgreed):
        change_tables(state.canvases, noted.card, state.rounds)


def _form_groups(state: State, event: ev.GroupsFormed) -> None:
    people = [*state.joined, *range(1, event.without + 1)]
    form = GroupsForm(event.size, event.turns, event.hosts)
    name = groups_name(event.card, len(people), event.without)
    state.groups = Groups(event.card, name, form, event.tables, people, len(people), frozenset(event.apart))


def _open(state: State, event: ev.RoundOpened) -> None:
    opened = Round(
        event.round, event.card, event.title, event.number, asked_in(event), event.time,
        hunted=event.hunted, taken=event.taken, one_a_table=event.one_a_table, of=event.of,
        along=event.along, left_out=event.left_out,
    )  # fmt: skip
    state.rounds[event.round] = opened
    if not opened.activity.is_support:
        state.by_card.setdefault(event.card, []).append(opened)
    state.open_round, state.shown = opened, None
    ask_consent(state.canvases, opened)
    if state.rhythms:
        state.rhythms[-1].take_round(event.round, event.time)


def _resume(state: State, event: ev.RoundResumed) -> None:
    resumed = state.open_round = state.rounds[event.round]
    # The figures move again, so nothing that was worked out at the close holds any more.
    state.shown = resumed.tallied = None
    resumed.was_limited = resumed.was_shown = False
    resumed.closed = resumed.both = resumed.moved = None
    resumed.was_told_where |= resumed.elsewhere >= SMALLEST
    resumed.shared = resumed.in_room = resumed.elsewhere = 0
    for rhythm in state.rhythms:  # who goes on with a round does so without its clock
        if rhythm.round == event.round and rhythm.place(event.time) is None:
            rhythm.round = ""


def _close(state: State, event: ev.RoundClosed) -> None:
    closed = state.rounds[event.round]
    closed.closed, closed.both, closed.moved, closed.shared = event.time, event.both, event.moved, event.shared
    if not closed.was_told_where:
        closed.in_room, closed.elsewhere = event.in_room, event.elsewhere
    state.open_round = None
    last = state.rhythms[-1] if state.rhythms else None
    if last is not None and (last.is_limit or last.is_clock) and last.round == event.round:
        closed.was_limited = last.is_limit and last.place(event.time) is None
        last.change(STOP_RHYTHM, event.time)
    if closed.activity.fills_canvas and closed.ballots:
        change_tables(state.canvases, closed.card, state.rounds)
    if closed.activity.is_support:
        source = state.rounds[closed.activity.supports]
        # At the close, and of the last support round only: people were asked anew, so the first support is no more.
        source.support = closed.activity.support_of(source.texts(), tuple(closed.ballots.values()))


def _match(state: State, event: ev.Matched) -> None:
    matched = state.rounds[event.round]
    if (event.ask, event.offer) not in matched.matches:
        change_tables(state.canvases, matched.card, state.rounds)
        matched.matches.append((event.ask, event.offer))


def _cast(cast_in: Round, event: ev.BallotCast) -> None:
    ballot = Ballot(event.mark, event.answer, event.receipt, event.role_mask, event.table_mask, event.key, event.nonce)
    before = cast_in.ballots.get(event.mark)
    if before is not None:
        if cast_in.states or cast_in.support:
            _unapprove(cast_in, before, ballot)
        if before.key:
            cast_in.replaced[before.mark, before.key] = before
    cast_in.ballots[event.mark] = ballot
    if cast_in.activity.seats:
        line_up(cast_in, ballot)
    if cast_in.one_a_table:
        _outvote(cast_in, ballot)
        if before is not None and _table_of(before) != _table_of(ballot):
            _bring_back(cast_in, before)


def _read_paddles(read_in: Round, event: ev.PaddlesRead) -> None:
    for one in event.paddles:
        read_in.ballots[one.mark] = Ballot(
            one.mark, read_in.activity.turned(one.choice), one.receipt, one.role_mask, one.table_mask, nonce=one.nonce
        )
        read_in.paddle_marks.add(one.mark)


def _table_of(ballot: Ballot) -> object:
    return ballot.answer.get(TABLE_NUMBER.name)


def _outvote(cast_in: Round, latest: Ballot) -> None:
    """Of each table the last answer counts, whichever device gives it."""
    cast_in.outvoted.pop(latest.mark, None)
    for mark, ballot in list(cast_in.ballots.items()):
        if mark != latest.mark and _table_of(ballot) == _table_of(latest):
            cast_in.outvoted[mark] = cast_in.ballots.pop(mark)
            if ballot.key:
                cast_in.replaced[mark, ballot.key] = ballot


def _bring_back(cast_in: Round, left: Ballot) -> None:
    """A device that moved to another table leaves the answer that its first table had before it."""
    earlier = [mark for mark, ballot in cast_in.outvoted.items() if _table_of(ballot) == _table_of(left)]
    if not earlier:
        step_out(cast_in, left)
        return
    back = cast_in.ballots[earlier[-1]] = cast_in.outvoted.pop(earlier[-1])
    line_up(cast_in, back)


def _unapprove(cast_in: Round, before: Ballot, after: Ballot) -> None:
    """An edited text is another one: it goes back to moderation, and loses all that was said of the first.

    So nobody changes what was approved or supported; a hidden text stays hidden.
    """
    texts = {item.id: item.text for item in _in_columns(cast_in, after)}
    for item in _in_columns(cast_in, before):
        state = cast_in.states.get(item.id)
        if texts.get(item.id) == item.text:
            continue
        if support := cast_in.support.pop(item.id, 0):
            _leave_support(
                cast_in, item, support, [*_in_columns(cast_in, after), *_texts_of_others(cast_in, before.mark)]
            )
        if state:
            cast_in.states[item.id] = replace(
                state, shown=None if state.shown else state.shown, into="", done=False, weighing="", why="", reaction=""
            )


def _in_columns(cast_in: Round, ballot: Ballot) -> Iterator[TextItem]:
    """The texts of a ballot, each with the column in which it was written."""
    for field, item in texts_by_field(cast_in.activity.fields(), ballot):
        yield replace(item, column=field.label) if field.label in cast_in.activity.columns else item


def _texts_of_others(cast_in: Round, mark: str) -> Iterator[TextItem]:
    for ballot in cast_in.ballots.values():
        if ballot.mark != mark:
            yield from _in_columns(cast_in, ballot)
    yield from cast_in.own.values()


def _leave_support(cast_in: Round, changed: TextItem, support: int, standing: Sequence[TextItem]) -> None:
    """Support is of what a text says: where others wrote the same it stays with them."""
    heir = next((item.id for item in standing if says_the_same(item, changed)), "")
    if heir:
        cast_in.support[heir] = cast_in.support.get(heir, 0) + support


def _react(asked: Round, event: ev.Reacted) -> None:
    if not event.text_id:
        asked.reaction = event.text
        return
    before = asked.states.get(event.text_id, TextState())
    asked.states[event.text_id] = replace(before, reaction=event.text)


def _merge_words(merged: dict[str, str], event: ev.WordsMerged) -> None:
    gone = {word.casefold() for word in event.words} - {event.into.casefold()}
    # What went into a word that now goes elsewhere goes along, so that no word ends in one that is gone.
    for word, into in merged.items():
        if into.casefold() in gone:
            merged[word] = event.into
    merged.update((word, event.into) for word in sorted(gone))
    merged.pop(event.into.casefold(), None)
