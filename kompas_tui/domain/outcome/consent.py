"""The consent of each party to a canvas: a party is an open role, and speaks with one voice.

Who has which role can be read with the marking key only; what is known by then is kept when it goes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kompas_tui.domain.deck.canvases import Position
from kompas_tui.domain.kinds.instemming import ABSTAINS, CONSENTS, OBJECTS, POSITIONS, REMARKS
from kompas_tui.domain.language.sentences import phrase
from kompas_tui.domain.language.wording import OTHERS, labelled
from kompas_tui.domain.outcome.gate import outcome_of
from kompas_tui.domain.result.shapes import Bars, Result
from kompas_tui.domain.session.canvases import LaidCanvas
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

_NO_PARTY = phrase("iemand zonder partij")


@dataclass(frozen=True, slots=True)
class Party:
    """A party with its position, and what its people wrote: objections before remarks, each called so."""

    name: str
    position: Position
    reasons: tuple[str, ...] = ()


def asked_about(session: Session, laid: LaidCanvas) -> Round | None:
    """The last round in which the parties were asked about the version that is on the table."""
    rounds = [session.rounds[asked] for asked, revision in laid.asked.items() if revision == laid.revision]
    return next((asked for asked in reversed(rounds) if asked.ballots), None)


def parties_of(session: Session, laid: LaidCanvas, asked: Round | None) -> Iterator[Party]:
    """Each party with its position; who chose no party is named only for an objection."""
    by_party = dict(outcome_of(session, asked).by_role) if asked is not None else {}
    before = tuple(party.name for party in laid.brought.parties) if laid.brought is not None else ()
    # Who came only to look at an agreement of others is no party to it, until they answer.
    joined = tuple(role for role in session.roles if role not in before and (role in by_party or not before))
    for role in before + joined:
        yield _party(role, by_party.get(role))
    if OTHERS in by_party and OTHERS not in session.roles:
        others = _party(_NO_PARTY, by_party[OTHERS])
        if others.position is Position.OBJECTS:
            yield others


def _party(name: str, result: Result | None) -> Party:
    """One objection of its people is an objection of the party."""
    if not isinstance(result, Bars) or not result.answers:
        return Party(name, Position.SILENT)
    counts = [bar.count for bar in result.bars]
    if len(counts) != len(POSITIONS) or not any(counts):
        return Party(name, Position.SILENT)  # in a log that somebody made
    reasons = tuple(labelled(item.group, item.text) for item in result.texts)
    if counts[OBJECTS]:
        return Party(name, Position.OBJECTS, reasons)
    if counts[CONSENTS] or counts[REMARKS]:
        return Party(name, Position.CONSENTS, reasons)
    assert counts[ABSTAINS], "every answer has one of four positions"
    return Party(name, Position.ABSTAINS, reasons)
