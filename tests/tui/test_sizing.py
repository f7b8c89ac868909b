"""How large texts stand, at the limits: two columns, wide windows, few pages, and air between lines."""

import pytest

from kompas_tui.tui.drawing.lines import BLANK, paged, wrapped
from kompas_tui.tui.drawing.sizing import FEW_PAGES, WIDE, LetterSize, Sized, _aired, in_larger_letters, in_two_columns


def options(amount: int) -> list[Sized]:
    return [Sized(f"optie {number}", mark=str(number)) for number in range(amount)]


def test_from_six_options_on_they_may_stand_in_two_columns() -> None:
    assert [len(in_two_columns(options(amount))) for amount in (5, 6, 7)] == [0, 3, 4]


@pytest.mark.parametrize(("width", "is_larger"), [(WIDE, False), (WIDE + 1, True)])
def test_a_list_goes_on_over_pages_in_large_letters_in_a_window_too_wide_for_plain_ones(
    width: int, is_larger: bool
) -> None:
    assert bool(in_larger_letters(options(3), width, 8, LetterSize())) is is_larger


def test_it_goes_on_over_a_few_pages_only() -> None:
    height = 8
    pages = [len(paged(in_larger_letters(options(n), WIDE + 1, height, LetterSize()), height)) for n in range(1, 40)]
    assert max(pages) == FEW_PAGES == 6


@pytest.mark.parametrize(("height", "has_air"), [(4, False), (5, True)])
def test_there_is_air_between_plain_lines_where_all_of_it_fits(height: int, has_air: bool) -> None:
    parts = options(3)
    laid = [wrapped(part.wording, 40) for part in parts]
    assert [lines[0] is BLANK for lines in _aired(parts, laid, height)] == [False, has_air, has_air]
