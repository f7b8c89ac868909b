"""The data of a session as JSON: every figure, and the ballots with which anybody can count again.

No mark of a voter, no text that is hidden, no field by which a person can be known, and no role of
fewer than five. A nonce is left out where a part of the answer is: with it that part could be guessed.
"""

import json
from importlib.resources import files
from typing import Any, assert_never

from kompas_tui import __version__
from kompas_tui.domain.language.codes import ALPHABET
from kompas_tui.domain.language.wording import quoted, table_in_words
from kompas_tui.domain.outcome import (
    Outcome,
    PublicBallot,
    canvas_data,
    canvases_for_report,
    drawn_in_view,
    earlier_data,
    harvest_data,
    note_about,
    outcome_of,
    public_ballots,
    shift_data,
    veil_of,
)
from kompas_tui.domain.outcome.ballots import without_hidden
from kompas_tui.domain.outcome.box import box_data, box_in_room
from kompas_tui.domain.outcome.veil import reasons
from kompas_tui.domain.question.ballots import receipt_for
from kompas_tui.domain.report.agenda import agenda
from kompas_tui.domain.report.conversation import notes_by_question
from kompas_tui.domain.report.turns import turns_of
from kompas_tui.domain.result.tables import as_data
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.round import Round
from kompas_tui.domain.session.session import Session

_Data = dict[str, Any]

SCHEMA, SCHEMA_FILE = "urn:kompas:gegevens:1", "gegevens-1.schema.json"
"""By which schema the data is known, and the file in which that stands; another version is another schema."""

RECEIPTS = (
    "Een kenmerk reken je zo na. Maak van [ronde_id, antwoord_ruw, nonce] JSON zonder spaties. "
    "Zet de sleutels daarin op volgorde en laat letters zoals ze zijn, in UTF-8. "
    "Neem daarvan SHA-256 als één groot getal. Deel dat zestien keer door 30. "
    f"Elke rest is een plaats in {quoted(ALPHABET)}, geteld vanaf 0. "
    "Die zestien tekens zijn het kenmerk, met een streepje na elke vier."
)
"""How a receipt follows from an answer, for who redoes it without Kompas."""


def data_bytes(session: Session, head: str) -> bytes:
    """The data of a session as JSON in UTF-8; `head` is the last hash of its log."""
    text = json.dumps(session_data(session, head), ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def schema_bytes() -> bytes:
    """The JSON Schema of the data, as it is published."""
    return (files("kompas_tui.export") / "schema" / SCHEMA_FILE).read_bytes()


def session_data(session: Session, head: str) -> _Data:
    """The data of a session in plain JSON."""
    return {
        "kompas": __version__,
        "schema": SCHEMA,
        "variant": "openbaar" if session.is_public else "volledig",
        "sessie": _about(session),
        "verloop": _course(session),
        "beurten": _turns(session),
        "sprekerslijsten": [
            {"kaart": one.card, "sprekers": one.speakers, "minuten": one.minutes} for one in session.floors
        ],
        "rondes": [_round(session, asked) for asked in session.rounds.values()],
        "opgeschreven": _written(session),
        "terugkoppeling": _feedback(session),
        **({"groepen": session.groups.data} if session.groups else {}),
        "fotos": [
            {
                "kaart": one.card,
                "foto": one.picture,
                "tekst": one.alt if one.public else None,
                "openbaar": one.public,
            }
            for one in session.photos
        ],
        **({"tafels": tables} if (tables := harvest_data(session)) else {}),
        "canvassen": [canvas_data(canvas) for canvas in canvases_for_report(session)],
        "vorige_sessie": earlier_data(session),
        **({"vragenbus": box_data(box_in_room(session))} if session.box else {}),
        "waaier": _drawn(session),
        "verborgen": [] if session.is_public else _hidden(session),
        "kenmerken": RECEIPTS,
        "laatste_controlegetal": head,
    }


def _hidden(session: Session) -> list[_Data]:
    return [{"reden": why, "aantal": amount} for why, amount in sorted(reasons(session).items())]


def _about(session: Session) -> _Data:
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
        "stembriefjes": session.slips.amount if session.slips else None,
        **({"kaarten": session.paddles_dealt} if session.paddles_dealt else {}),
        "genodigd": [{"rol": group.role or None, "mensen": group.people} for group in session.invited],
        "route": session.route or None,
        "kaartensets": list(session.decks),
    }


def _course(session: Session) -> list[_Data]:
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


def _turns(session: Session) -> list[_Data]:
    return [
        {
            "kaart": rhythm.card,
            "beurt": turn.number,
            "titel": turn.title or None,
            "begin": turn.began.isoformat(),
            "einde": turn.ended.isoformat(),
        }
        for rhythm, turn in turns_of(session)
    ]


