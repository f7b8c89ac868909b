"""The sanitizer: what is meant survives, what styles, steers or hides does not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.language.text import clean_line, clean_lines

ANY_TEXT = st.text(st.characters(codec=None), max_size=300)
"""Every code point there is, lone surrogates too."""

NASTY = st.text(
    st.sampled_from(
        "ab é\u0301\u0323\u0308\u200d\u200b\u202e\ufe0f\r\n\t\x1b\x00\x9b"
        "\ud800\u00ad\u034f\u3164\u1160\u2028\u17b4\ufeff\U000e0041"
    ),
    max_size=80,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\x1b[2Jweg", "[2Jweg"),
        ("\x1b]52;c;aGk=\x07x", "]52;c;aGk=x"),
        ("\x9b31mrood", "31mrood"),
        ("a\x00b\x7fc", "abc"),
        ("goed\u202etoof\u202c", "goedtoof"),
        ("\u2066a\u2069\u200eb\u200f\u061cc", "abc"),
        ("a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg", "abcdefg"),
        ("ko\u034fm\u17b4p\u180bas", "kompas"),
        ("a\ufe0fb\U000e0100c", "abc"),
        ("a" + "\u0300\u0301\u0302\u0303\u0304" * 20, "à\u0301\u0302"),
        ("\u0301\u0301los", "los"),
        ("a\ud800b\udfffc", "abc"),
        ("een\rtwee\r\ndrie\u2028vier", "een\ntwee\ndrie\nvier"),
        ("a\u00a0\u2003\u3000b\tc", "a b c"),
        ("a\u2800\u3164\uffa0b", "a b"),
        ("\ue000\U000f0000privé", "privé"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("  rand  \n  tekst  ", "rand\ntekst"),
        ("\ufffe\uffffx", "x"),
    ],
)
def test_what_steers_or_hides_is_taken_out(typed: str, kept: str) -> None:
    assert clean_lines(typed, 200) == kept


@pytest.mark.parametrize(
    "meant",
    [
        "één idee, ruïne, reünie, coöperatie",
        "Tiếng Việt có dấu: Nguyễn Thị Hường",
        "مرحبا بكم",
        "שלום",
        "Đorđe, Łukasz, Çağla, Ærø",
        "Здравствуйте",
        "你好，世界",
        "हिन्दी",
        "👍 🎉 🐻",
        "[TODO] [/b] <script> *ster* 'x' \"y\" & = +1 @a",
        "€ 5,- voor 50% ’s avonds – echt…",
    ],
)
def test_meant_text_stays_as_it_is(meant: str) -> None:
    assert clean_line(meant, 300) == unicodedata.normalize("NFC", meant)


@given(ANY_TEXT | NASTY, st.integers(1, 120))
def test_no_control_format_private_or_lone_half_character_comes_through(typed: str, limit: int) -> None:
    cleaned = clean_lines(typed, limit)
    assert len(cleaned) <= limit
    assert not [char for char in cleaned if char != "\n" and unicodedata.category(char)[0] == "C"]
    assert not [char for char in cleaned if char not in " \n" and unicodedata.category(char)[0] == "Z"]
    cleaned.encode("utf-8")


@given(ANY_TEXT | NASTY)
def test_no_character_carries_more_than_two_marks(typed: str) -> None:
    run = 0
    for char in clean_lines(typed, 500):
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        assert run <= 2


@given(ANY_TEXT | NASTY, st.integers(1, 120))
def test_cleaning_twice_is_cleaning_once(typed: str, limit: int) -> None:
    once = clean_lines(typed, limit)
    assert clean_lines(once, limit) == once
    line = clean_line(typed, limit)
    assert clean_line(line, limit) == line


@given(ANY_TEXT | NASTY, st.integers(1, 120))
def test_a_line_is_one_line(typed: str, limit: int) -> None:
    line = clean_line(typed, limit)
    assert len(line.splitlines()) <= 1
    assert len(line) <= limit
    assert line == line.strip()
