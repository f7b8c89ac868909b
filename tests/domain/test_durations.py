"""How long something takes, as people write it."""

import pytest

from kompas_tui.domain.language.durations import minutes_in


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90", 90), (" 090 ", 90), ("90 min", 90), ("90min.", 90), ("90 minuten", 90), ("1 minuut", 1),
        ("1,5 uur", 90), ("1.5 uur", 90), ("1,25 uur", 75), ("2 uur", 120), ("2 uren", 120), ("1u30", 90),
        ("1 uur 30", 90), ("1 uur en 30 minuten", 90), ("1 UUR", 60), ("kwartier", 15), ("een kwartier", 15),
        ("half uur", 30), ("Anderhalf  uur", 90), ("een dag", 1440), ("0", 0),
    ],
)  # fmt: skip
def test_a_length_is_minutes(typed: str, minutes: int) -> None:
    assert minutes_in(typed) == minutes


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "lang",
        "2/3",
        "1:30",
        "1,33 uur",
        "1,5 uur 30",
        "-5",
        "90.0",
        "45-60",
        "ca. 60",
        "²",
        "٩٠",
        "30 sec",
        "9" * 99,
        f"30 min{' ' * 60}of langer",
    ],
)
def test_what_is_no_length_is_none(typed: str) -> None:
    assert minutes_in(typed) is None
