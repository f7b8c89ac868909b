"""The sanitizer: what is meant survives, what styles, steers or hides does not."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas_tui.domain.language.joining import CONDITIONAL, MOST_ALIKE, MOST_IN_TIBETAN, MOST_MARKS, NUMBER_SIGNS
from kompas_tui.domain.language.text import clean_line, clean_lines, disarmed

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


MEANT_GRAPHEMES = {
    "Persian": "می‌خواهم نمی‌دانم خانه‌ها ه‍.ق کتاب‌هایمان",
    "Urdu": "بے‌شک، کیوں‌کہ",
    "Arabic with vowels": "مُحَمَّدٌ ٱللَّٰهِ \u0600١٢٣",
    "Hebrew with vowels": "בְּרֵאשִׁ֖ית בָּרָ֣א",
    "Burmese": "မြန်မာဘာသာ ကျွန်ုပ်တို့ ရှိုံ့ ဂျွန်လှိုင်း",
    "Hindi": "क्ष क्‍ष क्‌ष हिन्दी कृ॑ष्णाँ ज़रूरत",
    "Marathi": "दर्‍या वाऱ्यावर",
    "Bengali": "র‍্যাব র‌্যাব উৎসব ত্‍",
    "Sinhala": "ශ්‍රී ලංකා ක්‍රමය",
    "Malayalam": "അവന്‍ കാല്‍ ന്‌റ",
    "Tamil": "க்ஷ ஸ்ரீ நன்றி",
    "Kannada": "ರಾಜ್‌ಕುಮಾರ್ ಕ್ರೌರ್ಯ",
    "Khmer": "ស្ត្រី ភាសាខ្មែរ ប៊ី",
    "Tibetan": "བོད་སྐད་ཡིག རྒྱུད། ཧྐྵྨླྺྼྻྂ",
    "Thai": "ก็ น้ำ ที่นี่ ครั้ง",
    "Vietnamese": "Tiếng Việt: ẫ ộ ữ",
    "Navajo and Yoruba": "Diné bizaad ą́ą́ ẹ̀kọ́ ǫ̀",
    "families": "👨‍👩‍👧‍👦 👩‍❤️‍💋‍👨 🧑🏽‍🤝‍🧑🏿 👩🏻‍❤️‍💋‍👨🏼",
    "work": "👩‍🚒 🧑🏿‍⚖️ 👨‍✈️ 🕵️‍♀️ ⛹🏾‍♂️ 🏃‍➡️ 🙂‍↔️ 🧑‍🦰",
    "flags": "🏳️‍🌈 🏳️‍⚧️ 🏴‍☠️ 🇳🇱 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "signs": "❤️ ☎️ ☀️ ✔️ ©️ ™️ ‼️ 1️⃣ #️⃣ *️⃣ ❤️‍🔥 ⛓️‍💥 🐈‍⬛",
    "newer than this Python": "\U0001fae9 \U0001fac6 \U0001fabe \U0001f6d8 \U0001fa8a \U0001fae9\u200d\U0001f525",
}
"""Graphemes that people write and that a sanitizer is quick to break."""


@pytest.mark.parametrize("meant", MEANT_GRAPHEMES.values(), ids=MEANT_GRAPHEMES)
def test_nothing_readable_is_lost(meant: str) -> None:
    normal = unicodedata.normalize("NFC", meant)
    assert clean_line(meant, 300) == normal
    assert disarmed(normal) == normal


@given(st.lists(st.sampled_from([one for text in MEANT_GRAPHEMES.values() for one in text.split()]), max_size=9))
def test_no_neighbour_breaks_a_grapheme(words: list[str]) -> None:
    meant = unicodedata.normalize("NFC", " ".join(words))
    assert clean_line(" \u202e".join(words), 800) == meant


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("sl\u200cecht sl\u200decht", "slecht slecht"),
        ("می\u200c خواهم", "می خواهم"),
        ("می\u200c\u200c\u200dخواهم", "می\u200dخواهم"),
        ("\u200cمی", "می"),
        ("★\u200d★ a\ufe0f 7\ufe0f ★\ufe0f", "★★ a 7 ★"),
        ("👍\u200d 👍\ufe0f\ufe0f", "👍 👍"),
        ("❤\ufe0f\ufe0f❤\ufe0f", "❤\ufe0f❤\ufe0f"),
        ("🏴\U000e0068\U000e0061\U000e0069\U000e007f", "🏴"),
        ("geheim\U000e0061\U000e007f", "geheim"),
        ("ก" + "\u0e47" * 30, "ก\u0e47\u0e47"),
        ("ب" + "\u064b\u064c\u064d\u064e\u064f\u0650\u0651" * 9, "ب\u064b\u064b\u064c\u064c\u064d"),
        ("ب" + "\u064b\u200c" * 30 + "ب", "ب\u064b\u200c\u064b\u200cب"),
        ("a" + "\u0489\u20dd" * 9, "a\u0489\u20dd"),
        ("a\u1ad0\u1ad1\u1ad2b", "a\u1ad0\u1ad1b"),
        ("\U000e0fff\u2065\ufff5x\U0001ffff", "x"),
    ],
)
def test_what_joins_nothing_or_builds_a_tower_goes(typed: str, kept: str) -> None:
    assert clean_line(typed, 300) == kept


JOINING = st.text(
    st.sampled_from(
        "ab1#★❤ مهिक्র্ဂျ\u0e47\u064e👩🏽🏴\U0001fae9\u200c\u200d\ufe0f\u20e3\u0301\u0489"
        "\U000e0067\U000e0062\U000e0065\U000e006e\U000e007f\u202e\u2066\u00ad\n"
    ),
    max_size=60,
)
ALL_TEXT = ANY_TEXT | NASTY | JOINING


def steers(char: str) -> bool:
    """Whether a character turns the reading order, moves a cursor, is half a one, or belongs to somebody privately."""
    turns = unicodedata.bidirectional(char) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return turns or char in "\u200e\u200f\u061c" or unicodedata.category(char) in ("Cc", "Cs", "Co")


@given(ALL_TEXT, st.integers(1, 120))
def test_nothing_that_steers_or_has_no_place_comes_through(typed: str, limit: int) -> None:
    cleaned = clean_lines(typed, limit)
    assert len(cleaned) <= limit
    assert not [char for char in cleaned if char != "\n" and steers(char)]
    assert not [char for char in cleaned if char not in " \n" and unicodedata.category(char)[0] == "Z"]
    formats = {char for char in cleaned if unicodedata.category(char) == "Cf"}
    assert formats <= CONDITIONAL | NUMBER_SIGNS
    assert not re.search("[\u200c\u200d][\u200c\u200d\ufe0f]|\ufe0f[\u200c\ufe0f]", cleaned)
    assert not re.search("(^|[\\s\u0041-\u024f])[\u200c\u200d\ufe0f]", cleaned)
    cleaned.encode("utf-8")


@given(ALL_TEXT)
def test_no_character_carries_a_tower_of_marks(typed: str) -> None:
    run: list[str] = []
    for char in clean_lines(typed, 500):
        if char in CONDITIONAL:
            continue
        run = [*run, char] if unicodedata.category(char) in ("Mn", "Me") else []
        assert len(run) <= MOST_IN_TIBETAN
        assert sum(unicodedata.name(mark, "").startswith("COMBINING") for mark in run) <= MOST_MARKS
        assert all(run.count(mark) <= MOST_ALIKE for mark in run)


@given(ALL_TEXT, st.integers(1, 120))
def test_a_log_gives_back_what_was_kept(typed: str, limit: int) -> None:
    assert disarmed(clean_lines(typed, limit)) == clean_lines(typed, limit)


@given(ALL_TEXT, st.integers(1, 120))
def test_cleaning_twice_is_cleaning_once(typed: str, limit: int) -> None:
    once = clean_lines(typed, limit)
    assert clean_lines(once, limit) == once
    line = clean_line(typed, limit)
    assert clean_line(line, limit) == line


@given(ALL_TEXT, st.integers(1, 120))
def test_a_line_is_one_line(typed: str, limit: int) -> None:
    line = clean_line(typed, limit)
    assert len(line.splitlines()) <= 1
    assert len(line) <= limit
    assert line == line.strip()
