"""One deck with all fifteen kinds: read, opened, answered by many phones, counted, split by role and kept."""

import json
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from kompas_tui.deck_files import read_decks
from kompas_tui.domain.kinds import deck_kinds
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.outcome.roles import results_by_role, splits_to_keep
from kompas_tui.domain.question.fields import Field, OneOf, Order, Pins, Place, Points, Scale, SeveralOf, Texts
from kompas_tui.domain.result.shapes import Profile, Result
from kompas_tui.domain.result.tables import as_data, as_table
from kompas_tui.domain.result.weight import strongest
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.event_json import decode, encode
from kompas_tui.domain.session.round import Round
from kompas_tui.journal import SessionFolder
from kompas_tui.journal.database import table_name
from kompas_tui.workshop import Workshop, open_workshop, resume_workshop
from kompas_tui.workshop.commands.asking import CloseRound, OpenRound
from kompas_tui.workshop.commands.course import GoTo

OWN = {
    "keuze": "opties: [a, b, c]",
    "meerkeuze": "opties: [a, b, c]\nmax: 2",
    "stickers": "opties: [a, b, c]\naantal: 3",
    "verdeling": "opties: [a, b, c]",
    "rangorde": "opties: [a, b, c]",
    "schaal": "stellingen: [Een, Twee]\ntot: 7\nuitersten: [oneens, eens]",
    "instemming": "voorstel: We planten tien bomen.",
    "checklist": "items:\n  - Het doel is helder.\n  - Er is geld.",
    "assenveld": "x: [traag, snel]\ny: [duur, goedkoop]\nopties_uit: {kaart: keuze, top: 3}",
    "woorden": "max: 2",
    "open": "max: 2\nmoderatie: nee",
    "vragen": "max: 2",
    "profiel": """assen:
  - {naam: opnemen, min: voelen, plus: denken}
  - {naam: verwerken, min: doen, plus: kijken}
items:
  - {as: opnemen, min: "Ik voel", plus: "Ik denk"}
  - {as: verwerken, min: "Ik doe", plus: "Ik kijk"}
stijlen:
  - {naam: doener, bij: [voelen, doen], jij: "Je doet.", groep: "Doe iets."}
  - {naam: dromer, bij: [voelen, kijken], jij: "Je kijkt.", groep: "Kijk rond."}
  - {naam: denker, bij: [denken, kijken], jij: "Je denkt.", groep: "Denk na."}
  - {naam: beslisser, bij: [denken, doen], jij: "Je kiest.", groep: "Kies."}""",
    "formulier": """velden:
  - {naam: doel, vraag: "Wat wil je?", soort: tekst, verplicht: ja}
  - {naam: dag, vraag: "Wanneer?", soort: datum}
  - {naam: aantal, vraag: "Hoeveel?", soort: getal}
  - {naam: partij, vraag: "Wie ben je?", soort: keuze, opties: [bewoner, gemeente]}
  - {naam: bel, vraag: "Waar bellen we je?", persoonsgegeven: ja}""",
    "markt": "toelichting: Vraag of bied.",
    "inschrijven": "opties: [a, b, c]\nplekken: 99\ncontact: ja",
    "prik": "beeld: stad\nmax: 2\nreden: ja\nvlakken: {de speeltuin: [0.1, 0.1, 0.3, 0.4]}",
}
ROLES = ("bewoner", "ondernemer", "gemeente")
DECK = "---\ntitel: Alles\nrollen: [bewoner, ondernemer, gemeente]\n---\n" + "".join(
    f"\n# {word.capitalize()} {{#{word}}}\n\n```{word}\nvraag: Wat vind je?\nper_rol: ja\n{own}\n```\n"
    for word, own in OWN.items()
)
VOTERS = 20
"""Twelve residents, six entrepreneurs and two of the council: only the first two may be shown apart, if at all."""


def role_of(number: int) -> str:
    return ROLES[0] if number < 12 else ROLES[1] if number < 18 else ROLES[2]


def filled(field: Field, chance: random.Random) -> dict[str, list[str]]:
    """What a phone sends for a field, at random."""
    match field:
        case OneOf():
            return {field.name: [str(chance.randrange(len(field.options)))]}
        case SeveralOf():
            some = chance.sample(range(len(field.options)), chance.randint(1, field.most))
            return {field.name: [str(index) for index in some]}
        case Points():
            cuts = sorted(chance.randint(0, field.total) for _ in field.options[1:])
            points = [b - a for a, b in zip([0, *cuts], [*cuts, field.total], strict=True)]
            return {name: [str(amount)] for name, amount in zip(field.inputs, points, strict=True)}
        case Scale():
            return {field.name: [str(chance.randint(1, field.high))]}
        case Order():
            order = chance.sample(range(len(field.options)), chance.randint(1, len(field.options)))
            return {name: [str(index)] for name, index in zip(field.inputs, order, strict=False)}
        case Place():
            return {name: [str(chance.randint(0, 10))] for name in field.inputs}
        case Pins():
            return {name: [f"{chance.randint(0, 1000)},{chance.randint(0, 1000)}"] for name in field.inputs}
        case Texts():
            said = {"text": chance.choice(["Bomen", "meer bankjes"]), "date": "2026-12-31", "number": "2,5"}
            return {field.inputs[0]: [said[field.accepts]]}


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Workshop]:
    made = await open_workshop(SessionFolder(tmp_path), read_decks([("alles", DECK, False)]), ev.Details())
    yield made
    await made.close()