def _written(session: Session) -> _Data:
    lists: dict[str, list[_Data]] = {
        "besluiten": [], "actiepunten": [], "toezeggingen": [], "notities": [], "parkeerplaats": [],
    }  # fmt: skip
    for item in session.written:
        where = {"kaart": item.card, "tijd": item.time.isoformat()}
        match item:
            case ev.ActionAgreed():
                agreed = {"wat": item.what, "wie": item.who, "wanneer": item.when or None}
                lists["actiepunten"].append({**where, **agreed})
            case ev.PromiseMade():
                promised = {"wat": item.what, "wie": item.who, "aan": item.to, "wanneer": item.when or None}
                lists["toezeggingen"].append({**where, **promised})
            case ev.DecisionTaken():
                lists["besluiten"].append({**where, "tekst": item.text})
            case ev.NoteTaken():
                about = {"over": note} if (note := note_about(session, item)) else {}
                lists["notities"].append({**where, "tekst": item.text, **about})
            case ev.Parked():
                lists["parkeerplaats"].append({**where, "tekst": item.text})
            case _:
                assert_never(item)
    return lists


def _feedback(session: Session) -> _Data | None:
    """When and how people hear what happens with what they gave; None where that was not said."""
    plan = session.feedback
    return {"wanneer": plan.when or None, "hoe": plan.how} if plan else None


def _drawn(session: Session) -> list[_Data]:
    """The questions drawn from the fan, in order, each with what was noted about it."""
    noted = notes_by_question(session)
    own = {one.question for one in session.own_questions}
    return [
        {
            "kaart": drawn.card,
            "onderwerp": drawn.topic,
            "vraag": drawn.question,
            "tijd": drawn.time.isoformat(),
            "notities": noted.get(drawn.question, []),
            "eigen": drawn.question in own,
        }
        for drawn in drawn_in_view(session)
    ]


def _round(session: Session, asked: Round) -> _Data:
    activity = asked.activity
    veil = veil_of(session, activity)
    about = {
        "kaart": asked.card,
        "titel": asked.title,
        "ronde": asked.number,
        "ronde_id": asked.id,
        "soort": activity.word,
        "vraag": activity.question,
        "gevraagd": without_hidden(activity.data, veil),
        "geopend": asked.opened.isoformat(),
        "gesloten": asked.closed.isoformat() if asked.closed else None,
        "open": asked.is_open,
        "antwoorden": asked.answers,
    }
    if asked.is_open:
        return about
    outcome = outcome_of(session, asked)
    return {
        **about,
        "zin": outcome.sentence,
        **({"reactie": outcome.reaction} if outcome.reaction else {}),
        "uitslag": as_data(outcome.result),
        **({"opkomst": outcome.turnout.data} if outcome.turnout else {}),
        **({"waar": outcome.whereabouts.data} if outcome.whereabouts else {}),
        **({"meegenomen": outcome.taken_along} if outcome.taken_along else {}),
        **_hands(asked),
        **({"kaarten": asked.paddles} if asked.paddles else {}),
        **_groups(outcome),
        **shift_data(outcome, lambda earlier: earlier.id),
        **({"samengevoegd": dict(outcome.merged)} if outcome.merged else {}),
        "verborgen": outcome.kept_back.texts,
        "verborgen_door_begeleider": outcome.kept_back.by_facilitator,
        "stemmen": [_ballot(asked, ballot) for ballot in public_ballots(session, asked)],
        **({"vervallen": sorted(ballot.receipt for ballot in asked.outvoted.values())} if asked.outvoted else {}),
    }


def _hands(asked: Round) -> _Data:
    return {"handen": {"mensen": asked.hands.people, "aantallen": list(asked.hands.counts)}} if asked.hands else {}


def _groups(outcome: Outcome) -> _Data:
    roles = [{"rol": role, "uitslag": as_data(part)} for role, part in outcome.by_role]
    asked = dict(outcome.table_questions)
    tables = [
        {
            "tafel": table_in_words(table),
            **({"eigen_vraag": asked[table]} if table in asked else {}),
            "uitslag": as_data(part),
        }
        for table, part in outcome.by_table
    ]
    return {**({"per_rol": roles} if roles else {}), **({"per_tafel": tables} if tables else {})}


def _ballot(asked: Round, ballot: PublicBallot) -> _Data:
    sound = not ballot.left_out and receipt_for(asked.id, ballot.answer, ballot.nonce) == ballot.receipt
    return {
        "kenmerk": ballot.receipt,
        "kenmerk_na_te_rekenen": sound,
        **({"weggelaten": list(ballot.left_out)} if ballot.left_out else {"nonce": ballot.nonce}),
        "antwoord_ruw": ballot.answer,
        "antwoord": ballot.words,
    }
