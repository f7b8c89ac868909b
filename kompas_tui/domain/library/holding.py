"""From a session's database to what it gives to the library."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import blake2b
from itertools import islice
from typing import assert_never

from kompas_tui.domain.language.wording import long_date
from kompas_tui.domain.library.documents import (
    AboutSession,
    Contribution,
    Database,
    HuntedBear,
    KeptCanvas,
    KeptCell,
    MarketItem,
    Plain,
    documents_of,
)
from kompas_tui.domain.library.things import KEY_SIGN, Holding, Sort, Source, Thing
from kompas_tui.domain.result.cells import all_digits
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.times import keep_until

DEAL_ROWS = 40
"""So many rows of a table in a canvas are told."""

COUNTED = "Optie"
"""What the first column of a count of options is called."""

MOST_COUNTED, MOST_THINGS = 60, 5000
"""What a session has more of is left out."""

_SORTS = {sort.value: sort for sort in Sort}


def _imprint(*parts: str) -> str:
    """A short name for these texts; others give another one."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _key_in(session: str, *parts: str) -> str:
    return f"{session}{KEY_SIGN}{_imprint(*parts)}"


def source_of(about: AboutSession, path: str, keep_days: int) -> Source:
    """The session as the library knows it; ValueError where its beginning is no time."""
    began = datetime.fromisoformat(about.began)
    until = keep_until(began, about.keep_days if about.keep_days is not None else keep_days)
    return Source(
        _imprint(about.began, about.code), path, about.title, about.place, about.organisation, about.district,
        about.themes, about.began, about.ended, about.participants, until.date().isoformat(),
    )  # fmt: skip


def holding_of(database: Database, path: str, keep_days: int) -> Holding | None:
    """What this database gives to the library; None where it tells of no session that began."""
    about = documents_of(database.about)
    if not about or not about[0].began:
        return None
    source = source_of(about[0], path, keep_days)
    things = sorted(islice(_things(database, source.key), MOST_THINGS), key=lambda thing: -thing.weight)
    return Holding(source, tuple(things), _counts(database), tuple(_finished(database)))


def _things(database: Database, session: str) -> Iterator[Thing]:
    for canvas in documents_of(database.canvases):
        yield _deal(canvas, session)
        yield from _parties(canvas, session)
    for item in documents_of(database.written):
        match item:
            case ev.ActionAgreed():
                yield Thing(
                    _action_key(item.what, item.who, item.when),
                    Sort.ACTION,
                    item.what,
                    session,
                    who=item.who,
                    due=_day(item.when),
                )
            case ev.PromiseMade():
                yield Thing(
                    _promise_key(item.what, item.who, item.to, item.when),
                    Sort.PROMISE,
                    item.what,
                    session,
                    details=(("Aan", item.to),),
                    who=item.who,
                    due=_day(item.when),
                )
            case ev.DecisionTaken():
                yield Thing(_key_in(session, "besluit", item.text), Sort.DECISION, item.text, session)
            case ev.NoteTaken() | ev.Parked():
                pass  # the facilitator's own, of this evening
            case _:
                assert_never(item)
    yield from (_on_market(item, session) for item in documents_of(database.market))
    yield from (_bear(bear, session) for bear in documents_of(database.bears))
    for contribution in documents_of(database.contributions):
        if contribution.sort in _SORTS:
            yield _contributed(contribution, session)


def _action_key(what: str, who: str, when: str) -> str:
    """The same in each session that takes the action along."""
    return _imprint("actie", what, who, when)


def _promise_key(what: str, who: str, to: str, when: str) -> str:
    """The same in each session that takes the promise along."""
    return _imprint("toezegging", what, who, to, when)


def _finished(database: Database) -> Iterator[str]:
    for earlier in documents_of(database.earlier):
        yield from (_promise_key(one.what, one.who, one.to, one.when or "") for one in earlier.promises if one.is_done)
        yield from (_action_key(one.what, one.who, one.when or "") for one in earlier.actions if one.is_done)


def _day(day: str | None) -> str:
    """An ISO date; empty where it is none."""
    try:
        return date.fromisoformat(day or "").isoformat()
    except ValueError:
        return ""