async def answered(room: Workshop, card: str, chance: random.Random, voters: int = VOTERS) -> Round:
    await room.do(GoTo(card))
    await room.do(OpenRound("nieuw"))
    asked = room.session.open_round
    assert asked is not None
    for number in range(voters):
        form: dict[str, list[str]] = {}
        for field in asked.activity.form():
            form |= filled(field, chance)
        receipt = await room.cast(f"t{number}", asked.id, form, role=role_of(number))
        assert receipt.code
    await room.do(CloseRound())
    return asked


def test_the_deck_has_every_kind() -> None:
    (deck,) = read_decks([("alles", DECK, False)]).decks
    assert tuple(card.activity.word for card in deck.cards if card.activity) == tuple(OWN)
    assert set(OWN) == set(deck_kinds())
    assert len(OWN) == 17


async def test_every_kind_goes_from_phone_to_figures_and_back_from_the_log(room: Workshop, tmp_path: Path) -> None:
    chance = random.Random(20261122)
    for word in OWN:
        asked = await answered(room, word, chance)
        result = asked.result()
        assert result.answers == VOTERS, word
        assert asked.activity.sentence(asked.result()).endswith("."), word
        table = as_table(result)
        assert table.in_words, word
        assert {len(row) for row in table.in_words} == {len(table.header)}, word
        assert json.loads(json.dumps(as_data(result)))["vorm"] == result.shape
        assert len(strongest(result, 3)) <= 3
    before = {name: outcome_of(room.session, asked) for name, asked in room.session.rounds.items()}
    with TinyDB(tmp_path / "sessie.json", encoding="utf-8", access_mode="r") as database:
        assert {row["antwoorden"] for row in database.table("uitslagen")} == {VOTERS}
        for shown in room.session.rounds.values():
            assert len(database.table(table_name(shown))) == VOTERS
    await room.close()
    again = resume_workshop(SessionFolder(tmp_path))
    assert {name: outcome_of(again.session, asked) for name, asked in again.session.rounds.items()} == before
    await again.close()


@pytest.mark.parametrize("word", sorted(set(OWN) - {"assenveld"}))
async def test_a_role_of_fewer_than_five_is_never_apart(room: Workshop, tmp_path: Path, word: str) -> None:
    asked = await answered(room, word, random.Random(7))
    split = results_by_role(room.session, asked)
    assert [role for role, _ in split] in (["bewoner", "overig"], ["bewoner", "ondernemer", "overig"])
    assert min(result.answers for _, result in split) >= 5
    assert sum(result.answers for _, result in split) == VOTERS
    with TinyDB(tmp_path / "sessie.json", encoding="utf-8", access_mode="r") as database:
        assert not any("rol" in document for document in database.table(table_name(asked)))
    kept = decode(encode(ev.Ended(time=room.now(), splits=splits_to_keep(room.session))))
    assert isinstance(kept, ev.Ended)
    (asked.split,) = kept.splits
    assert results_by_role(room.session, asked) == split, "what was kept reads back as it was"


@pytest.mark.parametrize("voters", [1, 4])
async def test_a_group_profile_of_fewer_than_five_is_nowhere(room: Workshop, tmp_path: Path, voters: int) -> None:
    asked = await answered(room, "profiel", random.Random(7), voters)
    result = asked.result()
    assert isinstance(result, Profile)
    assert result.is_hidden
    assert results_by_role(room.session, asked) == ()
    with TinyDB(tmp_path / "sessie.json", encoding="utf-8", access_mode="r") as database:
        (kept,) = database.table("uitslagen")
    assert kept["rijen"] == []
    assert kept["zin"] == f"De groep is te zien vanaf 5 antwoorden. Tot nu toe: {voters}."


def figures(result: Result) -> dict[str, int]:
    """The figure beside each option."""
    return {row[0]: int(row[1]) for row in as_table(result).in_words}


@pytest.mark.parametrize("seed", range(3))
async def test_merging_roles_does_not_change_the_whole(room: Workshop, seed: int) -> None:
    for word in ("keuze", "verdeling", "rangorde", "instemming", "stickers"):
        asked = await answered(room, word, random.Random(seed))
        parts = [figures(part) for _, part in results_by_role(room.session, asked)]
        whole = figures(asked.result())
        assert whole == {option: sum(part[option] for part in parts) for option in whole}
