"""Codes on paper: read however they are typed, and a slip of the pen is told from a code that is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.deck_files import DeckProblems, read_decks
from kompas_tui.domain.question.slips import (
    SLIP_ALPHABET,
    SLIP_LENGTH,
    SlipRefused,
    in_print,
    is_slip,
    known_by,
    read_slip,
)
from kompas_tui.workshop.slips import new_slips

CODES = st.integers(0, 10**6).map(lambda _: new_slips(1)[0])
DECK = """---
titel: T
%s
---

# A {#a}

```keuze
vraag: Wat?
opties: [a, b]
%s
```
"""


def test_codes_differ_and_hold_no_look_alikes() -> None:
    codes = new_slips(295)
    assert len(set(codes)) == 295
    assert all(is_slip(code) for code in codes)
    assert not set("01OILUZ") & set("".join(codes))
    assert in_print("ABCDEFGHJ") == "ABC-DEF-GHJ"


@given(CODES, st.sampled_from(["", " ", "-", ".", " - "]), st.booleans())
def test_a_code_is_read_with_other_spaces_dashes_and_capitals(code: str, between: str, lower: bool) -> None:
    typed = between.join([code[:3], code[3:6], code[6:]])
    assert read_slip(f" {typed.lower() if lower else typed} ") == code


@given(CODES, st.integers(0, SLIP_LENGTH - 1), st.sampled_from(SLIP_ALPHABET))
def test_one_wrong_sign_is_always_told(code: str, place: int, sign: str) -> None:
    wrong = code[:place] + sign + code[place + 1 :]
    assert is_slip(wrong) is (wrong == code)


@given(CODES, st.integers(0, SLIP_LENGTH - 1), st.integers(0, SLIP_LENGTH - 1))
def test_two_signs_that_changed_places_are_always_told(code: str, one: int, other: int) -> None:
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    assert is_slip("".join(signs)) is ("".join(signs) == code)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Vul ook je stemcode in."),
        (" - ", "Vul ook je stemcode in."),
        ("ABC", "Een stemcode heeft 9 tekens. Jij typte er 3."),
        ("OBC-DEF-GHJ", "In een stemcode staat geen ‘O’."),
        ("222-222-223", "Er zit een tikfout in je stemcode."),
        ("９" * 200, "Een stemcode heeft 9 tekens."),
        ("<b>\x1b[2J\u202e", "Jij typte er 3."),
    ],
)
def test_what_is_no_code_is_told_in_words(typed: str, said: str) -> None:
    with pytest.raises(SlipRefused) as refused:
        read_slip(typed)
    assert said in str(refused.value)


def test_a_set_of_codes_is_known_whatever_its_order() -> None:
    codes = new_slips(20)
    assert known_by(codes) == known_by(codes[::-1]) != known_by(codes[1:])


@pytest.mark.parametrize(
    ("front", "own", "problem", "line"),
    [
        ("", "stembriefje: ja", "Zet bovenaan ‘stembriefjes: …’ met het aantal.", 11),
        ("stembriefjes: 20", "", "Geen vraag telt stembriefjes. Zet ‘stembriefje: ja’ bij de vraag waar het", 3),
        ("stembriefjes: 0", "", "hier hoort een heel getal van 1 tot en met 5.000", 3),
        ("stembriefjes: 20", "stembriefje: ja\ntafels: ja", "Kies: ‘stembriefje’ of ‘tafels’, niet allebei.", 11),
        ("stembriefjes: 20", "stembriefje: misschien", "hier hoort ‘ja’ of ‘nee’", 11),
        ("stembriefje: 20", "", "Bedoel je ‘stembriefjes’?", 3),
    ],
)
def test_what_is_wrong_with_slips_in_a_deck_is_told_on_its_line(front: str, own: str, problem: str, line: int) -> None:
    with pytest.raises(DeckProblems) as problems:
        read_decks([("proef", DECK % (front, own), False)])
    assert any(problem in str(one) and f":{line}:" in str(one) for one in problems.value.problems), problems.value
