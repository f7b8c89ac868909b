"""Which characters without a width of their own are part of what is read: joiners, emoji signs and stacked marks.

Everything else that has no width steers, hides or floods, and goes.
"""

import re
import unicodedata

NON_JOINER, JOINER, EMOJI_SIGN, KEYCAP = "\u200c", "\u200d", "\ufe0f", "\u20e3"
HEH = "\u0647"
"""Persian writes it with a joiner behind it in abbreviations."""

TAGS = frozenset(map(chr, range(0xE0020, 0xE0080)))

NUMBER_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Signs around figures in Arabic, Syriac and Kaithi, which Unicode counts among what steers and which are seen."""

CONDITIONAL = frozenset({NON_JOINER, JOINER, EMOJI_SIGN}) | TAGS
"""What is read in its place only."""


def _ranges(spelled: str) -> frozenset[str]:
    """The characters in a list such as `23 30-39`."""
    ends = (one.partition("-") for one in spelled.split())
    return frozenset(chr(code) for low, _, high in ends for code in range(int(low, 16), int(high or low, 16) + 1))


_SIGNED = _ranges("""
    a9 ae 203c 2049 2122 2139 2194-2199 21a9-21aa 2328 23cf 23ed-23ef 23f1-23f2 23f8-23fa 24c2 25aa-25ab 25b6 25c0
    25fb-25fc 2600-2604 260e 2611 2618 261d 2620 2622-2623 2626 262a 262e-262f 2638-263a 2640 2642 265f-2660 2663
    2665-2666 2668 267b 267e 2692 2694-2697 2699 269b-269c 26a0 26a7 26b0-26b1 26c8 26cf 26d1 26d3 26e9 26f0-26f1 26f4
    26f7-26f9 2702 2708-2709 270c-270d 270f 2712 2714 2716 271d 2721 2733-2734 2744 2747 2763-2764 27a1 2934-2935
    2b05-2b07 1f170-1f171 1f17e-1f17f 1f321 1f324-1f32c 1f336 1f37d 1f396-1f397 1f399-1f39b 1f39e-1f39f 1f3cb-1f3ce
    1f3d4-1f3df 1f3f3 1f3f5 1f3f7 1f43f 1f441 1f4fd 1f549-1f54a 1f56f-1f570 1f573-1f579 1f587 1f58a-1f58d 1f590 1f5a5
    1f5a8 1f5b1-1f5b2 1f5bc 1f5c2-1f5c4 1f5d1-1f5d3 1f5dc-1f5de 1f5e1 1f5e3 1f5e8 1f5ef 1f5f3 1f5fa 1f6cb 1f6cd-1f6cf
    1f6e0-1f6e5 1f6e9 1f6f0 1f6f3
""")
"""Signs that are drawn as emoji only with the emoji sign behind them (emoji-variation-sequences.txt, Unicode 17)."""

_JOINED_SIGNS = _ranges("2194-2195 2620 2640 2642 2695-2696 26a7 26d3 26f9 2708 2764 27a1 2b1b")
"""What may stand beside a joiner in an emoji, besides the pictures of `_PICTURES` such as the people of a family."""

_PICTURES = ("\U0001f000", "\U0001faff")

_JOINING_SCRIPTS = (
    ("\u0600", "\u0fff"), ("\u1000", "\u109f"), ("\u1780", "\u18af"), ("\ua840", "\ua87f"), ("\ua8e0", "\ua8ff"),
    ("\uaa60", "\uaa7f"), ("\U00010a00", "\U00010aff"), ("\U00011000", "\U000114ff"), ("\U0001e900", "\U0001e95f"),
)  # fmt: skip
"""Arabic, Syriac, the scripts of India, Tibet, Burma and Cambodia, and others whose letters join."""

_FLAG_TAGS = "|".join(
    "".join(chr(0xE0000 + ord(letter)) for letter in region) for region in ("gbeng", "gbsct", "gbwls")
)
_TAGS_OF_NO_FLAG = re.compile(f"(\U0001f3f4(?:{_FLAG_TAGS})\U000e007f)|[\U000e0020-\U000e007f]")

_ANYWHERE = _ranges("300-36f 483-489 1ab0-1aff 1dc0-1dff 20d0-20ff 2de0-2dff fe20-fe2f")
"""Marks that go on letters of any script, of which towers are built."""

_TIBETAN = range(0xF00, 0x1000)
MOST_MARKS_ANYWHERE, MOST_MARKS, MOST_IN_TIBETAN, MOST_ALIKE = 2, 5, 8, 2
"""How many marks stand on one letter: Vietnamese needs two, Burmese and Hebrew five, Tibetan writes down."""


def in_place(text: str) -> str:
    """The text with joiners, emoji signs and tags only where they are part of what is read."""
    if CONDITIONAL.isdisjoint(text):
        return text
    text = _TAGS_OF_NO_FLAG.sub(r"\1", text)
    kept: list[str] = []
    for end, char in enumerate(text, 1):
        if char not in CONDITIONAL or char in TAGS or _belongs(kept[-1] if kept else "", char, text[end : end + 1]):
            kept.append(char)
    return "".join(kept)


def _belongs(before: str, char: str, after: str) -> bool:
    if char == EMOJI_SIGN:
        return before in _SIGNED or (before != "" and before in "#*0123456789" and after == KEYCAP)
    if _joins(before) and _joins(after):
        return True
    if char == NON_JOINER:
        return False
    in_emoji = (before == EMOJI_SIGN or _is_picture(before)) and _is_picture(after)
    return in_emoji or before == HEH or (_joins(before) and unicodedata.combining(before) == _VIRAMA)


_VIRAMA = 9
"""The class of the marks that take the vowel off a letter, behind which a joiner asks for the half letter."""


def _is_picture(char: str) -> bool:
    return _PICTURES[0] <= char <= _PICTURES[1] or char in _JOINED_SIGNS


def _joins(char: str) -> bool:
    return any(low <= char <= high for low, high in _JOINING_SCRIPTS) and unicodedata.category(char)[0] in "LM"


def without_towers(text: str) -> str:
    """The text without marks that stand on nothing, and without more on one letter than any script writes."""
    kept: list[str] = []
    marks: list[str] | None = None
    for char in text:
        if char in CONDITIONAL:
            kept.append(char)
            continue
        if char in _ANYWHERE or unicodedata.category(char) in ("Mn", "Me"):
            if marks is None or _is_too_many(marks, char):
                continue
            marks.append(char)
        else:
            marks = None if char.isspace() else []
        kept.append(char)
    return "".join(kept)


def _is_too_many(marks: list[str], char: str) -> bool:
    if char in _ANYWHERE and sum(mark in _ANYWHERE for mark in marks) >= MOST_MARKS_ANYWHERE:
        return True
    most = MOST_IN_TIBETAN if ord(char) in _TIBETAN else MOST_MARKS
    return len(marks) >= most or marks.count(char) >= MOST_ALIKE
