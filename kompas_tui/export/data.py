"""The data of a session as JSON: every figure, and the ballots with which anybody can count again.

No mark of a voter, no text that is hidden, no field by which a person can be known, and no role of
fewer than five. A nonce is left out where a part of the answer is: with it that part could be guessed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from kompas_tui import __version__
from kompas_tui.domain.language.wording import quoted
from kompas_tui.domain.question.answers import answer_in_words, texts_by_field
from kompas_tui.domain.question.ballots import ALPHABET, Ballot, receipt_for
from kompas_tui.domain.question.fields import Answer
from kompas_tui.domain.report.agenda import agenda
from kompas_tui.domain.report.conversation import notes_by_question
from kompas_tui.domain.report.hidden import (
    KEPT_BACK,
    comparison,
    hidden_texts,
    kept_back,
    personal_fields,
    reasons,
    veil,
    veiled,
)
from kompas_tui.domain.result.shapes import Profile, Records, Result
from kompas_tui.domain.result.tables import as_data
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.session import Round, Session

Data = dict[str, Any]

RECEIPTS = (
    "Een kenmerk reken je zo na. Maak van [ronde_id, antwoord_ruw, nonce] JSON zonder spaties. "
    "Zet de sleutels daarin op volgorde en laat letters zoals ze zijn, in UTF-8. "
    "Neem daarvan SHA-256 als één groot getal. Deel dat zestien keer door 30. "
    f"Elke rest is een plaats in {quoted(ALPHABET)}, geteld vanaf 0. "
    "Die zestien tekens zijn het kenmerk, met een streepje na elke vier."
)
"""How a receipt follows from an answer, for who redoes it without Kompas."""


def data_bytes(events: Sequence[ev.AnyEvent], head: str) -> bytes:
    """The data of a session as JSON in UTF-8; `head` is the last hash of its log."""
    said = json.dumps(session_data(events, head), ensure_ascii=False, indent=1, allow_nan=False)
    return f"{said}\n".encode("utf-8", "backslashreplace")


def session_data(events: Sequence[ev.AnyEvent], head: str) -> Data:
    """The data of a session in plain JSON."""
    session, nonces = Session(events), nonces_in(events)
    hidden = kept_back(session)
    return {
        "kompas": __version__,
        "sessie": _about(session),
        "verloop": _course(session),
        "rondes": [_round(session, shown, nonces, hidden) for shown in session.rounds.values()],
        "opgeschreven": _written(session),
        "waaier": _drawn(session),
        "verborgen": [{"reden": why, "aantal": amount} for why, amount in sorted(reasons(session).items())],
        "kenmerken": RECEIPTS,
        "laatste_controlegetal": head,
    }


Nonces = Mapping[tuple[str, str], str]
"""The nonce of the last ballot, by round and mark."""


def nonces_in(events: Iterable[ev.AnyEvent]) -> Nonces:
    """The nonces of the ballots that count."""
    return {(event.round, event.mark): event.nonce for event in events if isinstance(event, ev.BallotCast)}


def _about(session: Session) -> Data:
    details = session.details
    return {
        "titel": details.title,
        "plaats": details.place,
        "organisatie": details.organisation,
        "doel": details.purpose,
        "code": session.code,
        "begonnen": session.started.isoformat() if session.started else None,
        "afgerond": session.ended.isoformat() if session.ended else None,
        "bewaren_tot": session.keep_until.isoformat() if session.keep_until else None,
        "deelnemers": session.participants,
        "aanwezig": session.attendance.people if session.attendance else None,
        "rollen": list(session.roles),
        "kaartensets": list(session.decks),
    }


def _course(session: Session) -> list[Data]:
    return [
        {
            "kaart": item.card,
            "titel": item.title,
            "begin": [moment.isoformat() for moment in item.times],
            "seconden": int(item.spent.total_seconds()),
            "minuten_gepland": item.planned,
        }
        for item in agenda(session)
    ]


def _written(session: Session) -> Data:
    lists: dict[str, list[Data]] = {"besluiten": [], "actiepunten": [], "notities": [], "parkeerplaats": []}
    for item in session.written:
        where = {"kaart": item.card, "tijd": item.time.isoformat()}
        match item:
            case ev.ActionAgreed():
                agreed = {"wat": item.what, "wie": item.who, "wanneer": item.when or None}
                lists["actiepunten"].append({**where, **agreed})
            case ev.DecisionTaken():
                lists["besluiten"].append({**where, "tekst": item.text})
            case ev.NoteTaken():
                about = {"over": item.about} if item.about else {}
                lists["notities"].append({**where, "tekst": item.text, **about})
            case ev.Parked():
                lists["parkeerplaats"].append({**where, "tekst": item.text})
    return lists


def _drawn(session: Session) -> list[Data]:
    """The questions drawn from the fan, in order, each with what was noted about it."""
    noted = notes_by_question(session)
    return [
        {
            "kaart": drawn.card,
            "onderwerp": drawn.topic,
            "vraag": drawn.question,
            "tijd": drawn.time.isoformat(),
            "notities": noted.get(drawn.question, []),
        }
        for drawn in session.drawn
    ]


def public_result(result: Result, hidden: Set[str]) -> Result:
    """The result as it may leave the house: no hidden option, no personal column."""
    if isinstance(result, Records):
        return result.public
    return veiled(result, hidden)


def _round(session: Session, shown: Round, nonces: Nonces, hidden: Set[str]) -> Data:
    activity = shown.activity
    about = {
        "kaart": shown.card,
        "titel": shown.title,
        "ronde": shown.number,
        "ronde_id": shown.id,
        "soort": activity.word,
        "vraag": activity.question,
        "gevraagd": _without(activity.data, hidden),
        "geopend": shown.opened.isoformat(),
        "gesloten": shown.closed.isoformat() if shown.closed else None,
        "open": shown.is_open,
        "antwoorden": shown.answers,
    }
    if shown.is_open:
        return about
    result = public_result(shown.result(), hidden)
    return {
        **about,
        "zin": activity.sentence(result),
        "uitslag": as_data(result),
        **_hands(shown),
        **_groups(session, shown, hidden),
        **_before(session, shown, hidden),
        **({"samengevoegd": _without(dict(shown.merged), hidden)} if shown.merged else {}),
        "verborgen": len(shown.hidden() & {item.id for item in shown.texts()}),
        "verborgen_door_begeleider": len(list(hidden_texts(shown))),
        "stemmen": _ballots(session, shown, nonces, hidden),
    }


def _hands(shown: Round) -> Data:
    return {"handen": {"mensen": shown.hands.people, "aantallen": list(shown.hands.counts)}} if shown.hands else {}


def _groups(session: Session, shown: Round, hidden: Set[str]) -> Data:
    roles = [
        {"rol": role, "uitslag": as_data(public_result(part, hidden))}
        for role, part in shown.results_by_role(session.roles)
    ]
    tables = [
        {"tafel": table, "uitslag": as_data(public_result(part, hidden))} for table, part in shown.results_by_table()
    ]
    return {**({"per_rol": roles} if roles else {}), **({"per_tafel": tables} if tables else {})}


def _before(session: Session, shown: Round, hidden: Set[str]) -> Data:
    """What shifted since the round before, and how many changed their mind."""
    moved: Data = {} if shown.moved is None else {"deden_beide_rondes": shown.both, "veranderden": shown.moved}
    before, shift = session.before(shown), comparison(session, shown, hidden)
    if before is None or shift is None:
        return moved
    shifts = [
        {"optie": one.label, "eerst": one.before, "nu": one.after, "verschil": one.change} for one in shift.shifts
    ]
    return {
        **moved,
        "vergelijking": {
            "met": before.id, "maat": shift.measure, "zin": shift.sentence, "antwoorden_eerst": shift.before_answers,
            "antwoorden_nu": shift.after_answers, "opties": shifts,
        },
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the ballots of one round keep back: all of them, fields, texts by id, and texts wherever they stand."""

    everything: bool
    personal: Set[str]
    unseen: Set[str]
    hidden: Set[str]


