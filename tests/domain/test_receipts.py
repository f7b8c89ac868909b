"""Receipts and codes: the same for the same answer and nonce, readable, and different otherwise."""

import hashlib
import math
import re

from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.language.codes import ALPHABET, spelled
from kompas_tui.domain.question.ballots import RECEIPT_LENGTH, Ballot, receipt_for

RECEIPT = re.compile(f"[{ALPHABET}]{{4}}(-[{ALPHABET}]{{4}}){{3}}")
ANSWERS = st.dictionaries(st.sampled_from(["a", "b"]), st.integers() | st.lists(st.text(max_size=5)), min_size=1)


def test_codes_use_no_look_alikes() -> None:
    assert not set("01ILOU") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET)


@given(st.text(max_size=8), ANSWERS, st.text(max_size=8))
def test_anyone_can_work_a_receipt_out_again(round_id: str, answer: dict[str, object], nonce: str) -> None:
    first = receipt_for(round_id, answer, nonce)
    assert RECEIPT.fullmatch(first)
    assert first == receipt_for(round_id, dict(reversed(answer.items())), nonce)


@given(ANSWERS, st.text(max_size=8), st.text(max_size=8))
def test_two_voters_with_the_same_answer_have_different_receipts(
    answer: dict[str, object], mine: str, yours: str
) -> None:
    assert (receipt_for("k-1", answer, mine) == receipt_for("k-1", answer, yours)) is (mine == yours)


def test_a_receipt_differs_per_round() -> None:
    assert receipt_for("k-1", {"keuze": 1}, "n") != receipt_for("k-2", {"keuze": 1}, "n")


@given(st.binary(min_size=16, max_size=32), st.integers(1, 12))
def test_a_code_has_the_length_that_was_asked(digest: bytes, length: int) -> None:
    assert len(spelled(digest, length)) == length


def test_the_receipt_is_what_its_description_says() -> None:
    digest = hashlib.sha256(b'["k-1",{"keuze":1},"n"]').digest()
    code = spelled(digest, 16)
    assert receipt_for("k-1", {"keuze": 1}, "n") == f"{code[:4]}-{code[4:8]}-{code[8:12]}-{code[12:]}"


def test_a_texts_id_stays_with_its_place() -> None:
    before, after = Ballot("m", {"tekst": ["a"]}, "r1"), Ballot("m", {"tekst": ["b"]}, "r2")
    assert before.text_id(0) == after.text_id(0)
    assert before.text_id(0) != before.text_id(1)
    assert before.text_id(0) != Ballot("n", {}, "r").text_id(0)


def test_two_answers_with_one_receipt_take_half_a_trillion_tries() -> None:
    assert len(ALPHABET) ** RECEIPT_LENGTH > 2**78
    assert math.sqrt(math.pi / 2 * len(ALPHABET) ** RECEIPT_LENGTH) > 5e11