def said_plainly(value: Plain) -> str:
    """A value of a form or a table as people read it."""
    if isinstance(value, float) and not isinstance(value, bool):
        return all_digits(value).replace(".", ",")
    words = str(value or "")
    day = _day(words)
    return long_date(date.fromisoformat(day)) if day else words


def _contributed(contribution: Contribution, session: str) -> Thing:
    if contribution.fields:
        return _filled_in(contribution, session)
    own = contribution.text_id or _imprint(
        contribution.sort, contribution.card, str(contribution.round), contribution.text
    )
    return Thing(
        f"{session}{KEY_SIGN}{own}",
        _SORTS[contribution.sort],
        contribution.text,
        session,
        contribution.title,
        contribution.question,
        contribution.heading,
        weight=contribution.support or contribution.count,
    )


def _filled_in(contribution: Contribution, session: str) -> Thing:
    """A form, known by its first field; two forms that are filled in alike are one."""
    filled = tuple((name, plain) for name, value in contribution.fields.items() if (plain := said_plainly(value)))
    key = _imprint(contribution.sort, contribution.card, str(contribution.round), *map("".join, filled))
    due = next((day for value in contribution.fields.values() if isinstance(value, str) and (day := _day(value))), "")
    return Thing(
        f"{session}{KEY_SIGN}{key}",
        _SORTS[contribution.sort],
        filled[0][1] if filled else "",
        session,
        contribution.title,
        contribution.question,
        details=filled,
        due=due,
    )


def _on_market(item: MarketItem, session: str) -> Thing:
    matched = tuple(f"{session}{KEY_SIGN}{other}" for other in item.matched)
    return Thing(
        f"{session}{KEY_SIGN}{item.text_id}", Sort.MARKET, item.text, session, item.title, side=item.side,
        matched=matched,
    )  # fmt: skip


def _bear(bear: HuntedBear, session: str) -> Thing:
    return Thing(
        _key_in(session, "beer", bear.card), Sort.BEAR, bear.name, session,
        details=tuple((step.capitalize(), content) for step, content in bear.steps.items()),
    )  # fmt: skip


def _deal(canvas: KeptCanvas, session: str) -> Thing:
    details = tuple((cell.title, content) for cell in canvas.cells if (content := _in_cell(cell)))
    positions = tuple(("Partij", ": ".join(filter(None, (party.party, party.position)))) for party in canvas.parties)
    number = "" if canvas.number is None else str(canvas.number)
    return Thing(
        _key_in(session, "canvas", canvas.card, str(canvas.version)), Sort.DEAL, canvas.name, session,
        canvas=canvas.sort, number=number, details=(*details, *positions),
        parties=tuple(party.party for party in canvas.parties), due=_day(canvas.next_look), state=canvas.state,
        version=canvas.version,
    )  # fmt: skip


def _in_cell(cell: KeptCell) -> str:
    rows = [", ".join(filter(None, map(said_plainly, row))) for row in cell.rows[:DEAL_ROWS]]
    return cell.text or "\n".join(filter(None, rows))


def _parties(canvas: KeptCanvas, session: str) -> Iterator[Thing]:
    for party in canvas.parties:
        position = f"{canvas.name}: {party.position}" if party.position else canvas.name
        yield Thing(
            _imprint("partij", party.party.casefold()), Sort.PARTY, party.party, session,
            details=((canvas.sort or "Doet mee", position),),
        )  # fmt: skip


def _counts(database: Database) -> dict[str, int]:
    """How often each option of a closed round was chosen; bears are known in it by their names."""
    counts: dict[str, int] = {}
    for result in documents_of(database.results):
        if result.open or not result.columns or result.columns[0] != COUNTED or len(result.rows) > MOST_COUNTED:
            continue
        for row in result.rows:
            if len(row) > 1 and isinstance(row[0], str) and isinstance(row[1], float) and row[1] > 0:
                counts[row[0]] = max(counts.get(row[0], 0), int(row[1]))
    return counts


def is_expired(source: Source, now: datetime) -> bool:
    """Whether the time that this session may be kept is over."""
    return source.keep_until < now.astimezone(UTC).date().isoformat()
