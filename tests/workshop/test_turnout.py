"""Who was invited and who voted: beside a vote that decides, and by role in the report, small roles never apart."""

import pytest

from kompas_tui.deck_files import DeckProblems, read_decks
from kompas_tui.domain.outcome import outcome_of
from kompas_tui.domain.outcome.turnout import Turnout
from kompas_tui.domain.report import build_report
from kompas_tui.domain.report.document import Facts
from kompas_tui.domain.session import events as ev
from kompas_tui.domain.session.fitting import ImpossibleEvent, told
from kompas_tui.export.data import session_data
from kompas_tui.workshop import Workshop
from kompas_tui.workshop.commands.asking import CloseRound
from kompas_tui.workshop.commands.room import LockRoom
from kompas_tui.workshop.door import RUSH_SENTENCE
from tests.workshop.rooms import NOW, choose, opened, workshop

DECK = """---
titel: Stemmen
rollen: [bewoner, ondernemer, gemeente]
genodigd: %s
---

# Plan {#plan}

```keuze
vraag: Gaat het plan door?
opties: [Voor, Tegen]
drempel: 75
per_rol: ja
```

# Kleur {#kleur}

```keuze
vraag: Welke kleur?
opties: [rood, geel]
```
"""
EACH = "{bewoner: 40, ondernemer: 4, gemeente: 6}"


async def voted(invited: str, **roles: int) -> Workshop:
    room = await workshop(("proef", DECK % invited, False))
    await opened(room, "plan")
    for role, amount in roles.items():
        for number in range(amount):
            await choose(room, f"{role}-{number}", int(number % 4 == 0), role=role)
    await room.do(CloseRound())
    return room


async def test_a_vote_that_decides_says_how_many_of_the_invited_voted() -> None:
    room = await voted("40", bewoner=30)
    outcome = outcome_of(room.session, room.session.rounds["plan-1"])
    assert outcome.turnout is not None
    assert outcome.turnout.sentence == "Opkomst: 30 van de 40 genodigden, dat is 75 procent."
    assert session_data(room.session, "f" * 64)["rondes"][0]["opkomst"] == {"stemmen": 30, "genodigd": 40}
    asked = await opened(room, "kleur")
    await choose(room, "bewoner-1", 0)
    assert outcome_of(room.session, asked).turnout is None


@pytest.mark.parametrize(
    ("voted", "invited", "told"),
    [
        (1, 8, "Opkomst: 1 van de 8 genodigden, dat is 13 procent."),
        (8, 8, "Opkomst: 8 van de 8 genodigden, dat is 100 procent."),
        (9, 8, "Er zijn 9 stemmen. Genodigd waren 8 mensen."),
    ],
)
def test_a_share_is_rounded_to_the_nearest_and_more_votes_than_people_have_none(
    voted: int, invited: int, told: str
) -> None:
    assert Turnout(voted, invited).sentence == told


def test_how_many_slips_are_valid_is_told_once_where_not_all_are() -> None:
    used = "Van de 20 stembriefjes zijn er 5 gebruikt."
    assert Turnout(5, 20, by_slip=True, valid=5).sentence == used
    assert Turnout(5, 20, by_slip=True, valid=4).sentence == f"{used} Geldige stemmen: 4."
    assert Turnout(5, 20, by_slip=True, valid=4, with_threshold=True).sentence == used  # whose own sentence says it


async def test_of_votes_of_tables_no_turnout_of_people_is_told() -> None:
    tables = DECK.replace("genodigd:", "tafels: 2\ngenodigd:").replace("per_rol: ja", "tafels: ja")
    room = await workshop(("proef", tables % "40", False))
    asked = await opened(room, "plan")
    room.sit("t1", "1")
    await choose(room, "t1", 0)
    await room.do(CloseRound())
    outcome = outcome_of(room.session, asked)
    assert (outcome.answers, outcome.turnout) == (1, None)


async def test_more_votes_than_invited_people_are_no_share() -> None:
    room = await voted("3", bewoner=5)
    turnout = outcome_of(room.session, room.session.rounds["plan-1"]).turnout
    assert turnout is not None
    assert turnout.sentence == "Er zijn 5 stemmen. Genodigd waren 3 mensen."


async def test_the_report_says_who_was_missing_and_keeps_a_small_role_among_the_others() -> None:
    room = await voted(EACH, bewoner=12, ondernemer=3, gemeente=6)
    report = build_report(room.session, "f" * 64)
    said = str(report)
    (facts,) = (block for block in report.blocks if isinstance(block, Facts))
    assert dict(facts.rows)["Genodigd"] == "50: bewoner 40, ondernemer 4, gemeente 6", (
        "on the first page, beside who took part"
    )
    assert "Er waren 50 mensen genodigd." in said
    assert "Opkomst: 21 van de 50 genodigden, dat is 42 procent." in said
    assert "Er ontbraken mensen: 28 bij ‘bewoner’." in said
    assert "‘ondernemer’ en ‘gemeente’ staan niet apart." in said
    assert "bij ‘ondernemer’" not in said


async def test_one_missing_person_is_told_by_role_too() -> None:
    room = await voted("{bewoner: 13}", bewoner=12)
    assert "Er ontbraken mensen: 1 bij ‘bewoner’." in str(build_report(room.session, "f" * 64))


async def test_without_a_question_by_role_the_report_only_says_who_was_invited() -> None:
    room = await voted(EACH)
    said = str(build_report(room.session, "f" * 64))
    assert "Er waren 50 mensen genodigd." in said
    assert "ontbraken" not in said


@pytest.mark.parametrize(
    ("invited", "problem"),
    [
        ("{bewonr: 40}", "Bedoel je ‘bewoner’?"),
        ("{bewoner: veel}", "hier hoort een heel getal"),
        ("-3", "hier hoort een heel getal"),
        ("[bewoner]", "hier hoort een heel getal"),
    ],
)
def test_a_wrong_invitation_is_told_on_its_line(invited: str, problem: str) -> None:
    with pytest.raises(DeckProblems) as problems:
        read_decks([("proef", DECK % invited, False)])
    assert problem in str(problems.value)
    assert ":4:" in str(problems.value)


@pytest.mark.parametrize("people", [-1, 10**9])
def test_a_log_with_impossible_invitations_is_refused(people: int) -> None:
    started = ev.Started(
        time=NOW, code="K7F3", details=ev.Details(), decks=(), invited=(ev.Invited("bewoner", people),)
    )
    with pytest.raises(ImpossibleEvent):
        told([started])


async def test_a_rush_is_told_until_the_room_is_locked() -> None:
    room = await workshop()
    room.watch.turn_away()
    assert room.watch.warnings() == [RUSH_SENTENCE]
    await room.do(LockRoom(True))
    await room.do(LockRoom(False))
    assert room.watch.warnings() == [], "a lock that came off again tells of no rush of before it"
