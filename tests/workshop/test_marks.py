"""Marks, and the one form of what phones make up: nothing tells one phone from another."""

from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.workshop.marks import NONCE, Marks, in_one_form


@given(st.one_of(st.text(), st.just(""), st.from_regex(NONCE, fullmatch=True)))
def test_a_nonce_has_one_form_whoever_made_it(sent: str) -> None:
    assert NONCE.fullmatch(in_one_form(sent))
    if sent:
        assert in_one_form(sent) == in_one_form(sent)


def test_a_nonce_of_our_own_script_stays_as_the_phone_made_it() -> None:
    assert in_one_form("0123456789abcdef" * 2) == "0123456789abcdef" * 2


def test_a_token_is_known_by_its_seal_and_a_code_of_a_tablet_by_its_token() -> None:
    mine, other = Marks(b"a" * 32), Marks(b"b" * 32)
    token = mine.new_token()
    assert mine.gave(token)
    assert not other.gave(token)
    assert not any(mine.gave(token[:place] + "-" + token[place + 1 :]) for place in range(32) if token[place] != "-")
    assert len({mine.tablet_code(mine.new_token()) for _ in range(50)}) == 50


@given(st.text())
def test_no_text_that_somebody_made_up_is_a_token(text: str) -> None:
    assert not Marks(b"a" * 32).gave(text)


def test_a_device_that_is_known_has_the_mark_that_it_had_before() -> None:
    marks, again = Marks(bytes(32)), Marks(bytes(32))
    token = marks.new_token()
    before = marks.device(token)
    assert marks.gave(token)
    assert marks.gave(token)
    assert marks.device(token) == before == again.device(token)


def test_what_was_made_up_is_never_known() -> None:
    marks = Marks(bytes(32))
    made_up = Marks(bytes(31) + b"1").new_token()
    assert not marks.gave(made_up)
    assert not marks.gave(made_up)
