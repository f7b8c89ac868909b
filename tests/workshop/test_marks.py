"""Marks, and the one form of what phones make up: nothing tells one phone from another."""

from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.workshop.marks import NONCE, in_one_form


@given(st.one_of(st.text(), st.just(""), st.from_regex(NONCE, fullmatch=True)))
def test_a_nonce_has_one_form_whoever_made_it(sent: str) -> None:
    assert NONCE.fullmatch(in_one_form(sent))
    if sent:
        assert in_one_form(sent) == in_one_form(sent)


def test_a_nonce_of_our_own_script_stays_as_the_phone_made_it() -> None:
    assert in_one_form("0123456789abcdef" * 2) == "0123456789abcdef" * 2