def _ballots(session: Session, shown: Round, nonces: Nonces, hidden: Set[str]) -> list[Data]:
    """The ballots that count, in the order of their receipts, which tells nothing about who came first."""
    ballots, result = tuple(shown.ballots.values()), shown.result(apart=True)
    roles = shown.published_roles(session.roles)
    few = isinstance(result, Profile) and result.is_hidden
    kept = _Kept(few, personal_fields(shown.activity), shown.hidden(), hidden)
    documents = [
        _ballot(shown, ballot, nonces.get((shown.id, ballot.mark), ""), roles.get(ballot.mark, ""), kept)
        for ballot in ballots
    ]
    return sorted(documents, key=lambda document: (document["kenmerk"], json.dumps(document, sort_keys=True)))


def _ballot(shown: Round, ballot: Ballot, nonce: str, role: str, kept: _Kept) -> Data:
    answer, left_out = _public_answer(shown, ballot, kept)
    sound = not left_out and receipt_for(shown.id, answer, nonce) == ballot.receipt
    return {
        "kenmerk": ballot.receipt,
        "kenmerk_na_te_rekenen": sound,
        **({"weggelaten": left_out} if left_out else {"nonce": nonce}),
        **({"rol": role} if role else {}),
        "antwoord_ruw": answer,
        "antwoord": _without(answer_in_words(shown.activity.form(), answer), kept.hidden) if answer else None,
    }


def _public_answer(shown: Round, ballot: Ballot, kept: _Kept) -> tuple[Answer, list[str]]:
    """The answer without what may not be seen, and what was left out."""
    if kept.everything:
        return {}, ["profiel van een kleine groep"]
    left_out = ["persoonsgegeven"] if kept.personal & ballot.answer.keys() else []
    answer = {name: value for name, value in ballot.answer.items() if name not in kept.personal}
    for field, item in texts_by_field(shown.activity.fields(), ballot):
        if item.id in kept.unseen and field.name in answer:
            answer[field.name] = ["" if text == item.text else text for text in answer[field.name]]
            left_out = [*left_out, "verborgen tekst"]
    return answer, left_out


def _without(value: Any, hidden: Set[str]) -> Any:
    """Plain data in which no text that may not be shown stands, also not as a name."""
    match value:
        case str():
            return veil(value, hidden)
        case dict():
            return dict(_renamed(value, hidden))
        case list() | tuple():
            return [_without(item, hidden) for item in value]
        case _:
            return value


def _renamed(values: Mapping[str, Any], hidden: Set[str]) -> Iterator[tuple[str, Any]]:
    unseen = 0
    for name, value in values.items():
        kept = veil(name, hidden)
        if kept == KEPT_BACK:
            unseen += 1
            kept = f"{KEPT_BACK} {unseen}"
        yield kept, _without(value, hidden)
